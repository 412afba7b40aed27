"""Seasons: a calendar year in a server's time zone, its table of points counted from the rounds, and those before."""

import sqlite3
from datetime import date
from zoneinfo import ZoneInfo

from bot.club.guessing.record import GameError, Place, Season
from bot.club.guessing.rows import NAMED, PLACES
from bot.club.periods import Period, parse_period
from bot.errors import UserError

EVERY = "all"
"""What is written for all seasons together."""

_EARLIER = 5
_WON = "game_rounds.guild_id = :guild AND won_by IS NOT NULL AND ended_at >= :since AND ended_at < :until"
_TOGETHER = "game_id IN (SELECT id FROM games WHERE guild_id = :guild AND team)"
_PLACES = PLACES.format(where=f"{_WON} AND NOT {_TOGETHER} AND {NAMED}")
_TEAM = f"SELECT ifnull(sum(points), 0), count(*) FROM game_rounds WHERE {_WON} AND {_TOGETHER}"  # noqa: S608 - the conditions above
_FIRST = "SELECT min(ended_at) FROM game_rounds WHERE guild_id = ? AND won_by IS NOT NULL"

_ALWAYS = Period(EVERY, "", "9999")


def read_season(typed: str | None, today: date, zone: ZoneInfo) -> Period:
    """Return the season that is meant: this year's where nothing is typed, another year's, or all together.

    Raises:
        GameError: it is no year.
    """
    text = (typed or "").strip().casefold()
    if text == EVERY:
        return _ALWAYS
    year = text or str(today.year)
    try:
        return parse_period(year if year.isdecimal() else "", today, zone)  # which reads months and weeks too
    except UserError as error:
        raise GameError("A season is a year. Write one such as 2025, or all for every season together.") from error


def season_years(connection: sqlite3.Connection, *, guild_id: int, today: date) -> list[int]:
    """Return the years from this one back to that of the first point that was won; an hour off at a year's turn."""
    first = connection.execute(_FIRST, (guild_id,)).fetchone()[0]
    return list(range(today.year, int(first[:4]) - 1, -1)) if first else [today.year]


def season(
    connection: sqlite3.Connection,
    period: Period,
    *,
    guild_id: int,
    today: date,
    zone: ZoneInfo,
    limit: int,
    offset: int,
) -> Season:
    """Return a page of a season's table, without members who hide, and who came first in the seasons before it."""
    values = _values(period, guild_id)
    every = [Place(*row) for row in connection.execute(_PLACES, values)]
    points, rounds = connection.execute(_TEAM, values).fetchone()
    years = season_years(connection, guild_id=guild_id, today=today)
    before = [parse_period(str(year), today, zone) for year in years if period.name != EVERY]
    earlier = [each for each in before if each.until <= period.since][:_EARLIER]
    return Season(
        period.name,
        tuple(every[offset : offset + limit]),
        len(every),
        points,
        rounds,
        tuple((each.name, firsts) for each in earlier if (firsts := _firsts(connection, each, guild_id))),
    )


def _firsts(connection: sqlite3.Connection, period: Period, guild_id: int) -> tuple[Place, ...]:
    places = (Place(*row) for row in connection.execute(_PLACES, _values(period, guild_id)))
    return tuple(place for place in places if place.rank == 1)


def _values(period: Period, guild_id: int) -> dict[str, int | str]:
    return {"guild": guild_id, "since": period.since, "until": period.until}
