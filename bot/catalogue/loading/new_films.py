"""Films that a file has brought and that are not written yet: collected, to be written together."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from bot.catalogue import film_rows
from bot.catalogue.film import Film
from bot.catalogue.loading import stand_ins

_INSERT_CHANGE = "INSERT INTO film_changes (film_id, load_id, kind) VALUES (?, ?, 'new')"
_INSERT_IDENTITY = """
    INSERT INTO record_identities (guild_id, fingerprint, film_id, load_id) VALUES (?, ?, ?, ?)
    ON CONFLICT (guild_id, fingerprint) DO NOTHING
"""

_Row = tuple[Any, ...]


class NewFilms:
    """The rows of new films, table by table; `know` tells of a record whether it may be one of them."""

    def __init__(self, guild_id: int, load_id: int) -> None:
        self.count = 0
        self.characters = 0
        self._guild_id = guild_id
        self._load_id = load_id
        self._known: set[tuple[str, str | int | None]] = set()
        self._titles: set[str] = set()
        self._copies: list[tuple[int, int]] = []
        self._films: list[_Row] = []
        self._ids: list[_Row] = []
        self._changes: list[_Row] = []
        self._identities: list[_Row] = []
        self._aliases: list[_Row] = []
        self._credits: list[_Row] = []
        self._names: dict[str, list[_Row]] = {table: [] for table in film_rows.NAME_LISTS}
        self._reviews: list[_Row] = []

    def know(self, ids: Mapping[str, str], key: str | None = None, year: int | None = None) -> bool:
        """Tell whether one of the films has one of `ids`, or the folded title `key` and that year."""
        return (key, year) in self._known or any(pair in self._known for pair in ids.items())

    def know_title(self, key: str) -> bool:
        """Tell whether one of the films has the folded title `key`, whatever its year."""
        return key in self._titles

    def add(self, film_id: int, film: Film, key: str, fingerprint: int | None, copy_of: int | None = None) -> None:
        """Collect the rows of a film; `fingerprint` is what its record is known by, where it has no ids.

        As the copy of a shared film it gets that one's reviews too, and stands in for it.
        """
        self.count += 1
        self._titles.add(key)
        if copy_of is not None:
            self._copies.append((film_id, copy_of))
        self._known.add((key, film.year))
        self._known.update(film.ids.items())
        self._films.append((film_id, self._guild_id, *film_rows.film_values(film, key)))
        self._ids += [(self._guild_id, source, value, film_id) for source, value in film.ids.items()]
        self._changes.append((film_id, self._load_id))
        if fingerprint is not None:
            self._identities.append((self._guild_id, fingerprint, film_id, self._load_id))
        if film.aliases:
            self._aliases += film_rows.alias_rows(film_id, film.aliases)
        if film.directors or film.writers or film.cast:
            self._credits += film_rows.credit_rows(film_id, film)
        for table in film_rows.NAME_LISTS:
            if names := getattr(film, table):
                self._names[table] += film_rows.name_rows(film_id, names)
        if film.reviews:
            self._reviews += film_rows.review_rows(film_id, self._load_id, film.reviews)
            self.characters += sum(len(review.text) for review in film.reviews)

    def write(self, connection: sqlite3.Connection) -> int:
        """Write all rows, inside a transaction that the caller holds; return how many reviews of records were new."""
        for statement, rows in (
            (film_rows.INSERT_FILM, self._films),
            (film_rows.INSERT_ID, self._ids),
            (_INSERT_CHANGE, self._changes),
            (_INSERT_IDENTITY, self._identities),
            (film_rows.INSERT_ALIAS, self._aliases),
            (film_rows.INSERT_CREDIT, self._credits),
            *((film_rows.INSERT_NAME[table], rows) for table, rows in self._names.items()),
        ):
            connection.executemany(statement, rows)
        stand_ins.copy_shared(connection, self._copies, guild_id=self._guild_id, load_id=self._load_id)
        if not self._reviews:
            return 0
        return connection.executemany(film_rows.INSERT_REVIEW, self._reviews).rowcount
