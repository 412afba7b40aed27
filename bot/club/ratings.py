"""What members think of films, server by server: one score a film and member."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from bot.catalogue.visibility import REACHABLE
from bot.connection import now
from bot.database import Database

_OF_MEMBER = f"""
    SELECT ratings.score, rated_at FROM ratings JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND member_id = :member AND {REACHABLE}
"""
_RATE = f"""
    INSERT INTO ratings (guild_id, film_id, member_id, score, rated_at)
    SELECT :guild, films.id, :member, :score, :rated_at FROM films WHERE films.id = :film AND {REACHABLE}
    ON CONFLICT (guild_id, film_id, member_id) DO UPDATE SET score = excluded.score, rated_at = excluded.rated_at
"""
_UNRATE = "DELETE FROM ratings WHERE guild_id = :guild AND film_id = :film AND member_id = :member"
# A cross join keeps its order: SQLite would go through every film a server sees instead of the few that are named.
_RATED_AMONG = f"""
    SELECT film_id FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id IN (SELECT value FROM json_each(:films)) AND member_id = :member
      AND {REACHABLE}
"""
_MEANS = f"""
    SELECT film_id, avg(ratings.score) FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id IN (SELECT value FROM json_each(:films)) AND {REACHABLE}
    GROUP BY film_id
"""


@dataclass(frozen=True, slots=True)
class Rating:
    """A score of 1 to 10, and when it was given."""

    score: int
    rated_at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a member's rating of a film was and has become; None is no rating."""

    film_id: int
    before: Rating | None
    after: Rating | None


class RatingStore:
    """Keeps members' ratings.

    A server rates the films it sees. A film taken out hides its ratings, and brings them back when it returns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, film_id: int, score: int, *, guild_id: int, member_id: int) -> Change | None:
        """Write a member's score, 1 to 10, over their former one; None where the server does not see the film."""
        key = _key(film_id, guild_id, member_id)
        return await self._database.write(partial(_change, key=key, after=Rating(score, now())))

    async def unrate(self, film_id: int, *, guild_id: int, member_id: int) -> Change | None:
        """Take a member's rating out; None where there is none, or the server does not see the film."""
        return await self._database.write(partial(_change, key=_key(film_id, guild_id, member_id), after=None))

    async def undo(self, change: Change, *, guild_id: int, member_id: int) -> bool:
        """Take a change back; False, and nothing is done, where the rating is no longer what the change made it."""
        key = _key(change.film_id, guild_id, member_id)
        return await self._database.write(partial(_undo, key=key, change=change))

    async def of_member(self, film_id: int, *, guild_id: int, member_id: int) -> Rating | None:
        """Return a member's rating of a film the server sees."""
        return await self._database.read(partial(_of_member, key=_key(film_id, guild_id, member_id)))

    async def rated_among(self, film_ids: Collection[int], *, guild_id: int, member_id: int) -> frozenset[int]:
        """Return those of the films that a member has rated."""
        values = {"guild": guild_id, "films": json.dumps(list(film_ids)), "member": member_id}

        def work(connection: sqlite3.Connection) -> frozenset[int]:
            return frozenset(film_id for (film_id,) in connection.execute(_RATED_AMONG, values))

        return await self._database.read(work)

    async def means(self, film_ids: Collection[int], *, guild_id: int) -> dict[int, float]:
        """Return the mean score, 1 to 10, of each of the films that members of the server have rated."""
        values = {"guild": guild_id, "films": json.dumps(list(film_ids))}

        def work(connection: sqlite3.Connection) -> dict[int, float]:
            return dict(connection.execute(_MEANS, values).fetchall())

        return await self._database.read(work)


def _key(film_id: int, guild_id: int, member_id: int) -> dict[str, int]:
    return {"film": film_id, "guild": guild_id, "member": member_id}


def _of_member(connection: sqlite3.Connection, key: dict[str, int]) -> Rating | None:
    row = connection.execute(_OF_MEMBER, key).fetchone()
    return None if row is None else Rating(*row)


def _change(connection: sqlite3.Connection, key: dict[str, int], after: Rating | None) -> Change | None:
    before = _of_member(connection, key)
    if after is None and before is None:
        return None
    return Change(key["film"], before, after) if _set(connection, key, after) else None


def _undo(connection: sqlite3.Connection, key: dict[str, int], change: Change) -> bool:
    return _of_member(connection, key) == change.after and _set(connection, key, change.before)


def _set(connection: sqlite3.Connection, key: dict[str, int], rating: Rating | None) -> bool:
    """Make a member's rating what is given; tell whether a row was there to be written or taken out."""
    if rating is None:
        return connection.execute(_UNRATE, key).rowcount == 1
    values = {**key, "score": rating.score, "rated_at": rating.rated_at}
    return connection.execute(_RATE, values).rowcount == 1
