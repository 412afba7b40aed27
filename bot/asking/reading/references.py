"""What a conversation is about, and what `it`, `he` and `the 1972 one` mean in it. Pure records and rules."""

import re
from dataclasses import dataclass

from bot.asking.finding.spans import Catalogue
from bot.asking.query import FilmName, Query
from bot.asking.reading.clauses import Clause
from bot.asking.wording.orders import PLACES
from bot.asking.wording.talk import PERSON_PRONOUN, PRONOUN


@dataclass(frozen=True, slots=True)
class Named:
    """A person that was spoken of: the folded name, and how it is spelt."""

    folded: str
    name: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What was last spoken of: films, a person, the last query with its reasons, the films it showed, and a list."""

    films: tuple[FilmName, ...] = ()
    person: Named | None = None
    query: Query | None = None
    reasons: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()
    listed: tuple[FilmName, ...] = ()


NOTHING = Memory()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as its readers see it: the clause, what was spoken of before, and where names are looked up."""

    clause: Clause
    memory: Memory
    catalogue: Catalogue


_ONE = r"(?: (?:one|film|of (?:them|those|these|the list)|on (?:the|that|this) list))"
_LISTED = rf"(?:the |that )?(?P<place>{'|'.join(PLACES)}|last|final|bottom|top){_ONE}|number (?P<number>\d{{1,2}})"
_IN_LIST = re.compile(
    rf"(?<!\S)(?:{_LISTED})(?!\S)"
    rf"|(?<!\S)the (?P<end>{'|'.join(PLACES)}|last)(?=$| (?:made|released|shot|directed|written|called)(?!\S))"
)
_ENDS = {"last": -1, "final": -1, "bottom": -1, "top": 0}


def listed_film(shape: str, memory: Memory, *, whole: bool = False) -> FilmName | None:
    """Return the film that `the second one` means in the last list; with `whole` only where nothing else is said."""
    match = _IN_LIST.fullmatch(shape) if whole else _IN_LIST.search(shape)
    if match is None or not memory.listed:
        return None
    word = match["place"] or match["end"]
    place = int(match["number"]) - 1 if match["number"] else _ENDS.get(word, PLACES.get(word, 0) - 1)
    return memory.listed[place] if -1 <= place < len(memory.listed) else None


def names_place(shape: str) -> bool:
    """Tell whether a shape speaks of a film by its place in a list: `the second one`."""
    return _IN_LIST.search(shape) is not None


def places_as_it(text: str) -> str:
    """Return a text that speaks of films by their places in a list, with `it` instead."""
    return _IN_LIST.sub("it", text)


def films_meant(clause: Clause, memory: Memory, catalogue: Catalogue) -> tuple[FilmName, ...]:
    """Return the films a clause means without naming them: those last spoken of, or their namesake of another year."""
    if (film := listed_film(clause.shape, memory)) is not None:
        return (film,)
    years = [span.range for span in clause.of("years") if span.range is not None and span.range.low == span.range.high]
    if years and memory.films and any(word in {"one", "version", "film"} for word in clause.words()):
        namesakes = catalogue.named(memory.films[0].title)
        return tuple(film for film in namesakes if film.year == years[0].low)
    if {"other", "one"} <= set(clause.words()) and memory.films:
        known = {film.id for film in memory.films}
        return tuple(film for film in catalogue.named(memory.films[0].title) if film.id not in known)
    return memory.films


def speaks_of_film(clause: Clause) -> bool:
    """Tell whether a clause has a word for the film that was last spoken of."""
    return PRONOUN.search(clause.shape) is not None


def person_meant(clause: Clause, memory: Memory) -> Named | None:
    """Return the person that `he` or `the director` means."""
    return memory.person if PERSON_PRONOUN.search(clause.shape) else None
