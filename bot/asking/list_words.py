"""Lists of films in words: how they are ordered, what stands at an end of them, and each film's line. Pure rules."""

from collections.abc import Mapping, Sequence

from bot.asking.conditions_said import conditions_said
from bot.asking.phrasing import FilmTold
from bot.asking.query import Condition, Sort
from bot.asking.voice import Voice, listed
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
_EXTREME: Mapping[Sort, str] = {
    "longest": "longest",
    "shortest": "shortest",
    "oldest": "oldest",
    "newest": "newest",
    "best": "best",
    "worst": "lowest scored",
    "costliest": "most expensive",
    "cheapest": "cheapest",
    "grossing": "biggest earner",
    "popular": "best known",
    "reviewed": "most reviewed",
    "least_known": "least known",
    "least_grossing": "smallest earner",
    "least_reviewed": "least reviewed",
}
_PLACES = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")
_COUNTED: Mapping[Sort, str] = {
    "popular": "vote",
    "reviewed": "review",
    "least_known": "vote",
    "least_reviewed": "review",
}
SCORED: frozenset[Sort] = frozenset({"best", "worst"})
"""Orders by scores."""


def heading(many: int, where: Condition | None, sort: Sort, voice: Voice) -> str:
    """Return how many films fit, what was asked of them, and in which order they stand."""
    asked = voice.safe(conditions_said(where))
    order = "" if sort == "known" else f", {_SORTED[sort]}"
    return f"{facts.count(many, 'film')}{': ' + asked if asked else ''}{order}"


def counted(many: int, where: Condition | None, voice: Voice) -> str:
    """Return how many films fit, as a sentence."""
    asked = voice.safe(conditions_said(where))
    of = f" that fit: {asked}" if asked else " in the records"
    if many == 1:
        of = of.replace("that fit", "that fits")
    return f"There {'is' if many == 1 else 'are'} {facts.count(many, 'film') if many else 'no films'}{of}."


def extreme(sort: Sort, place: int = 1) -> str:
    """Return what stands at a place of an order, counted from 1, such as `second longest`."""
    return f"{_PLACES[place - 1]}{_EXTREME[sort]}"


def film_line(told: FilmTold, sort: Sort, value: float | None, voice: Voice) -> str:
    """Return a film with what the list is ordered by, and who directed it."""
    name = voice.title(told.label)
    by = f" by {voice.safe(listed(told.film.directors))}" if told.film.directors else ""
    said = None if value is None or sort in {"known", "oldest", "newest"} else measured(sort, value)
    return f"{name}{by}" + (f", {said}" if said else "")


def measured(sort: Sort, value: float) -> str:
    """Return by what a film stands where it does in an order."""
    if sort in {"oldest", "newest"}:
        return str(int(value))
    if sort in {"longest", "shortest"}:
        return facts.runtime(int(value))
    if sort in SCORED:
        return facts.score(value)
    return facts.count(int(value), _COUNTED[sort]) if sort in _COUNTED else facts.money(int(value))


def reason(
    first: Sequence[FilmTold],
    value: float,
    following: tuple[Sequence[FilmTold], float] | None,
    sort: Sort,
    voice: Voice,
) -> str:
    """Return why films stand first in an order: by what, and how near the next are."""
    named = listed([voice.title(told.label) for told in first])
    said = f"{named} {'has' if len(first) == 1 else 'have'} {measured(sort, value)}"
    if following is None:
        return f"{said}, and no other film that fits is known to have more or less."
    films, next_value = following
    more = f" and {len(films) - 1} more" if len(films) > 1 else ""
    return f"{said}; the next is {voice.title(films[0].label)}{more} with {measured(sort, next_value)}."
