"""The journal of what hosts do with a night: each step keeps the rows it changed as they were, and can be taken back.

A step gives back only what it changed, so what members have done since stands.
"""

import json
import sqlite3
from typing import Any, Literal

from bot.club.nights.record import Evening, NightError, Step, StepKind
from bot.connection import now

Table = Literal["nights", "night_evenings", "night_nominations", "night_guests"]

_STEP = "id, kind, done_by, done_at, channel_id, message_id"
_LAST = f"SELECT {_STEP}, before FROM night_steps WHERE night_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1"
_SETTLED = f"""
    SELECT {_STEP} FROM night_steps WHERE night_id = ? AND kind = 'scheduled' AND undone_at IS NULL
    ORDER BY id DESC LIMIT 1
"""


class Recorder:
    """Changes rows of a night for a host, and remembers what they were."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before: list[tuple[Table, int, dict[str, Any] | None]] = []

    def change(self, table: Table, row_id: int, **values: Any) -> None:
        """Set columns of a row; where all are so already, nothing is kept."""
        columns = ", ".join(values)
        row = self._connection.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        if row is None or row == tuple(values.values()):
            return
        self._before.append((table, row_id, dict(zip(values, row, strict=True))))
        _set(self._connection, table, row_id, values)

    def add(self, table: Table, **values: Any) -> int:
        """Write a new row and return its id."""
        places = ", ".join("?" for _ in values)
        cursor = self._connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", tuple(values.values())
        )
        assert cursor.lastrowid is not None
        self._before.append((table, cursor.lastrowid, None))
        return cursor.lastrowid

    def keep(self, night_id: int, guild_id: int, kind: StepKind, by: int) -> int:
        """Write the step down and return its id."""
        cursor = self._connection.execute(
            "INSERT INTO night_steps (guild_id, night_id, kind, done_by, done_at, before) VALUES (?, ?, ?, ?, ?, ?)",
            (guild_id, night_id, kind, by, now(), json.dumps(self._before)),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid


def keep_creation(connection: sqlite3.Connection, night_id: int, guild_id: int, by: int) -> int:
    """Write down that a night was made: taken back, it is over, since members may have nominated for it."""
    connection.execute("UPDATE nights SET ended_at = ? WHERE id = ?", (now(), night_id))
    recorder = Recorder(connection)
    recorder.change("nights", night_id, ended_at=None)
    return recorder.keep(night_id, guild_id, "created", by)


def last_step(connection: sqlite3.Connection, night_id: int) -> tuple[Step, list[tuple[Table, int, Any]]] | None:
    """Return the last step that stands, with the rows it changed as they were; None where there is none."""
    row = connection.execute(_LAST, (night_id,)).fetchone()
    return None if row is None else (Step(*row[:-1]), json.loads(row[-1]))


def settled_by(connection: sqlite3.Connection, evening: Evening) -> Step | None:
    """Return the step that settled the evening to come as it is; None where it is not settled."""
    row = connection.execute(_SETTLED, (evening.night_id,)).fetchone() if evening.is_scheduled else None
    return None if row is None else Step(*row)


def take_back(connection: sqlite3.Connection, step: Step, before: list[tuple[Table, int, Any]], by: int) -> None:
    """Give the rows back that a step changed, and note that it is undone.

    Raises:
        NightError: another night has taken the name meanwhile.
    """
    for table, row_id, values in reversed(before):
        if values is None:
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            continue
        try:
            _set(connection, table, row_id, values)
        except sqlite3.IntegrityError as error:
            if table == "nights":
                raise NightError("Another movie night here has that name now. Cancel that one first.") from error
            # A member has nominated the same film since; theirs stands.
    connection.execute("UPDATE night_steps SET undone_at = ?, undone_by = ? WHERE id = ?", (now(), by, step.id))


def told(connection: sqlite3.Connection, step_id: int, *, guild_id: int, channel_id: int, message_id: int) -> None:
    """Note the message that told of a step, so that an undo can mark it."""
    connection.execute(
        "UPDATE night_steps SET channel_id = ?, message_id = ? WHERE id = ? AND guild_id = ?",
        (channel_id, message_id, step_id, guild_id),
    )


def _set(connection: sqlite3.Connection, table: Table, row_id: int, values: dict[str, Any]) -> None:
    columns = ", ".join(f"{column} = ?" for column in values)
    connection.execute(f"UPDATE {table} SET {columns} WHERE id = ?", (*values.values(), row_id))
