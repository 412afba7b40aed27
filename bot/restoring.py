"""Putting a backup in the place of the database, after a look at both."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.connection import backup, check, is_database, open_reader, open_writer
from bot.errors import DatabaseError

_COUNTED = {
    "films": "SELECT count(*) FROM films WHERE retired_at IS NULL",
    "reviews": "SELECT count(*) FROM reviews",
    "ratings": "SELECT count(*) FROM ratings",
    "polls": "SELECT count(*) FROM polls",
    "servers": "SELECT count(DISTINCT guild_id) FROM (SELECT guild_id FROM ratings UNION SELECT guild_id FROM polls)",
    "last change": (
        "SELECT max(at) FROM (SELECT max(rated_at) AS at FROM ratings UNION SELECT max(started_at) FROM loads)"
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a database file holds, as words and numbers; `size` is in bytes."""

    path: Path
    size: int
    held: dict[str, int | str | None]


def look(path: Path) -> Look:
    """Return what a database holds; one of an older Marquee is looked at without being changed.

    Raises:
        DatabaseError: it is no database of Marquee, of a newer one, or damaged.
    """
    if not path.is_file() or not is_database(path):
        raise DatabaseError(f"{path} is not a database.")
    held: dict[str, int | str | None] = {}
    with closing(_open_as_it_is(path)) as connection:
        if faults := check(connection):
            raise DatabaseError(f"{path} is damaged: {faults[0]}.")
        for name, query in _COUNTED.items():
            try:
                held[name] = connection.execute(query).fetchone()[0]
            except sqlite3.OperationalError:  # an older schema without that table
                held[name] = None
    return Look(path, path.stat().st_size, held)


def restore(copy: Path, database: Path) -> Path | None:
    """Put a copy in the database's place, and return where the former database now is (None where there was none).

    Raises:
        DatabaseError: something still has the database open, or the copy cannot be read or written.
    """
    aside = database.with_name(database.name + ".restored.part")
    aside.unlink(missing_ok=True)
    try:
        with closing(_open_as_it_is(copy)) as connection:
            backup(connection, aside)
        kept = _set_aside(database) if database.exists() else None
        aside.replace(database)
    finally:
        aside.unlink(missing_ok=True)
    with closing(open_writer(database)):  # brings an older schema up to date, with a copy made first
        pass
    return kept


def _set_aside(database: Path) -> Path:
    """Move the present database out of the way, whole and in one file."""
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
        try:
            # Leaving write-ahead mode works only where nobody else has the file open, and folds the log into it.
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "locked"
    if mode != "delete":
        raise DatabaseError(f"{database} is in use. Stop the bot first, and then restore.")
    kept = database.with_name(f"{database.name}.replaced-{time.strftime('%Y-%m-%dT%H%M%SZ', time.gmtime())}")
    database.replace(kept)
    return kept


def _open_as_it_is(path: Path) -> sqlite3.Connection:
    try:
        return open_reader(path)
    except DatabaseError as error:
        if "older Marquee" not in str(error):
            raise
    address = path.absolute().as_uri() + "?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None)
