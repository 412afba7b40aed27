"""Who made a film, as TMDB's lists of cast and crew tell."""

from dataclasses import dataclass

from bot.catalogue.formats.cells import Forgiving
from bot.catalogue.formats.tmdb_cells import field, name, objects

MOST_CAST = 15
"""How many of a cast are taken, in the order of the credits."""

_WRITING = frozenset({"Screenplay", "Writer", "Story", "Author", "Co-Writer", "Teleplay", "Original Story"})


@dataclass(frozen=True, slots=True)
class People:
    """Who made a film: names in the order of the credits, each once."""

    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()


def people(cast_list: object, crew_list: object, cells: Forgiving) -> People:
    """Return who is named in a list of the cast and one of the crew, as cells of a table or as JSON."""
    crew = objects("crew", crew_list, cells)
    directors = [name(person) for person in crew if field(person, "job") == "Director"]
    writers = [name(person) for person in crew if field(person, "job") in _WRITING]
    cast = [name(person) for person in objects("cast", cast_list, cells)[:MOST_CAST]]
    return People(*(tuple(dict.fromkeys(filter(None, names))) for names in (directors, writers, cast)))
