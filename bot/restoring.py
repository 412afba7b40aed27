"""Putting a backup in the place of the database, after a look at both."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from bot.connection import backup, check, open_reader, open_writer
from bot.errors import DatabaseError
from bot.file_kinds import FileKind, kind_of

_COUNTED = {
    "films": "SELECT count(*) FROM films WHERE retired_at IS NULL",
    "reviews": "SELECT count(*) FROM reviews",
    "ratings": "SELECT count(*) FROM ratings",
    "polls": "SELECT count(*) FROM polls",
    "servers": "SELECT count(DISTINCT guild_id) FROM (SELECT guild_id FROM ratings UNION SELECT guild_id FROM polls)",
}
_CHANGED = (
    "SELECT max(started_at) FROM loads",
    "SELECT max(done_at) FROM audit",
    "SELECT max(rated_at) FROM ratings",
    "SELECT max(logged_at) FROM watches",
    "SELECT max(added_at) FROM watchlist",
    "SELECT max(written_at) FROM reviews",
    "SELECT max(created_at) FROM polls",
    "SELECT max(cast_at) FROM ballots",
    "SELECT max(created_at) FROM nights",
    "SELECT max(changed_at) FROM guild_settings",
)


class DamagedError(DatabaseError):
    """The database is Marquee's, and damaged."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a database file holds, as words and numbers; `size` is in bytes."""

    path: Path
    size: int
    held: dict[str, int | str | None]


def look(path: Path) -> Look:
    """Return what a database holds; one of an older Marquee is looked at without being changed.

    Raises:
        DamagedError: it is damaged.
        DatabaseError: it is no database of Marquee, or one of a newer Marquee.
    """
    kind = kind_of(path)
    if kind not in {FileKind.FOREIGN, FileKind.DATABASE, FileKind.BACKUP}:
        raise DatabaseError(f"{path} {kind.value}.")
    try:
        with closing(_open_as_it_is(path)) as connection:
            if faults := check(connection):
                raise DamagedError(f"{path} is damaged: {faults[0]}.")
            held = {name: _first(connection, query) for name, query in _COUNTED.items()}
            changed = max(str(_first(connection, query) or "") for query in _CHANGED)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if not _is_damage(error):
            raise
        raise DamagedError(f"{path} is damaged: {error.__cause__ or error}.") from error
    held["last change"] = f"{changed[:16].replace('T', ' ')} UTC" if changed else None
    return Look(path, path.stat().st_size, held)


def _is_damage(error: BaseException) -> bool:
    """Tell whether SQLite could not read a file because of what is in it, and not because of who has it open."""
    fault = error if isinstance(error, sqlite3.Error) else error.__cause__
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF  # the low byte, without its extended reason
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _first(connection: sqlite3.Connection, query: str) -> int | str | None:
    """Return a query's one value, and None for one of a table that an older schema does not have."""
    try:
        return connection.execute(query).fetchone()[0]
    except sqlite3.OperationalError:
        return None


def restore(copy: Path, database: Path) -> Path | None:
    """Put a copy in the database's place, and return where the former database now is (None where there was none).

    Raises:
        DatabaseError: something still has the database open, or the copy cannot be read or written.
    """
    aside = database.with_name(f"{database.name}.{os.getpid()}.restored")
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
    """Move the present database out of the way, in one file where it is whole."""
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
        try:
            # Leaving write-ahead mode works only where nobody else has the file open, and folds the log into it.
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "locked"
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            mode = "damaged"
    if mode not in {"delete", "damaged"}:
        raise DatabaseError(f"{database} is in use. Stop the bot first, and then restore.")
    kept = _unused(f"{database.name}.replaced-{time.strftime('%Y-%m-%dT%H%M%SZ', time.gmtime())}", database.parent)
    for companion in ("-wal", "-shm"):  # of a damaged one they may hold what the file itself does not
        with suppress(FileNotFoundError):
            database.with_name(database.name + companion).replace(kept.with_name(kept.name + companion))
    database.replace(kept)
    return kept


def _unused(name: str, folder: Path) -> Path:
    """Return a path under this name, or with a number after it where there is one: two restores may share a second."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _open_as_it_is(path: Path) -> sqlite3.Connection:
    try:
        return open_reader(path)
    except DatabaseError as error:
        if "older Marquee" not in str(error):
            raise
    address = path.absolute().as_uri() + "?mode=ro"
    return sqlite3.connect(address, uri=True, isolation_level=None)
