"""What films have in common: directors, genres, countries and decades, and how much someone likes each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.club.recommending.neighbours import Real, Whole
from bot.club.recommending.recommend_rules import Rules, TraitKind

YEARS_APART = 20
"""From how many years apart on two films are not alike at all in when they were made."""


class Liked(NamedTuple):
    """How someone likes the films of one trait: how many they rated, and the mean liking.

    `points` is that with interest added, and drawn to nothing where the films are few.
    """

    films: int
    mean: float
    points: float


Affinities = Mapping[TraitKind, Mapping[str, Liked]]
"""How someone likes each trait of the films they rated, by kind and the trait's key."""


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """The traits of one kind of several films: the film's place and the trait's key, side by side.

    `names` are the keys as they are written.
    """

    film: Whole
    key: Sequence[str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, films: Whole, rows: Sequence[tuple[int, str, str]]) -> "Traits":
        """Return the traits of films by rows of film id, key and name, which are in the order of `films`."""
        if not rows:
            return cls(np.empty(0, np.int64), (), {})
        ids, keys, names = zip(*rows, strict=True)
        return cls(np.searchsorted(films, ids), keys, dict(zip(keys, names, strict=True)))

    def keys_of(self, place: int) -> tuple[str, ...]:
        """Return the keys of one film, in order."""
        begin, end = np.searchsorted(self.film, [place, place + 1])
        return tuple(self.key[begin:end])


@dataclass(frozen=True, slots=True, eq=False)
class Films:
    """Films as columns: ids in rising order, years, the source's votes and scores (NaN where unknown), and traits.

    Each kind's traits are in the order of the films.
    """

    ids: Whole
    year: Real
    votes: Real
    score: Real
    traits: Mapping[TraitKind, Traits]

    def some(self, places: Whole) -> "Films":
        """Return the films at some places, which are in rising order."""
        taken: dict[TraitKind, Traits] = {}
        for kind, traits in self.traits.items():
            rows = np.flatnonzero(np.isin(traits.film, places)).tolist()
            keys = [traits.key[row] for row in rows]
            taken[kind] = Traits(np.searchsorted(places, traits.film[rows]), keys, traits.names)
        return Films(self.ids[places], self.year[places], self.votes[places], self.score[places], taken)

    def places_of(self, film_ids: Whole) -> tuple[Whole, Whole]:
        """Return where in `film_ids` a film stands that is here, and the place of each of these here."""
        if not len(self.ids):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        places = np.minimum(np.searchsorted(self.ids, film_ids), len(self.ids) - 1)
        here = np.flatnonzero(self.ids[places] == film_ids)
        return here, places[here]


def affinities(films: Films, liking: Real, rules: Rules) -> Affinities:
    """Return how someone likes each trait of films, given how they like each of these, in points; NaN is unknown."""
    found: dict[TraitKind, dict[str, Liked]] = {}
    for kind, traits in films.traits.items():
        by_key: dict[str, list[float]] = {}
        for key, points in zip(traits.key, liking[traits.film].tolist(), strict=True):
            if points == points:  # noqa: PLR0124 - NaN alone is not itself
                by_key.setdefault(key, []).append(points)
        found[kind] = {key: _liked(each, rules.interest, rules.traits[kind].shrink) for key, each in by_key.items()}
    return found


def _liked(each: Sequence[float], interest: float, shrink: float) -> Liked:
    mean = sum(each) / len(each)
    return Liked(len(each), mean, (mean + interest) * len(each) / (len(each) + shrink))


def liking_by_traits(films: Films, likes: Affinities, rules: Rules) -> Real:
    """Return how films would be liked by their traits alone, in points; 0 where nothing is known."""
    points = np.zeros(len(films.ids))
    for kind, traits in films.traits.items():
        known = {key: liked.points for key, liked in likes.get(kind, {}).items()}
        value = np.array([known.get(key, 0.0) for key in traits.key], np.float64)
        count = np.bincount(traits.film, minlength=len(points))
        total = np.bincount(traits.film, value, minlength=len(points))
        points += rules.traits[kind].weight * total / np.maximum(count, 1)
    return points


def likeness(films: Films, place: int, rules: Rules) -> Real:
    """Return how far each film is like the one at a place, from 0 to 1.

    For directors, genres and countries that is the part of both films' that they share (Jaccard's), for years how
    near they are. What is unknown of either film is not shared.
    """
    alike = np.zeros(len(films.ids))
    for kind, rule in rules.traits.items():
        if kind == "decade":
            apart = np.nan_to_num(np.abs(films.year - films.year[place]), nan=YEARS_APART)
            alike += rule.likeness * (1 - np.minimum(apart, YEARS_APART) / YEARS_APART)
        elif kind in films.traits:
            alike += rule.likeness * _shared(films.traits[kind], place, len(alike))
    return alike


def _shared(traits: Traits, place: int, many: int) -> Real:
    own = set(traits.keys_of(place))
    same: NDArray[np.bool_] = np.array([key in own for key in traits.key], np.bool_)
    both = np.bincount(traits.film, same, minlength=many)
    either = np.bincount(traits.film, minlength=many) + len(own) - both
    return both / np.maximum(either, 1)
