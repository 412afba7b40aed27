"""What hosts do with a night, each step written to the journal in the transaction that does it."""

import sqlite3
from dataclasses import replace

from bot.catalogue.film import label
from bot.catalogue.visibility import REACHABLE
from bot.club.deadlines import stored
from bot.club.nights import rows
from bot.club.nights.journal import Recorder, keep_creation, settled_by
from bot.club.nights.members import check_loose, on_board
from bot.club.nights.record import (
    MOST_NIGHTS,
    Board,
    Entry,
    NewNight,
    Night,
    NightError,
    Nomination,
    Opened,
    Plan,
    Scheduled,
    VoteTerms,
)
from bot.club.nights.rules import NightRules
from bot.club.polls import rows as poll_rows
from bot.club.polls.record import FEWEST_OPTIONS, MOST_OPTIONS, Poll, PollDraft, PollOption
from bot.connection import now

_FILM = f"SELECT title, year FROM films WHERE films.id = :film AND {REACHABLE}"  # noqa: S608 - a condition of this project


def create(connection: sqlite3.Connection, new: NewNight, *, guild_id: int, by: int) -> tuple[Night, int]:
    """Make a night with its first evening; return it and the step.

    Raises:
        NightError: a night of that name is open, or there are too many.
    """
    every = rows.nights_where(connection, "guild_id = ? AND ended_at IS NULL", guild_id)
    if rows.nights_where(connection, "guild_id = ? AND name_key = ? AND ended_at IS NULL", guild_id, new.key):
        raise NightError(f"There is a movie night called {new.name} here already. Choose another name.")
    if len(every) >= MOST_NIGHTS:
        raise NightError(f"A server has up to {MOST_NIGHTS} movie nights at once. Cancel one that is over first.")
    begins = None if new.when is None else stored(new.when.starts_at)
    weekly_from = begins if new.when is not None and new.when.weekly else None
    cursor = connection.execute(
        "INSERT INTO nights "
        "(guild_id, name, name_key, rules, weekly_from, evening, channel_id, created_by, created_at) "
        "VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
        (guild_id, new.name, new.key, rows.rules_as_json(new.rules), weekly_from, new.channel_id, by, now()),
    )
    night_id = cursor.lastrowid
    assert night_id is not None
    connection.execute(
        "INSERT INTO night_evenings (guild_id, night_id, number, starts_at) VALUES (?, ?, 1, ?)",
        (guild_id, night_id, begins),
    )
    step_id = keep_creation(connection, night_id, guild_id, by)
    return rows.required(connection, night_id, guild_id=guild_id), step_id


def change_rules(connection: sqlite3.Connection, night_id: int, rules: NightRules, *, guild_id: int, by: int) -> Night:
    """Give a night other rules; what is on the board stays there, and is left out of votes where they say so."""
    night = rows.required(connection, night_id, guild_id=guild_id)
    if night.rules != rules:
        recorder = Recorder(connection)
        recorder.change("nights", night.id, rules=rows.rules_as_json(rules))
        recorder.keep(night.id, guild_id, "rules", by)
    return replace(night, rules=rules)


def cancel(connection: sqlite3.Connection, night_id: int, *, guild_id: int, by: int) -> tuple[Board, int]:
    """End a night; return its board as it was and the step. Nothing of it is lost.

    Raises:
        NightError: it is over already, or its vote is open.
    """
    night = rows.required(connection, night_id, guild_id=guild_id)
    board = rows.board(connection, night)
    require_no_open_vote(board)
    recorder = Recorder(connection)
    recorder.change("nights", night.id, ended_at=now())
    return board, recorder.keep(night.id, guild_id, "cancelled", by)


def take_off(connection: sqlite3.Connection, nomination_id: int, *, guild_id: int, by: int) -> Nomination:
    """Take anyone's nomination off the board.

    Raises:
        NightError: it is not on the board, its vote is open, or its film is settled for the evening.
    """
    board, nomination = on_board(connection, nomination_id, guild_id=guild_id)
    check_loose(board, nomination)
    recorder = Recorder(connection)
    recorder.change("night_nominations", nomination_id, withdrawn_at=now())
    recorder.keep(board.night.id, guild_id, "withdrawn", by)
    return nomination


def open_vote(
    connection: sqlite3.Connection, night_id: int, terms: VoteTerms, *, guild_id: int, channel_id: int, by: int
) -> Opened:
    """Open a vote on what is nominated and let in by the rules, with what each brings along.

    Raises:
        NightError: a vote is open already, or there are fewer than two films to choose from.
    """
    board = rows.board(connection, rows.required(connection, night_id, guild_id=guild_id))
    night = board.night
    require_no_open_vote(board)
    taken = [entry.nomination for entry in board.entries if entry.may_be_voted][:MOST_OPTIONS]
    left_out = tuple(entry for entry in board.entries if not entry.may_be_voted)
    if len(taken) < FEWEST_OPTIONS:
        raise NightError(_too_few(taken, left_out))
    draft = PollDraft(
        kind="choice",
        question=f"{night.name}: what shall we watch?",
        channel_id=channel_id,
        method=terms.method,
        options=tuple(_option(night, position, each) for position, each in enumerate(taken)),
        closes_at=terms.closes_at,
        sealed=terms.sealed,
    )
    poll_id = poll_rows.insert(connection, draft, guild_id=guild_id, created_by=by)
    poll_rows.note(connection, poll_id, "opened", by)
    connection.executemany(
        "INSERT INTO night_votes (poll_id, position, nomination_id) VALUES (?, ?, ?)",
        [(poll_id, position, each.id) for position, each in enumerate(taken)],
    )
    recorder = Recorder(connection)
    recorder.change("nights", night.id, poll_id=poll_id)
    step_id = recorder.keep(night.id, guild_id, "voted", by)
    return Opened(step_id, read_poll(connection, poll_id, guild_id), left_out)


def schedule(connection: sqlite3.Connection, night_id: int, plan: Plan, *, guild_id: int, by: int) -> Scheduled:
    """Settle what is shown when, for the first time or anew.

    The event on Discord stays where there is one, and is noted by `event_made` where it is new.

    Raises:
        NightError: the night is over, or the film is gone.
    """
    night = rows.required(connection, night_id, guild_id=guild_id)
    was = rows.evening(connection, night)
    former = settled_by(connection, was)
    name = film_name(connection, plan.film_id, guild_id)
    recorder = Recorder(connection)
    recorder.change(
        "night_evenings",
        was.id,
        film_id=plan.film_id,
        label=name,
        nomination_id=nominated(connection, night, plan.film_id),
        starts_at=plan.starts_at,
        voice_id=plan.voice_id,
        place=plan.place,
        event_id=was.event_id,  # kept in the journal, since another may be made after this
        event_lost=0,
        room_id=plan.room_id,
        remind_at=plan.remind_at,
        reminded_at=None,
    )
    # Whoever was at the former reminder, if anyone, is not at the new one.
    connection.execute("UPDATE night_evenings SET claimed_at = NULL WHERE id = ?", (was.id,))
    step_id = recorder.keep(night.id, guild_id, "scheduled", by)
    return Scheduled(step_id, rows.board(connection, night), was, former)


def read_poll(connection: sqlite3.Connection, poll_id: int, guild_id: int) -> Poll:
    """Return a poll that was written in this transaction."""
    poll = poll_rows.read(connection, poll_id, guild_id=guild_id)
    assert poll is not None, "it was just written"
    return poll


def _option(night: Night, position: int, nomination: Nomination) -> PollOption:
    return PollOption(
        position,
        nomination.label,
        nomination.film_id,
        nominated_by=nomination.member_id or None,
        nominated_at=nomination.nominated_at,
        carry=nomination.carry if night.rules.carries else 0,
    )


def nominated(connection: sqlite3.Connection, night: Night, film_id: int) -> int | None:
    """Return the nomination of a film that is on the board, by its id."""
    found = rows.nominations_where(connection, "night_id = ? AND film_id = ?", night.id, film_id)
    return found[0].id if found else None


def film_name(connection: sqlite3.Connection, film_id: int, guild_id: int) -> str:
    """Return a film's readable name.

    Raises:
        NightError: it is gone.
    """
    row = connection.execute(_FILM, {"film": film_id, "guild": guild_id}).fetchone()
    if row is None:
        raise NightError("That film is no longer in the catalogue.")
    return label(*row)


def require_no_open_vote(board: Board) -> None:
    """Refuse what cannot be done while a night's vote is open.

    Raises:
        NightError: it is open.
    """
    if board.open_poll is not None:
        raise NightError(
            f"The vote of {board.night.name} is still open. /poll close ends it, /night undo takes it back."
        )


def _too_few(taken: list[Nomination], left_out: tuple[Entry, ...]) -> str:
    have = "There is one" if taken else "There is none"
    out = " The others are kept out by the rules, as the board says." if left_out else ""
    return f"A vote needs two nominated films at least. {have}.{out} /night nominate adds more."
