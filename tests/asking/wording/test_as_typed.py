"""Scores and days as they are said, read as the options of the commands read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.wording.as_typed import day_among, day_typed, score_typed
from bot.club.days import parse_day
from bot.club.scores import Scale, parse_score, score_label, score_phrase

TODAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("nine", "9"),
        ("a nine", "9"),
        ("9 out of 10", "9/10"),
        ("nine out of ten", "9/10"),
        ("9 of 10 points", "9/10"),
        ("four and a half stars", "4½ stars"),
        ("4 stars out of 5", "4/5"),
        ("half a star", "½ star"),
        ("a solid 8", "8"),
        ("four point 5", "4.5"),
        ("full marks", "10/10"),
        ("9/10 stars", "9/10"),
        ("★★★★½", "★★★★½"),
        ("lovely", "lovely"),
        ("-3", "-3"),
    ],
)
def test_scores(said: str, typed: str) -> None:
    assert score_typed(said) == typed


@given(st.integers(1, 10), st.sampled_from(["stars", "points"]))
def test_a_score_that_is_written_as_the_bot_writes_it_is_read_back(score: int, scale: Scale) -> None:
    assert parse_score(score_typed(score_label(score, scale)), scale) == score
    assert parse_score(score_typed(score_phrase(score, scale).split(" (")[0]), scale) == score


@given(st.text(max_size=60))
def test_any_text_is_taken(said: str) -> None:
    assert isinstance(score_typed(said), str)
    assert isinstance(day_typed(said), str)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("last night", date(2024, 5, 15)),
        ("yesterday evening", date(2024, 5, 15)),
        ("this morning", TODAY),
        ("just now", TODAY),
        ("friday night", date(2024, 5, 10)),
        ("on friday", date(2024, 5, 10)),
        ("for yesterday", date(2024, 5, 15)),
        ("two days ago", date(2024, 5, 14)),
        ("a day ago", date(2024, 5, 15)),
        ("20 nov", date(2023, 11, 20)),
        ("the 3rd of may", date(2024, 5, 3)),
        ("2024-01-02", date(2024, 1, 2)),
    ],
)
def test_days(said: str, day: date) -> None:
    assert parse_day(day_typed(said), TODAY) == day


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("with ben last night at home", "last night"),
        ("again on friday", "on friday"),
        ("tomorrow", "tomorrow"),
        ("last week", "last week"),
        ("on 3 may 2024 with everyone", "on 3 may 2024"),
        ("with friends", None),
        ("", None),
    ],
)
def test_a_day_is_found_among_other_words(said: str, typed: str | None) -> None:
    assert day_among(said) == typed
