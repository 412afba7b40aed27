"""The order of a server's films, directors, countries and decades by what its members gave them. Pure rules.

docs/ratings.md tells them with an example worked out by hand.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from statistics import median_low
from typing import Literal, TypeVar

from bot.club.figures import Sums, bayesian_mean

_T = TypeVar("_T")

FilmOrder = Literal["mean", "lowest", "rated", "divisive", "above", "below"]
"""What films are ranked by; `above` and `below` are set against the source's score."""

GroupKind = Literal["director", "country", "decade"]
"""What else is ranked, by the films in it."""

LEAST_WEIGHT = 2
"""The least m: where most films have one rating, a film needs three to stand nearer to its own mean than to C."""

FEWEST_RATINGS: Mapping[FilmOrder, int] = {
    "mean": 1,
    "lowest": 1,
    "rated": 1,
    "divisive": 3,  # two who disagree are no divided club
    "above": 2,  # and one is no club
    "below": 2,
}
"""From how many ratings on a film is ranked."""

FEWEST_GROUP_FILMS = 2
FEWEST_GROUP_RATINGS = 3
"""From how many rated films, and ratings of them, a director, country or decade is ranked."""

_EQUAL = 9
"""Decimals beyond which a difference is not one of the scores but of the arithmetic."""


@dataclass(frozen=True, slots=True)
class RatedFilm:
    """A film with the sums of its scores, and the source's score of 0 to 10 where it has one."""

    film_id: int
    sums: Sums
    source_score: float | None


@dataclass(frozen=True, slots=True)
class RatedGroup:
    """The films of a director, country or decade: how many of them are rated, and the sums of their scores."""

    name: str
    films: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class Prior:
    """What is taken for granted of what few have rated, and as how many ratings that counts.

    `mean` is C, the mean of all the scores; `weight` is m, the middle number of ratings a film, at least 2;
    `variance` is the mean square of the scores' distances from the mean of their own film.
    """

    mean: float
    weight: int
    variance: float


@dataclass(frozen=True, slots=True)
class FilmPlace:
    """A film at its place, which counts from 1; `value` is what it is ranked by.

    Values, mean and spread are of scores of 1 to 10, the source's score is of 0 to 10.
    """

    rank: int
    film_id: int
    value: float
    mean: float
    spread: float
    count: int
    source_score: float | None


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A director, country or decade at its place, which counts from 1; `value` is its Bayesian mean."""

    rank: int
    name: str
    value: float
    mean: float
    count: int
    films: int


@dataclass(frozen=True, slots=True)
class FilmRanking:
    """One page of ranked films, how many there are on all pages, and the prior; None where nothing is rated.

    `rated_by_asker` are the films of the page that whoever asks has rated.
    """

    places: tuple[FilmPlace, ...]
    total: int
    prior: Prior | None
    rated_by_asker: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GroupRanking:
    """One page of ranked directors, countries or decades, how many there are on all pages, and the prior."""

    places: tuple[GroupPlace, ...]
    total: int
    prior: Prior | None


def prior_of(every: Collection[Sums]) -> Prior | None:
    """Return the prior of sets of scores; None where there is none."""
    if not every:
        return None
    whole = Sums.of(every)
    apart = whole.squares - sum(sums.total**2 / sums.count for sums in every)
    weight = max(LEAST_WEIGHT, median_low(sums.count for sums in every))
    return Prior(whole.mean, weight, max(apart, 0.0) / whole.count)


def rank_films(films: Iterable[RatedFilm], order: FilmOrder, prior: Prior, page: slice) -> FilmRanking:
    """Rank the films that have enough ratings: of equal ones first that with more ratings, then the lower id.

    Above or below the source's score stand only films that have one, and whose mean is on that side of it.
    """
    value_of = _VALUES[order]
    sign = 1 if order in _LOWEST_FIRST else -1
    valued = [
        (value, film)
        for film in films
        if film.sums.count >= FEWEST_RATINGS[order] and (value := value_of(film, prior)) is not None
    ]
    if order in _ON_ONE_SIDE:
        valued = [(value, film) for value, film in valued if sign * value < 0]
    valued.sort(key=lambda each: (sign * round(each[0], _EQUAL), -each[1].sums.count, each[1].film_id))
    places = tuple(
        FilmPlace(
            rank,
            film.film_id,
            value,
            film.sums.mean,
            sqrt(film.sums.variance),
            film.sums.count,
            film.source_score,
        )
        for rank, (value, film) in _numbered(valued, page)
    )
    return FilmRanking(places, len(valued), prior)


def rank_groups(groups: Iterable[RatedGroup], prior: Prior, page: slice) -> GroupRanking:
    """Rank the groups that have enough films and ratings by Bayesian mean; of equal ones by ratings, then name."""
    valued = [
        (_drawn_mean(group.sums, prior), group)
        for group in groups
        if group.films >= FEWEST_GROUP_FILMS and group.sums.count >= FEWEST_GROUP_RATINGS
    ]
    valued.sort(key=lambda each: (-round(each[0], _EQUAL), -each[1].sums.count, each[1].name))
    places = tuple(
        GroupPlace(rank, group.name, value, group.sums.mean, group.sums.count, group.films)
        for rank, (value, group) in _numbered(valued, page)
    )
    return GroupRanking(places, len(valued), prior)


def _numbered(ranked: Sequence[_T], page: slice) -> Iterator[tuple[int, _T]]:
    """Return what stands on a page, each with its place in the whole, from 1."""
    return islice(enumerate(ranked, 1), page.start, page.stop)


def _drawn_mean(sums: Sums, prior: Prior) -> float:
    return bayesian_mean(sums.mean, sums.count, prior.mean, prior.weight)


def _drawn_spread(film: RatedFilm, prior: Prior) -> float:
    """Return the spread, its square drawn towards that of all films as a mean is."""
    return sqrt(bayesian_mean(film.sums.variance, film.sums.count, prior.variance, prior.weight))


def _drawn_difference(film: RatedFilm, prior: Prior) -> float | None:
    """Return how far the club's mean is above the source's score, drawn towards no difference."""
    if film.source_score is None:
        return None
    return bayesian_mean(film.sums.mean - film.source_score, film.sums.count, 0.0, prior.weight)


_VALUES: Mapping[FilmOrder, Callable[[RatedFilm, Prior], float | None]] = {
    "mean": lambda film, prior: _drawn_mean(film.sums, prior),
    "lowest": lambda film, prior: _drawn_mean(film.sums, prior),
    "rated": lambda film, _: float(film.sums.count),
    "divisive": _drawn_spread,
    "above": _drawn_difference,
    "below": _drawn_difference,
}
_LOWEST_FIRST: frozenset[FilmOrder] = frozenset({"lowest", "below"})
_ON_ONE_SIDE: frozenset[FilmOrder] = frozenset({"above", "below"})
