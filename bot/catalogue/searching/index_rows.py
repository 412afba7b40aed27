"""The SQL that feeds the title index: every film, or those changed since a point in the journal of changes."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import log1p
from operator import itemgetter
from typing import Any

from bot.catalogue.index.records import IndexEntry
from bot.catalogue.visibility import SAME_IDS, SAME_NAME

LEADING_CAST = 5
"""How many of a film's cast are searched beside its title."""

_FILMS = "SELECT id, guild_id, title, year, original_title, votes FROM films WHERE retired_at IS NULL "
_NAMES = "SELECT film_id, name FROM aliases "
_LEARNED = "SELECT film_id, guild_id, name FROM learned_aliases WHERE accepted = 1 "
_PEOPLE = "SELECT film_id, name FROM credits WHERE (role = 'director' OR role = 'cast' AND position < ?) "

# A server's own film is read anew also when the shared film it may stand in for came, went or got another name.
# CROSS JOIN keeps the few changed films first.
_CHANGED = """
    WITH changed AS (SELECT DISTINCT film_id AS id FROM film_changes WHERE seq > :seen)
    SELECT id FROM changed
    UNION
    SELECT own.id FROM changed CROSS JOIN films AS shared ON shared.id = changed.id AND shared.guild_id = 0
    CROSS JOIN films AS own ON own.title_key = shared.title_key AND own.year IS shared.year AND own.guild_id <> 0
    UNION
    SELECT own.film_id FROM changed CROSS JOIN film_ids AS shared ON shared.film_id = changed.id AND shared.guild_id = 0
    CROSS JOIN film_ids AS own ON own.source = shared.source AND own.value = shared.value AND own.guild_id <> 0
    UNION
    SELECT id FROM films WHERE guild_id <> 0 AND EXISTS (
        SELECT 1 FROM film_changes CROSS JOIN films AS shared ON shared.id = film_id AND shared.guild_id = 0
        WHERE seq > :seen AND before IS NOT NULL AND (json_extract(before, '$.title') <> shared.title
            OR json_extract(before, '$.year') IS NOT shared.year)
    )
    UNION
    SELECT id FROM films WHERE guild_id <> 0 AND EXISTS (
        SELECT 1 FROM changed CROSS JOIN loads ON guild_id = 0 AND undone_at IS NOT NULL
        CROSS JOIN film_changes ON load_id = loads.id AND film_changes.film_id = changed.id
        WHERE changed.id NOT IN (SELECT id FROM films)
    )
    ORDER BY 1
"""

# The shared films that a server's film is, or one merged into it, and those merged into it themselves.
_SHADOWS = f"""
    WITH RECURSIVE held (id) AS (
        VALUES (:film) UNION SELECT film_id FROM film_merges JOIN held ON into_id = held.id
    ), own AS (SELECT id, title_key, year FROM held CROSS JOIN films USING (id) WHERE guild_id <> 0)
    SELECT films.id FROM own CROSS JOIN film_ids AS found ON found.film_id = own.id
    CROSS JOIN film_ids AS shared USING (source, value) CROSS JOIN films ON films.id = shared.film_id
    WHERE shared.guild_id = 0 AND {SAME_IDS}
    UNION SELECT films.id FROM own CROSS JOIN films WHERE films.guild_id = 0 AND {SAME_NAME}
    UNION SELECT id FROM held CROSS JOIN films USING (id) WHERE guild_id = 0
    ORDER BY 1
"""  # noqa: S608 - conditions written in this project


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to films since a point in the journal: those to index anew, and the ids of those gone."""

    version: int
    entries: list[IndexEntry]
    gone: list[int]


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the last change of any film; it only grows."""
    return connection.execute("SELECT coalesce(max(seq), 0) FROM film_changes").fetchone()[0]


def all_entries(connection: sqlite3.Connection) -> Iterator[IndexEntry]:
    """Return an entry for each film that is not retired, in order of id."""
    return _entries(
        connection,
        connection.execute(_FILMS + "ORDER BY id"),
        connection.execute(_NAMES + "ORDER BY film_id, position"),
        connection.execute(_LEARNED + "ORDER BY film_id, guild_id, folded"),
        connection.execute(_PEOPLE + "ORDER BY film_id, role DESC, position", (LEADING_CAST,)),
    )


def count_changed(connection: sqlite3.Connection, seen: int) -> int:
    """Return how many films changed after the journal's number `seen`."""
    return connection.execute("SELECT count(DISTINCT film_id) FROM film_changes WHERE seq > ?", (seen,)).fetchone()[0]


def is_much(changed: int, films: int) -> bool:
    """Tell whether so many films changed that a new index is made sooner than the old one is mended: a fifth."""
    return changed > films // 5


def changed_since(connection: sqlite3.Connection, seen: int) -> Changes:
    """Return what happened to films after the journal's number `seen`."""
    ids = [film_id for (film_id,) in connection.execute(_CHANGED, {"seen": seen})]
    entries: list[IndexEntry] = []
    for film_id in ids:
        entries += _entries(
            connection,
            connection.execute(_FILMS + "AND id = ?", (film_id,)),
            connection.execute(_NAMES + "WHERE film_id = ? ORDER BY position", (film_id,)),
            connection.execute(_LEARNED + "AND film_id = ? ORDER BY guild_id, folded", (film_id,)),
            connection.execute(_PEOPLE + "AND film_id = ? ORDER BY role DESC, position", (LEADING_CAST, film_id)),
        )
    kept = {entry.film_id for entry in entries}
    return Changes(version(connection), entries, [film_id for film_id in ids if film_id not in kept])


def _entries(
    connection: sqlite3.Connection,
    films: Iterable[Any],
    names: Iterable[Any],
    learned: Iterable[Any],
    people: Iterable[Any],
) -> Iterator[IndexEntry]:
    names_of, learned_of, people_of = _Beside(names), _Beside(learned), _Beside(people)
    for film_id, guild_id, title, year, original_title, votes in films:
        other = tuple(name for _, name in names_of.film(film_id))
        if original_title is not None:
            other = (original_title, *other)
        yield IndexEntry(
            film_id,
            guild_id,
            title,
            year,
            names=other,
            people=tuple(name for _, name in people_of.film(film_id)),
            popularity=log1p(votes or 0),
            shadows=_shadows(connection, film_id) if guild_id else (),
            server_names=tuple((server, name) for _, server, name in learned_of.film(film_id)),
        )


class _Beside:
    """Rows that begin with a film's id, in order of it, read alongside the films."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._advance()

    def film(self, film_id: int) -> list[Any]:
        while self._film_id is not None and self._film_id < film_id:
            self._advance()
        if self._film_id != film_id:
            return []
        rows = list(self._rows)
        self._advance()
        return rows

    def _advance(self) -> None:
        self._film_id, self._rows = next(self._groups, (None, ()))


def _shadows(connection: sqlite3.Connection, film_id: int) -> tuple[int, ...]:
    """Return the shared films that a server's own film keeps out of its sight, itself or by what was merged into it."""
    return tuple(shared for (shared,) in connection.execute(_SHADOWS, {"film": film_id}))
