"""The place of a shared film that a server's own film stands in, kept or taken while that film changes its name.

A server's film stands in for a shared one by an outside id or by title and year. Where an admin changes these, or takes
the film out of sight, the place is kept, taken or left by hand, and what members did is where they see it.
"""

import sqlite3
from collections.abc import Collection, Iterable

from bot.catalogue.care.moved_rows import move_rows, move_rows_back, read_journal, write_journal
from bot.catalogue.following import standing_in
from bot.catalogue.loading.stand_ins import STOOD_FOR
from bot.connection import now

_FIRST_LOAD = "SELECT load_id FROM film_changes WHERE film_id = ? AND kind = 'new' ORDER BY seq LIMIT 1"
_INSERT = """
    INSERT INTO film_merges (guild_id, film_id, into_id, load_id, last_load, merged_by, merged_at)
    VALUES (?, ?, ?, ?, ?, NULL, ?) RETURNING id
"""
_MERGED = """
    SELECT film_id FROM film_merges JOIN films ON films.id = film_id
    WHERE into_id = :film AND film_merges.guild_id = :guild AND films.guild_id = 0 AND films.retired_at IS NULL
"""
_IS_MERGED = "SELECT 1 FROM film_merges WHERE guild_id = ? AND film_id = ?"
_ONE = "SELECT film_id, into_id FROM film_merges WHERE id = ? AND guild_id = ?"


def places_of(connection: sqlite3.Connection, own_id: int, *, guild_id: int) -> list[int]:
    """Return the shared films in whose place a server's own film stands by its ids or its name."""
    found = connection.execute(STOOD_FOR, {"film": own_id}).fetchall()
    shared = dict.fromkeys(film_id for (film_id,) in found)
    return [film_id for film_id in shared if standing_in(connection, film_id, guild_id=guild_id) == own_id]


def keep(connection: sqlite3.Connection, own_id: int, places: Collection[int], *, guild_id: int) -> list[int]:
    """After a film changed its name, let it stand where it stood before and where it now belongs.

    `places` are those of before. What members did follows. Return the merges that this took, for `leave`.
    """
    now_there = places_of(connection, own_id, guild_id=guild_id)
    left = [film_id for film_id in places if film_id not in now_there]
    new = [film_id for film_id in now_there if film_id not in places]
    return [
        _take(connection, film_id, own_id, guild_id)
        for film_id in (*left, *new)
        if not _is_merged(connection, film_id, guild_id)
    ]


def leave(connection: sqlite3.Connection, merges: Iterable[int], *, guild_id: int) -> list[int]:
    """Take back what `keep` took and return the shared films that are in their places again.

    What a load's undoing has taken back already is passed over.
    """
    left: list[int] = []
    for merge_id in merges:
        row = connection.execute(_ONE, (merge_id, guild_id)).fetchone()
        if row is not None:
            film_id, own_id = row
            rows = read_journal(connection, merge_id)
            connection.execute("DELETE FROM film_merges WHERE id = ?", (merge_id,))
            move_rows_back(connection, rows, film_id, own_id)
            look_again(connection, film_id)
            left.append(film_id)
    return left


def hide(connection: sqlite3.Connection, own_id: int, *, guild_id: int) -> None:
    """Before a film goes out of sight, move what members did to the shared film that will be seen in its place."""
    for shared_id in _stood_for(connection, own_id, guild_id)[:1]:
        move_rows(connection, own_id, shared_id, guild_id=guild_id)
        look_again(connection, shared_id)


def show(connection: sqlite3.Connection, own_id: int, *, guild_id: int) -> None:
    """After a film came back into sight, move what members did to it from the shared films it stands in for."""
    for shared_id in _stood_for(connection, own_id, guild_id):
        move_rows(connection, shared_id, own_id, guild_id=guild_id)
        look_again(connection, shared_id)


def stand(connection: sqlite3.Connection, own_id: int, shared_id: int, *, guild_id: int) -> None:
    """Let a server's film stand in for a shared one whatever either comes to be called, unless it does so already."""
    if not _is_merged(connection, shared_id, guild_id):
        _take(connection, shared_id, own_id, guild_id)


def look_again(connection: sqlite3.Connection, film_id: int) -> None:
    """Let the title index and all that follows the journal of changes look at a film anew."""
    connection.execute("INSERT INTO film_changes (film_id, kind) VALUES (?, 'alias')", (film_id,))


def _stood_for(connection: sqlite3.Connection, own_id: int, guild_id: int) -> list[int]:
    merged = connection.execute(_MERGED, {"film": own_id, "guild": guild_id}).fetchall()
    by_name = places_of(connection, own_id, guild_id=guild_id)
    return list(dict.fromkeys([*(film_id for (film_id,) in merged), *by_name]))


def _is_merged(connection: sqlite3.Connection, film_id: int, guild_id: int) -> bool:
    return connection.execute(_IS_MERGED, (guild_id, film_id)).fetchone() is not None


def _take(connection: sqlite3.Connection, film_id: int, own_id: int, guild_id: int) -> int:
    [load_id] = connection.execute(_FIRST_LOAD, (own_id,)).fetchone()
    values = (guild_id, film_id, own_id, load_id, load_id, now())
    [(merge_id,)] = connection.execute(_INSERT, values).fetchall()
    write_journal(connection, merge_id, move_rows(connection, film_id, own_id, guild_id=guild_id))
    look_again(connection, film_id)
    return merge_id
