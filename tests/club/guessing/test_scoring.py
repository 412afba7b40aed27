"""What answers are worth, and what wrong ones cost."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.club.guessing.scoring import PAUSE, POINTS, TEAM_GUESSES, Mode, guesses_left, pause_left, points

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("hints", "worth"), [(0, 10), (1, 8), (2, 6), (3, 4), (4, 2), (5, 1), (99, 1), (-1, 10)])
def test_each_hint_costs_points(hints: int, worth: int) -> None:
    assert points(hints) == worth


def test_every_hint_there_is_costs_something() -> None:
    assert sorted(set(POINTS), reverse=True) == list(POINTS)


@pytest.mark.parametrize(
    ("mode", "wrong", "left"),
    [("each", 0, None), ("each", 50, None), ("team", 0, TEAM_GUESSES), ("team", 5, 1), ("team", 6, 0), ("team", 7, 0)],
)
def test_only_a_team_has_so_many_guesses(mode: Mode, wrong: int, left: int | None) -> None:
    assert guesses_left(mode, wrong) == left


@pytest.mark.parametrize(
    ("ago", "left"),
    [
        (None, timedelta()),
        (timedelta(), PAUSE),
        (timedelta(seconds=2), PAUSE - timedelta(seconds=2)),
        (PAUSE, timedelta()),
        (timedelta(days=1), timedelta()),
        (-timedelta(hours=1), PAUSE),  # the clock was set back
    ],
)
def test_a_wrong_guess_is_followed_by_a_pause(ago: timedelta | None, left: timedelta) -> None:
    assert pause_left(None if ago is None else NOON - ago, NOON) == left
