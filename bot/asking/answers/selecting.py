"""The films that fit a condition, as SQL. A condition is put together from fixed texts; values are always parameters.

What is unknown of a film never fits, neither a condition nor its opposite.
"""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from bot.asking.query import Condition, Grouped, GroupQuery, Joined, Leaf, ListQuery, Not, Sort
from bot.asking.reading.leaves import speaks_of
from bot.catalogue.searching.word_query import WordQuery, to_match
from bot.catalogue.visibility import VISIBLE

_HOLDS = {
    "genre": "films.id IN (SELECT film_id FROM genres WHERE name IN (SELECT value FROM json_each({})))",
    "country": "films.id IN (SELECT film_id FROM countries WHERE name IN (SELECT value FROM json_each({})))",
    "language": "films.language IN (SELECT value FROM json_each({}))",
    "company": "films.id IN (SELECT film_id FROM companies WHERE name IN (SELECT value FROM json_each({})))",
    "certification": "films.certification IN (SELECT value FROM json_each({}))",
    "title": "films.id IN (SELECT value FROM json_each({}))",
    "person": "films.id IN (SELECT film_id FROM credits WHERE folded IN (SELECT value FROM json_each({})))",
    "seen": "(films.id IN (SELECT film_id FROM ratings WHERE guild_id = :guild AND member_id IN "
    "(SELECT value FROM json_each({0}))) OR films.id IN (SELECT film_id FROM watches WHERE guild_id = :guild AND "
    "member_id IN (SELECT value FROM json_each({0}))))",
    "saved": "films.id IN (SELECT film_id FROM watchlist WHERE guild_id = :guild AND member_id IN "
    "(SELECT value FROM json_each({})))",
    "hand": "films.id IN (SELECT theirs.film_id FROM credits AS theirs JOIN credits AS its USING (folded, role) "
    "WHERE role = 'director' AND its.film_id IN (SELECT value FROM json_each({})))",
    "acting": "films.id IN (SELECT its.film_id FROM credits AS its JOIN credits AS theirs USING (film_id, folded) "
    "WHERE its.role = 'director' AND theirs.role = 'cast')",
    **{
        role: f"films.id IN (SELECT film_id FROM credits WHERE role = '{role}' "
        "AND folded IN (SELECT value FROM json_each({})))"
        for role in ("director", "writer", "cast")
    },
}
_KNOWN = {
    "genre": "EXISTS (SELECT 1 FROM genres WHERE film_id = films.id)",
    "country": "EXISTS (SELECT 1 FROM countries WHERE film_id = films.id)",
    "language": "films.language IS NOT NULL",
    "company": "EXISTS (SELECT 1 FROM companies WHERE film_id = films.id)",
    "certification": "films.certification IS NOT NULL",
    "title": "1",
    "person": "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id)",
    "seen": "1",
    "saved": "1",
    "acting": "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = 'cast')",
    "hand": "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = 'director')",
    "director": "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = 'director')",
    "writer": "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = 'writer')",
    "cast": "EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = 'cast')",
}
_OF_IDS = frozenset({"hand", "seen", "saved", "title"})
_REVIEWS = "(SELECT count(*) FROM reviews WHERE film_id = films.id AND reviews.guild_id IN (0, :guild))"
_COLUMNS = {
    "years": "films.year",
    "runtime": "films.runtime_minutes",
    "score": "films.score",
    "budget": "films.budget",
    "revenue": "films.revenue",
    "reviews": _REVIEWS,
}

REVIEWERS_MEAN = "(SELECT avg(score) FROM reviews WHERE film_id = films.id AND member_id IS NULL)"

_SORTS: dict[Sort, tuple[str, str]] = {
    "known": ("films.votes", "DESC NULLS LAST, films.score DESC NULLS LAST, films.year DESC NULLS LAST"),
    "longest": ("films.runtime_minutes", "DESC"),
    "shortest": ("films.runtime_minutes", "ASC"),
    "oldest": ("films.year", "ASC, films.released ASC NULLS LAST"),
    "newest": ("films.year", "DESC, films.released DESC NULLS LAST"),
    "best": ("films.score", "DESC, films.votes DESC NULLS LAST"),
    "worst": ("films.score", "ASC, films.votes DESC NULLS LAST"),
    "costliest": ("films.budget", "DESC"),
    "cheapest": ("films.budget", "ASC"),
    "grossing": ("films.revenue", "DESC"),
    "popular": ("films.votes", "DESC"),
    "least_known": ("films.votes", "ASC"),
    "least_grossing": ("films.revenue", "ASC"),
    "least_reviewed": (_REVIEWS, "ASC"),
    "reviewed": (f"nullif({_REVIEWS}, 0)", "DESC"),
}
"""What each order is by, and which way; films of which it is unknown are left out, but where none is asked for."""


class _Statement:
    """Conditions as SQL; on scores they are of the source's, or `by_reviewers` of the mean of reviewers'."""

    def __init__(self, *, by_reviewers: bool = False) -> None:
        self.values: dict[str, Any] = {}
        self._columns = {**_COLUMNS, "score": REVIEWERS_MEAN} if by_reviewers else _COLUMNS

    def parameter(self, value: object) -> str:
        name = f"value{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def of(self, condition: Condition, *, holds: bool = True) -> str:
        """Return a condition, or with `holds` False its opposite, as SQL."""
        if isinstance(condition, Not):
            return self.of(condition.part, holds=not holds)
        if isinstance(condition, Joined):
            joiner = " AND " if (condition.by == "and") is holds else " OR "
            return "(" + joiner.join(self.of(part, holds=holds) for part in condition.parts) + ")"
        return self._leaf(condition, holds=holds)

    def _leaf(self, leaf: Leaf, *, holds: bool) -> str:
        if leaf.on == "words":
            match = to_match(WordQuery(leaf.values))
            fits = f"films.id IN (SELECT rowid FROM synopses_fts WHERE synopses_fts MATCH {self.parameter(match)})"
            return fits if holds else f"(films.synopsis IS NOT NULL AND NOT {fits})"
        if leaf.range is not None:
            return self._range(leaf, holds=holds)
        if leaf.on in _COLUMNS:
            return self._relative(leaf)
        kind = leaf.role or leaf.on if leaf.on == "person" else leaf.on
        values = [int(value) for value in leaf.values] if leaf.on in _OF_IDS else list(leaf.values)
        fits = _HOLDS[kind].format(self.parameter(json.dumps(values)))
        return fits if holds else f"({_KNOWN[kind]} AND NOT {fits})"

    def _relative(self, leaf: Leaf) -> str:
        column, ids = self._columns[leaf.on], self.parameter(json.dumps([int(value) for value in leaf.values]))
        end, sign = ("max", ">") if leaf.more else ("min", "<")
        other = f"SELECT {end}({column.replace('films', 'other')}) FROM films AS other"
        return f"{column} {sign} ({other} WHERE other.id IN (SELECT value FROM json_each({ids})))"

    def _range(self, leaf: Leaf, *, holds: bool) -> str:
        assert leaf.range is not None
        column, end = self._columns[leaf.on], "" if leaf.range.strict else "="
        bounds = [
            f"{column} {sign}{end} {self.parameter(value)}"
            for sign, value in ((">", leaf.range.low), ("<", leaf.range.high))
            if value is not None
        ]
        inside = " AND ".join(bounds)
        return f"({inside})" if holds else f"({column} IS NOT NULL AND NOT ({inside}))"


def scored_by_reviewers(connection: sqlite3.Connection, *, guild_id: int) -> bool:
    """Tell whether reviewers scored more of the films that a server sees than their source did."""
    counted = f"SELECT count(films.score), count({REVIEWERS_MEAN}) FROM films WHERE {VISIBLE}"
    by_source, by_reviewers = connection.execute(counted, {"guild": guild_id}).fetchone()
    return by_reviewers > by_source


def _statement(connection: sqlite3.Connection, where: Condition | None, *, guild_id: int) -> _Statement:
    by_reviewers = speaks_of(where, "score") and scored_by_reviewers(connection, guild_id=guild_id)
    return _Statement(by_reviewers=by_reviewers)


def fitting(
    connection: sqlite3.Connection, where: Condition | None, *, guild_id: int, only: Collection[int] | None = None
) -> list[int]:
    """Return the ids of the films a server sees that fit, of those in `only` where it is given."""
    statement = _statement(connection, where, guild_id=guild_id)
    asked = [VISIBLE] if where is None else [VISIBLE, statement.of(where)]
    if only is not None:
        asked.append(f"films.id IN (SELECT value FROM json_each({statement.parameter(json.dumps(list(only)))}))")
    rows = connection.execute(
        f"SELECT films.id FROM films WHERE {' AND '.join(asked)}", {**statement.values, "guild": guild_id}
    )
    return [film_id for (film_id,) in rows]


_NAME = "min(credits.name)"
_OF_ROLE = "JOIN credits ON film_id = films.id AND role = '{}' {} GROUP BY credits.folded"
_GROUPS: dict[Grouped, tuple[str, str]] = {
    "director": (_NAME, _OF_ROLE.format("director", "{}")),
    "writer": (_NAME, _OF_ROLE.format("writer", "{}")),
    "cast": (_NAME, _OF_ROLE.format("cast", "{}")),
    "country": ("min(countries.name)", "JOIN countries ON film_id = films.id {} GROUP BY countries.name"),
    "genre": ("min(genres.name)", "JOIN genres ON film_id = films.id {} GROUP BY genres.name"),
    "language": ("films.language", "{} AND films.language IS NOT NULL GROUP BY films.language"),
    "decade": ("(films.year / 10 * 10) || 's'", "{} AND films.year IS NOT NULL GROUP BY films.year / 10"),
    "year": ("CAST(films.year AS TEXT)", "{} AND films.year IS NOT NULL GROUP BY films.year"),
}  # fmt: skip
"""How films are grouped: the name of a group, and the rest of the statement around its conditions."""


Row = tuple[int, float | None]
"""A film's id, and what it is ordered by."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Films in order, each with what it is ordered by, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int


def select(
    connection: sqlite3.Connection,
    query: ListQuery,
    *,
    guild_id: int,
    limit: int = 0,
    offset: int = 0,
    by_reviewers: bool = False,
) -> Selection:
    """Return some of the films that fit, in the order asked for, and how many there are.

    Films of which that is unknown are left out. `by_reviewers` orders by the mean of reviewers' scores and not by the
    source's.
    """
    statement = _statement(connection, query.where, guild_id=guild_id)
    column, way = _SORTS[query.sort]
    if by_reviewers:
        column, way = REVIEWERS_MEAN, "DESC" if query.sort == "best" else "ASC"
    known = "" if query.sort == "known" else f" AND {column} IS NOT NULL"
    films = f"FROM films WHERE {_asked(statement, query)}{known}"
    values = {**statement.values, "guild": guild_id, "limit": limit, "offset": offset}
    total = connection.execute(f"SELECT count(*) {films}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT films.id, {column} AS value {films} ORDER BY value {way}, films.id LIMIT :limit OFFSET :offset", values
    )
    return Selection(tuple(rows.fetchall()) if limit else (), total)


def draw(connection: sqlite3.Connection, query: ListQuery, *, guild_id: int, limit: int) -> Selection:
    """Return so many of the films that fit, each as likely as another, and how many there are."""
    statement = _statement(connection, query.where, guild_id=guild_id)
    films = f"FROM films WHERE {_asked(statement, query)}"
    values = {**statement.values, "guild": guild_id, "limit": limit}
    rows = connection.execute(f"SELECT films.id, NULL {films} ORDER BY random() LIMIT :limit", values).fetchall()
    total = connection.execute(f"SELECT count(*) {films}", values).fetchone()[0]
    return Selection(tuple(rows), total)


def _asked(statement: _Statement, query: ListQuery) -> str:
    asked = [VISIBLE]
    if query.where is not None:
        asked.append(statement.of(query.where))
    if query.without:
        asked.append(f"films.id NOT IN (SELECT value FROM json_each({statement.parameter(json.dumps(query.without))}))")
    return " AND ".join(asked)


def groups(connection: sqlite3.Connection, query: GroupQuery, *, guild_id: int, limit: int) -> list[tuple[str, int]]:
    """Return the largest groups of the films that fit, or the smallest, each with how many it holds."""
    statement = _statement(connection, query.where, guild_id=guild_id)
    grouped = _grouped(statement, query, "{}, count(DISTINCT films.id)")
    values = {**statement.values, "guild": guild_id, "limit": limit}
    way = "ASC" if query.least else "DESC"
    return connection.execute(f"{grouped} ORDER BY 2 {way}, 1 LIMIT :limit", values).fetchall()


def count_groups(connection: sqlite3.Connection, query: GroupQuery, *, guild_id: int) -> int:
    """Return how many groups there are of the films that fit."""
    statement = _statement(connection, query.where, guild_id=guild_id)
    grouped = _grouped(statement, query, "1")
    return connection.execute(f"SELECT count(*) FROM ({grouped})", {**statement.values, "guild": guild_id}).fetchone()[
        0
    ]


def _grouped(statement: _Statement, query: GroupQuery, columns: str) -> str:
    asked = [VISIBLE] if query.where is None else [VISIBLE, statement.of(query.where)]
    if query.among:
        asked.append(f"credits.folded IN (SELECT value FROM json_each({statement.parameter(json.dumps(query.among))}))")
    if query.apart:
        apart = statement.parameter(json.dumps(query.apart))
        asked.append(f"credits.folded NOT IN (SELECT value FROM json_each({apart}))")
    name, rest = _GROUPS[query.by]
    return f"SELECT {columns.format(name)} FROM films {rest.format('WHERE ' + ' AND '.join(asked))}"
