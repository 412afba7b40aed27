"""The SQL that an import asks: the films behind names, and what a member keeps in a server."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from bot.catalogue.following import follow
from bot.catalogue.text import fold
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.importing.matching import Known, Lookups, Named
from bot.club.importing.plan import State
from bot.club.ratings import Rating

T = TypeVar("T")

# The values of a statement travel as one JSON array. It is made in C, with the interpreter held, so it is kept short.
_BATCH = 2_000

# A cross join keeps its order: a look-up a value, instead of a walk through all films.
_BY_ID = f"""
    SELECT given.value, films.id, films.title, films.year, {VISIBLE}
    FROM json_each(:given) AS given
    CROSS JOIN film_ids ON film_ids.guild_id IN (0, :guild) AND source = :source AND film_ids.value = given.value
    CROSS JOIN films ON films.id = film_ids.film_id
    ORDER BY films.id
"""
_BY_TITLE = f"""
    SELECT given.value, films.id, films.title, films.year, {VISIBLE}
    FROM json_each(:given) AS given
    CROSS JOIN films ON films.guild_id IN (0, :guild) AND films.title_key = given.value
    ORDER BY films.id
"""
_FILM = f"SELECT films.id, films.title, films.year FROM films WHERE films.id = :film AND {REACHABLE}"
_IDS = """
    SELECT film_ids.film_id, source, film_ids.value FROM json_each(:given) AS given
    CROSS JOIN film_ids ON film_ids.film_id = given.value
"""
_IN_REACH = (
    f"SELECT films.id FROM json_each(:given) AS given CROSS JOIN films ON films.id = given.value WHERE {REACHABLE}"
)
_STATE = {
    "ratings": "SELECT film_id, score, rated_at FROM ratings WHERE guild_id = ? AND member_id = ?",
    "watches": "SELECT film_id, watched_on FROM watches WHERE guild_id = ? AND member_id = ?",
    "watchlist": "SELECT film_id, added_at FROM watchlist WHERE guild_id = ? AND member_id = ?",
    "reviews": "SELECT film_id FROM reviews WHERE guild_id = ? AND member_id = ?",
}


def look_up(connection: sqlite3.Connection, names: Collection[Named], *, guild_id: int) -> Lookups:
    """Return the films of the server that have an id or a folded title among the names."""
    by_id = _films_by_id(connection, names, guild_id)
    titles = {fold(name.title) for name in names if name.title and not any(pair in by_id for pair in name.ids)}
    by_title = dict(_in_sight(connection, _BY_TITLE, titles, {"guild": guild_id}))
    ids = ids_of(connection, {film.id for films in by_title.values() for film in films})
    with_ids = {
        title: [replace(film, ids=ids.get(film.id, frozenset())) for film in films] for title, films in by_title.items()
    }
    return Lookups(by_id, with_ids)


def ids_of(connection: sqlite3.Connection, film_ids: Collection[int]) -> dict[int, frozenset[tuple[str, str]]]:
    """Return the outside ids of films that have any, as pairs of source and value."""
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for batch in _batches(film_ids):
        for film_id, source, value in connection.execute(_IDS, {"given": json.dumps(batch)}):
            found[film_id].add((source, value))
    return {film_id: frozenset(pairs) for film_id, pairs in found.items()}


def in_reach(connection: sqlite3.Connection, film_ids: Collection[int], *, guild_id: int) -> frozenset[int]:
    """Return those of the films that the server may open."""
    found: set[int] = set()
    for batch in _batches(film_ids):
        values = {"given": json.dumps(batch), "guild": guild_id}
        found.update(film_id for (film_id,) in connection.execute(_IN_REACH, values))
    return frozenset(found)


def read_state(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> State:
    """Return what a member keeps in a server, of films out of sight too."""
    rows = {name: connection.execute(select, (guild_id, member_id)) for name, select in _STATE.items()}
    return State(
        {film_id: Rating(score, rated_at) for film_id, score, rated_at in rows["ratings"]},
        frozenset((film_id, day) for film_id, day in rows["watches"]),
        dict(rows["watchlist"]),
        frozenset(film_id for (film_id,) in rows["reviews"]),
    )


def _films_by_id(connection: sqlite3.Connection, names: Iterable[Named], guild_id: int) -> dict[tuple[str, str], Known]:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for source, value in name.ids:
            values[source].add(value)
    found: dict[tuple[str, str], Known] = {}
    for source, given in values.items():
        for value, films in _in_sight(connection, _BY_ID, given, {"source": source, "guild": guild_id}):
            found[source, value] = films[0]
    return found


def _in_sight(
    connection: sqlite3.Connection, statement: str, given: Iterable[str], values: dict[str, str | int]
) -> Iterator[tuple[str, list[Known]]]:
    """Give each value that leads to films with those the server sees, or has in the place of those it leads to."""
    for batch in _batches(given):
        seen: defaultdict[str, dict[int, Known]] = defaultdict(dict)
        hidden: defaultdict[str, list[int]] = defaultdict(list)
        rows = connection.execute(statement, {**values, "given": json.dumps(batch)}).fetchall()
        for value, film_id, title, year, is_visible in rows:
            if is_visible:
                seen[value][film_id] = Known(film_id, title, year)
            else:
                hidden[value].append(film_id)
        for value, film_ids in hidden.items():
            if value not in seen:
                for film_id in film_ids:
                    film = follow(connection, film_id, guild_id=int(values["guild"]))
                    row = connection.execute(_FILM, {**values, "film": film}).fetchone()
                    if row is not None:
                        seen[value][film] = Known(*row)
        yield from ((value, list(films.values())) for value, films in seen.items())


def _batches(values: Iterable[T]) -> Iterator[Sequence[T]]:
    rest = iter(values)
    while batch := list(islice(rest, _BATCH)):
        yield batch
