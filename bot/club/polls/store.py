"""Keeping polls: a vote is answered once it is on disk, a poll is closed once, and nothing that was cast is lost."""

import sqlite3
from collections.abc import Callable
from functools import partial

from bot.club.polls import rows, steps
from bot.club.polls.record import FEWEST_OPTIONS, Ballot, Poll, PollDraft, PollError, Turnout
from bot.club.polls.tally import Marks
from bot.club.ratings import Change
from bot.connection import now
from bot.database import Database


class PollStore:
    """Keeps the polls of every server; each method asks for the server, so that none reaches another's.

    Times are as `bot.connection.now` writes them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, draft: PollDraft, *, guild_id: int, created_by: int) -> Poll:
        """Write a new poll, which has no message yet.

        Raises:
            AlreadyOpenError: another rating poll of the film is open.
            PollError: it has too few, too many or equal options, or a film that the server does not see.
        """
        return await self._database.write(
            partial(steps.open_poll, draft=draft, guild_id=guild_id, created_by=created_by)
        )

    async def get(self, poll_id: int, *, guild_id: int) -> Poll | None:
        """Return a poll."""
        return await self._database.read(partial(rows.read, poll_id=poll_id, guild_id=guild_id))

    async def turnout(self, poll_id: int, *, guild_id: int, voided: bool = False) -> Turnout | None:
        """Return a poll and the ballots that count as they are at one moment; with `voided`, those taken out too."""

        def work(connection: sqlite3.Connection) -> Turnout | None:
            poll = rows.read(connection, poll_id, guild_id=guild_id)
            if poll is None:
                return None
            return Turnout(
                poll, rows.ballots(connection, poll, voided=voided), rows.hidden_voters(connection, guild_id)
            )

        return await self._database.read(work)

    async def ballot_of(self, poll_id: int, *, guild_id: int, member_id: int) -> Ballot | None:
        """Return what a member cast in a choice poll, None where nothing or it was taken back."""

        def work(connection: sqlite3.Connection) -> Ballot | None:
            if rows.read(connection, poll_id, guild_id=guild_id) is None:
                return None
            found = rows.ballot_of(connection, poll_id, member_id)
            return found if found is not None and found.marks else None

        return await self._database.read(work)

    async def cast(self, poll_id: int, marks: Marks, *, guild_id: int, member_id: int, clicked_at: str) -> Ballot:
        """Write a member's ballot in a choice poll over their former one; no marks take it back.

        Who may vote is the caller's to check. Raises:
            PollClosedError: it was clicked after the poll's time, or the poll is closed.
            PollError: the poll is gone, or the marks are no ballot of it.
        """
        return await self._database.write(
            partial(
                steps.cast, poll_id=poll_id, marks=marks, guild_id=guild_id, member_id=member_id, clicked_at=clicked_at
            )
        )

    async def rate(self, poll_id: int, score: int, *, guild_id: int, member_id: int, clicked_at: str) -> Change:
        """Write a member's vote in a rating poll, which is their rating of its film, as `bot.club.ratings.rate` does.

        Who may vote is the caller's to check. Raises:
            PollClosedError: it was clicked after the poll's time, or the poll is closed.
            PollError: the poll is gone or of another kind, or its film is no longer in the catalogue.
        """
        return await self._database.write(
            partial(
                steps.rate,
                poll_id=poll_id,
                score=score,
                guild_id=guild_id,
                member_id=member_id,
                clicked_at=clicked_at,
            )
        )

    async def posted(self, poll_id: int, *, guild_id: int, channel_id: int, message_id: int | None) -> None:
        """Note the message a poll stands in, or that it has none any more (None)."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE polls SET channel_id = ?, message_id = ? WHERE id = ? AND guild_id = ?",
                (channel_id, message_id, poll_id, guild_id),
            )

        await self._database.write(work)

    async def note_reposted(self, poll_id: int, *, guild_id: int, by: int) -> Poll:
        """Note who had a poll posted again.

        Raises:
            PollError: it is gone.
        """
        return await self._change(
            poll_id, guild_id, lambda connection, poll: rows.note(connection, poll.id, "reposted", by)
        )

    async def lost(self, poll_id: int, *, guild_id: int, message_id: int) -> None:
        """Note that a poll's message was found deleted; nothing where it stands in another by now."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE polls SET message_id = NULL WHERE id = ? AND guild_id = ? AND message_id = ?",
                (poll_id, guild_id, message_id),
            )

        await self._database.write(work)

    async def page(self, *, guild_id: int, limit: int, offset: int) -> tuple[tuple[Poll, ...], int]:
        """Return a server's polls, the open ones and then the latest first, and how many there are."""

        def work(connection: sqlite3.Connection) -> tuple[tuple[Poll, ...], int]:
            wanted = "guild_id = ? ORDER BY closed_at IS NOT NULL, id DESC LIMIT ? OFFSET ?"
            total = connection.execute("SELECT count(*) FROM polls WHERE guild_id = ?", (guild_id,)).fetchone()[0]
            return rows.read_where(connection, wanted, (guild_id, limit, offset)), total

        return await self._database.read(work)

    async def latest(self, *, guild_id: int, is_open: bool | None, limit: int) -> tuple[Poll, ...]:
        """Return a server's latest polls, only the open or only the closed ones unless that is None."""
        wanted = "guild_id = ? AND (closed_at IS NULL) = ifnull(?, closed_at IS NULL) ORDER BY id DESC LIMIT ?"
        return await self._database.read(partial(rows.read_where, condition=wanted, values=(guild_id, is_open, limit)))

    async def open_ratings(self, *, guild_id: int, film_id: int | None = None) -> tuple[Poll, ...]:
        """Return a server's open rating polls, of one film where it is given."""
        return await self._database.read(
            partial(rows.read_where, condition=steps.OPEN_RATINGS, values=(guild_id, film_id))
        )

    async def standing(self) -> tuple[Poll, ...]:
        """Return the open polls of all servers that have a message."""
        wanted = "closed_at IS NULL AND message_id IS NOT NULL ORDER BY id"
        return await self._database.read(partial(rows.read_where, condition=wanted, values=()))

    async def ask_to_close(self, poll_id: int, *, guild_id: int, by: int) -> Poll:
        """End a poll's time now; it is closed a little later, once votes clicked before are counted.

        Raises:
            PollError: it is gone or closed already.
        """

        def change(connection: sqlite3.Connection, poll: Poll) -> None:
            steps.require_open(poll)
            ends = now() if poll.closes_at is None else min(now(), poll.closes_at)
            connection.execute("UPDATE polls SET closes_at = ?, closed_by = ? WHERE id = ?", (ends, by, poll.id))
            rows.note(connection, poll.id, "closed", by, {"closes_at": poll.closes_at})

        return await self._change(poll_id, guild_id, change)

    async def extend(self, poll_id: int, closes_at: str | None, *, guild_id: int, by: int) -> Poll:
        """Move the time a poll closes at; None leaves it open until someone closes it.

        Raises:
            PollError: it is gone or closed.
        """

        def change(connection: sqlite3.Connection, poll: Poll) -> None:
            steps.require_open(poll)
            connection.execute("UPDATE polls SET closes_at = ?, closed_by = NULL WHERE id = ?", (closes_at, poll.id))
            rows.note(connection, poll.id, "extended", by, {"closes_at": poll.closes_at})

        return await self._change(poll_id, guild_id, change)

    async def let_vote(self, poll_id: int, voter_role: int | None, *, guild_id: int, by: int) -> Poll:
        """Let another role vote, or everyone (None); ballots that were cast stand.

        Raises:
            PollError: the poll is gone or closed.
        """

        def change(connection: sqlite3.Connection, poll: Poll) -> None:
            steps.require_open(poll)
            connection.execute("UPDATE polls SET voter_role = ? WHERE id = ?", (voter_role, poll.id))
            rows.note(connection, poll.id, "extended", by, {"voter_role": poll.voter_role})

        return await self._change(poll_id, guild_id, change)

    async def reopen(self, poll_id: int, closes_at: str | None, *, guild_id: int, by: int) -> Poll:
        """Open a closed poll again with every ballot it had.

        Raises:
            AlreadyOpenError: another rating poll of its film is open.
            PollError: it is gone, or still open.
        """

        def change(connection: sqlite3.Connection, poll: Poll) -> None:
            if poll.is_open:
                raise PollError("This poll is still open. /poll extend moves its time.")
            if poll.kind == "rating" and poll.film_id is not None:
                steps.refuse_second(connection, poll.film_id, guild_id)
            connection.execute(
                "UPDATE polls SET closed_at = NULL, closed_by = NULL, announced_at = NULL, claimed_at = NULL, "
                "closes_at = ? WHERE id = ?",
                (closes_at, poll.id),
            )
            rows.note(connection, poll.id, "reopened", by, {"closed_at": poll.closed_at})

        return await self._change(poll_id, guild_id, change)

    async def void_ballot(self, poll_id: int, member_id: int, *, guild_id: int, by: int, voided: bool = True) -> Poll:
        """Leave one member's ballot out of the count, or count it again; every other ballot stands.

        Raises:
            PollError: the poll is gone, its ballots are nobody's to know, or there is none of that member.
        """

        def change(connection: sqlite3.Connection, poll: Poll) -> None:
            if poll.anonymous:
                raise PollError("In an anonymous poll nobody can tell whose ballot is whose, so none can be voided.")
            if poll.kind == "rating" and poll.is_open:
                steps.keep_rating(connection, poll, member_id)
            found = connection.execute(
                "UPDATE ballots SET voided_at = ?, voided_by = ? WHERE poll_id = ? AND member_id = ? "
                "AND (voided_at IS NULL) = ? AND marks <> '[]'",
                (now() if voided else None, by if voided else None, poll.id, member_id, voided),
            )
            if found.rowcount != 1:
                raise PollError("There is no ballot of theirs to " + ("void." if voided else "count again."))
            rows.note(connection, poll.id, "voided" if voided else "restored", by, {"member": member_id})

        return await self._change(poll_id, guild_id, change)

    async def void_option(self, poll_id: int, position: int, *, guild_id: int, by: int, voided: bool = True) -> Poll:
        """Take an option out of a choice poll, or put it back; every ballot stands, without its mark for that option.

        Raises:
            PollError: the poll or the option is gone, or fewer than two options would be left.
        """

        def change(connection: sqlite3.Connection, poll: Poll) -> None:
            option = poll.option(position)
            if option is None or (option.voided_at is None) != voided:
                raise PollError("That choice is not in the poll any more." if voided else "That choice is in the poll.")
            if voided and len(poll.candidates) <= FEWEST_OPTIONS:
                raise PollError("A poll needs two choices at least, so this one cannot be taken out.")
            connection.execute(
                "UPDATE poll_options SET voided_at = ?, voided_by = ? WHERE poll_id = ? AND position = ?",
                (now() if voided else None, by if voided else None, poll.id, position),
            )
            rows.note(connection, poll.id, "voided" if voided else "restored", by, {"option": position})

        return await self._change(poll_id, guild_id, change)

    async def due(self, *, before: str) -> tuple[Poll, ...]:
        """Return the open polls of all servers whose time was up at `before`, the longest overdue first."""
        wanted = "closed_at IS NULL AND closes_at <= ? ORDER BY closes_at, id"
        return await self._database.read(partial(rows.read_where, condition=wanted, values=(before,)))

    async def close(self, poll_id: int, *, guild_id: int, before: str) -> bool:
        """Close a poll whose time was up at `before`; False where it is not, or another has closed it."""
        return await self._database.write(partial(steps.close, poll_id=poll_id, guild_id=guild_id, before=before))

    async def unannounced(self) -> tuple[Poll, ...]:
        """Return the closed polls of all servers whose result has still to be posted, the oldest first."""
        wanted = "closed_at IS NOT NULL AND announced_at IS NULL ORDER BY closed_at, id"
        return await self._database.read(partial(rows.read_where, condition=wanted, values=()))

    async def claim_announcement(self, poll_id: int, *, guild_id: int, stale: str) -> bool:
        """Take on posting a result; False where it is posted, or another took it on after `stale` and may be at it."""

        def work(connection: sqlite3.Connection) -> bool:
            claimed = connection.execute(
                "UPDATE polls SET claimed_at = ? WHERE id = ? AND guild_id = ? AND closed_at IS NOT NULL "
                "AND announced_at IS NULL AND (claimed_at IS NULL OR claimed_at <= ?)",
                (now(), poll_id, guild_id, stale),
            )
            return claimed.rowcount == 1

        return await self._database.write(work)

    async def announced(self, poll_id: int, *, guild_id: int, closed_at: str | None) -> None:
        """Note that the result of a closing is posted, or that there is nowhere left to post it."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE polls SET announced_at = ? WHERE id = ? AND guild_id = ? AND closed_at = ?",
                (now(), poll_id, guild_id, closed_at),
            )

        await self._database.write(work)

    async def _change(self, poll_id: int, guild_id: int, change: Callable[[sqlite3.Connection, Poll], None]) -> Poll:
        def work(connection: sqlite3.Connection) -> Poll:
            change(connection, steps.required(connection, poll_id, guild_id))
            return steps.required(connection, poll_id, guild_id)

        return await self._database.write(work)
