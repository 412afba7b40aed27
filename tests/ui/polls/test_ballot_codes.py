"""Half-filled ballots in the ids of their controls."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.polls.record import MOST_OPTIONS
from bot.club.polls.tally import MOST_POINTS
from bot.ui.polls.ballot_codes import (
    POINTS,
    RANKING,
    points_word,
    ranked_marks,
    ranking_of,
    ranking_word,
    read_points,
    read_ranking,
)

options = st.integers(0, MOST_OPTIONS - 1)
rankings = st.lists(options, unique=True).map(tuple)


@given(rankings)
def test_a_ranking_comes_back_from_its_word(ranking: tuple[int, ...]) -> None:
    word = ranking_word(ranking)
    assert re.fullmatch(RANKING, word)
    assert read_ranking(word) == ranking
    assert ranking_of(ranked_marks(ranking)) == ranking


@given(st.dictionaries(options, st.integers(1, MOST_POINTS)))
def test_points_come_back_from_their_word(points: dict[int, int]) -> None:
    word = points_word(points)
    assert re.fullmatch(POINTS, word)
    assert read_points(word) == points


@pytest.mark.parametrize(("word", "ranking"), [("", ()), ("cab", (2, 0, 1)), ("aba", (0, 1)), ("y", (24,))])
def test_words_of_rankings_mean_what_they_always_meant(word: str, ranking: tuple[int, ...]) -> None:
    assert read_ranking(word) == ranking


@pytest.mark.parametrize(("word", "points"), [("", {}), ("0503", {1: 5, 3: 3}), ("000", {})])
def test_words_of_points_mean_what_they_always_meant(word: str, points: dict[int, int]) -> None:
    assert read_points(word) == points
