"""Lists of films in words: how they are ordered, each film's line, and why the first stands first. Pure rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.asking.query import Condition, Joined, Leaf, Sort
from bot.asking.saying.conditions_said import asked_for
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.text import fold
from bot.ui import facts

_SORTED: Mapping[Sort, str] = {
    "known": "the best known first",
    "longest": "the longest first",
    "shortest": "the shortest first",
    "oldest": "the oldest first",
    "newest": "the newest first",
    "best": "the best first",
    "worst": "the worst first",
    "costliest": "the most expensive first",
    "cheapest": "the cheapest first",
    "grossing": "the biggest earner first",
    "popular": "the best known first",
    "reviewed": "the most reviewed first",
    "least_known": "the least known first",
    "least_grossing": "the smallest earner first",
    "least_reviewed": "the least reviewed first",
}
_COUNTED: Mapping[Sort, str] = {
    "popular": "vote",
    "reviewed": "review",
    "least_known": "vote",
    "least_reviewed": "review",
}
_SAID_BY_THE_NAME: frozenset[Sort] = frozenset({"known", "oldest", "newest"})
"""Orders that a film’s line says no more of."""
SCORED: frozenset[Sort] = frozenset({"best", "worst"})
"""Orders by scores."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the films of a list were asked for by, and in which order they stand; scores may be `by_reviewers`."""

    sort: Sort
    where: Condition | None
    voice: Voice
    by_reviewers: bool = False


def heading(many: int, order: Order) -> str:
    """Return how many films fit, what was asked of them, and in which order they stand."""
    asked = asked_for(order.where, order.voice)
    said = "" if order.sort == "known" else f", {_SORTED[order.sort]}"
    return f"{facts.count(many, 'film')}{': ' + asked if asked else ''}{said}"


def film_line(told: FilmTold, value: float | None, order: Order) -> str:
    """Return a film with what the list is ordered by, and who directed it where that was not asked for."""
    asked, voice = _director(order.where), order.voice
    others = [director for director in told.film.directors if fold(director) != asked]
    by = f" by {voice.safe(listed(told.film.directors))}" if others else ""
    said = "" if value is None or order.sort in _SAID_BY_THE_NAME else f", {measured(told, value, order)}"
    return f"{voice.title(told.label)}{by}{said}"


def _director(where: Condition | None) -> str | None:
    """Return whom all films of a list are by, folded."""
    for part in where.parts if isinstance(where, Joined) and where.by == "and" else (where,):
        if isinstance(part, Leaf) and part.on == "person" and part.role == "director" and len(part.values) == 1:
            return part.values[0]
    return None


def measured(told: FilmTold, value: float, order: Order) -> str:
    """Return by what a film stands where it does in an order; a score with how many it rests on."""
    sort = order.sort
    if sort in {"oldest", "newest"}:
        return str(int(value))
    if sort in {"longest", "shortest"}:
        return facts.runtime(int(value))
    if sort in SCORED:
        many, of = (told.scored_reviews, "review") if order.by_reviewers else (told.film.votes or 0, "vote")
        return facts.score(value) + (f" from {facts.count(many, of)}" if many else "")
    return facts.count(int(value), _COUNTED[sort]) if sort in _COUNTED else facts.money(int(value))


def tied(films: Sequence[FilmTold], many: int, value: float, wanted: str, order: Order) -> tuple[str, ...]:
    """Return the films that share a place of an order, of which there are so many, as a list."""
    one_number = order.sort not in SCORED
    at = f" ({measured(films[0], value, order)})" if one_number else ""
    lines = [f"- {film_line(film, None if one_number else value, order)}" for film in films]
    more = [order.voice.note(f"and {many - len(films):,} more")] if many > len(films) else []
    return f"{many:,} films tie as the {wanted}{at}:", *lines, *more


def reason(
    first: Sequence[FilmTold], value: float, following: tuple[Sequence[FilmTold], float] | None, order: Order
) -> str:
    """Return why films stand first in an order: by what, and how near the next are."""
    voice = order.voice
    named = listed([voice.title(told.label) for told in first])
    said = f"{named} {'has' if len(first) == 1 else 'have'} {measured(first[0], value, order)}"
    if following is None:
        return f"{said}, and no other film that fits is known to have more or less."
    films, next_value = following
    more = f" and {len(films) - 1} more" if len(films) > 1 else ""
    return f"{said}; the next is {voice.title(films[0].label)}{more} with {measured(films[0], next_value, order)}."
