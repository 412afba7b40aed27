"""Ranking films for someone: what neighbours like, what they themselves like in films, and how well known each is.

Pure arithmetic on columns; a member with no ratings, or with no neighbours, is only the end of the scale.
"""

from dataclasses import dataclass

import numpy as np

from bot.club.recommending.neighbours import ClubRatings, Neighbours, Real, Whole, neighbours_of
from bot.club.recommending.recommend_rules import Rules
from bot.club.recommending.traits import Affinities, Films, affinities, likeness, liking_by_traits

_LAST = 1_000.0
"""What takes a film behind all those that are thought to be liked, in points."""

_DISLIKED = -1.0
"""Below how many points a film is not recommended at all."""

_POOL = 3
"""How many times as many films are looked at as are wanted, for variety's sake."""

_BEFORE = 4
"""How many films before one it should be unlike: the others of a page of five."""


@dataclass(frozen=True, slots=True, eq=False)
class Viewer:
    """Someone films are recommended to: how many they rated, how others stand to them, what they like in films."""

    member_id: int
    ratings: int
    near: Neighbours
    likes: Affinities

    @classmethod
    def of(cls, member_id: int, club: ClubRatings, rated: Films, rules: Rules) -> "Viewer":
        """Return a member as a viewer; `rated` holds, among others perhaps, the films that they rated."""
        rows = club.rows_of(member_id)
        ids, liking = club.films[club.film[rows]], club.liking[rows]
        here, places = rated.places_of(ids)
        beside = np.full(len(rated.ids), np.nan)
        beside[places] = liking[here]
        return cls(member_id, len(ids), neighbours_of(member_id, club, rules), affinities(rated, beside, rules))


def rank_for(viewer: Viewer, club: ClubRatings, films: Films, rules: Rules) -> Real:
    """Return by what to rank films for a viewer: how they would like each, and how well known it is, in points.

    Neighbours' liking is their weighted mean with `prior_members` of the source's opinion among them, to which the
    liking of the film's traits is added. A film is known by its neighbours' weights and the source's votes together.
    What the viewer would not like comes last, and what they would dislike is ranked at minus infinity.
    """
    weight = viewer.near.weight[club.member]
    here, places = films.places_of(club.films)
    by, liked = np.full(len(films.ids), rules.prior_members), rules.prior_members * _quality(films, rules)
    by[places] += club.by_film(weight)[here]
    liked[places] += club.by_film(weight * club.liking)[here]
    liking = liked / by + liking_by_traits(films, viewer.likes, rules)
    known = by - rules.prior_members + rules.source_members * _fame(films) + rules.anyone
    rank = liking + rules.reach * np.log(known)
    return np.where(liking < _DISLIKED, -np.inf, np.where(liking < 0, rank - _LAST, rank))


def worth_a_look(viewer: Viewer, club: ClubRatings, rules: Rules, most: int) -> Whole:
    """Return the films, `most` at the most, that rank highest for a viewer as far as a club's ratings go."""
    weight = viewer.near.weight[club.member]
    by = club.by_film(weight)
    liking = club.by_film(weight * club.liking) / (by + rules.prior_members)
    rank = liking + rules.reach * np.log(by + rules.anyone)
    return highest(club.films, rank, most)


def highest(film_ids: Whole, rank: Real, most: int) -> Whole:
    """Return those of the films that rank highest, `most` at the most, in no order."""
    return film_ids[np.argpartition(-rank, most)[:most]] if most < len(rank) else film_ids


def co_liking(film_id: int, club: ClubRatings, rules: Rules) -> Real:
    """Return, for each film of a club, how far those who like or dislike `film_id` do the same with it, from -1 to 1.

    It is the cosine of the likings of the members who rated both, drawn to 0 where these are few.
    """
    rows = club.rows_about(film_id)
    of_it = np.full(len(club.members), np.nan)
    of_it[club.member[rows]] = club.liking[rows]
    both = ~np.isnan(of_it[club.member])
    one, other = np.nan_to_num(of_it[club.member]), np.where(both, club.liking, 0.0)
    scale = np.sqrt(club.by_film(one**2) * club.by_film(other**2))
    count = club.by_film(both.astype(np.float64))
    return club.by_film(one * other) / np.where(scale > 0, scale, 1.0) * count / (count + rules.co_shrink)


def varied(films: Films, rank: Real, wanted: int, points: float, rules: Rules) -> list[int]:
    """Return the places of the films that rank highest, each put back by up to `points` where like those before it.

    Where two rank the same, the lower id comes first; those at minus infinity are left out.
    """
    order = np.lexsort((films.ids, -rank))[: wanted if points <= 0 else _POOL * wanted]
    best = order[np.isfinite(rank[order])]
    if points <= 0:
        return best.tolist()
    pool = np.sort(best)
    some, left = films.some(pool), rank[pool].copy()
    chosen: list[int] = []
    alike: list[Real] = []
    while len(chosen) < min(wanted, len(pool)):
        lost = points * (np.max(alike[-_BEFORE:], axis=0) if alike else np.zeros(len(pool)))
        place = int(np.argmax(left - lost))
        chosen.append(int(pool[place]))
        left[place] = -np.inf
        alike.append(likeness(some, place, rules))
    return chosen


def variety(ratings: int, rules: Rules) -> float:
    """Return by how many points a film like the one before it is put back, for someone with so many ratings."""
    return rules.variety * rules.variety_ratings / (rules.variety_ratings + ratings)


def _quality(films: Films, rules: Rules) -> Real:
    """Return how far the source's score lies above the others', less where few voted; 0 where it is unknown.

    It is the Bayesian mean over the films at hand, with the median of their votes as its m.
    """
    scored = ~np.isnan(films.score)
    if not scored.any():
        return np.zeros(len(films.ids))
    votes = np.nan_to_num(films.votes)
    enough = max(float(np.median(votes[scored])), 1.0)
    above = np.nan_to_num(films.score - films.score[scored].mean())
    return rules.quality * above * votes / (votes + enough)


def _fame(films: Films) -> Real:
    """Return the source's votes as a share of the most that any film has; where they are unknown nothing is claimed."""
    votes = np.nan_to_num(films.votes)
    return votes / max(float(votes.max(initial=0.0)), 1.0)
