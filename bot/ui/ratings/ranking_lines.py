"""The lines of `/top`: a film or a group at its place with its numbers, and the small print that explains them."""

from collections.abc import Callable, Mapping

from bot.catalogue.stored import FilmSummary
from bot.club.ranked import FEWEST_RATINGS, FilmOrder, FilmPlace, GroupKind, GroupPlace, Prior
from bot.club.scores import Scale, mean_number, mean_phrase
from bot.ui import facts
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline

_TITLE = 150
_NAME = 100
_DOT = " · "

FILM_HEADINGS: Mapping[FilmOrder, str] = {
    "mean": "Best rated films",
    "lowest": "Lowest rated films",
    "rated": "Most rated films",
    "divisive": "Most divisive films",
    "above": "Loved here more than by the critics",
    "below": "Loved here less than by the critics",
}
GROUP_HEADINGS: Mapping[GroupKind, str] = {
    "director": "Best rated directors",
    "country": "Best rated countries",
    "decade": "Best rated decades",
}

_Numbers = Callable[[FilmPlace, Scale], str]


def film_place(place: FilmPlace, film: FilmSummary, order: FilmOrder, scale: Scale, *, held_back: bool) -> str:
    """Return a film at its place; only how many rated it where the numbers are `held_back`."""
    told = facts.count(place.count, "rating") if held_back else _NUMBERS[order](place, scale)
    return f"**{place.rank}. {film_name(film.title, film.year, _TITLE)}**\n-# {told}"


def group_place(place: GroupPlace, scale: Scale, *, held_back: bool) -> str:
    """Return a director, country or decade at its place, as `film_place` does a film."""
    films = facts.count(place.films, "film")
    told = facts.count(place.count, "rating") + _DOT + films
    if not held_back:
        told = _DOT.join((_mean_of(place, scale), films, _weighted_mean(place, scale)))
    return f"**{place.rank}. {inline(place.name, _NAME)}**\n-# {told}"


def film_footer(order: FilmOrder, prior: Prior, scale: Scale) -> str:
    """Return how the films are ranked, with the numbers that went into it."""
    fewest = FEWEST_RATINGS[order]
    from_on = f" A film needs {fewest} ratings to stand here." if fewest > 1 else ""
    return f"-# {_FOOTERS[order](prior, scale)}{from_on}"


def group_footer(prior: Prior, scale: Scale) -> str:
    """Return how directors, countries and decades are ranked."""
    return f"-# {_weighted(prior, scale, 'those')} It takes two rated films and 3 ratings to stand here."


def blind_footer(prior: Prior) -> str:
    """Return what is said where a server holds its scores back, which would give them away."""
    return (
        "-# This server keeps its scores back until you have rated a film, so only you see this list. "
        f"Few ratings count for less: as many as m = {prior.weight} are weighed in at the club’s mean."
    )


def _mean_of(place: FilmPlace | GroupPlace, scale: Scale) -> str:
    """Return the mean and how many gave it, with two decimals as all numbers of a list, so that they line up."""
    return f"**{mean_number(place.mean, scale)}** from {place.count:,}"


def _weighted_mean(place: FilmPlace | GroupPlace, scale: Scale) -> str:
    return f"weighted {mean_number(place.value, scale)}"


def _means(place: FilmPlace, scale: Scale) -> str:
    return _mean_of(place, scale) + _DOT + _weighted_mean(place, scale)


def _spreads(place: FilmPlace, scale: Scale) -> str:
    return f"spread **{mean_number(place.spread, scale)}**{_DOT}{facts.count(place.count, 'rating')}"


def _differences(place: FilmPlace, _: Scale) -> str:
    """Return the numbers of ten, whatever the scale: the source's is of ten, and half stars are as fine."""
    assert place.source_score is not None
    return _DOT.join(
        (
            f"the club **{mean_number(place.mean, 'points')}** from {place.count:,}",
            f"the source {mean_number(place.source_score, 'points')}",
            f"weighted {'−' if place.value < 0 else '+'}{mean_number(abs(place.value), 'points')}",
        )
    )


_NUMBERS: Mapping[FilmOrder, _Numbers] = {
    "mean": _means,
    "lowest": _means,
    "rated": _mean_of,
    "divisive": _spreads,
    "above": _differences,
    "below": _differences,
}


def _as_if(prior: Prior) -> str:
    return f"as if by {prior.weight} ratings more"


def _weighted(prior: Prior, scale: Scale, what: str = "films") -> str:
    mean = mean_number(prior.mean, scale)
    return (
        f"Weighted: {what} with few ratings are drawn towards the club’s {mean}, {_as_if(prior)} "
        f"(m = {prior.weight}, C = {mean})."
    )


def _weighted_spread(prior: Prior, scale: Scale) -> str:
    return (
        "Spread: how far the ratings of a film lie from their mean (standard deviation). Those of few ratings are "
        f"ranked nearer to the usual {mean_number(prior.variance**0.5, scale)}, {_as_if(prior)} (m = {prior.weight})."
    )


def _weighted_difference(prior: Prior, _: Scale) -> str:
    return (
        "Of ten. Weighted: the club’s mean less the source’s score, with few ratings drawn towards 0, "
        f"{_as_if(prior)} (m = {prior.weight})."
    )


def _by_count(prior: Prior, scale: Scale) -> str:
    return f"Of all of them together the mean is {mean_phrase(prior.mean, scale)}."


_FOOTERS: Mapping[FilmOrder, Callable[[Prior, Scale], str]] = {
    "mean": _weighted,
    "lowest": _weighted,
    "rated": _by_count,
    "divisive": _weighted_spread,
    "above": _weighted_difference,
    "below": _weighted_difference,
}
