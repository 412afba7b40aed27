"""What a file is, by its name and its first bytes, so that a command neither reads nor writes over the wrong one."""

import struct
from enum import Enum
from pathlib import Path

from bot.connection import APPLICATION_ID
from bot.errors import UserError

_SQLITE_MARK = b"SQLite format 3\0"
_HEADER_BYTES = 72
_VERSIONS = struct.Struct(">18x2B")  # 2 in the one for reading: it has a write-ahead log
_APPLICATION = struct.Struct(">68xI")
_WITH_A_LOG = 2
_SQLITES_OWN = ("-wal", "-shm", "-journal")


class FileKind(Enum):
    """What is there under a name; each value is how a sentence about the file goes on."""

    MISSING = "is not there: no such file"
    FOLDER = "is a folder"
    SPECIAL = "is no ordinary file"
    EMPTY = "is an empty file"
    OTHER = "is not a database"
    COMPANION = "has a name that SQLite gives to files of its own"
    FOREIGN = "is a database of another program"
    DATABASE = "is a database that is worked with, and no backup"
    BACKUP = "is a backup that Marquee made"


def kind_of(path: Path) -> FileKind:
    """Return what a file is; a database is told from a backup by the write-ahead log that it works with.

    Raises:
        UserError: the file cannot be looked at.
    """
    try:
        if path.is_dir():
            return FileKind.FOLDER
        if path.name.endswith(_SQLITES_OWN):
            return FileKind.COMPANION
        if not path.exists():
            return FileKind.MISSING
        if not path.is_file():
            return FileKind.SPECIAL
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        logs = path.with_name(path.name + "-wal").exists()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    return _kind_by(header, logs=logs)


def is_database(path: Path) -> bool:
    """Tell whether a file is an SQLite database, or may stand beside one.

    Raises:
        UserError: the file cannot be looked at.
    """
    return kind_of(path) in {FileKind.COMPANION, FileKind.FOREIGN, FileKind.DATABASE, FileKind.BACKUP}


def _kind_by(header: bytes, *, logs: bool) -> FileKind:
    if not header:
        return FileKind.EMPTY
    if len(header) < _HEADER_BYTES or not header.startswith(_SQLITE_MARK):
        return FileKind.OTHER
    (application,) = _APPLICATION.unpack(header)
    if application != APPLICATION_ID:  # of a young database it still stands in the log alone
        return FileKind.DATABASE if logs and not application else FileKind.FOREIGN
    _, reading = _VERSIONS.unpack_from(header)
    return FileKind.DATABASE if logs or reading == _WITH_A_LOG else FileKind.BACKUP
