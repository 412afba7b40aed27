"""Starting a game: its films are drawn once, each with what its round shows, and written with it."""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.catalogue.film import label
from bot.club.deadlines import stored
from bot.club.guessing import rows
from bot.club.guessing.choosing import From, Playable, playables
from bot.club.guessing.course import go_on
from bot.club.guessing.material import Puzzle, puzzle_to_json
from bot.club.guessing.record import Game, GameError
from bot.club.guessing.scoring import Mode
from bot.club.settings import read_settings

RECENT = 100
"""How many of a server's last rounds' films are not asked again, as long as there are others."""

ALREADY = "A game is being played in this channel already. Answer in it, or end it with /guess stop."

_INSERT_GAME = """
    INSERT INTO games (guild_id, channel_id, started_by, started_at, source, team) VALUES (?, ?, ?, ?, ?, ?)
    RETURNING id
"""
_INSERT_ROUND = """
    INSERT INTO game_rounds (guild_id, game_id, number, film_id, label, clue, hints, nudged, joined)
    VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0)
"""
_LATELY = "SELECT film_id FROM game_rounds WHERE guild_id = ? AND begun_at IS NOT NULL ORDER BY id DESC LIMIT ?"
_NAME = "SELECT title, year FROM films WHERE id = ?"


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
    go_on(connection, game_id, now)
    game = rows.game(connection, game_id, guild_id=setting.guild_id)
    assert game is not None, "it was just written"
    return game


def refuse_second(connection: sqlite3.Connection, channel_id: int, *, guild_id: int) -> None:
    """Refuse a second game in a channel.

    Raises:
        GameError: one is being played there.
    """
    if rows.game_played(connection, channel_id, guild_id=guild_id) is not None:
        raise GameError(ALREADY)


def draw(connection: sqlite3.Connection, setting: Setting, wanted: From, count: int) -> list[Drawn]:
    """Return what the rounds of a game are played with, each of another film, and none asked lately if others fit.

    Raises:
        GameError: a game is being played in the channel.
    """
    guild_id = setting.guild_id
    refuse_second(connection, setting.channel_id, guild_id=guild_id)
    unmarked = read_settings(connection, guild_id=guild_id).unmarked_reviews
    lately = {film_id for (film_id,) in connection.execute(_LATELY, (guild_id, RECENT)) if film_id is not None}
    chance = random.SystemRandom()

    drawn: dict[int, Playable] = {}
    for without in (lately, frozenset[int]()):
        fitting = playables(
            *(connection, wanted), guild_id=guild_id, without=without | drawn.keys(), chance=chance, unmarked=unmarked
        )
        drawn |= {found.film_id: found for found in islice(fitting, count - len(drawn))}
    return [_named(connection, found) for found in drawn.values()]


def _named(connection: sqlite3.Connection, found: Playable) -> Drawn:
    title, year = connection.execute(_NAME, (found.film_id,)).fetchone()
    return Drawn(found.film_id, label(title, year), found.puzzle)
