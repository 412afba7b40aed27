"""What is done in games: each step a function of a connection, to be run in one transaction.

Whatever ends a round begins the next in the same transaction, so that a game never stands still between two.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.catalogue.visibility import REACHABLE
from bot.club.deadlines import stored
from bot.club.guessing import rows
from bot.club.guessing.choosing import asked_film
from bot.club.guessing.matching import Verdict
from bot.club.guessing.material import Puzzle, puzzle_to_json
from bot.club.guessing.record import Game, GameEnding, GameError, Guessed, Outcome, Round, RoundEnding, Scene
from bot.club.guessing.scoring import Mode, guesses_left, pause_left, points

PATIENCE = timedelta(minutes=2)
"""How long the clock leaves a round alone after a member did something in it: then it gives a hint, then ends it."""

QUIET_ROUNDS = 2
"""After how many rounds one after another in which nobody did anything a game ends by itself."""

ALREADY = "A game is being played in this channel already. Answer in it, or end it with /guess stop."
NO_SUCH = "That game is no longer there."
OVER = "That round is over."

_INSERT_GAME = """
    INSERT INTO games (guild_id, channel_id, started_by, started_at, source, team) VALUES (?, ?, ?, ?, ?, ?)
    RETURNING id
"""
_INSERT_ROUND = """
    INSERT INTO game_rounds (guild_id, game_id, number, film_id, label, clue, hints, nudged, joined)
    VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0)
"""
_LAST_WRONG = "SELECT max(guessed_at) FROM game_guesses WHERE round_id = ? AND member_id = ? AND verdict = 'wrong'"
_DUE = f"""
    begun_at IS NOT NULL AND ended_at IS NULL AND (due_at <= ? OR NOT EXISTS (
        SELECT 1 FROM films WHERE films.id = film_id AND {REACHABLE.replace(":guild", "game_rounds.guild_id")}
    )) ORDER BY due_at
"""  # noqa: S608 - a condition of this project


@dataclass(frozen=True, slots=True)
class Drawn:
    """A film that was drawn for a round: its title and year, and what the round shows."""

    film_id: int
    label: str
    puzzle: Puzzle


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a game is played, who started it, with which films in words, and how."""

    guild_id: int
    channel_id: int
    started_by: int
    source: str
    mode: Mode


def start(connection: sqlite3.Connection, setting: Setting, drawn: Sequence[Drawn], now: datetime) -> Game:
    """Write a game with a round for each film, and begin the first.

    Raises:
        GameError: one is being played in the channel.
    """
    refuse_second(connection, setting.channel_id, guild_id=setting.guild_id)
    place = (setting.guild_id, setting.channel_id, setting.started_by)
    row = connection.execute(_INSERT_GAME, (*place, stored(now), setting.source, setting.mode == "team")).fetchone()
    [game_id] = row
    connection.executemany(
        _INSERT_ROUND,
        [
            (setting.guild_id, game_id, number, each.film_id, each.label, puzzle_to_json(each.puzzle))
            for number, each in enumerate(drawn, 1)
        ],
    )
    _go_on(connection, game_id, now)
    return required(connection, game_id, guild_id=setting.guild_id)


def refuse_second(connection: sqlite3.Connection, channel_id: int, *, guild_id: int) -> None:
    """Refuse a second game in a channel.

    Raises:
        GameError: one is being played there.
    """
    if rows.game_played(connection, channel_id, guild_id=guild_id) is not None:
        raise GameError(ALREADY)


def required(connection: sqlite3.Connection, game_id: int, *, guild_id: int) -> Game:
    """Return a game of a server.

    Raises:
        GameError: it is gone.
    """
    game = rows.game(connection, game_id, guild_id=guild_id)
    if game is None:
        raise GameError(NO_SUCH)
    return game


def guess(
    connection: sqlite3.Connection, round_id: int, verdict: Verdict, *, guild_id: int, member_id: int, now: datetime
) -> Guessed:
    """Take a guess that was judged: of right ones the first that is written wins.

    Raises:
        GameError: the round is gone.
    """
    scene = _scene(connection, round_id, guild_id=guild_id)
    played = scene.round
    if not played.is_open:
        return Guessed("late" if verdict == "right" else "over", scene)
    if _has_lost_its_film(connection, played):
        end_round(connection, played, "passed", now)
        return Guessed("over", _scene(connection, round_id, guild_id=guild_id))
    if wait := pause_left(_last_wrong(connection, played, member_id), now):
        return Guessed("early", scene, seconds=-(-wait // timedelta(seconds=1)))
    connection.execute(
        "INSERT INTO game_guesses (guild_id, round_id, member_id, verdict, guessed_at) VALUES (?, ?, ?, ?, ?)",
        (guild_id, round_id, member_id, verdict, stored(now)),
    )
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
    game = required(connection, game_id, guild_id=guild_id)
    if game.ended_at is not None:
        raise GameError("That game is over.")
    _end_game(connection, game_id, "stopped", now, stopped_by=by)


def bar(connection: sqlite3.Connection, game_id: int, *, now: datetime) -> None:
    """End a game whose channel the bot may no longer write in; nothing of it is told any more."""
    _end_game(connection, game_id, "barred", now)
    told = (stored(now), game_id)
    connection.execute("UPDATE game_rounds SET told_at = ? WHERE game_id = ? AND ended_at IS NOT NULL", told)
    connection.execute("UPDATE games SET told_at = ? WHERE id = ?", told)


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
    if _has_lost_its_film(connection, played):
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
    if ending == "missed" and _is_quiet(connection, played):
        _end_game(connection, played.game_id, "quiet", now)
    else:
        _go_on(connection, played.game_id, now)


def _go_on(connection: sqlite3.Connection, game_id: int, now: datetime) -> None:
    """Begin the next round whose film is still there, or end the game."""
    for coming in rows.rounds_where(connection, "game_id = ? AND begun_at IS NULL ORDER BY number", (game_id,)):
        gone = _has_lost_its_film(connection, coming)
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
    _end_game(connection, game_id, "played", now)


def _end_game(
    connection: sqlite3.Connection, game_id: int, ending: GameEnding, now: datetime, *, stopped_by: int | None = None
) -> None:
    connection.execute(
        "UPDATE game_rounds SET ended_at = ?, ending = 'stopped', claimed_at = NULL "
        "WHERE game_id = ? AND begun_at IS NOT NULL AND ended_at IS NULL",
        (stored(now), game_id),
    )
    connection.execute(
        "UPDATE games SET ended_at = ?, ending = ?, stopped_by = ? WHERE id = ? AND ended_at IS NULL",
        (stored(now), ending, stopped_by, game_id),
    )


def _is_quiet(connection: sqlite3.Connection, played: Round) -> bool:
    """Tell whether nobody did anything in the last rounds, of which this is one."""
    wanted = "game_id = ? AND number <= ? AND begun_at IS NOT NULL AND ending <> 'passed' ORDER BY number DESC LIMIT ?"
    last = rows.rounds_where(connection, wanted, (played.game_id, played.number, QUIET_ROUNDS))
    return len(last) == QUIET_ROUNDS and not any(each.joined for each in last)


def _note_life(connection: sqlite3.Connection, played: Round, now: datetime) -> None:
    """Note that a member is playing, which gives the round time anew."""
    connection.execute(
        "UPDATE game_rounds SET joined = 1, nudged = 0, due_at = ? WHERE id = ?",
        (stored(now + PATIENCE), played.id),
    )


def _has_lost_its_film(connection: sqlite3.Connection, played: Round) -> bool:
    return played.film_id is None or asked_film(connection, played.film_id, guild_id=played.guild_id) is None


def _last_wrong(connection: sqlite3.Connection, played: Round, member_id: int) -> datetime | None:
    at = connection.execute(_LAST_WRONG, (played.id, member_id)).fetchone()[0]
    return None if at is None else datetime.fromisoformat(at).astimezone(UTC)


def _scene(connection: sqlite3.Connection, round_id: int, *, guild_id: int) -> Scene:
    found = rows.scene(connection, round_id, guild_id=guild_id)
    if found is None:
        raise GameError(NO_SUCH)
    return found
