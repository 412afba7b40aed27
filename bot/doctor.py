"""What keeps Marquee from running well on this machine: settings, token, database, permissions, disk, backups."""

import os
import shutil
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.backups import BackupPlan, backups
from bot.connection import check, open_reader
from bot.errors import UserError
from bot.printing import count

ROOM = 3
"""How many times the database's size should be free on its disk: a copy, the log, and some growth."""

_STARTER = "`marquee load --starter` loads the films that come with Marquee."
_LEAST_FREE = 200 * 2**20
_OLDEST_SQLITE = (3, 35, 0)  # RETURNING
_LATE = 2
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` says what to do, above all where it is not `sound`."""

    about: str
    said: str
    sound: bool = True
    advice: str = ""


def examine_machine() -> Iterator[Finding]:
    """Look at the programs Marquee runs on."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", python)
    sound = sqlite3.sqlite_version_info >= _OLDEST_SQLITE
    yield Finding("SQLite", sqlite3.sqlite_version, sound, "" if sound else "Use a Python with SQLite 3.35 or later.")


def examine_database(database: Path) -> Iterator[Finding]:
    """Look at the database file, its folder and its disk."""
    folder = database.absolute().parent
    if not folder.is_dir():
        yield Finding("Folder", f"{folder} is not there", sound=False, advice="Make it, or set MARQUEE_DATABASE.")
        return
    yield _writable(folder)
    yield _disk(database, folder)
    if not database.exists():
        yield Finding("Database", f"{database} is not there yet", advice=f"{_STARTER} That makes it.")
        return
    yield _private(database)
    yield _whole(database)


def examine_backups(plan: BackupPlan | None, database: Path, now: float) -> Finding:
    """Look at when the last backup was made."""
    if plan is None:
        return Finding("Backups", "switched off", sound=True, advice="MARQUEE_BACKUP_HOURS switches them on.")
    made = backups(plan.folder, database)
    if not made:
        return Finding("Backups", f"none in {plan.folder} yet", advice="The bot makes the first when it runs.")
    age = (now - made[0][1]) / _HOUR
    said = f"{len(made)} in {plan.folder}, the last {age:.0f} hours old"
    late = age > plan.every_hours * _LATE
    return Finding("Backups", said, not late, "Is the bot running? Its log says why none was made." if late else "")


def examine(database: Path, plan: BackupPlan | None) -> list[Finding]:
    """Look at everything that needs no network and no token."""
    return [*examine_machine(), *examine_database(database), examine_backups(plan, database, time.time())]


def _writable(folder: Path) -> Finding:
    if os.access(folder, os.W_OK | os.X_OK):
        return Finding("Folder", f"{folder} can be written to")
    return Finding("Folder", f"{folder} cannot be written to", sound=False, advice="Let the bot's user write there.")


def _disk(database: Path, folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    size = database.stat().st_size if database.exists() else 0
    wanted = max(size * ROOM, _LEAST_FREE)
    said = f"{free / 2**20:,.0f} MB free, the database takes {size / 2**20:,.1f} MB"
    if free >= wanted:
        return Finding("Disk", said)
    return Finding("Disk", said, sound=False, advice=f"Make room: {wanted / 2**20:,.0f} MB should be free.")


def _private(database: Path) -> Finding:
    if os.name == "posix" and stat.S_IMODE(database.stat().st_mode) & stat.S_IWOTH:
        return Finding("Permissions", "anyone may write to the database", sound=False, advice=f"chmod o-w {database}")
    return Finding("Permissions", "other users of this machine cannot write to the database")


def _whole(database: Path) -> Finding:
    try:
        with closing(open_reader(database)) as connection:
            faults = check(connection)
            films = connection.execute("SELECT count(*) FROM films WHERE retired_at IS NULL").fetchone()[0]
    except UserError as error:
        return Finding("Database", str(error), sound=False, advice="`marquee restore` puts a backup in its place.")
    if faults:
        return Finding("Database", faults[0], sound=False, advice="`marquee restore` puts a backup in its place.")
    return Finding("Database", f"sound, {count(films, 'film')}", advice="" if films else _STARTER)
