"""The SQL of recommendations: a club's ratings as columns, what members have seen, and films worth a look."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np

from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.hidden import SHOWN
from bot.club.polls.sealing import SEALED
from bot.club.recommending.neighbours import ClubRatings, Whole
from bot.club.recommending.recommend_rules import Rules, TraitKind
from bot.club.recommending.recommended import Asked
from bot.club.recommending.traits import Films, Traits

MOST_BY_DIRECTORS = 150
"""How many films of the directors asked for are looked at."""

MOST_OF_A_PLACE = 60
"""How many films are looked at of a genre, or of a country with the genres asked for."""

# One row a member, with the ratings as text that numpy reads at once: a row a rating takes three times as long.
_OF_CLUB = f"""
    SELECT member_id, group_concat(film_id * 16 + score) FROM ratings WHERE guild_id = :guild
    GROUP BY member_id HAVING member_id IN (SELECT value FROM json_each(:members)) OR {SHOWN}
"""
_GONE = f"""
    SELECT film_id FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND member_id IN (SELECT value FROM json_each(:members)) AND NOT ({REACHABLE})
"""
_SEEN = """
    SELECT film_id FROM ratings WHERE guild_id = :guild AND member_id IN (SELECT value FROM json_each(:members))
    UNION
    SELECT film_id FROM watches WHERE guild_id = :guild AND member_id IN (SELECT value FROM json_each(:members))
"""
# Cross joins keep their order, so rows come in the order of the ids that are named.
_FACTS = """
    SELECT films.id, year, votes, score FROM json_each(:films) CROSS JOIN films ON films.id = value WHERE {}
"""
_NAMES = "SELECT films.id, title, year FROM json_each(:films) CROSS JOIN films ON films.id = value"
_TRAITS: dict[TraitKind, str] = {
    "director": "SELECT film_id, folded, name FROM json_each(:films) CROSS JOIN credits ON film_id = value "
    "WHERE role = 'director'",
    "genre": "SELECT film_id, lower(name), name FROM json_each(:films) CROSS JOIN genres ON film_id = value",
    "country": "SELECT film_id, lower(name), name FROM json_each(:films) CROSS JOIN countries ON film_id = value",
}
_BY_DIRECTORS = f"""
    SELECT film_id FROM credits WHERE role = 'director' AND folded IN (SELECT value FROM json_each(:names))
    LIMIT {MOST_BY_DIRECTORS}
"""
_OF_GENRE = f"SELECT film_id FROM genres WHERE name = :name LIMIT {MOST_OF_A_PLACE}"
_OF_COUNTRY = f"""
    SELECT film_id FROM countries WHERE name = :name AND EXISTS (
        SELECT 1 FROM genres
        WHERE genres.film_id = countries.film_id AND genres.name IN (SELECT value FROM json_each(:genres))
    ) LIMIT {MOST_OF_A_PLACE}
"""


def read_club(connection: sqlite3.Connection, asked: Asked, rules: Rules) -> ClubRatings:
    """Return the ratings of a server's members, of those who have hidden themselves only where they ask.

    Films that were taken out do not count; since none of them is ever recommended, those matter that the askers rated.
    """
    gone = [film_id for (film_id,) in connection.execute(_GONE, _who(asked))]
    given: dict[int, tuple[Whole, Whole]] = {}
    for member_id, text in connection.execute(_OF_CLUB, _who(asked)):
        packed = np.fromstring(text, np.int64, sep=",")
        kept = packed[~np.isin(packed // 16, gone)] if gone else packed
        given[member_id] = kept // 16, kept % 16
    return ClubRatings.of(given, rules)


def read_seen(connection: sqlite3.Connection, asked: Asked) -> frozenset[int]:
    """Return the films that anyone who asks has rated or logged as watched."""
    return frozenset(film_id for (film_id,) in connection.execute(_SEEN, _who(asked)))


def read_sealed(connection: sqlite3.Connection, asked: Asked) -> frozenset[int]:
    """Return the films of whose scores nobody is told while a sealed poll is taken on them."""
    return frozenset(film_id for (film_id,) in connection.execute(SEALED, {"guild": asked.guild_id}))


def _who(asked: Asked) -> dict[str, int | str]:
    return {"guild": asked.guild_id, "members": json.dumps(asked.members)}


def read_films(connection: sqlite3.Connection, film_ids: Iterable[int], *, guild_id: int, listed: bool) -> Films:
    """Return what is known of films that the server may open, or only of those that its lists show."""
    where = VISIBLE if listed else REACHABLE
    rows = connection.execute(_FACTS.format(where), {"guild": guild_id, "films": json.dumps(sorted(film_ids))})
    facts = np.array(rows.fetchall(), np.float64).reshape(-1, 4)  # None becomes NaN
    ids = facts[:, 0].astype(np.int64)
    named = {"films": json.dumps(ids.tolist())}
    traits: dict[TraitKind, Traits] = {
        kind: Traits.of(ids, connection.execute(select, named).fetchall()) for kind, select in _TRAITS.items()
    }
    dated = np.flatnonzero(~np.isnan(facts[:, 1]))
    decades = [f"{int(year) // 10 * 10}s" for year in facts[dated, 1].tolist()]
    traits["decade"] = Traits.of(ids, [*zip(ids[dated].tolist(), decades, decades, strict=True)])
    return Films(ids, facts[:, 1], facts[:, 2], facts[:, 3], traits)


def films_with(
    connection: sqlite3.Connection, directors: Collection[str], genres: Sequence[str], countries: Sequence[str]
) -> set[int]:
    """Return a bounded number of films by directors, of genres, or of countries and one of the genres.

    Directors are folded; genres and countries are names as they are written.
    """

    def ids(statement: str, **values: Any) -> set[int]:
        return {film_id for (film_id,) in connection.execute(statement, values)}

    found = ids(_BY_DIRECTORS, names=json.dumps(sorted(directors)))
    for genre in genres:
        found |= ids(_OF_GENRE, name=genre)
    for country in countries:
        found |= ids(_OF_COUNTRY, name=country, genres=json.dumps(list(genres)))
    return found


def read_names(connection: sqlite3.Connection, film_ids: Collection[int]) -> dict[int, tuple[str, int | None]]:
    """Return title and year of films."""
    rows = connection.execute(_NAMES, {"films": json.dumps(sorted(film_ids))})
    return {film_id: (title, year) for film_id, title, year in rows}
