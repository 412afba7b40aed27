"""Writing what a server takes along: its films as JSON Lines or CSV, or all of it as a database of its own."""

import asyncio
import re
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

from bot.catalogue.exports import count_out_of_sight, export_films, export_table
from bot.catalogue.text import fold
from bot.club.keeping.server_copy import copy_server
from bot.connection import open_reader
from bot.database import Database
from bot.errors import UserError

Form = Literal["jsonl", "csv", "sqlite"]
"""JSON Lines and CSV hold the films; SQLite is a whole database."""

FORMS: Mapping[Form, str] = {"jsonl": "JSON Lines", "csv": "CSV for spreadsheets", "sqlite": "SQLite database"}
"""What each form is called."""

_STRANGE = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40

ZIPPED_FROM = 2**20
"""From how many bytes on a file is sent in a zip, which loading reads as well."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, how many films are in it, and how many are out of sight: a database alone has these."""

    path: Path
    films: int
    out_of_sight: int


class ExportStore:
    """Writes one export at a time, on a thread and a connection of its own, so that nobody waits for it."""

    def __init__(self, database: Database) -> None:
        self._path = database.path
        self._writing = asyncio.Lock()

    async def export(self, form: Form, folder: Path, *, guild_id: int, server: str, most: int) -> Exported:
        """Write a server's export into an empty folder; `most` is how many bytes its file may have.

        The file is called after the `server`, by its name, and the day.

        Raises:
            UserError: it would be larger.
        """
        path = folder / file_name(form, server, datetime.now(UTC).date())
        async with self._writing:
            return await asyncio.to_thread(_export, self._path, form, path, guild_id, most)


def file_name(form: Form, server: str, day: date) -> str:
    """Return what an export is called: by the server's name as far as it is of plain letters, and the day."""
    plain = _STRANGE.sub("-", fold(server))[:_LONGEST_NAME].strip("-")
    return f"{plain or 'marquee'}-{day.isoformat()}.{'sqlite3' if form == 'sqlite' else form}"


def _export(database: Path, form: Form, path: Path, guild_id: int, most: int) -> Exported:
    films = _WRITERS[form](database, path, guild_id)
    with closing(open_reader(database)) as connection:
        out_of_sight = count_out_of_sight(connection, guild_id=guild_id)
    if path.stat().st_size >= ZIPPED_FROM:
        path = _zipped(path)
    if (size := path.stat().st_size) > most:
        raise UserError(
            f"That comes to {size / 2**20:,.0f} MB, and Discord lets me send {most / 2**20:,.0f} MB here. "
            f"Ask whoever runs this bot for it: “marquee export --guild {guild_id}” writes the films of this server."
        )
    return Exported(path, films, out_of_sight)


def _write_films(
    write: Callable[[sqlite3.Connection, BinaryIO, int], int], database: Path, path: Path, guild_id: int
) -> int:
    with closing(open_reader(database)) as connection, path.open("wb") as stream:
        return write(connection, stream, guild_id)


def _zipped(path: Path) -> Path:
    archive = path.with_name(f"{path.name}.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(path, path.name)
    path.unlink()
    return archive


_WRITERS: Mapping[Form, Callable[[Path, Path, int], int]] = {
    "jsonl": partial(_write_films, lambda connection, stream, guild: export_films(connection, stream, guild_id=guild)),
    "csv": partial(_write_films, lambda connection, stream, guild: export_table(connection, stream, guild_id=guild)),
    "sqlite": lambda database, path, guild_id: copy_server(database, path, guild_id=guild_id),
}
"""How each form is written: from which database, to which file, for which server."""
