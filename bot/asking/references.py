"""What a conversation is about, and what `it`, `he` and `the 1972 one` mean in it. Pure records and rules."""

from dataclasses import dataclass

from bot.asking.clauses import Clause
from bot.asking.query import FilmName, Query
from bot.asking.spans import Catalogue
from bot.asking.talk import PERSON_PRONOUN, PRONOUN


@dataclass(frozen=True, slots=True)
class Named:
    """A person that was spoken of: the folded name, and how it is spelt."""

    folded: str
    name: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What was last spoken of: films, a person, the last query with its reasons, and the films it showed."""

    films: tuple[FilmName, ...] = ()
    person: Named | None = None
    query: Query | None = None
    reasons: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()


NOTHING = Memory()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as its readers see it: the clause, what was spoken of before, and where names are looked up."""

    clause: Clause
    memory: Memory
    catalogue: Catalogue


def films_meant(clause: Clause, memory: Memory, catalogue: Catalogue) -> tuple[FilmName, ...]:
    """Return the films a clause means without naming them: those last spoken of, or their namesake of another year."""
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
