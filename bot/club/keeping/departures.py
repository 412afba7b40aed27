"""Servers that have removed the bot: what they keep stays thirty days, then goes, unless they take the bot back.

What is noted is noted as one Discord application. Another one that is run on the same file, such as a second bot for
trying things out, is in other servers, and its absence from these says nothing.
"""

import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from bot.catalogue.searching import fulltext
from bot.club.deadlines import stored
from bot.club.keeping.deletion import scrub
from bot.database import Database

KEPT_FOR = timedelta(days=30)
"""How long the data of a server stays after it has removed the bot."""

AT_A_TIME = 500
"""How many rows are deleted in one transaction, so that nobody else waits long."""

FILMS_AT_A_TIME = 50
"""How many films are deleted in one transaction, with all that hangs on them."""

TABLES = (
    *("game_guesses", "game_rounds", "games"),
    *("weekly_films", "night_guests", "night_nominations", "night_evenings", "night_steps", "nights", "polls"),
    *("rating_imports", "film_merge_rows", "film_merges", "different_films", "record_identities"),
    *("learned_aliases", "picks", "lookups", "review_votes", "spoiler_marks", "discussions"),
    "conversations",
    *("ratings", "watches", "watchlist", "hidden_members", "guild_settings", "audit"),
    *("reviews", "film_ids", "films", "loads", "servers"),
)
"""Every table of rows that belong to a server, in the order in which they go; what refers to these goes with them.

A test walks the schema and fails where a table with a `guild_id` is missing here. The note of the server's leaving goes
last, so that a purge that was interrupted goes on.
"""

_HERE = """
    INSERT INTO servers (guild_id, application_id) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET application_id = excluded.application_id, left_at = NULL
    WHERE left_at IS NOT NULL OR application_id <> excluded.application_id
"""
_OPEN = "SELECT guild_id FROM servers WHERE application_id = ? AND left_at IS NULL"
_LEFT = "UPDATE servers SET left_at = ? WHERE guild_id = ? AND application_id = ? AND left_at IS NULL"
_OVERDUE = "SELECT guild_id FROM servers WHERE application_id = ? AND left_at <= ? ORDER BY left_at"
_STILL_OVERDUE = "SELECT 1 FROM servers WHERE guild_id = ? AND application_id = ? AND left_at <= ?"

_SOME_FILMS = "SELECT id FROM films WHERE guild_id = :guild ORDER BY id DESC LIMIT :some"
_FILMS_GONE = f"INSERT INTO film_changes (film_id, kind) SELECT id, 'undone' FROM ({_SOME_FILMS})"  # noqa: S608 - the statement above
_REVIEWS_GONE = """
    INSERT INTO film_changes (film_id, kind) SELECT DISTINCT film_id, 'reviews' FROM reviews WHERE id IN ({})
"""
# What a load changed holds whole records, and refers to the load. The films' own entries above come after it.
_CHANGES_OF_LOADS = """
    DELETE FROM film_changes WHERE seq IN (
        SELECT seq FROM loads JOIN film_changes ON load_id = loads.id WHERE guild_id = :guild LIMIT :some
    )
"""


class DepartureStore:
    """Keeps which servers the bot is in as one application, and deletes what those it has left for long kept."""

    def __init__(self, database: Database, application_id: int) -> None:
        self._database = database
        self._application_id = application_id

    async def look(self, here: Collection[int], now: datetime) -> tuple[int, ...]:
        """Note the servers that the bot is in, and those it was in before and is not now; return the latter."""

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            connection.executemany(_HERE, [(guild_id, self._application_id) for guild_id in here])
            known = {guild_id for (guild_id,) in connection.execute(_OPEN, (self._application_id,))}
            gone = sorted(known.difference(here))
            connection.executemany(_LEFT, [(stored(now), guild_id, self._application_id) for guild_id in gone])
            return tuple(gone)

        return await self._database.write(work)

    async def came(self, guild_id: int) -> None:
        """Note that the bot is in a server, which forgets that it had left."""
        await self._database.write(lambda connection: connection.execute(_HERE, (guild_id, self._application_id)))

    async def left(self, guild_id: int, now: datetime) -> None:
        """Note that a server has removed the bot."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_HERE, (guild_id, self._application_id))
            connection.execute(_LEFT, (stored(now), guild_id, self._application_id))

        await self._database.write(work)

    async def overdue(self, now: datetime) -> tuple[int, ...]:
        """Return the servers that removed the bot thirty days ago or earlier and whose data is still there."""

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            rows = connection.execute(_OVERDUE, (self._application_id, stored(now - KEPT_FOR)))
            return tuple(guild_id for (guild_id,) in rows)

        return await self._database.read(work)

    async def purge(self, guild_id: int, now: datetime) -> bool:
        """Delete what a server kept, in short steps; False where it has taken the bot back meanwhile."""
        overdue = (guild_id, self._application_id, stored(now - KEPT_FOR))

        def step(connection: sqlite3.Connection, table: str) -> bool | None:
            if connection.execute(_STILL_OVERDUE, overdue).fetchone() is None:
                return None
            return delete_some(connection, table, guild_id=guild_id)

        *tables, noted = TABLES
        for table in tables:
            while (more := await self._database.write(partial(step, table=table))) is not False:
                if more is None:
                    return False
        return await self._database.write(partial(step, table=noted)) is not None

    async def scrub(self) -> None:
        """Leave nothing in the file of what was deleted."""
        await self._database.write(partial(fulltext.begin_purge, index="synopses_fts"))
        while await self._database.write(partial(fulltext.purge_more, index="synopses_fts")):
            pass
        await scrub(self._database)


def delete_some(connection: sqlite3.Connection, table: str, *, guild_id: int) -> bool:
    """Delete some of a server's rows of one of `TABLES`; tell whether there may be more."""
    values = {"guild": guild_id, "some": FILMS_AT_A_TIME if table == "films" else AT_A_TIME}
    key = _key(connection, table)
    latest = ", ".join(f"{column} DESC" for column in key)  # since rows may refer to earlier ones
    some = f"SELECT {', '.join(key)} FROM {table} WHERE guild_id = :guild ORDER BY {latest} LIMIT :some"  # noqa: S608 - names of the schema
    if table == "films":
        fulltext.remove_films(connection, some, values)
        connection.execute(_FILMS_GONE, values)
    elif table == "reviews":
        fulltext.remove_reviews(connection, some, values)
        connection.execute(_REVIEWS_GONE.format(some), values)
    elif table == "loads" and connection.execute(_CHANGES_OF_LOADS, values).rowcount == AT_A_TIME:
        return True
    deleted = connection.execute(f"DELETE FROM {table} WHERE ({', '.join(key)}) IN ({some})", values)  # noqa: S608 - as above
    return deleted.rowcount == values["some"]


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,))
    return [name for (name,) in rows]
