"""What many scores come to: distribution, mean, median and spread, and means that a few scores cannot sway.

Scores are whole numbers from 1 to 10, and `counts` are how often each of them was given, from 1 to 10. Pure rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import Self

from bot.club.scores import HIGHEST, LOWEST


@dataclass(frozen=True, slots=True)
class Sums:
    """What the mean and spread of a set of scores come from: how many, their sum, the sum of their squares."""

    count: int
    total: int
    squares: int

    @classmethod
    def of(cls, parts: Iterable[Self]) -> Self:
        """Return the sums of several sets together."""
        every = list(parts)
        return cls(
            sum(part.count for part in every), sum(part.total for part in every), sum(part.squares for part in every)
        )

    @property
    def mean(self) -> float:
        """The mean score, 1 to 10; there has to be one."""
        return self.total / self.count

    @property
    def variance(self) -> float:
        """The mean square of the distances from the mean; there has to be a score."""
        # From whole numbers, so that it is exact and never below 0.
        return (self.count * self.squares - self.total**2) / self.count**2


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of a film in numbers; the median and spread are of 1 to 10, as the mean is.

    `spread` is the standard deviation of all these scores (not an estimate for others), and None of a single score.
    """

    counts: tuple[int, ...]
    count: int
    mean: float
    median: float
    spread: float | None


@dataclass(frozen=True, slots=True)
class FilmRatings:
    """How a film was rated in a server, beside what others think of it; three things that are never put in one.

    `figures` is None where nobody has rated it, `own` is the score of the member who asks. `source_score` and
    `reviewers_mean` are of 0 to 10, the latter over `reviewers` reviews that came with the film and have a score.
    """

    figures: Figures | None
    own: int | None
    reviewers_mean: float | None
    reviewers: int


def distribution(scores: Iterable[int]) -> tuple[int, ...]:
    """Return how often each score from 1 to 10 was given."""
    counts = [0] * (HIGHEST - LOWEST + 1)
    for score in scores:
        counts[score - LOWEST] += 1
    return tuple(counts)


def mean_score(counts: tuple[int, ...]) -> float | None:
    """Return the mean score; None where there is none."""
    return _sums(counts).mean if any(counts) else None


def figures(counts: tuple[int, ...]) -> Figures | None:
    """Return what scores come to; None where there is none."""
    if not any(counts):
        return None
    sums = _sums(counts)
    spread = sqrt(sums.variance) if sums.count > 1 else None
    return Figures(counts, sums.count, sums.mean, _median(counts), spread)


def bayesian_mean(mean: float, count: int, prior: float, weight: float) -> float:
    """Return `(v·R + m·C) / (v + m)`: the mean R of v scores, drawn towards C as if by m scores more.

    The formula is the one by which IMDb ranks its top films. It lies between R and C, the nearer to R the more scores.
    """
    return (count * mean + weight * prior) / (count + weight)


def _sums(counts: tuple[int, ...]) -> Sums:
    scored = list(enumerate(counts, LOWEST))
    total = sum(score * count for score, count in scored)
    return Sums(sum(counts), total, sum(score * score * count for score, count in scored))


def _median(counts: tuple[int, ...]) -> float:
    """Return the middle score, or the mean of the middle two."""
    given = sum(counts)
    up_to = list(accumulate(counts))
    lower, upper = (
        next(score for score, reached in enumerate(up_to, LOWEST) if reached > place)
        for place in ((given - 1) // 2, given // 2)
    )
    return (lower + upper) / 2
