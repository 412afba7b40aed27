"""What the clock does in games: hints where nobody answers, the end of what nobody plays. Functions of a connection."""

import sqlite3
from datetime import datetime

from bot.catalogue.visibility import REACHABLE
from bot.club.deadlines import stored
from bot.club.guessing import rows
from bot.club.guessing.course import PATIENCE, end_game, end_round, has_lost_its_film
from bot.club.guessing.record import Round

_DUE = f"""
    begun_at IS NOT NULL AND ended_at IS NULL AND (due_at <= ? OR NOT EXISTS (
        SELECT 1 FROM films WHERE films.id = film_id AND {REACHABLE.replace(":guild", "game_rounds.guild_id")}
    )) ORDER BY due_at
"""  # noqa: S608 - a condition of this project


def due(connection: sqlite3.Connection, now: datetime) -> tuple[Round, ...]:
    """Return the rounds of all servers in which the clock has something to do."""
    return rows.rounds_where(connection, _DUE, (stored(now),))


def tend(connection: sqlite3.Connection, round_id: int, *, guild_id: int, now: datetime) -> Round | None:
    """Do what is due in a round: give a hint, end it, or pass it over where its film is gone; return it as it is then.

    None where nothing is due, as after a guess in the last moment. A round that nobody looked after for long, as while
    the bot was down, gets no more hints.
    """
    played = rows.round_of(connection, round_id, guild_id=guild_id)
    if played is None or not played.is_open:
        return None
    if has_lost_its_film(connection, played):
        end_round(connection, played, "passed", now)
    elif played.due_at is None or played.due_at > stored(now):
        return None
    elif played.nudged or not played.has_hint or played.due_at <= stored(now - PATIENCE):
        end_round(connection, played, "missed", now)
    else:
        connection.execute(
            "UPDATE game_rounds SET hints = hints + 1, nudged = 1, due_at = ? WHERE id = ?",
            (stored(now + PATIENCE), round_id),
        )
    return rows.round_of(connection, round_id, guild_id=guild_id)


def pass_over(connection: sqlite3.Connection, round_id: int, *, guild_id: int, now: datetime) -> None:
    """End an open round whose message is gone."""
    played = rows.round_of(connection, round_id, guild_id=guild_id)
    if played is not None and played.is_open:
        end_round(connection, played, "passed", now)


def bar(connection: sqlite3.Connection, game_id: int, *, now: datetime) -> None:
    """End a game whose channel the bot may no longer write in; nothing of it is told any more."""
    end_game(connection, game_id, "barred", now)
    told = (stored(now), game_id)
    connection.execute("UPDATE game_rounds SET told_at = ? WHERE game_id = ? AND ended_at IS NOT NULL", told)
    connection.execute("UPDATE games SET told_at = ? WHERE id = ?", told)
