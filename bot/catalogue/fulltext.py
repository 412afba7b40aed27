"""The full-text index of reviews and synopses: the one place that writes SQLite's FTS5.

It stands beside its content, so what goes out of the content is first taken out of the index with its old text.
"""

import sqlite3


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


def remove(connection: sqlite3.Connection, *, load_id: int, films: str) -> None:
    """Take out the reviews that a load brought, and all that is said of films, before they are deleted.

    `films` is a statement that gives the films' ids for the load's id.
    """
    connection.execute(
        "INSERT INTO reviews_fts (reviews_fts, rowid, text) SELECT 'delete', id, text FROM reviews "
        f"WHERE load_id = ? OR film_id IN ({films})",
        (load_id, load_id),
    )
    connection.execute(
        "INSERT INTO synopses_fts (synopses_fts, rowid, synopsis) "
        f"SELECT 'delete', id, synopsis FROM films WHERE synopsis IS NOT NULL AND id IN ({films})",
        (load_id,),
    )


def check(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the index: it disagrees with its content, or is damaged."""
    faults: list[str] = []
    for table in ("synopses_fts", "reviews_fts"):
        try:
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            faults.append(f"{table}: the full-text index does not fit its content ({error})")
    return faults
