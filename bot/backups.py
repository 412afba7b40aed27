"""Backups on a schedule: a checked copy of the database every so often, and only so many kept."""

import calendar
import re
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.connection import backup, open_reader
from bot.errors import DatabaseError
from bot.file_kinds import FileKind, kind_of

_HOUR = 3_600
_STAMP = "%Y-%m-%dT%H%M%SZ"
_STAMPED = re.compile(r"-(\d{4}-\d{2}-\d{2}T\d{6}Z)\.sqlite3")


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where copies go, how many hours lie between two (above 0), and how many are kept (at least 1)."""

    folder: Path
    every_hours: float
    keep: int


def backups(folder: Path, database: Path) -> list[tuple[Path, float]]:
    """Return a database's copies in a folder, the latest first, each with the time it was made (seconds since 1970).

    Only files named as this module names them count, so that nothing else is ever pruned.
    """
    if not folder.is_dir():
        return []
    found: list[tuple[Path, float]] = []
    for path in folder.iterdir():
        stamped = _STAMPED.fullmatch(path.name.removeprefix(database.stem))
        if stamped and path.name.startswith(database.stem) and path.is_file():
            made = time.strptime(stamped[1], _STAMP)
            found.append((path, float(calendar.timegm(made))))
    return sorted(found, key=lambda each: each[1], reverse=True)


def is_due(plan: BackupPlan, database: Path, now: float) -> bool:
    """Tell whether the last copy is older than the plan's hours, or there is none."""
    made = backups(plan.folder, database)
    return not made or now - made[0][1] >= plan.every_hours * _HOUR


def former_backup(file: Path) -> float | None:
    """Return when the backup was written that a new one would replace (seconds since 1970); None where there is none.

    Raises:
        DatabaseError: what is there is no backup of Marquee, and must not be replaced.
    """
    kind = kind_of(file)
    if kind is FileKind.MISSING:
        return None
    if kind is not FileKind.BACKUP:
        raise DatabaseError(f"{file} {kind.value}; name another file for the backup.")
    return file.stat().st_mtime


def make_backup(plan: BackupPlan, database: Path, now: float) -> Path:
    """Copy and check the database, then take away the oldest copies beyond those to keep; return the new one.

    Raises:
        DatabaseError: the copy cannot be written or does not pass its check; nothing was taken away.
    """
    target = plan.folder / f"{database.stem}-{time.strftime(_STAMP, time.gmtime(now))}.sqlite3"
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"The backup folder {plan.folder} cannot be made: {error.strerror}.") from error
    with closing(open_reader(database)) as connection:
        backup(connection, target)
    for old, _ in backups(plan.folder, database)[plan.keep :]:
        old.unlink(missing_ok=True)
    return target
