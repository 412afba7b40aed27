"""The full-text index of reviews and synopses: the one place that writes SQLite's FTS5.

It stands beside its content, so what goes out of the content is first taken out of the index with its old text.
"""

import sqlite3
from collections.abc import Mapping
from typing import Literal

PURGED_PAGES = 500
"""How much of the index is written anew in one step, in its pages; that takes some 50 ms."""


Index = Literal["reviews_fts", "synopses_fts"]


def add_since(connection: sqlite3.Connection, *, film_id: int, review_id: int) -> None:
    """Index the synopses of films and the reviews whose ids are greater than those given."""
    connection.execute(
        "INSERT INTO synopses_fts (rowid, synopsis) "
        "SELECT id, synopsis FROM films WHERE id > ? AND synopsis IS NOT NULL",
        (film_id,),
    )
    connection.execute("INSERT INTO reviews_fts (rowid, text) SELECT id, text FROM reviews WHERE id > ?", (review_id,))


def replace_synopsis(connection: sqlite3.Connection, film_id: int, old: str | None, new: str | None) -> None:
    """Index a film's new synopsis in place of its old one."""
    if old == new:
        return
    if old is not None:
        connection.execute(
            "INSERT INTO synopses_fts (synopses_fts, rowid, synopsis) VALUES ('delete', ?, ?)", (film_id, old)
        )
    if new is not None:
        connection.execute("INSERT INTO synopses_fts (rowid, synopsis) VALUES (?, ?)", (film_id, new))


def add_review(connection: sqlite3.Connection, review_id: int, text: str) -> None:
    """Index one review that was written."""
    connection.execute("INSERT INTO reviews_fts (rowid, text) VALUES (?, ?)", (review_id, text))


def remove_review(connection: sqlite3.Connection, review_id: int, text: str) -> None:
    """Take one review out, before its row changes or goes; `text` is the one that was indexed."""
    connection.execute("INSERT INTO reviews_fts (reviews_fts, rowid, text) VALUES ('delete', ?, ?)", (review_id, text))


def remove_reviews_of(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> None:
    """Take out what a member of a server wrote, before it is deleted."""
    connection.execute(
        "INSERT INTO reviews_fts (reviews_fts, rowid, text) "
        "SELECT 'delete', id, text FROM reviews WHERE guild_id = ? AND member_id = ?",
        (guild_id, member_id),
    )


def remove_reviews(connection: sqlite3.Connection, reviews: str, values: Mapping[str, object]) -> None:
    """Take out reviews before they are deleted; `reviews` is a statement that gives their ids for the values."""
    connection.execute(
        "INSERT INTO reviews_fts (reviews_fts, rowid, text) "
        f"SELECT 'delete', id, text FROM reviews WHERE id IN ({reviews})",
        values,
    )


def remove_films(connection: sqlite3.Connection, films: str, values: Mapping[str, object]) -> None:
    """Take out all that is said of films before they are deleted; `films` is a statement that gives their ids."""
    remove_reviews(connection, f"SELECT id FROM reviews WHERE film_id IN ({films})", values)
    connection.execute(
        "INSERT INTO synopses_fts (synopses_fts, rowid, synopsis) "
        f"SELECT 'delete', id, synopsis FROM films WHERE synopsis IS NOT NULL AND id IN ({films})",
        values,
    )


def begin_purge(connection: sqlite3.Connection, index: Index = "reviews_fts") -> None:
    """Begin to write an index anew without the words of what was taken out; `purge_more` goes on."""
    _merge(connection, index, -PURGED_PAGES)


def purge_more(connection: sqlite3.Connection, index: Index = "reviews_fts") -> bool:
    """Do a step of what `begin_purge` began; tell whether there was anything to do."""
    return _merge(connection, index, PURGED_PAGES)


def _merge(connection: sqlite3.Connection, index: Index, pages: int) -> bool:
    before = connection.total_changes
    connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,))
    return connection.total_changes - before > 1  # the statement itself counts as one


def check(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the index: it disagrees with its content, or is damaged."""
    faults: list[str] = []
    for table in ("synopses_fts", "reviews_fts"):
        try:
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            faults.append(f"{table}: the full-text index does not fit its content ({error})")
    return faults
