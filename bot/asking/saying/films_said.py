"""Films that fit conditions as a noun in a sentence: `the longest war film from the 1980s`. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.asking.query import Condition, Joined, Leaf, Not, On, Sort
from bot.asking.saying.conditions_said import conditions_said, leaf_said
from bot.asking.saying.voice import Voice, listed
from bot.ui import facts

_WITH: Mapping[On, str] = {
    "score": "with {}",
    "budget": "with {}",
    "revenue": "with {}",
    "reviews": "with {}",
    "words": "with “{}” in the synopsis",
    "runtime": "{} long",
}
"""What stands behind `films` of conditions that need more than their own words."""
_LIKE = ("longer", "shorter", "newer", "older", "from", "since")
"""Words with which conditions on length and year begin that need no more."""
_HAVE = ("with ", "by or with ", "since ")
"""Beginnings that follow `films` but not `films are`."""

_EXTREME: Mapping[Sort, str] = {
    "longest": "longest {}",
    "shortest": "shortest {}",
    "oldest": "oldest {}",
    "newest": "newest {}",
    "best": "best {}",
    "worst": "lowest scored {}",
    "costliest": "most expensive {}",
    "cheapest": "cheapest {}",
    "grossing": "biggest earner",
    "popular": "best known {}",
    "reviewed": "most reviewed {}",
    "least_known": "least known {}",
    "least_grossing": "smallest earner",
    "least_reviewed": "least reviewed {}",
}
_PLACES = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")


@dataclass(frozen=True, slots=True)
class _Noun:
    """The genres that stand before `film`, and what stands behind it."""

    before: tuple[str, ...]
    behind: tuple[str, ...]

    def said(self, film: str) -> str:
        return " ".join((*self.before, film, *filter(None, [", ".join(self.behind)])))


def counted(many: int, where: Condition | None, voice: Voice) -> str:
    """Return how many films fit as a sentence, such as `28 films are from the 1980s`."""
    return voice.safe(f"{_counted(many, where)}.")


def _counted(many: int, where: Condition | None) -> str:
    films = facts.count(many, "film") if many else "no film"
    noun = _noun(where)
    if noun is None:
        fit = "fits" if many <= 1 else "fit"
        return f"{films[:1].upper()}{films[1:]} {fit}: {conditions_said(where)}"
    number, film = films.split(" ")
    if not noun.behind or any(each.startswith(_HAVE) for each in noun.behind):
        here = "" if noun.behind else " in the records"
        return f"There {'are' if many > 1 else 'is'} {number} {noun.said(film)}{here}"
    kind = " ".join((number[:1].upper() + number[1:], *noun.before, film))
    return f"{kind} {'are' if many > 1 else 'is'} {listed(noun.behind)}"


def the_most(sort: Sort, place: int = 1) -> str:
    """Return what stands at a place of an order, whatever films are in it: `second longest film`."""
    return (_PLACES[place - 1] + _EXTREME[sort]).format("film")


def extreme(sort: Sort, place: int, where: Condition | None, voice: Voice) -> str:
    """Return what stands at a place of an order, counted from 1, such as `second longest film by …`."""
    wanted, noun = _PLACES[place - 1] + _EXTREME[sort], _noun(where)
    if noun is None:
        return voice.safe(f"{wanted.format('film')} ({conditions_said(where)})")
    if "{}" in wanted:
        return voice.safe(wanted.format(noun.said("film")))
    return voice.safe(wanted + (f" of the {noun.said('films')}" if noun.before or noun.behind else ""))


def _noun(where: Condition | None) -> _Noun | None:
    """Return conditions as what stands around `film`; None for those that are too involved for it."""
    if where is None:
        return _Noun((), ())
    before: list[str] = []
    behind: list[str] = []
    for part in where.parts if isinstance(where, Joined) and where.by == "and" else (where,):
        if isinstance(part, Leaf) and part.on == "genre":
            before.append(part.said.lower())
            continue
        said = _behind(part)
        if said is None:
            return None
        behind.append(said)
    return _Noun(tuple(before), tuple(behind))


def _behind(part: Condition) -> str | None:
    if isinstance(part, Not):
        denied = None if isinstance(part.part, Joined) else _behind(part.part)
        return None if denied is None else f"not {denied}"
    if isinstance(part, Joined):
        kinds = {(each.on, each.role) for each in part.parts if isinstance(each, Leaf)}
        alike = len(kinds) == 1 and all(isinstance(each, Leaf) for each in part.parts)
        return conditions_said(part) if alike and next(iter(kinds))[0] in _OF_NAMES else None
    if part.on == "genre":
        return None
    if part.on == "years":
        return part.said if part.said.startswith(_LIKE) else f"from {part.said}"
    if part.on in _WITH and not part.said.startswith(_LIKE):
        return _WITH[part.on].format(part.said)
    return leaf_said(part)


_OF_NAMES = frozenset({"person", "country", "language", "company"})
