"""The SQL of loads: what was loaded when and by whom, and taking a load back exactly."""

import secrets
import sqlite3
from dataclasses import dataclass

from bot.catalogue import film_rows, fulltext
from bot.connection import now
from bot.errors import UndoError


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


@dataclass(frozen=True, slots=True)
class Load:
    """One load: its files' counts added up. `loaded_by` is a Discord user, None the owner at the command line."""

    id: int
    guild_id: int
    loaded_by: int | None
    started_at: str
    undone_at: str | None
    files: int
    name: str
    films_new: int
    films_updated: int
    reviews_new: int


# What members have done with a film; one that is touched is retired by an undo and not deleted.
TOUCHED = (
    "SELECT film_id FROM review_votes UNION SELECT film_id FROM spoiler_marks UNION SELECT film_id FROM discussions "
    "UNION SELECT film_id FROM ratings UNION SELECT film_id FROM watches UNION SELECT film_id FROM watchlist "
    "UNION SELECT film_id FROM reviews WHERE member_id IS NOT NULL"
    " UNION SELECT film_id FROM learned_aliases WHERE accepted = 1"
)

_READ = """
    SELECT loads.id, guild_id, loaded_by, started_at, undone_at, count(*), min(name),
           sum(films_new), sum(films_updated), sum(reviews_new)
    FROM loads JOIN load_files ON load_id = loads.id
"""

_MADE = "SELECT film_id FROM film_changes WHERE load_id = ? AND kind = 'new'"


def begin_load(connection: sqlite3.Connection, *, guild_id: int, loaded_by: int | None) -> int:
    """Note a load that begins and return its id."""
    cursor = connection.execute(
        "INSERT INTO loads (guild_id, loaded_by, started_at, proof) VALUES (?, ?, ?, ?)",
        (guild_id, loaded_by, now(), secrets.randbits(62)),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def note_file(connection: sqlite3.Connection, load_id: int, counts: FileCounts) -> None:
    """Note what a file of a load did, in the transaction that did it."""
    connection.execute(
        "INSERT INTO load_files SELECT ?, count(*), ?, ?, ?, ?, ?, ?, ?, ? FROM load_files WHERE load_id = ?",
        (
            load_id,
            counts.name,
            counts.format,
            counts.films_new,
            counts.films_updated,
            counts.films_unchanged,
            counts.reviews_new,
            counts.rejects,
            now(),
            load_id,
        ),
    )


def recent_loads(connection: sqlite3.Connection, *, guild_id: int, limit: int) -> list[Load]:
    """Return a scope's loads, the latest first, those undone among them."""
    rows = connection.execute(
        _READ + "WHERE guild_id = ? GROUP BY loads.id ORDER BY loads.id DESC LIMIT ?", (guild_id, limit)
    )
    return [Load(*row) for row in rows]


def load_to_undo(connection: sqlite3.Connection, *, guild_id: int, load_id: int | None = None) -> Load:
    """Return the load that an undo takes back: the one named, else the last.

    Raises:
        UndoError: there is none, it changed nothing, it is undone already, or a later load builds on it.
    """
    if load_id is None:
        wanted = "WHERE guild_id = ? AND undone_at IS NULL GROUP BY loads.id ORDER BY loads.id DESC LIMIT 1"
        row = connection.execute(_READ + wanted, (guild_id,)).fetchone()
    else:
        wanted = "WHERE guild_id = ? AND loads.id = ? GROUP BY loads.id"
        row = connection.execute(_READ + wanted, (guild_id, load_id)).fetchone()
    if row is None:
        raise UndoError("There is no load to undo." if load_id is None else f"There is no load {load_id}.")
    load = Load(*row)
    if load.undone_at is not None:
        raise UndoError(f"Load {load.id} was undone already, on {load.undone_at[:10]}.")
    if load_id is None and not (load.films_new or load.films_updated or load.reviews_new):
        raise UndoError(
            f"The last load, {load.id}, changed nothing, so there is nothing to undo. "
            "`marquee loads` lists the others; name the one to take back."
        )
    if later := _later_load(connection, load.id):
        raise UndoError(f"Load {load.id} cannot be undone before load {later}, which changed some of the same films.")
    return load


def undo_load(connection: sqlite3.Connection, load: Load) -> None:
    """Take a load back, inside a transaction that the caller holds: the catalogue is then as it was before it.

    A film that members have touched meanwhile is kept out of sight, and what they did comes back with it.
    """
    last_change = _last_change(connection)
    connection.execute(
        f"UPDATE films SET retired_at = ?, retired_by_undo = 1 WHERE id IN ({_MADE}) AND id IN ({TOUCHED})",
        (now(), load.id),
    )
    fulltext.remove(connection, load_id=load.id, films=f"{_MADE} EXCEPT SELECT film_id FROM ({TOUCHED})")
    connection.execute("DELETE FROM reviews WHERE load_id = ?", (load.id,))
    connection.execute("DELETE FROM record_identities WHERE load_id = ?", (load.id,))
    connection.execute(f"DELETE FROM films WHERE id IN ({_MADE} EXCEPT SELECT film_id FROM ({TOUCHED}))", (load.id,))
    _restore_updated(connection, load)
    connection.execute(
        "INSERT INTO film_changes (film_id, kind) "
        "SELECT DISTINCT film_id, 'undone' FROM film_changes WHERE load_id = ? AND seq <= ?",
        (load.id, last_change),
    )
    connection.execute("UPDATE loads SET undone_at = ? WHERE id = ?", (now(), load.id))


def _restore_updated(connection: sqlite3.Connection, load: Load) -> None:
    # All outside ids go first: two films may have to take back each other's.
    connection.execute(
        "DELETE FROM film_ids WHERE film_id IN "
        "(SELECT film_id FROM film_changes WHERE load_id = ? AND before IS NOT NULL)",
        (load.id,),
    )
    changes = connection.execute(
        "SELECT film_id, before FROM film_changes WHERE load_id = ? AND before IS NOT NULL ORDER BY seq DESC",
        (load.id,),
    )
    for film_id, text in changes:
        present = film_rows.read_film(connection, film_id)
        if present is None:  # made by an earlier file of this load, and deleted with it
            continue
        before = film_rows.film_from_json(text)
        film_rows.replace_facts(connection, load.guild_id, film_id, before)
        fulltext.replace_synopsis(connection, film_id, present.synopsis, before.synopsis)


def _later_load(connection: sqlite3.Connection, load_id: int) -> int | None:
    row = connection.execute(
        "SELECT max(later.load_id) FROM film_changes AS mine "
        "JOIN film_changes AS later ON later.film_id = mine.film_id AND later.load_id > mine.load_id "
        "JOIN loads ON loads.id = later.load_id AND undone_at IS NULL "
        "WHERE mine.load_id = ?",
        (load_id,),
    ).fetchone()
    return row[0]


def _last_change(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT coalesce(max(seq), 0) FROM film_changes").fetchone()[0]
