"""The lines of `/top`: a film or a group at its place with its numbers, and the small print that explains them."""

from collections.abc import Callable, Mapping

from bot.catalogue.stored import FilmSummary
from bot.club.ranked import FEWEST_RATINGS, FilmOrder, FilmPlace, GroupKind, GroupPlace, Prior
from bot.club.scores import Scale, mean_number, mean_phrase
from bot.ui import facts
from bot.ui.film_card import film_name
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

_Numbers = Callable[[FilmPlace, Scale], tuple[str, ...]]


def film_place(place: FilmPlace, film: FilmSummary, order: FilmOrder, scale: Scale, *, held_back: bool) -> str:
    """Return a film at its place; only how many rated it where the numbers are `held_back`."""
    numbers = () if held_back else _NUMBERS[order](place, scale)
    facts_line = _DOT.join((*numbers, facts.count(place.count, "rating")))
    return f"**{place.rank}. {film_name(film.title, film.year, _TITLE)}**\n-# {facts_line}"


def group_place(place: GroupPlace, scale: Scale, *, held_back: bool) -> str:
    """Return a director, country or decade at its place, as `film_place` does a film."""
    numbers = () if held_back else _means(place, scale)
    counts = (facts.count(place.count, "rating"), facts.count(place.films, "film"))
    return f"**{place.rank}. {inline(place.name, _NAME)}**\n-# {_DOT.join((*numbers, *counts))}"


def film_footer(order: FilmOrder, prior: Prior, scale: Scale) -> str:
    """Return how the films are ranked, with the numbers that went into it."""
    fewest = FEWEST_RATINGS[order]
    from_on = f" A film needs {fewest} ratings to stand here." if fewest > 1 else ""
    return f"-# {_FOOTERS[order](prior, scale)}{from_on}"


def group_footer(prior: Prior, scale: Scale) -> str:
    """Return how directors, countries and decades are ranked."""
    return f"-# {_weighted(prior, scale)} v and R are of all rated films of one; it needs two of them, and 3 ratings."


def blind_footer(prior: Prior) -> str:
    """Return what is said where a server holds its scores back, which would give them away."""
    return (
        "-# This server keeps its scores back until you have rated a film, so only you see this list. "
        f"Few ratings count for less: as many as m = {prior.weight} are weighed in at the club’s mean."
    )


def _means(place: FilmPlace | GroupPlace, scale: Scale) -> tuple[str, ...]:
    return (f"weighted **{mean_number(place.value, scale)}**", f"mean {mean_phrase(place.mean, scale)}")


def _counted(place: FilmPlace, scale: Scale) -> tuple[str, ...]:
    return (f"mean {mean_phrase(place.mean, scale)}",)


def _spreads(place: FilmPlace, scale: Scale) -> tuple[str, ...]:
    return (
        f"weighted spread **{mean_number(place.value, scale)}**",
        f"spread {mean_number(place.spread, scale)}",
        f"mean {mean_phrase(place.mean, scale)}",
    )


def _differences(place: FilmPlace, _: Scale) -> tuple[str, ...]:
    """Return both numbers of ten, whatever the scale: the source's is of ten, and half stars are as fine."""
    assert place.source_score is not None
    return (
        f"weighted **{'−' if place.value < 0 else '+'}{mean_number(abs(place.value), 'points')}**",
        f"the club {mean_number(place.mean, 'points')}",
        f"the source {facts.score(place.source_score)}",
    )


_NUMBERS: Mapping[FilmOrder, _Numbers] = {
    "mean": _means,
    "lowest": _means,
    "rated": _counted,
    "divisive": _spreads,
    "above": _differences,
    "below": _differences,
}


def _as_if(prior: Prior) -> str:
    return f"as if by m = {prior.weight} ratings more"


def _weighted(prior: Prior, scale: Scale) -> str:
    return (
        "The weighted mean is (v·R + m·C) / (v + m): the mean R of v ratings, drawn towards the club’s "
        f"C = {mean_phrase(prior.mean, scale)} {_as_if(prior)}."
    )


def _weighted_spread(prior: Prior, scale: Scale) -> str:
    return (
        "The spread is the standard deviation of a film’s ratings, weighted by drawing it towards that of all films, "
        f"{mean_number(prior.variance**0.5, scale)}, {_as_if(prior)}."
    )


def _weighted_difference(prior: Prior, _: Scale) -> str:
    return f"Of ten: the club’s mean less the source’s score, weighted by drawing it towards 0 {_as_if(prior)}."


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
