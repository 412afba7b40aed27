"""The SQL of games: reading them with their rounds, and who may be named in them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.club.guessing.material import puzzle_from_json
from bot.club.guessing.record import Game, GameTable, Place, Round, Scene
from bot.club.hidden import SHOWN, is_hidden
from bot.club.keeping.kept import NOBODY

_GAME = """
    SELECT id, guild_id, channel_id, started_by, started_at, source, iif(team, 'team', 'each'), ended_at, ending,
           stopped_by, (SELECT count(*) FROM game_rounds WHERE game_id = games.id)
    FROM games
"""
_NAMES = (
    *("id", "guild_id", "game_id", "number", "film_id", "label", "clue", "hints", "message_id", "due_at", "nudged"),
    *("joined", "ended_at", "ending", "won_by", "points"),
)
_ROUND = f"SELECT {', '.join(_NAMES)} FROM game_rounds"  # noqa: S608 - the columns above
_TRIED = "SELECT typed FROM game_guesses WHERE round_id = ? AND typed IS NOT NULL ORDER BY id"
_WRONG = "SELECT count(*) FROM game_guesses WHERE round_id = ? AND verdict = 'wrong'"

NAMED = f"won_by <> {NOBODY} AND " + SHOWN.replace("ratings.guild_id", "game_rounds.guild_id").replace(
    "ratings.member_id", "game_rounds.won_by"
)
"""Won rounds whose winner others may be told of."""

PLACES = """
    SELECT rank() OVER (ORDER BY sum(points) DESC), won_by, sum(points), count(*)
    FROM game_rounds WHERE {where} GROUP BY won_by
    ORDER BY 3 DESC, min(ended_at), won_by
"""
"""Members by the points they won in the rounds that fit; those of as many share a place."""


def game(connection: sqlite3.Connection, game_id: int, *, guild_id: int) -> Game | None:
    """Return a game of a server."""
    return _game(connection, "id = ? AND guild_id = ?", (game_id, guild_id))


def game_played(connection: sqlite3.Connection, channel_id: int, *, guild_id: int) -> Game | None:
    """Return the game that is played in a channel."""
    return _game(connection, "channel_id = ? AND guild_id = ? AND ended_at IS NULL", (channel_id, guild_id))


def _game(connection: sqlite3.Connection, condition: str, values: Iterable[Any]) -> Game | None:
    row = connection.execute(f"{_GAME} WHERE {condition}", tuple(values)).fetchone()
    return None if row is None else Game(*row)


def rounds_where(connection: sqlite3.Connection, condition: str, values: Iterable[Any]) -> tuple[Round, ...]:
    """Return the rounds that fit a condition, which is SQL of this project with `?` for its values."""
    rows = connection.execute(f"{_ROUND} WHERE {condition}", tuple(values)).fetchall()
    return tuple(_round(row) for row in rows)


def round_of(connection: sqlite3.Connection, round_id: int, *, guild_id: int) -> Round | None:
    """Return a round of a server that has begun."""
    wanted = "id = ? AND guild_id = ? AND begun_at IS NOT NULL"
    return next(iter(rounds_where(connection, wanted, (round_id, guild_id))), None)


def open_round(connection: sqlite3.Connection, game_id: int) -> Round | None:
    """Return the round of a game that is played now."""
    wanted = "game_id = ? AND begun_at IS NOT NULL AND ended_at IS NULL"
    return next(iter(rounds_where(connection, wanted, (game_id,))), None)


def scene(connection: sqlite3.Connection, round_id: int, *, guild_id: int) -> Scene | None:
    """Return a round with its game and how the round before it ended, as its message shows them."""
    found = round_of(connection, round_id, guild_id=guild_id)
    if found is None:
        return None
    played = game(connection, found.game_id, guild_id=guild_id)
    assert played is not None, "a round goes with its game"
    [*_, before] = [None, *rounds_where(connection, "game_id = ? AND number = ?", (played.id, found.number - 1))]
    tried = tuple(typed for (typed,) in connection.execute(_TRIED, (round_id,)))
    return replace(
        _scene(connection, played, found),
        tried=tried,
        before=None if before is None else _scene(connection, played, before),
    )


def _scene(connection: sqlite3.Connection, played: Game, found: Round) -> Scene:
    winner = _named(connection, found.won_by or None, guild_id=found.guild_id)
    return Scene(played, found, wrong_guesses(connection, found.id), winner)


def wrong_guesses(connection: sqlite3.Connection, round_id: int) -> int:
    """Return how many wrong guesses a round had."""
    return connection.execute(_WRONG, (round_id,)).fetchone()[0]


def table_of(connection: sqlite3.Connection, played: Game) -> GameTable:
    """Return how a game came out, as far as it went."""
    statement = PLACES.format(where=f"game_id = ? AND won_by IS NOT NULL AND {NAMED}")
    places = tuple(Place(*row) for row in connection.execute(statement, (played.id,)))
    total, solved, counted = connection.execute(
        "SELECT ifnull(sum(points), 0), count(won_by), count(*) FROM game_rounds "
        "WHERE game_id = ? AND ended_at IS NOT NULL AND ending <> 'passed'",
        (played.id,),
    ).fetchone()
    begun = "game_id = ? AND begun_at IS NOT NULL ORDER BY number DESC LIMIT 1"
    last = next((_scene(connection, played, each) for each in rounds_where(connection, begun, (played.id,))), None)
    stopper = _named(connection, played.stopped_by or None, guild_id=played.guild_id)
    return GameTable(played, places, total, solved, counted, last, stopper)


def _named(connection: sqlite3.Connection, member_id: int | None, *, guild_id: int) -> int | None:
    """Return a member whom others may be told of; None for one who hides."""
    if member_id is None or is_hidden(connection, guild_id=guild_id, member_id=member_id):
        return None
    return member_id


def _round(row: tuple[Any, ...]) -> Round:
    fields = dict(zip(_NAMES, row, strict=True))
    fields["puzzle"] = puzzle_from_json(fields.pop("clue"))
    for flag in ("nudged", "joined"):
        fields[flag] = bool(fields[flag])
    return Round(**fields)
