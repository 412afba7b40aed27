"""What members watched, and on which days: one entry a film and day, whether it was rated or not."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from bot.catalogue.visibility import REACHABLE
from bot.club import watchlist
from bot.club.hidden import is_hidden
from bot.club.watched import DiaryPage, Entry, Month, Watch
from bot.connection import now
from bot.database import Database
from bot.errors import UserError

_COLUMNS = "id, film_id, watched_on, rewatch, logged_at"

# A rating was given at an instant and a film is watched on a day of the member's own, so a rating of the day before may
# be one of the same evening in another time zone. Only one that is older tells of an earlier watch.
_SEEN_BEFORE = """
    SELECT EXISTS (
        SELECT 1 FROM watches
        WHERE guild_id = :guild AND member_id = :member AND film_id = :film AND watched_on < :day
    ) OR EXISTS (
        SELECT 1 FROM ratings
        WHERE guild_id = :guild AND member_id = :member AND film_id = :film
          AND substr(rated_at, 1, 10) < date(:day, '-1 day')
    )
"""
_LOG = f"""
    INSERT INTO watches (guild_id, member_id, film_id, watched_on, rewatch, logged_at)
    SELECT :guild, :member, films.id, :day, :rewatch, :logged_at FROM films WHERE films.id = :film AND {REACHABLE}
    ON CONFLICT DO NOTHING
    RETURNING {_COLUMNS}
"""  # noqa: S608 - columns and a condition written in this project
_ERASE = f"""
    DELETE FROM watches WHERE id = :watch AND guild_id = :guild AND member_id = :member RETURNING {_COLUMNS}
"""  # noqa: S608 - columns written above
_PUT_BACK = """
    INSERT INTO watches (id, guild_id, member_id, film_id, watched_on, rewatch, logged_at)
    SELECT :watch, :guild, :member, films.id, :day, :rewatch, :logged_at FROM films WHERE films.id = :film
    ON CONFLICT DO NOTHING
"""
_CORRECT = """
    UPDATE watches SET watched_on = :new_day, rewatch = :new_rewatch
    WHERE id = :watch AND guild_id = :guild AND member_id = :member AND watched_on = :day AND rewatch = :rewatch
"""
# Cross joins keep their order: SQLite may go through every film a server sees instead of the few of a diary.
_PAGE = f"""
    SELECT watches.id, watches.film_id, watched_on, rewatch, logged_at, films.title, films.year, ratings.score,
      EXISTS (
          SELECT 1 FROM ratings AS own
          WHERE own.guild_id = :guild AND own.film_id = watches.film_id AND own.member_id = :asker
      )
    FROM watches CROSS JOIN films ON films.id = watches.film_id
    LEFT JOIN ratings ON ratings.guild_id = watches.guild_id AND ratings.film_id = watches.film_id
      AND ratings.member_id = watches.member_id
    WHERE watches.guild_id = :guild AND watches.member_id = :member
      AND watched_on BETWEEN :first AND :last AND {REACHABLE}
    ORDER BY watched_on DESC, watches.id DESC LIMIT :limit OFFSET :offset
"""  # noqa: S608 - a condition written in this project
_MONTHS = f"""
    SELECT CAST(substr(watched_on, 1, 4) AS INTEGER), CAST(substr(watched_on, 6, 2) AS INTEGER), count(*), sum(rewatch)
    FROM watches CROSS JOIN films ON films.id = watches.film_id
    WHERE watches.guild_id = :guild AND watches.member_id = :member AND {REACHABLE}
    GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - a condition written in this project
_SEEN_AMONG = f"""
    SELECT films.id FROM json_each(:films) AS asked CROSS JOIN films ON films.id = asked.value
    WHERE {REACHABLE} AND (
        EXISTS (
            SELECT 1 FROM ratings WHERE guild_id = :guild AND ratings.film_id = films.id AND member_id = :member
        ) OR EXISTS (
            SELECT 1 FROM watches WHERE guild_id = :guild AND watches.film_id = films.id AND member_id = :member
        )
    )
"""  # noqa: S608 - a condition written in this project


@dataclass(frozen=True, slots=True)
class Logged:
    """A watch that was written; `listed_at` is when its film, now off the watchlist, was put on it."""

    watch: Watch
    listed_at: str | None


class DiaryStore:
    """Keeps members' diaries.

    A film taken out hides its entries, and brings them back when it returns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def log(
        self, film_id: int, watched_on: date, *, rewatch: bool | None, guild_id: int, member_id: int
    ) -> Logged | None:
        """Do what `log` below does, and take the film off the member's watchlist."""

        def work(connection: sqlite3.Connection) -> Logged | None:
            watch = log(connection, film_id, watched_on, rewatch=rewatch, guild_id=guild_id, member_id=member_id)
            if watch is None:
                return None
            return Logged(watch, watchlist.remove(connection, film_id, guild_id=guild_id, member_id=member_id))

        return await self._database.write(work)

    async def undo(self, logged: Logged, *, guild_id: int, member_id: int) -> bool:
        """Take out what was written, and put the film back on the watchlist; False where the entry is gone already."""

        def work(connection: sqlite3.Connection) -> bool:
            if erase(connection, logged.watch.id, guild_id=guild_id, member_id=member_id) is None:
                return False
            if logged.listed_at is not None:
                film_id = logged.watch.film_id
                watchlist.put_back(connection, film_id, logged.listed_at, guild_id=guild_id, member_id=member_id)
            return True

        return await self._database.write(work)

    async def erase(self, watch_id: int, *, guild_id: int, member_id: int) -> Watch | None:
        """Take an entry out of a member's diary and return it; None where it is not there."""
        return await self._database.write(partial(erase, watch_id=watch_id, guild_id=guild_id, member_id=member_id))

    async def put_back(self, watch: Watch, *, guild_id: int, member_id: int) -> bool:
        """Write an entry that was taken out as it was; False where its film has that day again, or is gone."""
        return await self._database.write(partial(put_back, watch=watch, guild_id=guild_id, member_id=member_id))

    async def correct(self, before: Watch, after: Watch, *, guild_id: int, member_id: int) -> bool:
        """Change the day of an entry, and whether it is a rewatch; False where the entry is no longer as it was before.

        Raises:
            UserError: the film is written for that day already.
        """
        values = {
            **_row(before, guild_id, member_id),
            "new_day": after.watched_on.isoformat(),
            "new_rewatch": after.rewatch,
        }
        return await self._database.write(partial(_correct, values=values))

    async def page(
        self, of_member: int, year: int | None, *, guild_id: int, asker_id: int, limit: int, offset: int
    ) -> DiaryPage | None:
        """Return a page of a member's diary, of one year or of all; None where they are hidden from who asks."""
        values = {
            "guild": guild_id,
            "member": of_member,
            "asker": asker_id,
            "first": "" if year is None else f"{year:04}-01-01",
            "last": "9999-12-31" if year is None else f"{year:04}-12-31",
            "limit": limit,
            "offset": offset,
        }

        def work(connection: sqlite3.Connection) -> DiaryPage | None:
            hidden = is_hidden(connection, guild_id=guild_id, member_id=of_member)
            if hidden and of_member != asker_id:
                return None
            entries = tuple(_entry(*row) for row in connection.execute(_PAGE, values))
            months = tuple(Month(*row) for row in connection.execute(_MONTHS, values))
            return DiaryPage(entries, months, hidden)

        return await self._database.read(work)

    async def seen_among(self, film_ids: Collection[int], *, guild_id: int, member_id: int) -> frozenset[int]:
        """Return those of the films that a member has rated, or has in their diary."""
        values = {"films": json.dumps(list(film_ids)), "guild": guild_id, "member": member_id}

        def work(connection: sqlite3.Connection) -> frozenset[int]:
            return frozenset(film_id for (film_id,) in connection.execute(_SEEN_AMONG, values))

        return await self._database.read(work)


def log(
    connection: sqlite3.Connection,
    film_id: int,
    watched_on: date,
    *,
    rewatch: bool | None,
    guild_id: int,
    member_id: int,
) -> Watch | None:
    """Write that a member watched a film on a day; None where that is written already or the film is out of reach.

    A `rewatch` of None is found out: it is one where an earlier watch is written, or a rating stands that was given
    more than a day before. A rating that is given in the same transaction is therefore to be written afterwards.
    """
    values = {"guild": guild_id, "member": member_id, "film": film_id, "day": watched_on.isoformat()}
    if rewatch is None:
        rewatch = bool(connection.execute(_SEEN_BEFORE, values).fetchone()[0])
    return _only(connection.execute(_LOG, {**values, "rewatch": rewatch, "logged_at": now()}))


def erase(connection: sqlite3.Connection, watch_id: int, *, guild_id: int, member_id: int) -> Watch | None:
    """Take an entry out of a member's diary and return it; None where it is not there."""
    return _only(connection.execute(_ERASE, {"watch": watch_id, "guild": guild_id, "member": member_id}))


def put_back(connection: sqlite3.Connection, watch: Watch, *, guild_id: int, member_id: int) -> bool:
    """Write an entry that was taken out as it was; False where its film has that day again, or is gone."""
    return connection.execute(_PUT_BACK, _row(watch, guild_id, member_id)).rowcount == 1


def _correct(connection: sqlite3.Connection, values: dict[str, int | str]) -> bool:
    try:
        return connection.execute(_CORRECT, values).rowcount == 1
    except sqlite3.IntegrityError as error:
        raise UserError("That film is in your diary on that day already.") from error


def _row(watch: Watch, guild_id: int, member_id: int) -> dict[str, int | str]:
    return {
        "watch": watch.id,
        "guild": guild_id,
        "member": member_id,
        "film": watch.film_id,
        "day": watch.watched_on.isoformat(),
        "rewatch": watch.rewatch,
        "logged_at": watch.logged_at,
    }


def _only(cursor: sqlite3.Cursor) -> Watch | None:
    rows = cursor.fetchall()
    return _watch(*rows[0]) if rows else None


def _entry(*row: Any) -> Entry:
    *watch, title, year, score, rated_by_asker = row
    return Entry(_watch(*watch), title, year, score, bool(rated_by_asker))


def _watch(watch_id: int, film_id: int, watched_on: str, rewatch: int, logged_at: str) -> Watch:
    return Watch(watch_id, film_id, date.fromisoformat(watched_on), bool(rewatch), logged_at)
