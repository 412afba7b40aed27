"""Keeping movie nights: each method one hop to the database, answered once it is on disk."""

import sqlite3
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.club.deadlines import stored
from bot.club.nights import history, host, journal, members, over, rows
from bot.club.nights.record import (
    Board,
    Ending,
    Evening,
    NewNight,
    Night,
    Nominated,
    Nomination,
    Opened,
    PastEvening,
    Plan,
    Scheduled,
    Undone,
    VoteTerms,
    Watched,
)
from bot.club.nights.rules import NightRules, Refusal
from bot.club.nights.undo import undo
from bot.connection import now
from bot.database import Database

T = TypeVar("T")

CLAIM_SECONDS = 60
"""How long whoever took on a reminder may be at it before another takes its place."""

_DUE = """
    remind_at <= :now AND reminded_at IS NULL AND watched_at IS NULL AND starts_at > :now AND (
        SELECT ended_at IS NULL AND nights.evening = night_evenings.number FROM nights WHERE nights.id = night_id
    )
"""
_CLAIM = f"""
    UPDATE night_evenings SET claimed_at = :now
    WHERE id = :evening AND (claimed_at IS NULL OR claimed_at <= :stale) AND {_DUE}
"""  # noqa: S608 - a condition written above
_WITH_EVENT = "event_id IS NOT NULL AND watched_at IS NULL AND starts_at > ?"
_TOLD_OF_CLOSE = """
    UPDATE nights SET drawn_close = (SELECT closed_at FROM polls WHERE polls.id = nights.poll_id)
    WHERE ended_at IS NULL AND poll_id IS NOT NULL
      AND drawn_close IS NOT (SELECT closed_at FROM polls WHERE polls.id = nights.poll_id)
    RETURNING id
"""


class NightStore:
    """Keeps the movie nights of every server; each method asks for the server, so that none reaches another's.

    Times are as `bot.connection.now` writes them. What hosts do may be undone; see `bot.club.nights.host`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def named(self, key: str | None, *, guild_id: int, past: bool = False) -> tuple[Night, ...]:
        """Return a server's open nights in the order in which they were made, of one folded name where it is given.

        With `past` those that were cancelled follow, the latest first.
        """

        def work(connection: sqlite3.Connection) -> tuple[Night, ...]:
            wanted = "guild_id = ? AND (? IS NULL OR name_key = ?) AND ended_at IS {} NULL ORDER BY {}"
            found = rows.nights_where(connection, wanted.format("", "id"), guild_id, key, key)
            if past:
                found += rows.nights_where(
                    connection, wanted.format("NOT", "ended_at DESC, id DESC"), guild_id, key, key
                )
            return found

        return await self._database.read(work)

    async def get(self, night_id: int, *, guild_id: int) -> Night | None:
        """Return a night."""
        return await self._database.read(partial(rows.night, night_id=night_id, guild_id=guild_id))

    async def board(self, night_id: int, *, guild_id: int) -> Board | None:
        """Return a night's board as it is at one moment; a closed vote is counted anew from its ballots."""

        def work(connection: sqlite3.Connection) -> Board | None:
            night = rows.night(connection, night_id, guild_id=guild_id)
            return None if night is None else rows.board(connection, night)

        return await self._database.read(work)

    async def over(self, evening_id: int, *, guild_id: int) -> Watched | None:
        """Return a watched evening; None where there is none, or it was taken back."""

        def work(connection: sqlite3.Connection) -> Watched | None:
            wanted = "id = ? AND guild_id = ? AND watched_at IS NOT NULL"
            found = rows.evenings_where(connection, wanted, evening_id, guild_id)
            if not found:
                return None
            return over.evening_over(connection, found[0].night_id, found[0].number, guild_id=guild_id)

        return await self._database.read(work)

    async def history(
        self, night_id: int, *, guild_id: int, member_id: int, limit: int, offset: int
    ) -> tuple[tuple[PastEvening, ...], int]:
        """Return one page of what a night has watched, the latest first, and how long the whole list is."""

        def work(connection: sqlite3.Connection) -> tuple[tuple[PastEvening, ...], int]:
            night = rows.night(connection, night_id, guild_id=guild_id)
            if night is None:
                return (), 0
            return history.page(connection, night, member_id=member_id, limit=limit, offset=offset)

        return await self._database.read(work)

    async def nominate(
        self, night_id: int, film_id: int, label: str, *, guild_id: int, member_id: int
    ) -> Nominated | Refusal:
        """Put a film on the board, or return the rule that keeps it out; see `members.nominate`."""
        return await self._write(members.nominate, night_id, film_id, label, guild_id=guild_id, member_id=member_id)

    async def withdraw(self, nomination_id: int, *, guild_id: int, member_id: int) -> Nomination:
        """Take a member's own nomination off the board; see `members.withdraw`."""
        return await self._write(members.withdraw, nomination_id, guild_id=guild_id, member_id=member_id)

    async def put_back(self, nomination: Nomination, *, guild_id: int, member_id: int) -> bool:
        """Put a nomination back; see `members.put_back`."""
        return await self._write(members.put_back, nomination, guild_id=guild_id, member_id=member_id)

    async def answer(self, night_id: int, *, coming: bool, guild_id: int, member_id: int) -> Board:
        """Write down whether a member comes to the next evening; see `members.answer`."""
        return await self._write(members.answer, night_id, coming=coming, guild_id=guild_id, member_id=member_id)

    async def create(self, new: NewNight, *, guild_id: int, by: int) -> tuple[Night, int]:
        """Make a night; see `host.create`."""
        return await self._write(host.create, new, guild_id=guild_id, by=by)

    async def change_rules(self, night_id: int, rules: NightRules, *, guild_id: int, by: int) -> Night:
        """Give a night other rules; see `host.change_rules`."""
        return await self._write(host.change_rules, night_id, rules, guild_id=guild_id, by=by)

    async def cancel(self, night_id: int, *, guild_id: int, by: int) -> tuple[Board, int]:
        """End a night; see `host.cancel`."""
        return await self._write(host.cancel, night_id, guild_id=guild_id, by=by)

    async def take_off(self, nomination_id: int, *, guild_id: int, by: int) -> Nomination:
        """Take anyone's nomination off the board; see `host.take_off`."""
        return await self._write(host.take_off, nomination_id, guild_id=guild_id, by=by)

    async def open_vote(self, night_id: int, terms: VoteTerms, *, guild_id: int, channel_id: int, by: int) -> Opened:
        """Open a vote; see `host.open_vote`."""
        return await self._write(host.open_vote, night_id, terms, guild_id=guild_id, channel_id=channel_id, by=by)

    async def schedule(self, night_id: int, plan: Plan, *, guild_id: int, by: int) -> Scheduled:
        """Settle what is shown when; see `host.schedule`."""
        return await self._write(host.schedule, night_id, plan, guild_id=guild_id, by=by)

    async def watched(self, night_id: int, ending: Ending, *, guild_id: int, by: int) -> Watched:
        """End an evening; see `over.watched`."""
        return await self._write(over.watched, night_id, ending, guild_id=guild_id, by=by)

    async def correct_guests(
        self, evening_id: int, members: Collection[int], *, there: bool, guild_id: int, by: int
    ) -> Watched:
        """Say of members that they were at a watched evening, or were not; see `over.correct_guests`."""
        return await self._write(over.correct_guests, evening_id, members, there=there, guild_id=guild_id, by=by)

    async def undo(self, night_id: int, *, guild_id: int, by: int) -> Undone:
        """Take the last step of a host back; see `bot.club.nights.undo.undo`."""
        return await self._write(undo, night_id, guild_id=guild_id, by=by)

    async def told(self, step_id: int, *, guild_id: int, channel_id: int, message_id: int) -> None:
        """Note the message that told of a step."""
        await self._write(journal.told, step_id, guild_id=guild_id, channel_id=channel_id, message_id=message_id)

    async def board_posted(self, night_id: int, *, guild_id: int, channel_id: int, message_id: int) -> None:
        """Note the message that is the board from now on."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE nights SET channel_id = ?, message_id = ? WHERE id = ? AND guild_id = ?",
                (channel_id, message_id, night_id, guild_id),
            )

        await self._database.write(work)

    async def board_lost(self, night_id: int, *, guild_id: int, message_id: int) -> None:
        """Note that the board's message was deleted, unless it has another by now."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE nights SET message_id = NULL WHERE id = ? AND guild_id = ? AND message_id = ?",
                (night_id, guild_id, message_id),
            )

        await self._database.write(work)

    async def event_made(self, evening_id: int, *, guild_id: int, event_id: int, instead_of: int | None) -> bool:
        """Note the event of an evening; False where it has another by now than the one this takes the place of."""

        def work(connection: sqlite3.Connection) -> bool:
            made = connection.execute(
                "UPDATE night_evenings SET event_id = ?, event_lost = 0 "
                "WHERE id = ? AND guild_id = ? AND event_id IS ? AND film_id IS NOT NULL AND watched_at IS NULL",
                (event_id, evening_id, guild_id, instead_of),
            )
            return made.rowcount == 1

        return await self._database.write(work)

    async def event_lost(self, evening_id: int, *, guild_id: int, event_id: int) -> None:
        """Note that an evening's event was deleted or cancelled on Discord."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE night_evenings SET event_id = NULL, event_lost = 1 "
                "WHERE id = ? AND guild_id = ? AND event_id = ?",
                (evening_id, guild_id, event_id),
            )

        await self._database.write(work)

    async def standing(self) -> tuple[Night, ...]:
        """Return the open nights of all servers that have a board."""
        wanted = "ended_at IS NULL AND message_id IS NOT NULL ORDER BY id"
        return await self._database.read(partial(rows.nights_where, condition=wanted))

    async def votes_turned(self) -> tuple[Night, ...]:
        """Return the nights of all servers whose vote has closed, or was opened again, since this was last asked."""

        def work(connection: sqlite3.Connection) -> tuple[Night, ...]:
            turned = [night_id for (night_id,) in connection.execute(_TOLD_OF_CLOSE).fetchall()]
            found = (rows.nights_where(connection, "id = ?", night_id) for night_id in turned)
            return tuple(night for nights in found for night in nights)

        return await self._database.write(work)

    async def to_remind(self) -> tuple[tuple[Night, Evening], ...]:
        """Return the evenings of all servers whose guests are to be reminded now."""

        def work(connection: sqlite3.Connection) -> tuple[tuple[Night, Evening], ...]:
            return _with_nights(
                connection, rows.evenings_where(connection, f"{_DUE} ORDER BY remind_at, id", now=now())
            )

        return await self._database.read(work)

    async def claim_reminder(self, evening_id: int) -> bool:
        """Take on a reminder; False where it is given, or another took it on a moment ago and may be at it."""

        def work(connection: sqlite3.Connection) -> bool:
            at = now()
            stale = stored(datetime.fromisoformat(at) - timedelta(seconds=CLAIM_SECONDS))
            values = {"evening": evening_id, "now": at, "stale": stale}
            return connection.execute(_CLAIM, values).rowcount == 1

        return await self._database.write(work)

    async def reminded(self, evening_id: int) -> None:
        """Note that a reminder is given, or that there is nowhere to give it."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE night_evenings SET reminded_at = ? WHERE id = ?", (now(), evening_id))

        await self._database.write(work)

    async def with_event(self) -> tuple[tuple[Night, Evening], ...]:
        """Return the evenings to come, of all servers, that have an event on Discord."""

        def work(connection: sqlite3.Connection) -> tuple[tuple[Night, Evening], ...]:
            return _with_nights(connection, rows.evenings_where(connection, _WITH_EVENT, now()))

        return await self._database.read(work)

    async def _write(self, change: Callable[..., T], *values: object, **named: object) -> T:
        return await self._database.write(lambda connection: change(connection, *values, **named))


def _with_nights(connection: sqlite3.Connection, evenings: tuple[Evening, ...]) -> tuple[tuple[Night, Evening], ...]:
    found = ((rows.nights_where(connection, "id = ? AND ended_at IS NULL", each.night_id), each) for each in evenings)
    return tuple((nights[0], each) for nights, each in found if nights)
