"""Bringing a member's ratings from one server into another, because they asked for it; nothing else ever crosses over.

A film is the same in both servers where it is one film for both, else by an outside id, else by its folded title and
year where only one film here has these. Ratings that are here already stay as they are.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalogue.following import follow
from bot.catalogue.visibility import REACHABLE, VISIBLE

_THERE = """
    SELECT guild_id, count(*) FROM ratings WHERE member_id = :member AND guild_id <> :guild
    GROUP BY guild_id ORDER BY count(*) DESC, guild_id LIMIT :limit
"""
_RATINGS = """
    SELECT film_id, ratings.score, rated_at, films.guild_id, title_key, year FROM ratings
    CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :there AND member_id = :member ORDER BY rated_at, film_id
"""
_IN_SIGHT = f"SELECT 1 FROM films WHERE films.id = :film AND {VISIBLE}"
_BY_ID = f"""
    SELECT DISTINCT films.id FROM film_ids AS theirs
    JOIN film_ids AS ours ON ours.guild_id IN (0, :guild) AND ours.source = theirs.source AND ours.value = theirs.value
    JOIN films ON films.id = ours.film_id
    WHERE theirs.film_id = :film AND {VISIBLE} ORDER BY films.guild_id DESC, films.id LIMIT 1
"""
_BY_NAME = f"""
    SELECT films.id FROM films
    WHERE films.guild_id IN (0, :guild) AND title_key = :title_key AND year = :year AND {VISIBLE} LIMIT 2
"""
_HAS = "SELECT film_id FROM ratings WHERE guild_id = :guild AND member_id = :member"
_WRITE = f"""
    INSERT INTO ratings (guild_id, film_id, member_id, score, rated_at)
    SELECT :guild, films.id, :member, :score, :rated_at FROM films WHERE films.id = :film AND {REACHABLE}
    ON CONFLICT DO NOTHING
"""
_TAKE_BACK = """
    DELETE FROM ratings
    WHERE guild_id = :guild AND film_id = :film AND member_id = :member AND score = :score AND rated_at = :rated_at
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Another server with ratings of the member, and how many."""

    guild_id: int
    ratings: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A rating of a film here, with the score and the time that it was given there."""

    film_id: int
    score: int
    rated_at: str


@dataclass(frozen=True, slots=True)
class Carriage:
    """What could be brought: ratings to write, how many films are rated here already, and how many are not here."""

    ratings: tuple[Carried, ...]
    kept: int
    unknown: int


def sources(connection: sqlite3.Connection, *, guild_id: int, member_id: int, limit: int) -> list[Source]:
    """Return the other servers in which a member has rated, those with the most ratings first."""
    rows = connection.execute(_THERE, {"member": member_id, "guild": guild_id, "limit": limit})
    return [Source(*row) for row in rows]


def match(connection: sqlite3.Connection, *, there: int, guild_id: int, member_id: int) -> Carriage:
    """Return what bringing a member's ratings of the server `there` to the server `guild_id` would do."""
    who = {"guild": guild_id, "member": member_id}
    has = {film_id for (film_id,) in connection.execute(_HAS, who)}
    found: dict[int, Carried] = {}
    kept: set[int] = set()
    unknown = 0
    for film_id, score, rated_at, *place in connection.execute(_RATINGS, {"there": there, "member": member_id}):
        here = _film_here(connection, film_id, *place, guild_id=guild_id)
        if here is None:
            unknown += 1
        elif here in has:
            kept.add(here)
        else:
            found[here] = Carried(here, score, rated_at)  # of two that are one film here, the newer
    return Carriage(tuple(found.values()), len(kept), unknown)


def write(
    connection: sqlite3.Connection, ratings: Iterable[Carried], *, guild_id: int, member_id: int
) -> list[Carried]:
    """Write ratings where there is none yet; return those that were written."""
    return [each for each in ratings if connection.execute(_WRITE, _values(each, guild_id, member_id)).rowcount == 1]


def take_back(connection: sqlite3.Connection, ratings: Sequence[Carried], *, guild_id: int, member_id: int) -> int:
    """Take ratings out again that were brought, but for those changed since; return how many those were."""
    gone = sum(connection.execute(_TAKE_BACK, _values(each, guild_id, member_id)).rowcount for each in ratings)
    return len(ratings) - gone


def _film_here(
    connection: sqlite3.Connection, film_id: int, owner: int, title_key: str, year: int | None, *, guild_id: int
) -> int | None:
    """Return the film of this server that a film of another one is."""
    values = {"film": film_id, "guild": guild_id, "title_key": title_key, "year": year}
    if owner in {0, guild_id}:
        same = follow(connection, film_id, guild_id=guild_id)
        if connection.execute(_IN_SIGHT, {**values, "film": same}).fetchone():
            return same
    if row := connection.execute(_BY_ID, values).fetchone():
        return row[0]
    namesakes = [] if year is None else connection.execute(_BY_NAME, values).fetchall()
    return namesakes[0][0] if len(namesakes) == 1 else None


def _values(each: Carried, guild_id: int, member_id: int) -> dict[str, int | str]:
    return {
        "guild": guild_id,
        "member": member_id,
        "film": each.film_id,
        "score": each.score,
        "rated_at": each.rated_at,
    }
