"""The course of a game: how a round ends, which one follows, and when the game is over; functions of a connection.

Whatever ends a round begins the next in the same transaction, so that a game never stands still between two.
"""

import sqlite3
from datetime import datetime, timedelta

from bot.club.deadlines import stored
from bot.club.guessing import rows
from bot.club.guessing.choosing import asked_film
from bot.club.guessing.record import GameEnding, Round, RoundEnding
from bot.club.guessing.scoring import points

PATIENCE = timedelta(minutes=2)
"""How long the clock leaves a round alone after a member did something in it: then it gives a hint, then ends it."""

QUIET_ROUNDS = 2
"""After how many rounds one after another in which nobody did anything a game ends by itself."""

_FORGET_WORDS = """
    UPDATE game_guesses SET typed = NULL
    WHERE typed IS NOT NULL AND round_id IN (SELECT id FROM game_rounds WHERE game_id = ? AND ended_at IS NOT NULL)
"""


def end_round(
    connection: sqlite3.Connection, played: Round, ending: RoundEnding, now: datetime, *, won_by: int | None = None
) -> None:
    """End an open round, and begin the next or end the game."""
    won = None if won_by is None else points(played.hints)
    connection.execute(
        "UPDATE game_rounds SET ended_at = ?, ending = ?, won_by = ?, points = ?, claimed_at = NULL "
        "WHERE id = ? AND ended_at IS NULL",
        (stored(now), ending, won_by, won, played.id),
    )
    connection.execute(_FORGET_WORDS, (played.game_id,))
    if ending == "missed" and _is_quiet(connection, played):
        end_game(connection, played.game_id, "quiet", now)
    else:
        go_on(connection, played.game_id, now)


def go_on(connection: sqlite3.Connection, game_id: int, now: datetime) -> None:
    """Begin the next round whose film is still there, or end the game."""
    for coming in rows.rounds_where(connection, "game_id = ? AND begun_at IS NULL ORDER BY number", (game_id,)):
        gone = has_lost_its_film(connection, coming)
        connection.execute(
            "UPDATE game_rounds SET begun_at = ?, due_at = ? WHERE id = ?",
            (stored(now), stored(now + PATIENCE), coming.id),
        )
        if not gone:
            return
        connection.execute(
            "UPDATE game_rounds SET ended_at = ?, ending = 'passed', told_at = ? WHERE id = ?",
            (stored(now), stored(now), coming.id),
        )
    end_game(connection, game_id, "played", now)


def end_game(
    connection: sqlite3.Connection, game_id: int, ending: GameEnding, now: datetime, *, stopped_by: int | None = None
) -> None:
    """End a game and the round that is played in it."""
    connection.execute(
        "UPDATE game_rounds SET ended_at = ?, ending = 'stopped', claimed_at = NULL "
        "WHERE game_id = ? AND begun_at IS NOT NULL AND ended_at IS NULL",
        (stored(now), game_id),
    )
    connection.execute(
        "UPDATE games SET ended_at = ?, ending = ?, stopped_by = ? WHERE id = ? AND ended_at IS NULL",
        (stored(now), ending, stopped_by, game_id),
    )
    connection.execute(_FORGET_WORDS, (game_id,))


def _is_quiet(connection: sqlite3.Connection, played: Round) -> bool:
    """Tell whether nobody did anything in the last rounds, of which this is one."""
    wanted = "game_id = ? AND number <= ? AND begun_at IS NOT NULL AND ending <> 'passed' ORDER BY number DESC LIMIT ?"
    last = rows.rounds_where(connection, wanted, (played.game_id, played.number, QUIET_ROUNDS))
    return len(last) == QUIET_ROUNDS and not any(each.joined for each in last)


def has_lost_its_film(connection: sqlite3.Connection, played: Round) -> bool:
    """Tell whether the film of a round has left the server's sight."""
    return played.film_id is None or asked_film(connection, played.film_id, guild_id=played.guild_id) is None
