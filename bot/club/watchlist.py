"""The films that members mean to watch, server by server."""

import sqlite3
from dataclasses import dataclass
from functools import partial

from bot.catalogue.text import fold
from bot.catalogue.visibility import REACHABLE
from bot.club.hidden import is_hidden
from bot.club.watched import Draw, WatchlistPage
from bot.connection import now
from bot.database import Database
from bot.errors import UserError

MOST_FILMS = 1_000
"""How many films a watchlist may hold."""

_ADD = f"""
    INSERT INTO watchlist (guild_id, member_id, film_id, added_at)
    SELECT :guild, :member, films.id, :added_at FROM films WHERE films.id = :film AND {REACHABLE}
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - a condition written in this project
_REMOVE = """
    DELETE FROM watchlist WHERE guild_id = :guild AND member_id = :member AND film_id = :film RETURNING added_at
"""
_PUT_BACK = """
    INSERT INTO watchlist (guild_id, member_id, film_id, added_at)
    SELECT :guild, :member, films.id, :added_at FROM films WHERE films.id = :film
    ON CONFLICT DO NOTHING
"""
_COUNT = "SELECT count(*) FROM watchlist WHERE guild_id = :guild AND member_id = :member"
_SCORE = f"""
    SELECT ratings.score FROM watchlist CROSS JOIN films ON films.id = watchlist.film_id
    LEFT JOIN ratings ON ratings.guild_id = watchlist.guild_id AND ratings.film_id = watchlist.film_id
      AND ratings.member_id = watchlist.member_id
    WHERE watchlist.guild_id = :guild AND watchlist.member_id = :member AND watchlist.film_id = :film AND {REACHABLE}
"""  # noqa: S608 - a condition written in this project
# A cross join keeps its order: SQLite may go through every film a server sees instead of the few on a list.
_LISTED = f"""
    FROM watchlist CROSS JOIN films ON films.id = watchlist.film_id
    WHERE watchlist.guild_id = :guild AND member_id = :member AND {REACHABLE}
"""
_PAGE = f"SELECT films.id {_LISTED} ORDER BY added_at DESC, films.title_key, films.id LIMIT :limit OFFSET :offset"
_TOTALS = f"SELECT count(*), coalesce(sum(runtime_minutes), 0), count(*) - count(runtime_minutes) {_LISTED}"
_MATCHING = (
    f"SELECT films.id {_LISTED} AND instr(films.title_key, :typed) ORDER BY films.title_key, films.id LIMIT :limit"
)
_DRAW = f"""
    SELECT films.id {_LISTED} AND (:longest IS NULL OR runtime_minutes <= :longest)
    ORDER BY films.id IS :but, random() LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Added:
    """A film that is on a member's watchlist: whether it was put there just now, and their score of it, 1 to 10."""

    is_new: bool
    score: int | None


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A film that was taken off a member's watchlist, and when it had been added."""

    added_at: str


class WatchlistStore:
    """Keeps members' watchlists.

    A film taken out is not shown, and comes back where it was when it returns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, film_id: int, *, guild_id: int, member_id: int) -> Added | None:
        """Put a film on a member's watchlist; None where the server does not see it.

        Raises:
            UserError: the list is full.
        """
        return await self._database.write(partial(_added, film_id=film_id, guild_id=guild_id, member_id=member_id))

    async def toggle(self, film_id: int, *, guild_id: int, member_id: int) -> Added | TakenOff | None:
        """Take a film off a member's watchlist where it is on it, and else put it on it, as `add` does.

        Raises:
            UserError: the list is full.
        """

        def work(connection: sqlite3.Connection) -> Added | TakenOff | None:
            added_at = remove(connection, film_id, guild_id=guild_id, member_id=member_id)
            return _added(connection, film_id, guild_id, member_id) if added_at is None else TakenOff(added_at)

        return await self._database.write(work)

    async def remove(self, film_id: int, *, guild_id: int, member_id: int) -> str | None:
        """Take a film off a member's watchlist and return when it was added; None where it is not on it."""
        return await self._database.write(partial(remove, film_id=film_id, guild_id=guild_id, member_id=member_id))

    async def put_back(self, film_id: int, added_at: str, *, guild_id: int, member_id: int) -> None:
        """Put a film that was taken off back to its place; nothing is done where it is on the list again."""
        work = partial(put_back, film_id=film_id, added_at=added_at, guild_id=guild_id, member_id=member_id)
        await self._database.write(work)

    async def page(
        self, of_member: int, *, guild_id: int, asker_id: int, limit: int, offset: int
    ) -> WatchlistPage | None:
        """Return a page of a member's watchlist, and what it comes to; None where they are hidden from who asks."""
        values = {"guild": guild_id, "member": of_member, "limit": limit, "offset": offset}

        def work(connection: sqlite3.Connection) -> WatchlistPage | None:
            hidden = is_hidden(connection, guild_id=guild_id, member_id=of_member)
            if hidden and of_member != asker_id:
                return None
            film_ids = tuple(film_id for (film_id,) in connection.execute(_PAGE, values))
            films, minutes, untimed = connection.execute(_TOTALS, values).fetchone()
            return WatchlistPage(film_ids, films, minutes, untimed, hidden)

        return await self._database.read(work)

    async def matching(self, typed: str, *, guild_id: int, member_id: int, limit: int) -> tuple[int, ...]:
        """Return the films of a member's watchlist whose title holds what is typed, by title."""
        values = {"guild": guild_id, "member": member_id, "typed": fold(typed), "limit": limit}

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            return tuple(film_id for (film_id,) in connection.execute(_MATCHING, values))

        return await self._database.read(work)

    async def draw(self, longest: int | None, *, but: int | None = None, guild_id: int, member_id: int) -> Draw:
        """Pick a film of the list at random that takes at most `longest` minutes, each as likely as another.

        The film `but` is picked only where no other fits.
        """
        values = {"guild": guild_id, "member": member_id, "longest": longest, "but": but}

        def work(connection: sqlite3.Connection) -> Draw:
            drawn = connection.execute(_DRAW, values).fetchone()
            films, _, untimed = connection.execute(_TOTALS, values).fetchone()
            return Draw(None if drawn is None else drawn[0], films, untimed)

        return await self._database.read(work)


def add(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> bool:
    """Put a film on a member's watchlist; False where it is on it already, or is out of reach.

    Raises:
        UserError: the list is full.
    """
    values = {"guild": guild_id, "member": member_id, "film": film_id, "added_at": now()}
    added = connection.execute(_ADD, values).rowcount == 1
    if added and connection.execute(_COUNT, values).fetchone()[0] > MOST_FILMS:
        raise UserError(f"Your watchlist is full: it holds {MOST_FILMS:,} films. Take one off first.")
    return added


def remove(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> str | None:
    """Take a film off a member's watchlist and return when it was added; None where it is not on it."""
    rows = connection.execute(_REMOVE, {"guild": guild_id, "member": member_id, "film": film_id}).fetchall()
    return rows[0][0] if rows else None


def put_back(connection: sqlite3.Connection, film_id: int, added_at: str, *, guild_id: int, member_id: int) -> None:
    """Put a film that was taken off back to its place; nothing is done where it is on the list again."""
    connection.execute(_PUT_BACK, {"guild": guild_id, "member": member_id, "film": film_id, "added_at": added_at})


def _added(connection: sqlite3.Connection, film_id: int, guild_id: int, member_id: int) -> Added | None:
    is_new = add(connection, film_id, guild_id=guild_id, member_id=member_id)
    row = connection.execute(_SCORE, {"guild": guild_id, "member": member_id, "film": film_id}).fetchone()
    return None if row is None else Added(is_new, row[0])
