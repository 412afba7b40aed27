"""What of a game its channel does not show yet, and who is at it: taken on in the database, so that it is done once."""

import sqlite3
from datetime import datetime

from bot.club.deadlines import stored
from bot.club.guessing import rows
from bot.club.guessing.course import PATIENCE
from bot.club.guessing.record import Outstanding, Scene

# An ended round that was never posted has nothing to be drawn in, but has to be looked at all the same.
_ENDED = "ended_at IS NOT NULL AND begun_at IS NOT NULL AND told_at IS NULL"
# The plus keeps SQLite from going through all rounds without a message, which those are that were never begun.
_UNPOSTED = "ended_at IS NULL AND begun_at IS NOT NULL AND +message_id IS NULL"
_TABLE = "ended_at IS NOT NULL AND told_at IS NULL"
_FREE = "(claimed_at IS NULL OR claimed_at <= :stale)"

_BEHIND = f"""
    SELECT game_id, guild_id FROM game_rounds WHERE {_ENDED} AND {_FREE}
    UNION SELECT game_id, guild_id FROM game_rounds WHERE {_UNPOSTED} AND {_FREE}
    UNION SELECT id, guild_id FROM games WHERE {_TABLE} AND {_FREE}
"""  # noqa: S608 - the conditions above
_CLAIM_ROUNDS = """
    UPDATE game_rounds SET claimed_at = :now WHERE game_id = :game AND {} AND {} RETURNING id
"""
_CLAIM_TABLE = f"UPDATE games SET claimed_at = :now WHERE id = :game AND {_TABLE} AND {_FREE} RETURNING id"  # noqa: S608 - the conditions above


def behind(connection: sqlite3.Connection, stale: str) -> tuple[tuple[int, int], ...]:
    """Return the games whose channel lacks something that nobody has taken on since `stale`, each with its server."""
    return tuple(connection.execute(_BEHIND, {"stale": stale}).fetchall())


def claim(connection: sqlite3.Connection, game_id: int, now: str, stale: str) -> Outstanding:
    """Take on what a game's channel lacks and nobody has taken on since `stale`."""
    values = {"game": game_id, "now": now, "stale": stale}
    ended = sorted(row[0] for row in connection.execute(_CLAIM_ROUNDS.format(_ENDED, _FREE), values).fetchall())
    unposted = connection.execute(_CLAIM_ROUNDS.format(_UNPOSTED, _FREE), values).fetchall()
    table = connection.execute(_CLAIM_TABLE, values).fetchall()
    return Outstanding(tuple(ended), unposted[0][0] if unposted else None, bool(table))


def posted(
    connection: sqlite3.Connection, round_id: int, guild_id: int, message_id: int, now: datetime
) -> Scene | None:
    """Note a round's message, from when on the round has its time; return the round, which may be over by now."""
    connection.execute(
        "UPDATE game_rounds SET message_id = ?, due_at = ?, claimed_at = NULL WHERE id = ? AND guild_id = ?",
        (message_id, stored(now + PATIENCE), round_id, guild_id),
    )
    # Where it ended meanwhile, its end could not be drawn: whoever posts it does.
    connection.execute("UPDATE game_rounds SET told_at = NULL WHERE id = ? AND ended_at IS NOT NULL", (round_id,))
    return rows.scene(connection, round_id, guild_id=guild_id)


def round_told(connection: sqlite3.Connection, round_id: int, now: str) -> None:
    """Note that a round's message shows its end, or that there is none to show it in."""
    connection.execute("UPDATE game_rounds SET told_at = ? WHERE id = ? AND ended_at IS NOT NULL", (now, round_id))


def told(connection: sqlite3.Connection, game_id: int, now: str) -> None:
    """Note that a game's table is posted."""
    connection.execute("UPDATE games SET told_at = ? WHERE id = ?", (now, game_id))
