"""Questions about films that no record answers, and that are told so, with what is asked beside them. Pure rules."""

import re
from dataclasses import replace

from bot.asking.query import FactQuery, Field, FilmName, Query
from bot.asking.reading.clauses import Clause, tidy
from bot.asking.reading.films import field_of, meant
from bot.asking.reading.lists import listed, where_asked
from bot.asking.reading.references import Asked, speaks_of_film
from bot.asking.wording.film_talk import NEVER_CONDITIONS, UNKEPT
from bot.asking.wording.intents import LIST_NOUN


def unkept(asked: Asked) -> tuple[Query, ...]:
    """Read questions about films that no record answers, so that they are told so."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    of_many = LIST_NOUN.search(shape) and not clause.of("film") and not speaks_of_film(clause)
    for about, pattern in UNKEPT:
        if of_many and about not in NEVER_CONDITIONS:
            continue
        if pattern.search(shape):
            if of_many:
                return FactQuery((), "unkept", about), *_beside_unkept(asked, pattern)
            if about == "awards":
                return (FactQuery(meant(clause, memory, catalogue), "unkept", about),)
            films = meant(clause, memory, catalogue)
            if films or clause.of("person"):
                return (*_kept_beside(clause, films), FactQuery(films, "unkept", about))
    return ()


def _kept_beside(clause: Clause, films: tuple[FilmName, ...]) -> tuple[Query, ...]:
    """Return the facts asked beside what no record holds: `its director and whether it is in colour`."""
    pieces = [piece for piece in clause.pieces() if not any(unkept.search(piece) for _, unkept in UNKEPT)]
    if not films or len(pieces) == len(clause.pieces()):
        return ()
    fields: dict[Field, None] = dict.fromkeys(field for piece in pieces if (field := field_of(piece)) is not None)
    return tuple(FactQuery(films, field) for field in fields)


def _beside_unkept(asked: Asked, pattern: re.Pattern[str]) -> tuple[Query, ...]:
    """Return the list of films that a question asks for beside what no record holds; nothing where it asks no more."""
    clause = asked.clause
    match = pattern.search(clause.shape)
    assert match is not None
    before, inside = (sum(map(str.isupper, words.split())) for words in (clause.shape[: match.start()], match[0]))
    spans = (*clause.spans[:before], *clause.spans[before + inside :])
    shape = tidy(f"{clause.shape[: match.start()]} films {clause.shape[match.end() :]}")
    rest = replace(asked, clause=replace(clause, spans=spans, shape=shape))
    return listed(rest) if where_asked(rest) is not None else ()
