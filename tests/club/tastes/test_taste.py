from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.tastes.taste import FEWEST_TO_AGREE, Nearness, agreement, closeness, nearness

SCORES = st.one_of(st.integers(1, 10), st.floats(0, 10))
PAIRS = st.lists(st.tuples(SCORES, SCORES), min_size=FEWEST_TO_AGREE, max_size=40)
Pairs = list[tuple[float, float]]


@pytest.mark.parametrize(
    ("theirs", "club", "near"),
    [
        ({}, {}, None),
        ({1: 5.0, 2: 5.0}, {1: 5.0, 2: 5.0}, None),
        ({1: 5.0, 2: 5.0, 3: 5.0}, {1: 5.0, 2: 5.0, 4: 5.0}, None),
        ({1: 5.0, 2: 6.0, 3: 7.0}, {1: 5.0, 2: 6.0, 3: 7.0, 4: 1.0}, Nearness(3, 0.0, 0.0)),
        ({1: 6.0, 2: 7.0, 3: 9.5}, {1: 5.0, 2: 6.0, 3: 7.0}, Nearness(3, 1.5, 1.5)),
        ({1: 4.0, 2: 5.0, 3: 6.0}, {1: 5.0, 2: 6.0, 3: 7.0}, Nearness(3, 1.0, -1.0)),
        ({1: 2.0, 2: 8.0, 3: 5.0, 4: 5.0}, {1: 5.0, 2: 5.0, 3: 5.0, 4: 5.0}, Nearness(4, 1.5, 0.0)),
    ],
)
def test_nearness_is_the_mean_distance_and_leaning_over_films_in_common(
    theirs: dict[int, float], club: dict[int, float], near: Nearness | None
) -> None:
    assert nearness(theirs, club) == near


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [(7, 7, 1), (7, 8, 0.75), (8, 7, 0.75), (7, 9, 0.5), (7, 10, 0.25), (6, 10, 0), (1, 10, 0), (7.5, 7, 0.875)],
)
def test_each_half_star_takes_a_quarter_of_the_closeness(one: float, other: float, close: float) -> None:
    assert closeness(one, other) == close


@pytest.mark.parametrize(
    ("pairs", "percent", "kinder"),
    [
        ([(8, 8)] * 5, 100, 0),
        ([(8, 7)] * 5, 75, 1),
        ([(6, 8)] * 7, 50, -2),
        ([(1, 10)] * 5, 0, -9),
        ([(8, 8)] * 4 + [(2, 9)], 80, -1.4),
        ([(8, 8)] * 999 + [(8, 7)], 99, 0.001),  # 99.975: no hundred where they differ at all
        ([(1, 10)] * 999 + [(1, 4)], 1, -8.994),  # 0.025
    ],
)
def test_an_agreement_is_the_mean_closeness(pairs: Pairs, percent: int, kinder: float) -> None:
    found = agreement(pairs)
    assert found is not None
    assert (found.films, found.percent, found.kinder) == (len(pairs), percent, pytest.approx(kinder))


@pytest.mark.parametrize("films", range(FEWEST_TO_AGREE))
def test_no_agreement_is_claimed_below_five_films(films: int) -> None:
    assert agreement([(8, 8)] * films) is None


@given(PAIRS, st.randoms())
def test_an_agreement_is_the_same_from_both_sides_and_in_any_order(pairs: Pairs, chance: Random) -> None:
    found = agreement(pairs)
    swapped = [(other, one) for one, other in pairs]
    chance.shuffle(swapped)
    from_there = agreement(swapped)
    assert found is not None
    assert from_there is not None
    assert (from_there.films, from_there.share, from_there.percent) == (found.films, found.share, found.percent)
    assert from_there.kinder == -found.kinder


@given(PAIRS)
def test_an_agreement_lies_between_nothing_and_all(pairs: Pairs) -> None:
    found = agreement(pairs)
    assert found is not None
    assert 0 <= found.share <= 1
    assert 0 <= found.percent <= 100


@given(st.lists(SCORES, min_size=FEWEST_TO_AGREE))
def test_who_gives_the_same_scores_agrees_by_all(scores: Sequence[float]) -> None:
    found = agreement((score, score) for score in scores)
    assert found is not None
    assert (found.percent, found.kinder) == (100, 0)


@given(PAIRS, st.integers(0, 39))
def test_a_film_more_on_which_they_are_one_takes_nothing_from_an_agreement(pairs: Pairs, score: int) -> None:
    before, after = agreement(pairs), agreement([*pairs, (score % 10 + 1, score % 10 + 1)])
    assert before is not None
    assert after is not None
    assert after.share >= before.share - 1e-12
