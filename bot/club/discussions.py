"""The discussions of films: at most one open for a film in a server."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.catalogue.visibility import REACHABLE
from bot.connection import now
from bot.database import Database

STALE_SECONDS = 120
"""How long a claim without a thread holds: after that whoever made it is taken to have failed."""

_COLUMNS = "id, film_id, channel_id, thread_id, started_by, started_at"
_FORGET_STALE = """
    DELETE FROM discussions
    WHERE guild_id = :guild AND film_id = :film AND thread_id IS NULL AND started_at <= :stale
"""
_CLAIM = f"""
    INSERT INTO discussions (guild_id, film_id, channel_id, started_by, started_at)
    SELECT :guild, films.id, :channel, :member, :now FROM films WHERE films.id = :film AND {REACHABLE}
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - a condition written in this project
_OPEN = f"SELECT {_COLUMNS} FROM discussions WHERE guild_id = ? AND film_id = ? AND closed_at IS NULL"  # noqa: S608 - columns written above


@dataclass(frozen=True, slots=True)
class Discussion:
    """A discussion; `thread_id` is None while its thread is being made."""

    id: int
    film_id: int
    channel_id: int
    thread_id: int | None
    started_by: int
    started_at: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of asking for a discussion: the open one, and whether it is the asker's to make."""

    discussion: Discussion
    is_new: bool


class DiscussionStore:
    """Keeps which film is discussed where.

    To open one: `claim` it; where the claim is new, make the thread and call `opened`, or `abandon` if that fails.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, film_id: int, *, guild_id: int, channel_id: int, member_id: int) -> Claim | None:
        """Claim a film's discussion; return the one that is open where there is, and None where the film is gone."""
        return await self._database.write(
            partial(_claim, film_id=film_id, guild_id=guild_id, channel_id=channel_id, member_id=member_id)
        )

    async def opened(self, discussion_id: int, *, thread_id: int) -> bool:
        """Note the thread of a claimed discussion; False where the claim is gone."""

        def work(connection: sqlite3.Connection) -> bool:
            cursor = connection.execute(
                "UPDATE discussions SET thread_id = ? WHERE id = ? AND thread_id IS NULL", (thread_id, discussion_id)
            )
            return cursor.rowcount == 1

        return await self._database.write(work)

    async def abandon(self, discussion_id: int) -> None:
        """Give a claim back whose thread could not be made."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM discussions WHERE id = ? AND thread_id IS NULL", (discussion_id,))

        await self._database.write(work)

    async def close(self, discussion_id: int) -> None:
        """Note that a discussion is over, as when its thread was found deleted; the film may have a new one."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE discussions SET closed_at = ? WHERE id = ? AND closed_at IS NULL", (now(), discussion_id)
            )

        await self._database.write(work)

    async def of_film(self, film_id: int, *, guild_id: int) -> Discussion | None:
        """Return the open discussion of a film in a server."""
        return await self._database.read(partial(_open, guild_id=guild_id, film_id=film_id))

    async def film_of_thread(self, thread_id: int) -> int | None:
        """Return the film that a thread is about, also where its discussion is closed."""

        def work(connection: sqlite3.Connection) -> int | None:
            row = connection.execute("SELECT film_id FROM discussions WHERE thread_id = ?", (thread_id,)).fetchone()
            return None if row is None else row[0]

        return await self._database.read(work)


def _claim(
    connection: sqlite3.Connection, film_id: int, guild_id: int, channel_id: int, member_id: int
) -> Claim | None:
    started_at = now()
    stale = (datetime.fromisoformat(started_at) - timedelta(seconds=STALE_SECONDS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    connection.execute(_FORGET_STALE, {"guild": guild_id, "film": film_id, "stale": stale})
    values = {"guild": guild_id, "film": film_id, "channel": channel_id, "member": member_id, "now": started_at}
    is_new = connection.execute(_CLAIM, values).rowcount == 1
    discussion = _open(connection, guild_id, film_id)
    return None if discussion is None else Claim(discussion, is_new)


def _open(connection: sqlite3.Connection, guild_id: int, film_id: int) -> Discussion | None:
    row = connection.execute(_OPEN, (guild_id, film_id)).fetchone()
    return None if row is None else Discussion(*row)
