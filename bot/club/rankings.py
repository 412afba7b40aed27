"""A server's ratings added up: of one film, and ranked over all of them.

Members who have hidden themselves do not count in either.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from bot.catalogue.searching.browsing import conditions
from bot.catalogue.stored import FilmFilter
from bot.catalogue.text import fold
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.figures import FilmRatings, Sums, distribution, figures
from bot.club.hidden import SHOWN
from bot.club.periods import Period
from bot.club.polls.sealing import SEALED
from bot.club.ranked import (
    FilmOrder,
    FilmRanking,
    GroupKind,
    GroupRanking,
    RatedFilm,
    RatedGroup,
    prior_of,
    rank_films,
    rank_groups,
)
from bot.database import Database

_SCORES = f"""
    SELECT ratings.score FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND {REACHABLE} AND {SHOWN}
"""
_OWN = f"""
    SELECT ratings.score FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND member_id = :member AND {REACHABLE}
"""
_REVIEWERS = "SELECT avg(score), count(score) FROM reviews WHERE film_id = :film AND member_id IS NULL"

# Cross joins keep their order: each film is added up once, in the order of the table, and only then looked up.
_RATED = """
    WITH rated AS MATERIALIZED (
        SELECT film_id, count(*) AS many, sum(score) AS total, sum(score * score) AS squares FROM ratings
        WHERE guild_id = :guild AND {given} GROUP BY film_id
    ), asked AS MATERIALIZED (
        SELECT id, many, total, squares, films.score, year, {fits} AS fits
        FROM rated CROSS JOIN films ON films.id = film_id WHERE {visible}
    )
"""
_GIVEN_IN = "rated_at >= :since AND rated_at < :until"
_BY_DIRECTOR = (
    "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = 'director' AND instr(folded, :director) > 0)"
)
_FILMS = "SELECT id, many, total, squares, score, fits FROM asked"
# Every film for the prior, in rows without a name, and then the groups.
_GROUPS: Mapping[str, str] = {
    kind: f"""
        SELECT NULL, 1, many, total, squares FROM asked UNION ALL
        SELECT {name}, count(*), sum(many), sum(total), sum(squares) FROM asked {films} GROUP BY {group}
    """
    for kind, name, films, group in (
        ("director", "min(name)", "CROSS JOIN credits ON film_id = id AND role = 'director' WHERE fits", "folded"),
        ("country", "min(name)", "CROSS JOIN countries ON film_id = id WHERE fits", "name"),
        ("decade", "(year / 10 * 10) || 's'", "WHERE fits AND year IS NOT NULL", "year / 10"),
    )
}
_RATED_BY = "SELECT 1 FROM ratings WHERE guild_id = ? AND film_id = ? AND member_id = ?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ratings a ranking is of: those given in a period, of films that fit a filter and are by a director.

    The prior comes from all ratings of the period, so that a film has the same number whatever it is listed among.
    """

    films: FilmFilter = field(default_factory=FilmFilter)
    director: str | None = None
    period: Period | None = None


class RankingStore:
    """Adds up the ratings of one server at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_film(self, film_id: int, *, guild_id: int, member_id: int) -> FilmRatings:
        """Return how a film was rated, beside the reviewers' scores and the member's own."""
        values = {"guild": guild_id, "film": film_id, "member": member_id}
        return await self._database.read(partial(_of_film, values=values))

    async def films(
        self, order: FilmOrder, wanted: Wanted, *, guild_id: int, asker_id: int, limit: int, offset: int
    ) -> FilmRanking:
        """Return one page of the films the server has rated, ranked."""

        def work(connection: sqlite3.Connection) -> FilmRanking:
            rows = _rows(connection, _FILMS, wanted, guild_id)
            films = [RatedFilm(film_id, Sums(*sums), score) for film_id, *sums, score, _ in rows]
            prior = prior_of([film.sums for film in films])
            if prior is None:
                return FilmRanking((), 0, None)
            fitting = (film for film, row in zip(films, rows, strict=True) if row[-1])
            page = slice(offset, offset + limit)
            ranking = rank_films(fitting, order, prior, page)
            rated = {
                place.film_id for place in ranking.places if _has_rated(connection, guild_id, place.film_id, asker_id)
            }
            return replace(ranking, rated_by_asker=frozenset(rated))

        return await self._database.read(work)

    async def groups(
        self,
        kind: GroupKind,
        wanted: Wanted,
        *,
        guild_id: int,
        limit: int,
        offset: int,
        spelled: Callable[[str], str] = str,
    ) -> GroupRanking:
        """Return one page of directors, countries or decades, ranked by the ratings of their films.

        `spelled` writes a name out; those that are then the same are one.
        """

        def work(connection: sqlite3.Connection) -> GroupRanking:
            rows = _rows(connection, _GROUPS[kind], wanted, guild_id)
            prior = prior_of([Sums(*sums) for name, _, *sums in rows if name is None])
            if prior is None:
                return GroupRanking((), 0, None)
            groups = _merged([row for row in rows if row[0] is not None], spelled)
            return rank_groups(groups, prior, slice(offset, offset + limit))

        return await self._database.read(work)


def _of_film(connection: sqlite3.Connection, values: dict[str, int]) -> FilmRatings:
    scores = connection.execute(_SCORES, values)
    given = figures(distribution(score for (score,) in scores))
    own = connection.execute(_OWN, values).fetchone()
    mean, reviewers = connection.execute(_REVIEWERS, values).fetchone()
    return FilmRatings(given, None if own is None else own[0], mean, reviewers)


def _rows(connection: sqlite3.Connection, statement: str, wanted: Wanted, guild_id: int) -> list[Any]:
    """Return the rows of a statement over `asked`: the films that the server sees and has rated."""
    asked, values = conditions(wanted.films)
    given = [SHOWN, f"film_id NOT IN ({SEALED})"]
    if wanted.director is not None:
        asked.append(_BY_DIRECTOR)
        values["director"] = fold(wanted.director)
    if wanted.period is not None:
        given.append(_GIVEN_IN)
        values |= {"since": wanted.period.since, "until": wanted.period.until}
    fits = " AND ".join(asked) or "1"
    rated = _RATED.format(given=" AND ".join(given), fits=f"({fits})", visible=VISIBLE)
    return connection.execute(rated + statement, {**values, "guild": guild_id}).fetchall()


def _has_rated(connection: sqlite3.Connection, guild_id: int, film_id: int, member_id: int) -> bool:
    return connection.execute(_RATED_BY, (guild_id, film_id, member_id)).fetchone() is not None


def _merged(rows: list[Any], spelled: Callable[[str], str]) -> list[RatedGroup]:
    groups: defaultdict[str, list[RatedGroup]] = defaultdict(list)
    for name, films, *sums in rows:
        groups[spelled(name)].append(RatedGroup(name, films, Sums(*sums)))
    return [
        RatedGroup(name, sum(part.films for part in parts), Sums.of(part.sums for part in parts))
        for name, parts in groups.items()
    ]
