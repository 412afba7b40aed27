"""Films of servers that come to stand in for shared ones: what members did follows, and goes back with the load."""

import sqlite3
from collections.abc import Iterable

from bot.catalogue.care.moved_rows import MOVED, move_rows, move_rows_back, read_journal, write_journal
from bot.catalogue.following import standing_in
from bot.catalogue.visibility import VISIBLE
from bot.connection import now

_SERVERS = "SELECT DISTINCT guild_id FROM films WHERE guild_id <> 0"
_TOUCHED_IN = " UNION ".join(f"SELECT film_id FROM {moved.table} WHERE {moved.guild} = :guild" for moved in MOVED)
_TOUCHED = f"SELECT id FROM films WHERE guild_id = 0 AND retired_at IS NULL AND id IN ({_TOUCHED_IN})"
# Namesakes that a load brought together and lists may still show both, by directors that are only spelt otherwise.
_NAMESAKES = """
    films AS own CROSS JOIN films
    ON own.guild_id = :guild AND films.guild_id = 0 AND films.title_key = own.title_key AND films.year IS own.year
"""
_BESIDE_NEW_OWN = f"""
    SELECT DISTINCT films.id FROM film_changes CROSS JOIN {_NAMESAKES} AND own.id = film_changes.film_id
    WHERE load_id = :load AND {VISIBLE}
"""
_BESIDE_OLD_OWN = f"""
    SELECT DISTINCT films.id FROM {_NAMESAKES} CROSS JOIN film_changes ON film_changes.film_id = films.id
    WHERE load_id = :load AND {VISIBLE}
"""
_ABOUT = (f"SELECT 1 FROM {moved.table} WHERE film_id = :film AND {moved.guild} = :guild" for moved in MOVED)
_IS_TOUCHED = f"SELECT 1 WHERE EXISTS ({') OR EXISTS ('.join(_ABOUT)})"
_COPY_REVIEWS = """
    INSERT INTO reviews (film_id, load_id, digest, reviewer, text, score, url, spoiler)
    SELECT ?, ?, digest, reviewer, text, score, url, spoiler FROM reviews
    WHERE film_id = ? AND member_id IS NULL ORDER BY id
    ON CONFLICT (film_id, digest) DO NOTHING
"""
_IS_MERGED = "SELECT 1 FROM film_merges WHERE guild_id = ? AND film_id = ?"
_INSERT = """
    INSERT INTO film_merges (guild_id, film_id, into_id, load_id, last_load, merged_by, merged_at)
    VALUES (?, ?, ?, ?, ?, NULL, ?) RETURNING id
"""
_OF_LOAD = "SELECT id, film_id, into_id FROM film_merges WHERE load_id = ? ORDER BY id DESC"
_OF_FILM = "SELECT id, film_id, into_id FROM film_merges WHERE into_id = ? AND +load_id = ? ORDER BY id DESC"
STOOD_FOR = """
    SELECT shared.film_id FROM film_ids AS own JOIN film_ids AS shared USING (source, value)
    JOIN films ON films.id = shared.film_id
    WHERE own.film_id = :film AND shared.guild_id = 0 AND retired_at IS NULL
    UNION ALL
    SELECT shared.id FROM films AS own JOIN films AS shared USING (title_key)
    WHERE own.id = :film AND shared.guild_id = 0 AND shared.year IS own.year AND shared.retired_at IS NULL
"""
"""The shared films in sight with an outside id, or the title and year, of the server's film `:film`."""


def follow_stand_ins(connection: sqlite3.Connection, *, guild_id: int, load_id: int) -> None:
    """After a load, move what members did with shared films to the films of their servers that now stand in for them.

    `guild_id` is the load's scope; one of shared films may bring a film that servers' own already stand in for.
    """
    servers = [guild_id] if guild_id else [server for (server,) in connection.execute(_SERVERS).fetchall()]
    for server in servers:
        values = {"guild": server, "load": load_id}
        beside = _BESIDE_NEW_OWN if guild_id else _BESIDE_OLD_OWN
        for (film_id,) in connection.execute(f"{_TOUCHED} UNION {beside}", values).fetchall():
            own_id = standing_in(connection, film_id, guild_id=server)
            if own_id is not None:
                _stand_in(connection, own_id, film_id, guild_id=server, load_id=load_id)


def copy_shared(
    connection: sqlite3.Connection, copies: Iterable[tuple[int, int]], *, guild_id: int, load_id: int
) -> None:
    """Give a server's own films, each first of a pair, the reviews and the place of the shared film that is the other.

    They keep the place whatever either comes to be called, until the load is undone.
    """
    for own_id, shared_id in copies:
        connection.execute(_COPY_REVIEWS, (own_id, load_id, shared_id))
        _stand_in(connection, own_id, shared_id, guild_id=guild_id, load_id=load_id)


def _stand_in(connection: sqlite3.Connection, own_id: int, shared_id: int, *, guild_id: int, load_id: int) -> None:
    """Note that a server's film stands in for a shared one, and move what members did, unless one does so already."""
    if connection.execute(_IS_MERGED, (guild_id, shared_id)).fetchone():
        return
    [(merge_id,)] = connection.execute(_INSERT, (guild_id, shared_id, own_id, load_id, load_id, now())).fetchall()
    if connection.execute(_IS_TOUCHED, {"film": shared_id, "guild": guild_id}).fetchone():
        write_journal(connection, merge_id, move_rows(connection, shared_id, own_id, guild_id=guild_id))


def go_back_from(connection: sqlite3.Connection, films: Iterable[int], *, guild_id: int, load_id: int) -> None:
    """Before films of a load that is undone go, move back what followed them, and what members did with them since.

    So nothing is lost from sight with a server's own film where the shared one is there to take it.
    """
    for own_id in films:
        _take_back(connection, connection.execute(_OF_FILM, (own_id, load_id)).fetchall())
        if guild_id and connection.execute(_IS_TOUCHED, {"film": own_id, "guild": guild_id}).fetchone():
            for (shared_id,) in connection.execute(STOOD_FOR, {"film": own_id}).fetchall():
                if standing_in(connection, shared_id, guild_id=guild_id) == own_id:
                    move_rows(connection, own_id, shared_id, guild_id=guild_id)
                    break


def go_back(connection: sqlite3.Connection, *, load_id: int) -> None:
    """Move back what followed films that are older than a load which is undone, as that made them stand in."""
    _take_back(connection, connection.execute(_OF_LOAD, (load_id,)).fetchall())


def _take_back(connection: sqlite3.Connection, merges: Iterable[tuple[int, int, int]]) -> None:
    for merge_id, film_id, own_id in merges:
        rows = read_journal(connection, merge_id)
        connection.execute("DELETE FROM film_merges WHERE id = ?", (merge_id,))
        move_rows_back(connection, rows, film_id, own_id)
