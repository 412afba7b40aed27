"""Orders that are asked for: `the second longest`, `a short comedy`, `sort them by year`. Pure rules."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.asking.query import Sort
from bot.asking.wording.chatter import without_sayings
from bot.asking.wording.grammar import pattern, phrases
from bot.asking.wording.intents import SORTS

_NAMED = "first second third fourth fifth sixth seventh eighth ninth tenth"
_NUMBERED = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"
PLACES = {word: place for words in (_NAMED, _NUMBERED) for place, word in enumerate(words.split(), 1)}
"""The words for places in an order, from the first."""

_PLACE = re.compile(
    rf"(?<!\S)(?P<place>{'|'.join(word for word, place in PLACES.items() if place > 1)}|next|runner up)(?!\S)"
)
_SIDE = r"(COUNTRY|GENRE|LANGUAGE|CERTIFICATION|PERSON|YEARS)"
_NOUN = rf"({_SIDE} )*(films?|ones?|GENRE|works?|stuff|cinema|{_SIDE}$)"


def _graded(words: str) -> re.Pattern[str]:
    """Return an adjective before a film's name, or behind `something` or `that is`."""
    return pattern(rf"""
        (?<!\S)({words}),? {_NOUN}(?!\S)
        (?<!\S)(something|anything|things|ones|films|one|is|are|bit|little|lot|much|nice and|GENRE and|GENRE but
        COUNTRY and|LANGUAGE and) ({words})(?!\S)
        ^(and |but |or )?({words})( please)?$
    """)


_GRADED: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("cheapest", _graded(r"(low|small|tiny|micro) budget|cheap|cheaper")),
    ("costliest", _graded(r"(big|high|huge|large) budget|expensive|pricier")),
    ("shortest", _graded(r"short|shorter|quick|quicker|brief|briefer")),
    ("longest", _graded(r"long|longer|lengthy|lengthier")),
    ("oldest", _graded(r"old|older|early|earlier|vintage")),
    ("newest", _graded(r"new|newer|recent|more recent|modern|contemporary|late|later")),
    ("best", _graded(r"better|decent")),
    ("least_known", _graded(r"obscure|less known|lesser known|unknown")),
)
"""Adjectives that say no bound: the films are put in their order, and nothing is left out."""

_FIRST = r"(one |ones |film |films |rated )?first"
_BY: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("shortest", phrases(rf"(the )?shortest {_FIRST}|by (\w+ )?length shortest")),
    ("longest", phrases(rf"(the )?longest {_FIRST}|by (the )?(length|run ?time|running time|duration)")),
    ("oldest", phrases(rf"(the )?(oldest|earliest) {_FIRST}|by (the )?(year|date|release|age)|chronological\w*")),
    ("newest", phrases(rf"(the )?(newest|latest|most recent) {_FIRST}")),
    ("worst", phrases(rf"(the )?(worst|lowest) {_FIRST}")),
    ("best", phrases(rf"(the )?(best|highest) {_FIRST}|by (the |their |reviewers )?(score|rating)s?")),
    ("costliest", phrases(r"by (the )?(budget|cost)")),
    ("grossing", phrases(r"by (the )?(box office|earnings|revenue|gross)")),
    ("reviewed", phrases(r"by (the )?(number of )?reviews")),
    ("known", phrases(r"by (the )?(popularity|fame)")),
)
"""How the order of a list is asked for."""
_ORDERING = phrases(r"first|sort(ed)?|order(ed)?|rank(ed)?|arrange[d]?|chronological\w*")


@dataclass(frozen=True, slots=True)
class Order:
    """By what films are to be put in order, which place of it is asked for, and whether that is only an adjective."""

    sort: Sort
    place: int = 1
    graded: bool = False


def order_asked(shape: str) -> Order | None:
    """Return the order that a shape asks for; None where it asks for none."""
    shape = without_sayings(shape)
    if _ORDERING.search(shape) and (sort := _first(_BY, shape)):
        return Order(sort, graded=True)
    if sort := _first(SORTS, shape):
        return Order(sort, _place(shape))
    graded = _first(_GRADED, shape)
    return Order(graded, graded=True) if graded else None


_ENDS: tuple[Sort, ...] = ("longest", "shortest", "oldest", "newest", "costliest", "cheapest", "best", "worst")
_AND_ANOTHER = pattern(r"(?<!\S)and (also )?(what is |which is |which one is )?(the )?$")


def both_ends(shape: str) -> tuple[Order, ...]:
    """Return the two orders of which both ends are asked for, `the shortest and the longest`; none where it is one."""
    shape = without_sayings(shape)
    found: list[tuple[re.Match[str], Sort]] = [
        (match, sort) for sort, wordings in SORTS if sort in _ENDS for match in wordings.finditer(shape)
    ]
    found.sort(key=lambda each: each[0].start())
    for (_, first), (match, second) in pairwise(found):
        if first != second and _AND_ANOTHER.search(shape[: match.start()]):
            return Order(first), Order(second)
    return ()


def without_order(shape: str) -> str:
    """Return a shape without the words that ask for an order."""
    for table in (_BY, SORTS):
        for _, wordings in table:
            shape = wordings.sub(" ", shape)
    for _, wordings in _GRADED:
        shape = wordings.sub(lambda match: " ".join(word for word in match[0].split() if word.isupper()), shape)
    return _PLACE.sub(" ", shape)


def _first(table: tuple[tuple[Sort, re.Pattern[str]], ...], shape: str) -> Sort | None:
    return next((sort for sort, wordings in table if wordings.search(shape)), None)


def _place(shape: str) -> int:
    match = _PLACE.search(shape)
    return 1 if match is None else PLACES.get(match["place"], 2)
