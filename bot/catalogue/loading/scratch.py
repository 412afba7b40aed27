"""A copy of one server's films, to rehearse a load on while others go on writing.

The films shared by all servers, which may be a thousand times as many, are fetched as they are asked for: before a
record passes, those that it may be.
"""

import json
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from bot.catalogue.film import Addition, Outcome, Record
from bot.catalogue.loader import ReadFile
from bot.catalogue.loading.identity import fingerprint
from bot.catalogue.searching import fulltext
from bot.catalogue.text import fold
from bot.connection import open_reader, open_writer

_OF_FILMS = "FROM films JOIN {0} ON {0}.film_id = films.id WHERE films.guild_id = ?"
_PARTS = ("aliases", "credits", "genres", "countries", "companies")

# All that a load looks at. Of reviews that is their digests: their texts, which may be many times the rest, stay.
_COPIED = {
    "films": "SELECT * FROM films WHERE guild_id = ?",
    "film_ids": "SELECT * FROM film_ids WHERE guild_id = ?",
    "record_identities": "SELECT * FROM record_identities WHERE guild_id = ?",
    "film_merges": "SELECT * FROM film_merges WHERE guild_id = ?",
    **{part: f"SELECT {part}.* {_OF_FILMS.format(part)}" for part in (*_PARTS, "film_edits")},
    "reviews (film_id, load_id, digest, reviewer, text)": (
        f"SELECT film_id, 0, digest, '', '' {_OF_FILMS.format('reviews')}"
    ),
}


# A record's names and ids come as JSON, so that many are asked for at once.
_BY_ID = """
    SELECT film_ids.film_id FROM json_each(?) AS met CROSS JOIN film_ids
    ON film_ids.guild_id = 0 AND film_ids.source = met.value ->> 0 AND film_ids.value = met.value ->> 1
"""
_BY_NAME = """
    SELECT films.id FROM json_each(?) AS met CROSS JOIN films
    ON films.guild_id = 0 AND films.title_key = met.value ->> 0 AND films.year IS met.value ->> 1
"""
_BY_TITLE = """
    SELECT films.id FROM json_each(?) AS met CROSS JOIN films
    ON films.guild_id = 0 AND films.title_key = met.value
"""
_REMEMBERED = """
    SELECT film_id FROM json_each(?) AS met CROSS JOIN record_identities AS remembered CROSS JOIN films
    ON remembered.guild_id = ? AND fingerprint = met.value AND films.id = film_id AND films.guild_id = 0
"""
# What a server's own film stands in for is told by all that share its ids or name, whatever those of the record are.
_BESIDE = """
    WITH own (id) AS (
        SELECT film_id FROM json_each(:ids) AS met CROSS JOIN film_ids
        ON film_ids.guild_id = :guild AND film_ids.source = met.value ->> 0 AND film_ids.value = met.value ->> 1
        UNION SELECT films.id FROM json_each(:titles) AS met CROSS JOIN films
        ON films.guild_id = :guild AND films.title_key = met.value
        UNION SELECT film_id FROM json_each(:fingerprints) AS met CROSS JOIN record_identities
        ON guild_id = :guild AND fingerprint = met.value
        UNION SELECT films.id FROM json_each(:shared) AS met CROSS JOIN films AS namesake ON namesake.id = met.value
        CROSS JOIN films ON films.guild_id = :guild AND films.title_key = namesake.title_key
        UNION SELECT film_ids.film_id FROM json_each(:shared) AS met
        CROSS JOIN film_ids AS same ON same.film_id = met.value
        CROSS JOIN film_ids
        ON film_ids.guild_id = :guild AND film_ids.source = same.source AND film_ids.value = same.value
    )
    SELECT shared.film_id FROM own CROSS JOIN film_ids ON film_ids.film_id = own.id
    CROSS JOIN film_ids AS shared
    ON shared.guild_id = 0 AND shared.source = film_ids.source AND shared.value = film_ids.value
    UNION SELECT shared.id FROM own CROSS JOIN films ON films.id = own.id
    CROSS JOIN films AS shared
    ON shared.guild_id = 0 AND shared.title_key = films.title_key AND shared.year IS films.year
"""
_WANTED = "(SELECT value FROM json_each(?))"
_FETCHED = {
    "films": f"SELECT * FROM films WHERE id IN {_WANTED}",
    **{part: f"SELECT * FROM {part} WHERE film_id IN {_WANTED}" for part in ("film_ids", *_PARTS)},
    "reviews (film_id, load_id, digest, reviewer, text)": (
        f"SELECT film_id, 0, digest, '', '' FROM reviews WHERE film_id IN {_WANTED} AND member_id IS NULL"
    ),
}
_UNUSED = ("credits_by_name", "genres_by_name", "countries_by_name", "companies_by_name")
"""Indexes by which questions are answered and no load looks anything up."""

_TOGETHER = 100
"""Outcomes that are looked through at once."""


class Scratch:
    """A database that holds what a load for one server would find; `live` is the one that it was made from."""

    def __init__(self, connection: sqlite3.Connection, live: sqlite3.Connection, guild_id: int) -> None:
        self.connection = connection
        self._live = live
        self._guild_id = guild_id
        self._fetched: set[int] = set()

    def watch(self, file: ReadFile) -> ReadFile:
        """Return a file that fetches the shared films which its records may be, before they pass."""
        return replace(file, outcomes=self._watched(file.outcomes))

    def _watched(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        while together := list(islice(outcomes, _TOGETHER)):
            self._fetch_for(together)
            yield from together

    def _fetch_for(self, outcomes: Sequence[Outcome]) -> None:
        films = [each.film for each in outcomes if isinstance(each, Record | Addition) and each.film is not None]
        ids = [*(each.ids for each in films), *(each.ids for each in outcomes if isinstance(each, Addition))]
        nameless = [(film, fold(film.title)) for film in films if not film.ids]
        pairs = [pair for each in ids for pair in each.items()]
        fingerprints = [fingerprint(film, key) for film, key in nameless]
        found = {
            *self._ids(_BY_ID, pairs),
            *self._ids(_BY_NAME, [(fold(film.title), film.year) for film in films]),
            *self._ids(_BY_TITLE, [key for film, key in nameless if film.year is None]),
            *self._ids(_REMEMBERED, fingerprints, self._guild_id),
        }
        titles = sorted({fold(film.title) for film in films})
        found |= self._beside_own(pairs, titles, fingerprints, sorted(found))
        wanted = json.dumps(sorted(found - self._fetched))
        self._fetched |= found
        for table, select in _FETCHED.items():
            _insert(self.connection, table, self._live.execute(select, (wanted,)))

    def _beside_own(self, *met: Sequence[Any]) -> set[int]:
        values = dict(zip(("ids", "titles", "fingerprints", "shared"), map(json.dumps, met), strict=True))
        return {film_id for (film_id,) in self._live.execute(_BESIDE, {"guild": self._guild_id, **values})}

    def _ids(self, query: str, met: Sequence[Any], *values: int) -> Iterator[int]:
        return (film_id for (film_id,) in self._live.execute(query, (json.dumps(met), *values)))


@contextmanager
def scratch_copy(database: Path, aside: Path, *, guild_id: int) -> Generator[Scratch]:
    """Open a new database at `aside` that holds what a load for `guild_id` would find; remove it at the end.

    Raises:
        DatabaseError: the database cannot be read.
    """
    try:
        with closing(open_writer(aside)) as connection, closing(open_reader(database)) as live:
            connection.execute("PRAGMA foreign_keys = OFF")  # loads and most shared films are not copied
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -131072")  # all of it is one transaction; spilling it costs a tenth
            for index in _UNUSED:
                connection.execute(f"DROP INDEX {index}")
            live.execute("BEGIN")  # one state of the data, whatever is written meanwhile
            _copy(live, connection, guild_id)
            yield Scratch(connection, live, guild_id)
            live.execute("ROLLBACK")
    finally:
        for name in (aside.name, f"{aside.name}-wal", f"{aside.name}-shm"):
            aside.with_name(name).unlink(missing_ok=True)


def _copy(live: sqlite3.Connection, scratch: sqlite3.Connection, guild_id: int) -> None:
    scratch.execute("BEGIN")
    for table, select in _COPIED.items():
        _insert(scratch, table, live.execute(select, (guild_id,)))
    # New films get ids above those of all that may be fetched.
    highest = live.execute("SELECT coalesce(max(id), 0) FROM films").fetchone()
    scratch.execute("DELETE FROM sqlite_sequence WHERE name = 'films'")
    scratch.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('films', ?)", highest)
    newest = scratch.execute("SELECT coalesce(max(id), 0) FROM reviews").fetchone()[0]
    fulltext.add_since(scratch, film_id=0, review_id=newest)
    scratch.execute("COMMIT")


def _insert(scratch: sqlite3.Connection, table: str, rows: sqlite3.Cursor) -> None:
    places = ", ".join("?" for _ in rows.description)
    scratch.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
