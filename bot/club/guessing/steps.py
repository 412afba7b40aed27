"""What members do in games: guess, take hints, give up, stop. Functions of a connection, each for one transaction."""

import sqlite3
from datetime import UTC, datetime, timedelta

from bot.club.deadlines import stored
from bot.club.guessing import rows
from bot.club.guessing.course import PATIENCE, end_game, end_round, has_lost_its_film
from bot.club.guessing.matching import Verdict
from bot.club.guessing.record import GameError, Guessed, Outcome, Round, Scene
from bot.club.guessing.scoring import guesses_left, pause_left

NO_SUCH = "That game is no longer there."
OVER = "That round is over."

_INSERT_GUESS = """
    INSERT INTO game_guesses (guild_id, round_id, member_id, verdict, guessed_at, typed) VALUES (?, ?, ?, ?, ?, ?)
"""
_LAST_WRONG = "SELECT max(guessed_at) FROM game_guesses WHERE round_id = ? AND member_id = ? AND verdict = 'wrong'"


def guess(
    connection: sqlite3.Connection,
    round_id: int,
    typed: str,
    verdict: Verdict,
    *,
    guild_id: int,
    member_id: int,
    now: datetime,
) -> Guessed:
    """Take a guess that was judged: of right ones the first that is written wins.

    What was typed is kept only where a team sees its wrong guesses, as long as the round is played.

    Raises:
        GameError: the round is gone.
    """
    scene = _scene(connection, round_id, guild_id=guild_id)
    played = scene.round
    if not played.is_open:
        return Guessed("late" if verdict == "right" else "over", scene)
    if has_lost_its_film(connection, played):
        end_round(connection, played, "passed", now)
        return Guessed("over", _scene(connection, round_id, guild_id=guild_id))
    if wait := pause_left(_last_wrong(connection, played, member_id), now):
        return Guessed("early", scene, seconds=-(-wait // timedelta(seconds=1)))
    kept = typed if scene.game.mode == "team" and verdict == "wrong" else None
    connection.execute(_INSERT_GUESS, (guild_id, round_id, member_id, verdict, stored(now), kept))
    outcome = _weigh(connection, scene, verdict, member_id, now)
    return Guessed(outcome, _scene(connection, round_id, guild_id=guild_id))


def _weigh(connection: sqlite3.Connection, scene: Scene, verdict: Verdict, member_id: int, now: datetime) -> Outcome:
    """Do what a guess leads to: the points, the end of a team's round, or more time for all."""
    played = scene.round
    if verdict == "right":
        end_round(connection, played, "won", now, won_by=member_id)
        return "won"
    _note_life(connection, played, now)
    wrong = rows.wrong_guesses(connection, played.id)
    if verdict == "wrong" and guesses_left(scene.game.mode, wrong) == 0:
        end_round(connection, played, "missed", now)
        return "lost"
    return verdict


def hint(connection: sqlite3.Connection, round_id: int, seen: int, *, guild_id: int, now: datetime) -> Scene:
    """Take the hint that follows the `seen` ones, unless it is taken already; return the round as it is then.

    Raises:
        GameError: the round is gone or over, or has no more hints.
    """
    played = _scene(connection, round_id, guild_id=guild_id).round
    if not played.is_open:
        raise GameError(OVER)
    if played.hints == seen:
        if not played.has_hint:
            raise GameError("There are no more hints for this film.")
        connection.execute("UPDATE game_rounds SET hints = hints + 1 WHERE id = ?", (round_id,))
    _note_life(connection, played, now)
    return _scene(connection, round_id, guild_id=guild_id)


def skip(connection: sqlite3.Connection, round_id: int, *, guild_id: int, now: datetime) -> None:
    """Give a round up; who may is the caller's to check.

    Raises:
        GameError: the round is gone or over.
    """
    played = _scene(connection, round_id, guild_id=guild_id).round
    if not played.is_open:
        raise GameError(OVER)
    end_round(connection, played, "skipped", now)


def stop(connection: sqlite3.Connection, game_id: int, *, guild_id: int, by: int, now: datetime) -> None:
    """End a game, with the round that is played; who may is the caller's to check.

    Raises:
        GameError: it is gone or over.
    """
    game = rows.game(connection, game_id, guild_id=guild_id)
    if game is None:
        raise GameError(NO_SUCH)
    if game.ended_at is not None:
        raise GameError("That game is over.")
    end_game(connection, game_id, "stopped", now, stopped_by=by)


def _note_life(connection: sqlite3.Connection, played: Round, now: datetime) -> None:
    """Note that a member is playing, which gives the round time anew."""
    connection.execute(
        "UPDATE game_rounds SET joined = 1, nudged = 0, due_at = ? WHERE id = ?",
        (stored(now + PATIENCE), played.id),
    )


def _last_wrong(connection: sqlite3.Connection, played: Round, member_id: int) -> datetime | None:
    at = connection.execute(_LAST_WRONG, (played.id, member_id)).fetchone()[0]
    return None if at is None else datetime.fromisoformat(at).astimezone(UTC)


def _scene(connection: sqlite3.Connection, round_id: int, *, guild_id: int) -> Scene:
    found = rows.scene(connection, round_id, guild_id=guild_id)
    if found is None:
        raise GameError(NO_SUCH)
    return found
