"""Taking back what a host did with a night, the last step first."""

import sqlite3
from typing import Any

from bot.club.nights import rows
from bot.club.nights.journal import Table, last_step, settled_by, take_back
from bot.club.nights.record import Evening, NightError, Undone
from bot.club.polls import rows as poll_rows
from bot.club.polls.record import Poll
from bot.connection import now

_OF_GUEST = """
    SELECT night_evenings.id FROM night_guests
    JOIN night_evenings ON night_evenings.night_id = night_guests.night_id AND number = night_guests.evening
    WHERE night_guests.id = ?
"""
_END = """
    UPDATE polls SET closes_at = coalesce(closes_at, :at), closed_at = coalesce(closed_at, :at),
        closed_by = coalesce(closed_by, :by), announced_at = coalesce(announced_at, :at)
    WHERE id = :poll
"""
_VOID = "UPDATE poll_options SET voided_at = :at, voided_by = :by WHERE poll_id = :poll AND voided_at IS NULL"


def undo(connection: sqlite3.Connection, night_id: int, *, guild_id: int, by: int) -> Undone:
    """Take the last step of a night back; what members did since stands.

    A vote that was opened is closed and counts nothing, though its ballots are kept. A rating poll that was opened is
    closed; the ratings given in it are their members' own and stay.

    Raises:
        NightError: nothing is left to undo, or something was built on it that has to be taken back by itself.
    """
    night = rows.night(connection, night_id, guild_id=guild_id)
    if night is None:
        raise NightError(rows.GONE)
    last = last_step(connection, night_id)
    if last is None:
        raise NightError(f"There is nothing left to undo in {night.name}.")
    step, before = last
    touched = _touched(connection, before)
    was = _evening(connection, touched)
    take_back(connection, step, before, by)
    polls: list[Poll] = []
    if step.kind == "voted" and night.poll_id is not None:
        polls += _void(connection, night.poll_id, guild_id, by)
    if step.kind == "watched" and was is not None and was.rating_poll_id is not None:
        polls += _end(connection, was.rating_poll_id, guild_id, by)
    again = rows.night(connection, night_id, guild_id=guild_id)
    assert again is not None
    evening = _evening(connection, touched)
    former = settled_by(connection, evening) if step.kind == "scheduled" and evening is not None else None
    return Undone(step, again, evening, was, tuple(polls), former)


def _touched(connection: sqlite3.Connection, before: list[tuple[Table, int, Any]]) -> int | None:
    """Return the evening that a step was about: the one it changed, or whose guests it corrected."""
    for table, row_id, values in before:
        if table == "night_evenings" and values is not None:
            return row_id
        if table == "night_guests":
            row = connection.execute(_OF_GUEST, (row_id,)).fetchone()
            return None if row is None else row[0]
    return None


def _void(connection: sqlite3.Connection, poll_id: int, guild_id: int, by: int) -> list[Poll]:
    """Close a vote without a result: every option is taken out, every ballot stays."""
    values = {"poll": poll_id, "at": now(), "by": by}
    connection.execute(_END, values)
    connection.execute(_VOID, values)
    poll_rows.note(connection, poll_id, "voided", by)
    return _read(connection, poll_id, guild_id)


def _end(connection: sqlite3.Connection, poll_id: int, guild_id: int, by: int) -> list[Poll]:
    """Close a rating poll with the ratings it has, if it is open."""
    for poll in _read(connection, poll_id, guild_id):
        if poll.is_open:
            poll_rows.freeze_ratings(connection, poll)
            connection.execute(_END, {"poll": poll_id, "at": now(), "by": by})
            poll_rows.note(connection, poll_id, "closed", by)
            return _read(connection, poll_id, guild_id)
    return []


def _read(connection: sqlite3.Connection, poll_id: int, guild_id: int) -> list[Poll]:
    poll = poll_rows.read(connection, poll_id, guild_id=guild_id)
    return [] if poll is None else [poll]


def _evening(connection: sqlite3.Connection, evening_id: int | None) -> Evening | None:
    found = () if evening_id is None else rows.evenings_where(connection, "id = ?", evening_id)
    return found[0] if found else None
