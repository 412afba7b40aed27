"""The SQL of one film's rows: reading it whole, inserting it, replacing its facts, deleting it.

Plain functions of a connection, for the loader and the command line as well as for the bot's store.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from bot.catalogue.film import Alias, Film, Review
from bot.catalogue.record import film_from_mapping, film_to_mapping
from bot.catalogue.text import fold

FACTS = (
    "title",
    "year",
    "original_title",
    "tagline",
    "synopsis",
    "score",
    "votes",
    "runtime_minutes",
    "certification",
    "language",
    "released",
    "status",
    "budget",
    "revenue",
    "website",
    "poster",
    "trailer",
)
"""The fields of a film that are one column of the same name."""

ROLES = {"director": "directors", "writer": "writers", "cast": "cast"}
"""Each role in `credits` and the field of the film that it fills."""

NAME_LISTS = ("genres", "countries", "companies")
"""The fields of a film that are a table of the same name."""

_COLUMNS = ", ".join(FACTS)
_PLACES = ", ".join("?" for _ in FACTS)
_ASSIGNMENTS = ", ".join(f"{name} = ?" for name in FACTS)
INSERT_FILM = (
    f"INSERT INTO films (id, guild_id, title_key, names, streaming, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, {_PLACES})"
)
_UPDATE_FILM = f"UPDATE films SET title_key = ?, names = ?, streaming = ?, {_ASSIGNMENTS} WHERE id = ?"
_READ_FILM = f"SELECT {_COLUMNS}, streaming FROM films WHERE id = ?"
INSERT_ID = "INSERT INTO film_ids (guild_id, source, value, film_id) VALUES (?, ?, ?, ?)"
INSERT_ALIAS = "INSERT INTO aliases (film_id, position, name, source) VALUES (?, ?, ?, ?)"
INSERT_CREDIT = "INSERT INTO credits (film_id, role, position, name, folded) VALUES (?, ?, ?, ?, ?)"
INSERT_NAME = {table: f"INSERT INTO {table} (film_id, position, name) VALUES (?, ?, ?)" for table in NAME_LISTS}
_READ_NAMES = {table: f"SELECT name FROM {table} WHERE film_id = ? ORDER BY position" for table in NAME_LISTS}
_DELETE_PARTS = tuple(
    f"DELETE FROM {table} WHERE film_id = ?" for table in ("film_ids", "aliases", "credits", *NAME_LISTS)
)
INSERT_REVIEW = (
    "INSERT INTO reviews (film_id, load_id, digest, reviewer, text, score, url, spoiler) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (film_id, digest) DO NOTHING"
)


def film_values(film: Film, key: str) -> tuple[Any, ...]:
    """Return a film's own columns: title_key, names, streaming, then `FACTS` in order."""
    streaming = None if film.streaming is None else json.dumps(film.streaming, ensure_ascii=False)
    names = key
    if film.aliases or film.original_title is not None:
        others = (film.original_title or film.title, *(alias.name for alias in film.aliases))
        names = "\n".join(dict.fromkeys((key, *map(fold, others))))
    return (
        key,
        names,
        streaming,
        film.title,
        film.year,
        film.original_title,
        film.tagline,
        film.synopsis,
        film.score,
        film.votes,
        film.runtime_minutes,
        film.certification,
        film.language,
        film.released,
        film.status,
        film.budget,
        film.revenue,
        film.website,
        film.poster,
        film.trailer,
    )


def alias_rows(film_id: int, aliases: Iterable[Alias]) -> list[tuple[Any, ...]]:
    """Return the rows of `aliases` for a film."""
    return [(film_id, i, alias.name, alias.source) for i, alias in enumerate(aliases)]


def credit_rows(film_id: int, film: Film) -> list[tuple[Any, ...]]:
    """Return the rows of `credits` for a film."""
    return [
        (film_id, role, i, name, fold(name))
        for role, names in (("director", film.directors), ("writer", film.writers), ("cast", film.cast))
        for i, name in enumerate(names)
    ]


def review_rows(film_id: int, load_id: int, reviews: Iterable[Review]) -> list[tuple[Any, ...]]:
    """Return the rows of `reviews` for a film."""
    return [
        (film_id, load_id, digest(review), review.reviewer, review.text, review.score, review.url, review.spoiler)
        for review in reviews
    ]


def digest(review: Review) -> int:
    """Return what makes a review the same as another of its film: 64 signed bits of reviewer and text."""
    text = f"{review.reviewer}\0{review.text}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def name_rows(film_id: int, names: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return the rows of `genres`, `countries` or `companies` for a film."""
    return [(film_id, i, name) for i, name in enumerate(names)]


def insert_ids(connection: sqlite3.Connection, guild_id: int, film_id: int, ids: Mapping[str, str]) -> None:
    """Insert the outside ids of a film."""
    for source, value in ids.items():
        connection.execute(INSERT_ID, (guild_id, source, value, film_id))


def replace_facts(connection: sqlite3.Connection, guild_id: int, film_id: int, film: Film) -> None:
    """Write a film's facts over the old ones; its reviews stay as they are."""
    connection.execute(_UPDATE_FILM, (*film_values(film, fold(film.title)), film_id))
    for statement in _DELETE_PARTS:
        connection.execute(statement, (film_id,))
    insert_ids(connection, guild_id, film_id, film.ids)
    connection.executemany(INSERT_ALIAS, alias_rows(film_id, film.aliases))
    connection.executemany(INSERT_CREDIT, credit_rows(film_id, film))
    for table, statement in INSERT_NAME.items():
        connection.executemany(statement, name_rows(film_id, getattr(film, table)))


def read_film(connection: sqlite3.Connection, film_id: int) -> Film | None:
    """Return a film's facts without its reviews, or None where there is no such film."""
    row = connection.execute(_READ_FILM, (film_id,)).fetchone()
    if row is None:
        return None
    *facts, streaming = row
    known: dict[str, Any] = dict(zip(FACTS, facts, strict=True))
    known["streaming"] = None if streaming is None else tuple(json.loads(streaming))
    known["aliases"] = tuple(
        Alias(*alias)
        for alias in connection.execute(
            "SELECT name, source FROM aliases WHERE film_id = ? ORDER BY position", (film_id,)
        )
    )
    for field in (*ROLES.values(), *NAME_LISTS):
        known[field] = ()
    for role, name in connection.execute(
        "SELECT role, name FROM credits WHERE film_id = ? ORDER BY role, position", (film_id,)
    ):
        known[ROLES[role]] += (name,)
    for table, statement in _READ_NAMES.items():
        known[table] = tuple(name for (name,) in connection.execute(statement, (film_id,)))
    known["ids"] = dict(
        connection.execute("SELECT source, value FROM film_ids WHERE film_id = ? ORDER BY source", (film_id,))
    )
    return Film(**known)


def film_as_json(film: Film) -> str:
    """Return a film's facts as the journal of changes keeps them."""
    return json.dumps(film_to_mapping(film), ensure_ascii=False)


def film_from_json(text: str) -> Film:
    """Return the film that `film_as_json` wrote."""
    return film_from_mapping(json.loads(text))[0]


def read_reviews(connection: sqlite3.Connection, film_id: int) -> tuple[Review, ...]:
    """Return the reviews that came with a film's records, in the order in which they were loaded."""
    rows = connection.execute(
        "SELECT reviewer, text, score, url, spoiler FROM reviews WHERE film_id = ? AND member_id IS NULL ORDER BY id",
        (film_id,),
    )
    return tuple(Review(*row) for row in rows)


def read_whole_film(connection: sqlite3.Connection, film_id: int) -> Film | None:
    """Return a film's facts with its reviews, or None where there is no such film."""
    film = read_film(connection, film_id)
    return None if film is None else replace(film, reviews=read_reviews(connection, film_id))
