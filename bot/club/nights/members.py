"""What members do with a night: nominate, take it back, and say whether they come."""

import sqlite3

from bot.club.nights import rows
from bot.club.nights.record import Board, NightError, Nominated, Nomination
from bot.club.nights.rules import Refusal, film_refusal, place_refusal, unknown_facts
from bot.connection import now

_ANSWER = """
    INSERT INTO night_guests (guild_id, night_id, evening, member_id, coming, answered_at)
    VALUES (:guild, :night, :evening, :member, :coming, :at)
    ON CONFLICT (night_id, evening, member_id) DO UPDATE
    SET coming = excluded.coming, answered_at = excluded.answered_at WHERE coming IS NOT excluded.coming
"""


def nominate(
    connection: sqlite3.Connection, night_id: int, film_id: int, label: str, *, guild_id: int, member_id: int
) -> Nominated | Refusal:
    """Put a film on the board, or return the rule that keeps it out.

    Raises:
        NightError: the night is over, or the film is gone.
    """
    night = rows.required(connection, night_id, guild_id=guild_id)
    coming = rows.guests(connection, night.id, night.evening)
    film = rows.facts(connection, film_id, coming, guild_id=guild_id)
    if film is None:
        raise NightError("That film is no longer in the catalogue.")
    board = rows.nominations_where(connection, "night_id = ?", night.id)
    by = next((each.member_id for each in board if each.film_id == film_id), None)
    own = sum(each.member_id == member_id for each in board)
    refusal = place_refusal(night.rules, by=by, own=own, board=len(board))
    refusal = refusal or film_refusal(night.rules, film, guests=bool(coming))
    if refusal is not None:
        return refusal
    nominated_at = now()
    cursor = connection.execute(
        "INSERT INTO night_nominations (guild_id, night_id, film_id, label, member_id, nominated_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (guild_id, night.id, film_id, label, member_id, nominated_at),
    )
    assert cursor.lastrowid is not None
    nomination = Nomination(cursor.lastrowid, film_id, label, member_id, nominated_at)
    return Nominated(nomination, unknown_facts(night.rules, film))


def withdraw(connection: sqlite3.Connection, nomination_id: int, *, guild_id: int, member_id: int) -> Nomination:
    """Take a member's own nomination off the board.

    Raises:
        NightError: it is not theirs or not on the board, its vote is open, or its film is settled for the evening.
    """
    board, nomination = on_board(connection, nomination_id, guild_id=guild_id)
    if nomination.member_id != member_id:
        raise NightError("Only the member who nominated it, or a host, takes it off the board.")
    check_loose(board, nomination)
    connection.execute("UPDATE night_nominations SET withdrawn_at = ? WHERE id = ?", (now(), nomination_id))
    return nomination


def put_back(connection: sqlite3.Connection, nomination: Nomination, *, guild_id: int, member_id: int) -> bool:
    """Put a nomination back that its member has taken off; False where its film was nominated again meanwhile."""
    put = connection.execute(
        "UPDATE OR IGNORE night_nominations SET withdrawn_at = NULL "
        "WHERE id = ? AND guild_id = ? AND member_id = ? AND withdrawn_at IS NOT NULL AND evening_id IS NULL",
        (nomination.id, guild_id, member_id),
    )
    return put.rowcount == 1


def answer(connection: sqlite3.Connection, night_id: int, *, coming: bool, guild_id: int, member_id: int) -> Board:
    """Write down whether a member comes to the next evening, and return the board.

    Raises:
        NightError: the night is over.
    """
    night = rows.required(connection, night_id, guild_id=guild_id)
    values = {"guild": guild_id, "night": night.id, "evening": night.evening, "member": member_id, "at": now()}
    connection.execute(_ANSWER, {**values, "coming": int(coming)})
    return rows.board(connection, night)


def on_board(connection: sqlite3.Connection, nomination_id: int, *, guild_id: int) -> tuple[Board, Nomination]:
    """Return a nomination and the board that it is on.

    Raises:
        NightError: it is on none, or its night is over.
    """
    row = connection.execute(
        "SELECT night_id FROM night_nominations WHERE id = ? AND guild_id = ?", (nomination_id, guild_id)
    ).fetchone()
    if row is None:
        raise NightError("That film is not on the board any more.")
    board = rows.board(connection, rows.required(connection, row[0], guild_id=guild_id))
    found = next((each.nomination for each in board.entries if each.nomination.id == nomination_id), None)
    if found is None:
        raise NightError("That film is not on the board any more.")
    return board, found


def check_loose(board: Board, nomination: Nomination) -> None:
    """Check that nothing hangs on a nomination that is to be taken off.

    Raises:
        NightError: its vote is open, it has won, or its film is settled for the evening.
    """
    if any(each.in_vote for each in board.entries if each.nomination.id == nomination.id):
        raise NightError(f"{nomination.label} is in the vote that is open, so it stays on the board until that closes.")
    if board.evening.is_scheduled and board.evening.nomination_id == nomination.id:
        raise NightError(f"{nomination.label} is scheduled for the next evening, so it stays on the board.")
    winner = None if board.vote is None else board.vote.winner
    if winner is not None and winner.id == nomination.id:
        raise NightError(f"{nomination.label} has won the vote, so it stays on the board.")
