"""Opening a Marquee database file: pragmas, migrations, refusals, checks and backups.

Plain `sqlite3` only, so that the command line starts fast; the bot's asynchronous side is `bot.database`.
"""

import os
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import DatabaseError, NewerSchemaError

APPLICATION_ID = 0x4D525145
"""Marks a file as Marquee's own (`MRQE`), as SQLite's application_id."""

DEFAULT_DATABASE = Path("marquee.sqlite3")
"""The database where none is named."""

BUSY_SECONDS = 10
"""How long a write waits for another process's write to end."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_NAME = re.compile(r"(\d{4})_\w+\.sql")


def migrations() -> list[tuple[int, str]]:
    """Return each migration's number and SQL, in order."""
    return [(number, path.read_text(encoding="utf-8")) for number, path in _migration_files()]


def schema_version() -> int:
    """Return the number of the schema that this Marquee works with: its last migration's."""
    return _migration_files()[-1][0]


def _migration_files() -> list[tuple[int, Path]]:
    found = ((_MIGRATION_NAME.fullmatch(path.name), path) for path in _MIGRATIONS.iterdir())
    return sorted((int(named[1]), path) for named, path in found if named)


def open_writer(path: Path) -> sqlite3.Connection:
    """Open the database for reading and writing, made where it is missing and migrated where it is old.

    A connection may be handed from thread to thread, but used by one at a time.

    Raises:
        DatabaseError: the file cannot be opened, is damaged, or belongs to another program.
        NewerSchemaError: a newer Marquee wrote it.
    """
    with _as_database_error(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _refuse_strangers(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # what members delete is not left in the file
            connection.execute("PRAGMA cache_size = -16384")
            migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Open the database for reading only; it sees what was committed and is never blocked by the writer.

    Raises:
        DatabaseError: there is no such file, it needs migrating first, or it is not Marquee's.
    """
    if not path.exists():
        raise DatabaseError(f"There is no database at {path}. Make one with: marquee load FILE --database {path}")
    with _as_database_error(path):
        address = path.absolute().as_uri() + "?mode=ro"
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _refuse_strangers(connection, path)
            connection.execute("PRAGMA query_only = ON")
            _refuse_older(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Hold the write lock from entry to a commit at the end, or a rollback on any error.

    Raises:
        DatabaseError: another process has held the lock for all of `BUSY_SECONDS`.
    """
    begin(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def begin(connection: sqlite3.Connection) -> None:
    """Take the write lock.

    Raises:
        DatabaseError: another process has held the lock for all of `BUSY_SECONDS`.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:  # the low byte, without its extended reason
            raise DatabaseError("The database is busy with a load. Please try again in a moment.") from error
        raise


def migrate(connection: sqlite3.Connection, path: Path | None) -> None:
    """Bring the schema up to date, each step and its `user_version` in one transaction.

    A file that holds an older schema is first copied to `NAME.before-vN`, beside it.
    """
    version = _version(connection)
    if version == schema_version():
        return
    steps = migrations()
    if version > 0 and path is not None:
        copy = path.with_name(f"{path.name}.before-v{steps[-1][0]}")
        if copy.exists():  # by another process, or an earlier try: it may be the better one
            copy = copy.with_name(f"{copy.name}.{now().replace(':', '')}")
        backup(connection, copy)
    for number, script in steps:
        if number <= version:
            continue
        with transaction(connection):
            if _version(connection) >= number:  # another process was faster
                continue
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            connection.execute(f"PRAGMA user_version = {number:d}")


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole database to `target`, even while it is being written, and check the copy.

    The copy is made aside and renamed, so that `target` is either the old file or a whole new one.

    Raises:
        DatabaseError: the copy cannot be written or does not pass its check.
    """
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with _as_database_error(target):
            copy = sqlite3.connect(aside, isolation_level=None)
            try:
                connection.backup(copy)  # in one step: a write between two would start it anew
                copy.execute("PRAGMA journal_mode = DELETE")
                faults = check(copy)
            finally:
                copy.close()
        if faults:
            raise DatabaseError(f"No copy was made, since the database is damaged: {faults[0]}.")
        aside.replace(target)
    finally:
        with suppress(OSError):
            aside.unlink()


def check(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the database: damage, broken references, a full-text index out of step."""
    try:
        faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        broken = Counter(
            (table, parent) for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()
        )
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return faults + [
        f"{table}: {count} rows refer to {parent} that are gone" for (table, parent), count in sorted(broken.items())
    ]


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    version, newest = _version(connection), schema_version()
    if application != APPLICATION_ID and (tables or application or version):
        raise DatabaseError(f"{path} is a database of another program, not one of Marquee.")
    if version > newest:
        raise NewerSchemaError(
            f"{path} was written by a newer Marquee (schema {version}; this one knows {newest}). "
            "Update Marquee, or go back to a backup."
        )


def _refuse_older(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) < schema_version():
        raise DatabaseError(f"{path} is from an older Marquee: run `marquee check --database {path}` to update it.")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError("a migration's last statement is not ended")


@contextmanager
def _as_database_error(path: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and path.is_dir():
            reason = "it is a folder"
        elif isinstance(error, sqlite3.OperationalError) and not path.parent.exists():
            reason = f"there is no folder {path.parent}"
        else:
            reason = str(error)
        raise DatabaseError(f"The database {path} cannot be used: {reason}.") from error
    except OSError as error:
        raise DatabaseError(f"The database {path} cannot be used: {error.strerror}.") from error


def now() -> str:
    """Return the present time as the database stores it: UTC, ISO 8601, whole seconds."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
