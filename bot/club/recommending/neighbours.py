"""Members whose taste is near: how far each agrees with the asker, and how much their word counts. Pure arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.club.recommending.recommend_rules import Rules
from bot.club.tastes.taste import FEWEST_TO_AGREE, NO_AGREEMENT, Agreement

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ClubRatings:
    """Ratings as columns, member by member: the place of each one's member and film, and its score of 1 to 10.

    Places count in `members` and `films`, which are ids in rising order. `liking` is how much the member likes the
    film, in points above what they usually give.
    """

    members: Whole
    films: Whole
    member: Whole
    film: Whole
    score: Real
    liking: Real

    @classmethod
    def of(cls, given: Mapping[int, tuple[Whole, Whole]], rules: Rules) -> Self:
        """Return the ratings of members by their ids: of each, the ids of the films and the scores."""
        members = sorted(given)
        none = np.empty(0, np.int64)
        films, film = _numbered(np.concatenate([none, *(given[id_][0] for id_ in members)]))
        member = np.repeat(np.arange(len(members)), [len(given[id_][0]) for id_ in members])
        score = np.concatenate([none, *(given[id_][1] for id_ in members)]).astype(np.float64)
        liking = _likings(member, score, len(members), rules)
        return cls(np.array(members, np.int64), films, member, film, score, liking)

    def place_of(self, member_id: int) -> int | None:
        """Return the place of a member, None where they have rated nothing."""
        place = int(np.searchsorted(self.members, member_id))
        return place if place < len(self.members) and self.members[place] == member_id else None

    def rows_of(self, member_id: int) -> slice:
        """Return which rows are a member's."""
        place = self.place_of(member_id)
        if place is None:
            return slice(0, 0)
        begin, end = np.searchsorted(self.member, [place, place + 1])
        return slice(int(begin), int(end))

    def rows_about(self, film_id: int) -> Whole:
        """Return which rows are a film's."""
        place = int(np.searchsorted(self.films, film_id))
        here = place < len(self.films) and self.films[place] == film_id
        return np.flatnonzero(self.film == place) if here else np.empty(0, np.int64)

    def by_film(self, value: Real) -> Real:
        """Return the sum over each film's rows of a value that stands beside each row."""
        return np.bincount(self.film, value, minlength=len(self.films)).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """How each member of a club, by place, stands to one asker.

    `films` tells how many films both have rated, `share` their agreement over those (0 where there are none), `kinder`
    the mean difference of the asker's scores to theirs, and `weight` how much their word counts: 1 for a stranger, 0
    for the asker, and all together never more than there are members.
    """

    films: Whole
    share: Real
    kinder: Real
    weight: Real

    def agreement(self, place: int) -> Agreement | None:
        """Return how far a member and the asker agree; None below five films in common."""
        films = int(self.films[place])
        if films < FEWEST_TO_AGREE:
            return None
        return Agreement(films, float(self.share[place]), float(self.kinder[place]))


def neighbours_of(asker_id: int, club: ClubRatings, rules: Rules) -> Neighbours:
    """Compare one member with every other, as `taste.agreement` does; one without ratings is a stranger to all."""
    many = len(club.members)
    own = club.rows_of(asker_id)
    mine = np.full(len(club.films), np.nan)
    mine[club.film[own]] = club.score[own]
    differs = mine[club.film] - club.score
    both = ~np.isnan(differs)
    both[own] = False
    member, differs = club.member[both], differs[both]
    films = np.bincount(member, minlength=many)
    known = np.maximum(films, 1)
    closeness = 1 - np.minimum(np.abs(differs), NO_AGREEMENT) / NO_AGREEMENT
    share = np.bincount(member, closeness, minlength=many) / known
    kinder = np.bincount(member, differs, minlength=many) / known
    place = club.place_of(asker_id)
    return Neighbours(films, share, kinder, _bounded(weights(films, share, rules), place))


def weights(films: Whole, share: Real, rules: Rules) -> Real:
    """Return how much those count who agree so far with the asker over so many films; 1 for a stranger.

    Agreement over few films is mostly chance, so it is drawn to that of strangers:
    `exp(sharpness · films / (films + shrink) · (share - usual))`.
    """
    drawn = films / np.maximum(films + rules.shrink, 1.0) * (share - rules.usual)
    return np.exp(rules.sharpness * drawn)


def _bounded(weight: Real, asker: int | None) -> Real:
    """Return the weights without the asker's, made smaller alike where they come to more than there are members."""
    if asker is not None:
        weight[asker] = 0.0
    others = len(weight) - (asker is not None)
    total = float(weight.sum())
    return weight * (others / total) if total > others else weight


def _numbered(ids: Whole) -> tuple[Whole, Whole]:
    """Return the different ids in rising order, and the place of each id among them.

    Films' ids are given out one after another, so marking them takes a tenth of the time that sorting would.
    """
    marked = np.zeros(int(ids.max(initial=-1)) + 1, np.bool_)
    marked[ids] = True
    return np.flatnonzero(marked), (np.cumsum(marked) - 1)[ids]


def _likings(member: Whole, score: Real, many: int, rules: Rules) -> Real:
    """Return how far each score is above its member's mean, which is drawn to the club's."""
    middle = (score.sum() + rules.club_shrink * rules.middle) / (len(score) + rules.club_shrink)
    total, count = np.bincount(member, score, minlength=many), np.bincount(member, minlength=many)
    means = (total + rules.mean_shrink * middle) / (count + rules.mean_shrink)
    return score - means[member]
