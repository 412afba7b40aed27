"""The rows that follow a film which is merged into another: which tables hold them, and moving them there and back."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Moved:
    """A table of rows about films.

    `key` names a row beside its film, which has one such row at most. Where both films have one, the kept film's stays
    in sight, or the newer by the column `dated`, and the other waits at the merged film. `guild` and `member` are in
    SQL the server and the member whose row it is; None is nobody's own.
    """

    table: str
    key: tuple[str, ...]
    member: str | None = None
    dated: str | None = None
    guild: str = "guild_id"


_IMPORT = "(SELECT {} FROM rating_imports WHERE rating_imports.id = import_id)"

MOVED = (
    Moved("ratings", ("guild_id", "member_id"), "member_id", dated="rated_at"),
    Moved("watches", ("guild_id", "member_id", "watched_on"), "member_id"),
    Moved("watchlist", ("guild_id", "member_id"), "member_id"),
    Moved("reviews", ("digest",), "member_id", dated="written_at"),
    Moved("review_votes", ("guild_id", "digest", "member_id"), "member_id", dated="voted_at"),
    Moved("spoiler_marks", ("guild_id", "digest"), dated="marked_at"),
    Moved("discussions", ("id",)),
    Moved("picks", ("guild_id", "folded", "member_id"), "member_id"),
    Moved("learned_aliases", ("guild_id", "folded")),
    Moved("lookups", ("guild_id",), dated="looked_up_at"),
    Moved("polls", ("id",)),
    Moved("night_nominations", ("id",)),
    Moved("night_evenings", ("id",)),
    Moved("weekly_films", ("guild_id", "due_at")),
    Moved("game_rounds", ("id",)),
    Moved("poll_options", ("poll_id", "position"), guild="(SELECT guild_id FROM polls WHERE polls.id = poll_id)"),
    Moved("imported_ratings", ("import_id",), _IMPORT.format("member_id"), guild=_IMPORT.format("guild_id")),
    Moved("imported_watchlist", ("import_id",), _IMPORT.format("member_id"), guild=_IMPORT.format("guild_id")),
)
"""Every table whose rows follow their film; what is not here describes the film itself and stays with it."""

_TABLES = {moved.table: moved for moved in MOVED}


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row that was moved: its table, the values of what names it, and whether the kept film had one of its own."""

    table: str
    key: tuple[Any, ...]
    guild_id: int
    member_id: int | None
    swapped: bool = False


def count_rows(connection: sqlite3.Connection, film_id: int, *, guild_id: int | None = None) -> dict[str, int]:
    """Return how many rows of each table are about a film, of one server where `guild_id` is given."""
    values = {"film": film_id, "guild": guild_id}
    counts: dict[str, int] = {}
    for moved in MOVED:
        row = connection.execute(f"SELECT count(*) FROM {moved.table} WHERE {_about(moved, guild_id)}", values)
        counts[moved.table] = row.fetchone()[0]
    return counts


def move_rows(
    connection: sqlite3.Connection, film_id: int, into_id: int, *, guild_id: int | None = None
) -> list[MovedRow]:
    """Move what is about one film to another, of one server alone where `guild_id` is given; return what was moved."""
    values = {"film": film_id, "into": into_id, "guild": guild_id}
    done: list[MovedRow] = []
    for moved in MOVED:
        about, whose = _about(moved, guild_id), ", ".join((*moved.key, moved.guild, moved.member or "NULL"))
        if moved.dated is not None:
            newer = connection.execute(_newer(moved, moved.dated, about, whose), values).fetchall()
            for *key, server, member in newer:
                _swap(connection, moved, key, film_id, into_id)
                done.append(MovedRow(moved.table, tuple(key), server, member, swapped=True))
        # What the kept film has of its own stays there, and the merged film's stays at the merged film.
        rows = connection.execute(
            f"UPDATE OR IGNORE {moved.table} SET film_id = :into WHERE {about} RETURNING {whose}", values
        ).fetchall()
        done += [MovedRow(moved.table, tuple(key), server, member) for *key, server, member in rows]
    return done


def move_rows_back(connection: sqlite3.Connection, rows: Iterable[MovedRow], film_id: int, into_id: int) -> None:
    """Move rows that `move_rows` moved back to the film `film_id`, each as it is by now; what waited comes back."""
    for row in sorted(rows, key=lambda row: row.swapped):
        moved = _TABLES[row.table]
        if not row.swapped:
            statement = f"UPDATE OR IGNORE {moved.table} SET film_id = ? WHERE film_id = ? AND {_named(moved)}"
            connection.execute(statement, (film_id, into_id, *row.key))
        else:
            _swap(connection, moved, row.key, film_id, into_id)


def write_journal(connection: sqlite3.Connection, merge_id: int, rows: Iterable[MovedRow]) -> None:
    """Write down what a merge moved, so that exactly this goes back."""
    connection.executemany(
        "INSERT INTO film_merge_rows (merge_id, moved, row_key, swapped, guild_id, member_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                merge_id,
                row.table,
                json.dumps(row.key, ensure_ascii=False),
                int(row.swapped),
                row.guild_id,
                row.member_id,
            )
            for row in rows
        ],
    )


def read_journal(connection: sqlite3.Connection, merge_id: int) -> list[MovedRow]:
    """Return what `write_journal` wrote."""
    rows = connection.execute(
        "SELECT moved, row_key, guild_id, member_id, swapped FROM film_merge_rows WHERE merge_id = ?", (merge_id,)
    )
    return [
        MovedRow(table, tuple(json.loads(key)), guild_id, member_id, bool(swapped))
        for table, key, guild_id, member_id, swapped in rows
    ]


def _about(moved: Moved, guild_id: int | None) -> str:
    return "film_id = :film" if guild_id is None else f"film_id = :film AND {moved.guild} = :guild"


def _named(moved: Moved) -> str:
    return " AND ".join(f"{column} = ?" for column in moved.key)


def _newer(moved: Moved, dated: str, about: str, whose: str) -> str:
    """Return the question which rows about the merged film are newer than the kept film's own."""
    same = " AND ".join(f"kept.{column} = {moved.table}.{column}" for column in moved.key)
    return (
        f"SELECT {whose} FROM {moved.table} WHERE {about} AND EXISTS (SELECT 1 FROM {moved.table} AS kept "
        f"WHERE kept.film_id = :into AND {same} AND kept.{dated} < {moved.table}.{dated})"
    )


def _swap(connection: sqlite3.Connection, moved: Moved, key: Sequence[Any], film_id: int, other_id: int) -> None:
    """Let the rows of one key that two films have change places."""
    which, values = f"film_id IN (?, ?) AND {_named(moved)}", (film_id, other_id, *key)
    cursor = connection.execute(f"SELECT * FROM {moved.table} WHERE {which}", values)
    columns = [column for column, *_ in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    # Both go before either comes back, since neither may stand twice, not even for a moment.
    connection.execute(f"DELETE FROM {moved.table} WHERE {which}", values)
    for row in rows:
        row["film_id"] = other_id if row["film_id"] == film_id else film_id
        places = ", ".join("?" for _ in columns)
        connection.execute(f"INSERT INTO {moved.table} ({', '.join(columns)}) VALUES ({places})", list(row.values()))
