"""How near one taste is to another: arithmetic on the scores of the films in common. Pure rules.

Scores here may be whole or not, of 0 to 10: members', a reviewer's, or means of either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

FEWEST = 3
"""From how many films in common on it is said how near a reviewer is to the club."""

FEWEST_TO_AGREE = 5
"""From how many films in common on an agreement is claimed."""

NO_AGREEMENT = 4
"""How far apart two scores are, in points of ten, where nothing is left of an agreement: two stars."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How someone's scores stand to the club's, both of 0 to 10, over `films` that both have scored.

    `apart` is the mean distance. `kinder` is the mean difference: above 0 where they score higher than the club, and
    never further from 0 than `apart`.
    """

    films: int
    apart: float
    kinder: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two agree over `films` that both have scored: `share`, from 0 to 1, is the mean of `closeness`.

    `kinder` is how many points of ten the first scores higher than the second on average, below 0 where lower.
    """

    films: int
    share: float
    kinder: float

    @property
    def percent(self) -> int:
        """The share in hundredths, rounded, and 100 or 0 only where it is exactly that."""
        return round(100 * self.share) if self.share in {0, 1} else min(max(round(100 * self.share), 1), 99)


def closeness(one: float, other: float) -> float:
    """Return how far two scores agree, from 1 for the same to 0 from two stars apart on.

    A half star takes a quarter away. The whole scale is not the measure, since hardly anyone uses it all: strangers
    whose scores scatter as usual would seem to agree by three quarters, where here they come to about a half.
    """
    return 1 - min(abs(one - other), NO_AGREEMENT) / NO_AGREEMENT


def agreement(pairs: Iterable[tuple[float, float]]) -> Agreement | None:
    """Compare two people by their pairs of scores of the same films; None below five films in common.

    Either may come first, and the films in any order. Those who differ by a steady half star agree by 75%, since it is
    scores that are compared and not the order of preferences: over few films an order is mostly chance.
    """
    both = list(pairs)
    if len(both) < FEWEST_TO_AGREE:
        return None
    share = fmean(closeness(one, other) for one, other in both)
    return Agreement(len(both), share, fmean(one - other for one, other in both))


def nearness(theirs: Mapping[int, float], club: Mapping[int, float]) -> Nearness | None:
    """Compare scores by film id with the club's mean ones; None below three films in common."""
    differences = [score - club[film_id] for film_id, score in theirs.items() if film_id in club]
    if len(differences) < FEWEST:
        return None
    return Nearness(len(differences), fmean(map(abs, differences)), fmean(differences))
