"""A database of one server alone: its films, its loads, and what members did there; it opens as Marquee's own.

Of the shared films it has those that something here refers to, without their reviews. Members who hide are forgotten in
it, as they would be on their own wish; ballots of anonymous polls have no names, and neither what a sealed poll keeps
back until it closes nor a game of guessing that is still played is in it.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

from bot.catalogue.searching import fulltext
from bot.club.keeping.deletion import delete_rows
from bot.club.polls.sealing import SEALED
from bot.connection import check, open_writer, transaction
from bot.errors import DatabaseError

_LEFT_OUT = frozenset({"meta", "picks", "lookups", "conversations", "sqlite_sequence"})
"""What is not a server's own, or of use only where it was noted."""

_KEPT = "SELECT id FROM temp.kept_films"
_SPECIAL: Mapping[str, str] = {
    "films": f"id IN ({_KEPT})",
    "reviews": "guild_id = :guild OR guild_id = 0 AND film_id IN (SELECT id FROM source.films WHERE guild_id = :guild)",
    "film_ids": f"film_id IN ({_KEPT})",
    "loads": "guild_id = :guild OR id IN (SELECT load_id FROM source.film_merges WHERE guild_id = :guild)",
    "film_changes": "film_id IN (SELECT id FROM source.films WHERE guild_id = :guild) AND (load_id IS NULL "
    "OR load_id IN (SELECT id FROM source.loads WHERE guild_id = :guild))",
}
"""Which rows of a table are a server's, where its columns do not tell."""

_TABLES = "SELECT name FROM source.sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*' ORDER BY name"
_OPEN_SEALED = "SELECT id FROM polls WHERE sealed = 1 AND closed_at IS NULL"
_ANONYMOUS = "SELECT id FROM polls WHERE anonymous = 1"
_NAMELESS = """
    UPDATE ballots SET member_id = ?, cast_at = (SELECT created_at FROM polls WHERE id = poll_id)
    WHERE poll_id = ? AND member_id = ?
"""


def copy_server(source: Path, target: Path, *, guild_id: int) -> int:
    """Write the database of one server to `target`, which is not there yet; return how many films are in it.

    Raises:
        DatabaseError: the copy does not pass its check.
    """
    copy = open_writer(target)
    try:
        copy.execute("ATTACH ? AS source", (str(source),))
        copy.execute("PRAGMA foreign_keys = OFF")  # the order of the tables does not matter so
        copy.execute("BEGIN")  # one state of the data; to begin as a write would keep the bot from writing
        _copy_rows(copy, guild_id)
        copy.execute("COMMIT")
        copy.execute("DETACH source")
        copy.execute("PRAGMA foreign_keys = ON")
        with transaction(copy):
            _leave_secrets_out(copy, guild_id)
        faults = check(copy) or fulltext.check(copy)
        if faults:
            raise DatabaseError(f"The copy of this server’s films is not sound: {faults[0]}.")
        copy.execute("VACUUM")
        copy.execute("PRAGMA journal_mode = DELETE")
        return copy.execute("SELECT count(*) FROM films WHERE guild_id = ?", (guild_id,)).fetchone()[0]
    finally:
        copy.close()


def _copy_rows(copy: sqlite3.Connection, guild_id: int) -> None:
    values = {"guild": guild_id}
    tables = [name for (name,) in copy.execute(_TABLES) if name not in _LEFT_OUT]
    rows_of = {table: _rows_of(copy, table) for table in tables}
    copy.execute("CREATE TEMP TABLE kept_films (id INTEGER PRIMARY KEY)")
    copy.execute("INSERT INTO kept_films SELECT id FROM source.films WHERE guild_id = :guild", values)
    for table in tables:
        if _KEPT in rows_of[table]:
            continue
        for reference in _references(copy, table):
            if reference.parent == "films":
                column = reference.column
                found = f"SELECT {column} FROM source.{table} WHERE {column} IS NOT NULL AND ({rows_of[table]})"
                copy.execute(f"INSERT OR IGNORE INTO kept_films {found}", values)
    for table in tables:
        columns = ", ".join(_columns(copy, table))
        rows = f"SELECT {columns} FROM source.{table} WHERE {rows_of[table]}"
        copy.execute(f"INSERT INTO main.{table} ({columns}) {rows}", values)
    fulltext.add_since(copy, film_id=0, review_id=0)


def _rows_of(copy: sqlite3.Connection, table: str) -> str:
    """Return the condition on the rows of a table that are the server's: by its id, or by the rows that they belong to.

    What has neither describes a film, and comes along with it.
    """
    if table in _SPECIAL:
        return _SPECIAL[table]
    asked = ["guild_id = :guild"] if "guild_id" in _columns(copy, table) else []
    for reference in _references(copy, table):
        if reference.needed and reference.parent != "films":
            parents = f"SELECT id FROM source.{reference.parent} WHERE {_rows_of(copy, reference.parent)}"
            asked.append(f"{reference.column} IN ({parents})")
    return " AND ".join(asked) or f"film_id IN ({_KEPT})"


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column that refers to the id of another table, and whether it always does."""

    column: str
    parent: str
    needed: bool


def _references(copy: sqlite3.Connection, table: str) -> list[_Reference]:
    needed = {name for _, name, _, needed, *_ in copy.execute(f"PRAGMA source.table_info({table})") if needed}
    rows = copy.execute(f"PRAGMA source.foreign_key_list({table})").fetchall()
    return [_Reference(column, parent, column in needed) for _, _, parent, column, *_ in rows]


def _columns(copy: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in copy.execute(f"PRAGMA source.table_info({table})")]


def _leave_secrets_out(copy: sqlite3.Connection, guild_id: int) -> None:
    """Take out what no admin may read in Discord either."""
    copy.execute(f"DELETE FROM ratings WHERE film_id IN ({SEALED})", {"guild": guild_id})
    copy.execute(f"DELETE FROM ballots WHERE poll_id IN ({_OPEN_SEALED})")
    copy.execute("DELETE FROM games WHERE ended_at IS NULL")
    copy.execute(f"UPDATE poll_events SET about = NULL WHERE poll_id IN ({_ANONYMOUS})")
    for (poll_id,) in copy.execute(_ANONYMOUS).fetchall():
        _take_names_off(copy, poll_id)
    for (member_id,) in copy.execute("SELECT member_id FROM hidden_members").fetchall():
        delete_rows(copy, guild_id=guild_id, member_id=member_id)


def _take_names_off(copy: sqlite3.Connection, poll_id: int) -> None:
    """Give the voters of a poll numbers below 0, in an order that tells nothing."""
    voters = [voter for (voter,) in copy.execute("SELECT member_id FROM ballots WHERE poll_id = ?", (poll_id,))]
    first = min(0, *voters, 0) - 1
    named = [voter for voter in voters if voter > 0]
    SystemRandom().shuffle(named)
    copy.executemany(_NAMELESS, [(first - number, poll_id, voter) for number, voter in enumerate(named)])
