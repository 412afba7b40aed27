"""The SQL of loads: what was loaded when and by whom, and taking a load back exactly."""

import secrets
import sqlite3
from dataclasses import dataclass
from typing import Any

from bot.catalogue.care.merging import merge_after
from bot.catalogue.care.touched import TOUCHED
from bot.catalogue.loading.loaded import Load
from bot.catalogue.loading.undoing import undo_steps
from bot.connection import now
from bot.errors import UndoError


class ChangedNothingError(UndoError):
    """The last load changed nothing; `earlier` is the last one that did and is not taken back, None if none is."""

    def __init__(self, load: Load, earlier: Load | None) -> None:
        self.earlier = earlier
        text = f"The last load, {load.id}, changed nothing, so there is nothing to take back."
        if earlier is not None:
            text += f" The last that changed something is load {earlier.id}, {earlier.name}; name it to take it back."
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class FileCounts:
    """What one file of a load did."""

    name: str
    format: str
    films_new: int
    films_updated: int
    films_unchanged: int
    reviews_new: int
    rejects: int


_UNFINISHED = ""  # stands where the time will be at which a file ended

_READ = """
    SELECT loads.id, guild_id, loaded_by, started_at, undone_at, count(*), max(CASE position WHEN 0 THEN name END),
           sum(films_new), sum(films_updated), sum(reviews_new), sum(rejects), min(finished_at) <> ''
    FROM loads JOIN load_files ON load_id = loads.id
"""

_LAST_THAT_CHANGED = """
    WHERE guild_id = ? AND undone_at IS NULL GROUP BY loads.id
    HAVING sum(films_new) + sum(films_updated) + sum(reviews_new) > 0 ORDER BY loads.id DESC LIMIT 1
"""

_NAME = "SELECT name FROM load_files WHERE load_id = ? ORDER BY position LIMIT 1"
_MADE = "SELECT film_id FROM film_changes WHERE load_id = ? AND kind = 'new'"

# What members did with a server's own film goes back to the shared one whose place it has, but for what is said of the
# film itself.
_GOES_BACK = """
    SELECT into_id FROM film_merges JOIN films ON films.id = film_id
    WHERE load_id = ? AND films.guild_id = 0 AND retired_at IS NULL
    EXCEPT SELECT film_id FROM film_edits
    EXCEPT SELECT film_id FROM different_films EXCEPT SELECT other_id FROM different_films
"""


def begin_load(connection: sqlite3.Connection, *, guild_id: int, loaded_by: int | None) -> int:
    """Note a load that begins and return its id.

    Raises:
        UndoError: another load of the scope is not taken back wholly yet.
    """
    if (unfinished := half_undone(connection, guild_id=guild_id)) is not None:
        raise UndoError(f"Load {unfinished} is being taken back. Take it back again if that was cut short.")
    cursor = connection.execute(
        "INSERT INTO loads (guild_id, loaded_by, started_at, proof) VALUES (?, ?, ?, ?)",
        (guild_id, loaded_by, now(), secrets.randbits(62)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def forget_load(connection: sqlite3.Connection, load_id: int) -> None:
    """Let a load that came to nothing be as if it had never begun."""
    connection.execute("DELETE FROM load_files WHERE load_id = ?", (load_id,))
    connection.execute("DELETE FROM loads WHERE id = ?", (load_id,))


def note_file(
    connection: sqlite3.Connection, load_id: int, counts: FileCounts, position: int = 0, *, finished: bool = True
) -> None:
    """Note what a file of a load did, or has done so far, in the transaction that did it.

    `position` counts the load's files from 0.
    """
    connection.execute(
        "INSERT INTO load_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (load_id, position) DO UPDATE SET "
        "films_new = excluded.films_new, films_updated = excluded.films_updated, "
        "films_unchanged = excluded.films_unchanged, reviews_new = excluded.reviews_new, "
        "rejects = excluded.rejects, finished_at = excluded.finished_at",
        (
            load_id,
            position,
            counts.name,
            counts.format,
            counts.films_new,
            counts.films_updated,
            counts.films_unchanged,
            counts.reviews_new,
            counts.rejects,
            now() if finished else _UNFINISHED,
        ),
    )


def recent_loads(connection: sqlite3.Connection, *, guild_id: int, limit: int, offset: int = 0) -> list[Load]:
    """Return a scope's loads, the latest first, those undone among them."""
    rows = connection.execute(
        _READ + "WHERE guild_id = ? GROUP BY loads.id ORDER BY loads.id DESC LIMIT ? OFFSET ?",
        (guild_id, limit, offset),
    )
    return [_load(row) for row in rows]


def count_loads(connection: sqlite3.Connection, *, guild_id: int) -> int:
    """Return how many loads `recent_loads` has in all."""
    counted = "SELECT count(*) FROM loads WHERE guild_id = ? AND id IN (SELECT load_id FROM load_files)"
    return connection.execute(counted, (guild_id,)).fetchone()[0]


def is_undone(connection: sqlite3.Connection, load_id: int) -> bool:
    """Tell whether a load was taken back."""
    row = connection.execute("SELECT 1 FROM loads WHERE id = ? AND undone_at IS NOT NULL", (load_id,)).fetchone()
    return row is not None


def half_undone(connection: sqlite3.Connection, *, guild_id: int) -> int | None:
    """Return the load of a scope whose undoing is under way or was cut short, or None."""
    row = connection.execute("SELECT id FROM loads WHERE guild_id = ? AND undoing = 1", (guild_id,)).fetchone()
    return None if row is None else row[0]


def all_half_undone(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the loads whose undoing was cut short, each with its scope."""
    return connection.execute("SELECT id, guild_id FROM loads WHERE undoing = 1 ORDER BY id").fetchall()


def count_touched(connection: sqlite3.Connection, load_id: int) -> int:
    """Return how many films that a load brought an undo keeps out of sight, for what members have done with them."""
    counted = f"SELECT count(*) FROM ({_MADE} INTERSECT SELECT * FROM ({TOUCHED}) EXCEPT SELECT * FROM ({_GOES_BACK}))"
    return connection.execute(counted, (load_id, load_id)).fetchone()[0]


def _load(row: tuple[Any, ...]) -> Load:
    *rest, finished = row
    return Load(*rest, finished=bool(finished))


def load_to_undo(connection: sqlite3.Connection, *, guild_id: int, load_id: int | None = None) -> Load:
    """Return the load that an undo takes back: the one named, else the last; one cut short goes on before others.

    Raises:
        UndoError: there is none, it changed nothing, it is taken back already, or a later load builds on it.
    """
    if (unfinished := half_undone(connection, guild_id=guild_id)) is not None:
        row = connection.execute(_READ + "WHERE loads.id = ? GROUP BY loads.id", (unfinished,)).fetchone()
        if load_id in {None, unfinished}:
            return _load(row)
        raise UndoError(f"Load {unfinished} is being taken back. Take it back again if that was cut short.")
    if load_id is None:
        wanted = "WHERE guild_id = ? AND undone_at IS NULL GROUP BY loads.id ORDER BY loads.id DESC LIMIT 1"
        row = connection.execute(_READ + wanted, (guild_id,)).fetchone()
    else:
        wanted = "WHERE guild_id = ? AND loads.id = ? GROUP BY loads.id"
        row = connection.execute(_READ + wanted, (guild_id, load_id)).fetchone()
    if row is None:
        raise UndoError("There is no load to undo." if load_id is None else f"There is no load {load_id}.")
    load = _load(row)
    if load.undone_at is not None:
        raise UndoError(f"Load {load.id} was taken back already.")
    if load_id is None and not load.changed:
        earlier = connection.execute(_READ + _LAST_THAT_CHANGED, (guild_id,)).fetchone()
        raise ChangedNothingError(load, None if earlier is None else _load(earlier))
    if later := _later_load(connection, load.id):
        [name] = connection.execute(_NAME, (later,)).fetchone()
        raise UndoError(
            f"Load {load.id}, {load.name}, cannot be taken back before load {later}, {name}, "
            "which changed some of the same films."
        )
    if merge := merge_after(connection, load.id, guild_id=guild_id):
        raise UndoError(
            f"Load {load.id}, {load.name}, cannot be taken back before the merge of {merge.title} into "
            f"{merge.kept_title} is taken back."
        )
    return load


def undo_load(connection: sqlite3.Connection, load: Load, *, undone_by: int | None = None) -> None:
    """Take a load back, inside a transaction that the caller holds: the catalogue is then as it was before it.

    A film that members have touched meanwhile is kept out of sight, and what they did comes back with it. `undone_by`
    is a Discord user, or None for the owner at the command line.
    """
    for _ in undo_steps(connection, load, undone_by=undone_by):
        pass


def _later_load(connection: sqlite3.Connection, load_id: int) -> int | None:
    row = connection.execute(
        "SELECT max(later.load_id) FROM film_changes AS mine "
        "JOIN film_changes AS later ON later.film_id = mine.film_id AND later.load_id > mine.load_id "
        "JOIN loads ON loads.id = later.load_id AND undone_at IS NULL "
        "WHERE mine.load_id = ?",
        (load_id,),
    ).fetchone()
    return row[0]
