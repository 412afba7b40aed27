"""Films whose facts an admin has set by hand: what was set is seen, and what records say is kept beneath it.

A load changes what is beneath: it never takes an edit back, and an edit that is undone shows what records say by then.
The journal of changes keeps films as their records have them, so undoing a load leaves edits alone as well.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.catalogue import film_rows
from bot.catalogue.film import Film
from bot.catalogue.record import film_from_mapping, film_to_mapping
from bot.catalogue.text import fold

_READ = "SELECT field, beneath FROM film_edits WHERE film_id = ?"
_UPDATE = "UPDATE film_edits SET beneath = ? WHERE film_id = ? AND field = ?"
_EDITED = """
    SELECT film_id, field, beneath FROM film_edits JOIN films ON films.id = film_id WHERE guild_id = ?
"""
_NAME = "SELECT title_key, year FROM films WHERE id = ?"


def beneath(connection: sqlite3.Connection, film_id: int) -> dict[str, Any]:
    """Return the fields of a film that were set by hand, each with what its records say, as JSON."""
    return {field: json.loads(text) for field, text in connection.execute(_READ, (film_id,))}


def as_recorded(seen: Film, hidden: Mapping[str, Any]) -> Film:
    """Return a film as its records have it; `hidden` is what `beneath` tells."""
    return film_from_mapping({**film_to_mapping(seen), **hidden})[0] if hidden else seen


def write_recorded(connection: sqlite3.Connection, guild_id: int, film_id: int, film: Film) -> tuple[Film, Film]:
    """Write what the records say of a film, and leave what was set by hand as it is; return it as seen before and now.

    The film's outside ids are those in the table: a caller that deletes them first has to spare films whose were set.
    """
    seen = film_rows.read_film(connection, film_id)
    assert seen is not None
    mapping = film_to_mapping(film)
    edited = beneath(connection, film_id)
    shown = replace(film, **{field: getattr(seen, field) for field in edited})
    film_rows.replace_facts(connection, guild_id, film_id, shown)
    connection.executemany(_UPDATE, [(as_json(mapping[field]), film_id, field) for field in edited])
    return seen, shown


def as_json(value: Any) -> str:
    """Return a field's value as it is kept."""
    return json.dumps(value, ensure_ascii=False)


class EditedFilms:
    """The films of one scope that were edited, as a load has to know them: under the names and ids of their records."""

    def __init__(self, connection: sqlite3.Connection, *, guild_id: int) -> None:
        self._connection = connection
        self._guild_id = guild_id
        self._films: dict[int, dict[str, Any]] = {}
        for film_id, field, text in connection.execute(_EDITED, (guild_id,)).fetchall():
            self._films.setdefault(film_id, {})[field] = json.loads(text)
        self._names: dict[tuple[str, int | None], list[int]] = {}
        self._ids: dict[tuple[str, str], int] = {}
        for film_id in self._films:
            self._learn(film_id)

    def __len__(self) -> int:
        return len(self._films)

    def __contains__(self, film_id: int) -> bool:
        return film_id in self._films

    def holder(self, source: str, value: str) -> int | None:
        """Return the film whose records give it an outside id, where its ids were set by hand."""
        return self._ids.get((source, value))

    def named(self, key: str, year: int | None) -> list[int]:
        """Return the films whose records give them a folded title and year, where one of the two was set by hand."""
        return self._names.get((key, year), [])

    def as_recorded(self, film_id: int, seen: Film) -> Film:
        """Return a film as its records have it."""
        return as_recorded(seen, self._films.get(film_id, {}))

    def write(self, film_id: int, film: Film) -> tuple[Film, Film]:
        """Write what the records say of an edited film; return it as seen before and now."""
        mapping = film_to_mapping(film)
        written = write_recorded(self._connection, self._guild_id, film_id, film)
        self._films[film_id] = {field: mapping[field] for field in self._films[film_id]}
        self._learn(film_id)
        return written

    def _learn(self, film_id: int) -> None:
        hidden = self._films[film_id]
        if "title" in hidden or "year" in hidden:
            key, year = self._connection.execute(_NAME, (film_id,)).fetchone()
            name = fold(hidden["title"]) if "title" in hidden else key, hidden.get("year", year)
            films = self._names.setdefault(name, [])
            if film_id not in films:
                films.append(film_id)
        for source, value in hidden.get("ids", {}).items():
            self._ids[source, value] = film_id
