"""Distribution, mean, median, spread and Bayesian mean, by examples worked out by hand."""

import statistics
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.figures import Sums, bayesian_mean, distribution, figures, mean_score

SCORES = st.lists(st.integers(1, 10), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("scores", "mean", "median", "spread"),
    [
        # The example of a standard deviation that encyclopedias give.
        ((2, 4, 4, 4, 5, 5, 7, 9), 5.0, 4.5, 2.0),
        ((1, 10), 5.5, 5.5, 4.5),
        ((6, 6, 6), 6.0, 6.0, 0.0),
        ((1, 2, 9), 4.0, 2.0, 3.559),
        ((7,), 7.0, 7.0, None),
        ((10, 1, 1, 1), 3.25, 1.0, 3.897),
    ],
)
def test_scores_come_to_these_figures(
    scores: tuple[int, ...], mean: float, median: float, spread: float | None
) -> None:
    found = figures(distribution(scores))
    assert found is not None
    assert (found.count, found.mean, found.median) == (len(scores), mean, median)
    assert found.spread == (None if spread is None else pytest.approx(spread, abs=0.001))


def test_no_scores_come_to_nothing() -> None:
    assert figures(distribution(())) is None


@pytest.mark.parametrize(
    ("counts", "mean"),
    [((0,) * 10, None), ((0,) * 9 + (2,), 10), ((1,) * 10, 5.5), ((3, 0, 0, 0, 0, 0, 0, 0, 0, 1), 3.25)],
)
def test_the_mean_is_of_the_scores_given(counts: tuple[int, ...], mean: float | None) -> None:
    assert mean_score(counts) == mean


@pytest.mark.parametrize(
    ("mean", "count", "prior", "weight", "drawn"),
    [
        (9.0, 100, 7.0, 100, 8.0),
        (10.0, 1, 6.0, 3, 7.0),
        (2.0, 6, 6.0, 2, 3.0),
        (9.0, 0, 6.5, 4, 6.5),
        (9.0, 5, 1.0, 0, 9.0),
    ],
)
def test_the_bayesian_mean_by_hand(mean: float, count: int, prior: float, weight: int, drawn: float) -> None:
    assert bayesian_mean(mean, count, prior, weight) == pytest.approx(drawn)


@given(st.floats(1, 10), st.integers(1, 10_000), st.floats(1, 10), st.integers(0, 10_000))
def test_the_bayesian_mean_lies_between_the_mean_and_the_prior(
    mean: float, count: int, prior: float, weight: int
) -> None:
    low, high = sorted((mean, prior))
    assert low - 1e-9 <= bayesian_mean(mean, count, prior, weight) <= high + 1e-9


@given(SCORES)
def test_figures_agree_with_the_standard_library(scores: list[int]) -> None:
    counts = distribution(scores)
    assert sum(counts) == len(scores)
    found = figures(counts)
    assert found is not None
    assert found.mean == mean_score(counts) == pytest.approx(statistics.fmean(scores))
    assert found.median == statistics.median(scores)
    assert found.spread == (pytest.approx(statistics.pstdev(scores)) if len(scores) > 1 else None)


@given(SCORES, st.randoms())
def test_the_order_of_ratings_does_not_matter(scores: list[int], chance: Random) -> None:
    shuffled = list(scores)
    chance.shuffle(shuffled)
    assert distribution(shuffled) == distribution(scores)


@given(st.lists(SCORES, min_size=1, max_size=5))
def test_sums_of_parts_are_the_sums_of_the_whole(parts: list[list[int]]) -> None:
    def sums(scores: list[int]) -> Sums:
        return Sums(len(scores), sum(scores), sum(score * score for score in scores))

    whole = [score for part in parts for score in part]
    together = Sums.of(sums(part) for part in parts)
    assert together == sums(whole)
    assert together.variance == pytest.approx(statistics.pvariance(whole))
