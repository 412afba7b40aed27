"""The SQL of the audit list: noting a change in the transaction that made it, and reading the list.

Loads keep their own table, so the list takes them from there; that one was undone is noted here.
"""

import json
import sqlite3
from typing import Any

from bot.catalogue.care.audited import AuditPage, Change, Entry, State
from bot.connection import now

_COLUMNS = """
    audit.id, audit.kind, audit.about, audit.film_id, audit.other_id, audit.before, audit.after, audit.undoes,
    EXISTS (SELECT 1 FROM audit AS later WHERE later.undoes = audit.id), audit.done_by, audit.done_at
"""
_LOADS = """
    SELECT id, 'load', (SELECT coalesce(group_concat(name, ', '), '') FROM load_files WHERE load_id = loads.id), NULL,
           id, '{"loaded": false}', json_object(
               'loaded', json('true'),
               'films_new', (SELECT coalesce(sum(films_new), 0) FROM load_files WHERE load_id = loads.id),
               'films_updated', (SELECT coalesce(sum(films_updated), 0) FROM load_files WHERE load_id = loads.id),
               'reviews_new', (SELECT coalesce(sum(reviews_new), 0) FROM load_files WHERE load_id = loads.id)
           ), NULL, undone_at IS NOT NULL, loaded_by, started_at, 1
    FROM loads WHERE guild_id = :guild AND id IN (SELECT load_id FROM load_files)
"""
# Of what was done in one second, a load is taken for the first: the others are of its films more often than not.
_PAGE = f"""
    SELECT {_COLUMNS}, 0 FROM audit WHERE guild_id = :guild
    UNION ALL {_LOADS}
    ORDER BY 11 DESC, 12, 1 DESC LIMIT :limit OFFSET :offset
"""
_TOTAL = """
    SELECT (SELECT count(*) FROM audit WHERE guild_id = :guild)
         + (SELECT count(*) FROM loads WHERE guild_id = :guild AND id IN (SELECT load_id FROM load_files))
"""
_ONE = f"SELECT {_COLUMNS} FROM audit WHERE guild_id = :guild AND id = :entry"
_TAKING_BACK = f"SELECT {_COLUMNS} FROM audit WHERE guild_id = :guild AND undoes = :entry"
_LATER = f"""
    SELECT {_COLUMNS} FROM audit
    WHERE guild_id = :guild AND id > :entry AND (kind = :kind OR kind = 'merge' AND :kind = 'edit')
      AND (film_id IS :film OR other_id = :film) AND (film_id IS NOT NULL OR about = :about)
      AND NOT EXISTS (SELECT 1 FROM audit AS undo WHERE undo.undoes = audit.id)
    ORDER BY id DESC LIMIT 1
"""


def note(
    connection: sqlite3.Connection, change: Change, *, guild_id: int, done_by: int | None, undoes: int | None = None
) -> int:
    """Note a change, inside the transaction that made it, and return the entry's id.

    `undoes` is the entry of the change that was taken back by it.
    """
    cursor = connection.execute(
        "INSERT INTO audit (guild_id, kind, about, film_id, other_id, before, after, undoes, done_by, done_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            guild_id,
            change.kind,
            change.about,
            change.film_id,
            change.other_id,
            _as_json(change.before),
            _as_json(change.after),
            undoes,
            done_by,
            now(),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def entry(connection: sqlite3.Connection, entry_id: int, *, guild_id: int) -> Entry | None:
    """Return an entry of a server's list, or None where it has none of that id."""
    row = connection.execute(_ONE, {"guild": guild_id, "entry": entry_id}).fetchone()
    return None if row is None else _entry(row)


def taking_back(connection: sqlite3.Connection, entry_id: int, *, guild_id: int) -> Entry:
    """Return the entry that took back another one, which was taken back."""
    return _entry(connection.execute(_TAKING_BACK, {"guild": guild_id, "entry": entry_id}).fetchone())


def page(connection: sqlite3.Connection, *, guild_id: int, limit: int, offset: int) -> AuditPage:
    """Return one page of a server's list, loads among it, the latest first."""
    values = {"guild": guild_id, "limit": limit, "offset": offset}
    rows = connection.execute(_PAGE, values).fetchall()
    [total] = connection.execute(_TOTAL, values).fetchone()
    return AuditPage(tuple(_entry(row[:-1]) for row in rows), total)


def later(connection: sqlite3.Connection, earlier: Entry, *, guild_id: int) -> Entry | None:
    """Return the last change of the same thing after an entry that has not been taken back."""
    values = {
        "guild": guild_id,
        "entry": earlier.id,
        "kind": earlier.kind,
        "film": earlier.film_id,
        "about": earlier.about,
    }
    row = connection.execute(_LATER, values).fetchone()
    return None if row is None else _entry(row)


def of_merge(connection: sqlite3.Connection, film_id: int, into_id: int, *, guild_id: int) -> int | None:
    """Return the entry of the merge of one film into another that is in force, or None where none was noted."""
    row = connection.execute(
        "SELECT max(id) FROM audit WHERE guild_id = ? AND kind = 'merge' AND film_id = ? AND other_id = ? "
        "AND json_extract(after, '$.merged') AND NOT EXISTS (SELECT 1 FROM audit AS undo WHERE undo.undoes = audit.id)",
        (guild_id, film_id, into_id),
    ).fetchone()
    return row[0]


def _as_json(state: State) -> str:
    return json.dumps(state, ensure_ascii=False, sort_keys=True)


def _entry(row: tuple[Any, ...]) -> Entry:
    entry_id, kind, about, film_id, other_id, before, after, undoes, undone, done_by, done_at = row
    return Entry(
        entry_id,
        kind,
        about,
        film_id,
        other_id,
        json.loads(before),
        json.loads(after),
        undoes,
        bool(undone),
        done_by,
        done_at,
    )
