"""The starter films, as records and as the index knows them by the numbers from 1 on."""

import json
from functools import cache
from pathlib import Path

from bot.catalogue.film import Film
from bot.catalogue.index import IndexEntry, TitleIndex
from bot.catalogue.record import film_from_mapping

_DATA = Path(__file__).resolve().parents[3] / "data"


@cache
def starter_films() -> tuple[Film, ...]:
    """Return the films of the two large files, in order."""
    lines = [line for path in sorted(_DATA.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(film_from_mapping(json.loads(line))[0] for line in lines)


def names_of(film: Film) -> tuple[str, ...]:
    """Return a film's title, original title and aliases."""
    return (film.title, *filter(None, (film.original_title,)), *(alias.name for alias in film.aliases))


def index_of(*films: Film) -> TitleIndex:
    """Return an index of films, numbered from 1."""
    return TitleIndex.build(
        IndexEntry(number, 0, film.title, film.year, names_of(film)[1:], (*film.directors, *film.cast[:5]))
        for number, film in enumerate(films, 1)
    )
