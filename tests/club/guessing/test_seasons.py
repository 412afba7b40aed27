"""A season's table is counted from the rounds that were won in its year, as days are in the server's time zone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.club.guessing.record import GameError, Season
from bot.club.guessing.seasons import read_season, season, season_years
from bot.connection import open_writer
from tests.factories import make_database, make_film

GUILD, OTHER = 5, 6
ANA, BEN, CY = 71, 72, 73
TODAY = date(2026, 6, 1)
UTC, TOKYO = ZoneInfo("UTC"), ZoneInfo("Asia/Tokyo")
NEW_YEAR_IN_TOKYO = "2025-12-31T16:00:00Z"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3", make_film()))) as opened:
        yield opened


def won(
    connection: sqlite3.Connection,
    member_id: int,
    points: int,
    at: str = "2026-05-01T00:00:00Z",
    *,
    team: int = 0,
    guild_id: int = GUILD,
) -> None:
    [game_id] = connection.execute(
        "INSERT INTO games (guild_id, channel_id, started_by, started_at, source, team, ended_at, ending) "
        "VALUES (?, 1, 9, ?, 'everything', ?, ?, 'played') RETURNING id",
        (guild_id, at, team, at),
    ).fetchone()
    connection.execute(
        "INSERT INTO game_rounds (guild_id, game_id, number, film_id, label, clue, hints, begun_at, nudged, joined, "
        "ended_at, ending, won_by, points) VALUES (?, ?, 1, 1, 'X', '{}', 0, ?, 0, 1, ?, 'won', ?, ?)",
        (guild_id, game_id, at, at, member_id, points),
    )


def table(
    connection: sqlite3.Connection, typed: str | None = None, *, zone: ZoneInfo = UTC, limit: int = 10, offset: int = 0
) -> Season:
    period = read_season(typed, TODAY, zone)
    return season(connection, period, guild_id=GUILD, today=TODAY, zone=zone, limit=limit, offset=offset)


def places(found: Season) -> list[tuple[int, int, int, int]]:
    return [(place.rank, place.member_id, place.points, place.rounds) for place in found.places]


def test_equal_points_share_a_place(connection: sqlite3.Connection) -> None:
    won(connection, ANA, 10)
    won(connection, BEN, 6, "2026-01-02T00:00:00Z")
    won(connection, BEN, 4)
    won(connection, CY, 8)
    assert places(table(connection)) == [(1, BEN, 10, 2), (1, ANA, 10, 1), (3, CY, 8, 1)]
    page = table(connection, limit=1, offset=2)
    assert (places(page), page.total) == ([(3, CY, 8, 1)], 3)


def test_what_is_not_a_member_s_own_is_left_out(connection: sqlite3.Connection) -> None:
    won(connection, ANA, 10, guild_id=OTHER)
    won(connection, BEN, 4)
    won(connection, CY, 8)
    won(connection, 0, 10)  # a member whose data was deleted
    connection.execute("INSERT INTO hidden_members VALUES (?, ?, '2026-01-01T00:00:00Z')", (GUILD, CY))
    won(connection, ANA, 6, team=1)
    found = table(connection)
    assert places(found) == [(1, BEN, 4, 1)]
    assert (found.team_points, found.team_rounds) == (6, 1)


def test_years_turn_where_the_server_is(connection: sqlite3.Connection) -> None:
    won(connection, ANA, 10, NEW_YEAR_IN_TOKYO)
    assert places(table(connection)) == []
    assert places(table(connection, zone=TOKYO)) == [(1, ANA, 10, 1)]
    assert places(table(connection, "2025")) == [(1, ANA, 10, 1)]
    assert places(table(connection, "all")) == [(1, ANA, 10, 1)]


def test_the_seasons_before_are_told_with_who_came_first(connection: sqlite3.Connection) -> None:
    for year, member_id, points in ((2023, ANA, 4), (2023, BEN, 4), (2025, CY, 8), (2025, ANA, 2), (2026, ANA, 1)):
        won(connection, member_id, points, f"{year}-05-01T00:00:00Z")
    assert season_years(connection, guild_id=GUILD, today=TODAY) == [2026, 2025, 2024, 2023]
    found = table(connection)
    assert [(name, [place.member_id for place in firsts]) for name, firsts in found.earlier] == [
        ("2025", [CY]),
        ("2023", [ANA, BEN]),
    ]
    assert [name for name, _ in table(connection, "2025").earlier] == ["2023"]
    assert table(connection, "all").earlier == ()


@pytest.mark.parametrize("typed", ["this year", "20", "٢٠٢٦", "nonsense", "2026-01", "0000", "x" * 4_000])
def test_a_season_is_a_year(typed: str) -> None:
    with pytest.raises(GameError, match="A season is a year"):
        read_season(typed, TODAY, UTC)


def test_this_season_is_what_is_meant_where_nothing_is_typed() -> None:
    assert read_season(None, TODAY, UTC) == read_season(" 2026 ", TODAY, UTC)
