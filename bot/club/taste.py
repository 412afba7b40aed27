"""How near one taste is to another: arithmetic on the scores of the films in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

FEWEST = 3
"""From how many films in common on anything is said."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How someone's scores stand to the club's, both of 0 to 10, over `films` that both have scored.

    `apart` is the mean distance. `kinder` is the mean difference: above 0 where they score higher than the club, and
    never further from 0 than `apart`.
    """

    films: int
    apart: float
    kinder: float


def nearness(theirs: Mapping[int, float], club: Mapping[int, float]) -> Nearness | None:
    """Compare scores by film id with the club's mean ones; None below three films in common."""
    differences = [score - club[film_id] for film_id, score in theirs.items() if film_id in club]
    if len(differences) < FEWEST:
        return None
    return Nearness(len(differences), fmean(map(abs, differences)), fmean(differences))
