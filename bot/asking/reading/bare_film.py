"""A film that is only named, or asked after: `do you have FILM`, `tell me about FILM`. Pure rules."""

import re

from bot.asking.query import FactQuery, Field, Query
from bot.asking.reading.films import MOST_FIELDS, unknown_film
from bot.asking.reading.references import Asked
from bot.asking.wording.intents import EXISTS, WHO_IS


def bare_film(asked: Asked) -> tuple[Query, ...]:
    """Read a film that is only named, or asked after: `do you have FILM`, `tell me about FILM`, `FILM?`."""
    clause = asked.clause
    films = clause.of("film")
    if not films and not clause.spans and clause.unexplained() and EXISTS.search(clause.shape):
        return (unknown_film(clause, asked.catalogue, ()),)
    if not films or WHO_IS.search(clause.shape):
        return ()
    field: Field = "exists" if EXISTS.search(clause.shape) else "summary"
    more = set(clause.shape.split()) - _OF_THE_CARD
    asks = field == "summary" and bool(more) and _ASKS.search(clause.shape) is not None
    about = clause.written() if asks and len(films) == 1 else ""
    return tuple(FactQuery(span.films, field, about) for span in films[:MOST_FIELDS])


_ASKS = re.compile(
    r"(?<!\S)(?:who|whom|whose|what|when|where|how|which|why|is|was|were|did|does|do|has|have|are|can|could)(?!\S)"
)
_OF_THE_CARD = frozenset(
    str.split("""
    FILM PERSON COUNTRY GENRE YEARS what whats about is was do you know have got on tell me us of s can this film the a
    an show give all everything anything something more info information details say any how heard ever seen it
    """)
)
"""Words of a question after a film, which its card answers."""
