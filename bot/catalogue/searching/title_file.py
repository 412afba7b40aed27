"""The title index as it is kept beside the database: taken from there at a start, brought up to date, written back."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from bot.catalogue.index import SavedIndexError, TitleIndex
from bot.catalogue.searching import index_rows

_PROOF_BITS = 24


def title_file(database: Path) -> Path:
    """Return where a database's title index is kept."""
    return database.with_name(database.name + ".titles")


def open_index(connection: sqlite3.Connection, database: Path) -> tuple[TitleIndex, int]:
    """Return the index of all films and the number of the last change it holds, saved for the next time.

    The file beside the database is used where it is whole and of this very database; changes since then are brought
    in. The connection sees one state of the data throughout.
    """
    index = _saved(connection, database)
    if index is not None:
        seen = _seen(index.version)
        if index_rows.version(connection) == seen:
            return index, seen
        if not index_rows.is_much(index_rows.count_changed(connection, seen), len(index)):
            changes = index_rows.changed_since(connection, seen)
            index.apply(changes.entries, changes.gone)
            return index, changes.version
    return build_index(connection, database)


def build_index(connection: sqlite3.Connection, database: Path) -> tuple[TitleIndex, int]:
    """Build the index anew from every film, and save it."""
    index = TitleIndex.build(index_rows.all_entries(connection))
    seen = index_rows.version(connection)
    save_index(index, database, mark(connection, seen))
    return index, seen


def save_index(index: TitleIndex, database: Path, version: int) -> None:
    """Write the index beside the database; where that cannot be, the next start builds it anew."""
    with suppress(OSError):
        index.save(title_file(database), version=version)


def mark(connection: sqlite3.Connection, seen: int) -> int:
    """Return what a saved index is known by: the number of the last change it holds, and a proof of that change.

    A database put back from a backup may come to the same number by other changes; then the proof differs.
    """
    row = connection.execute(
        "SELECT film_id, kind, ("
        "  SELECT proof FROM film_changes AS before JOIN loads ON loads.id = before.load_id"
        "  WHERE before.seq <= film_changes.seq ORDER BY before.seq DESC LIMIT 1"
        ") FROM film_changes WHERE seq = ?",
        (seen,),
    ).fetchone()
    return seen << _PROOF_BITS | crc32(repr(row).encode()) & (1 << _PROOF_BITS) - 1


def _seen(version: int) -> int:
    return version >> _PROOF_BITS


def _saved(connection: sqlite3.Connection, database: Path) -> TitleIndex | None:
    with suppress(SavedIndexError):
        index = TitleIndex.load(title_file(database))
        if mark(connection, _seen(index.version)) == index.version:
            return index
    return None
