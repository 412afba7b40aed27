"""TMDB's films: the tables that are made of its data, its daily list of ids, and JSON of its API.

`tmdb_5000_movies.csv` and `movies_metadata.csv` hold lists in their cells; `credits.csv` beside them names the people.
Films for adults alone are left out unless they are asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO, cast

from bot.catalogue.film import Addition, Notice, Outcome, Record, Reject
from bot.catalogue.formats.beside import Beside
from bot.catalogue.formats.cells import Forgiving
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.headed import Headings, Row, find_headings, head_of, headed_rows
from bot.catalogue.formats.json_window import json_values
from bot.catalogue.formats.mending import mended_rows
from bot.catalogue.formats.tmdb_cells import field
from bot.catalogue.formats.tmdb_film import film_of, is_adult
from bot.catalogue.formats.tmdb_people import People, people
from bot.catalogue.record import shown

_FILMS: Headings = {"films": frozenset({"id", "original_title", "overview"})}
_CREDITS: Headings = {"movie_id": frozenset({"movie_id", "cast", "crew"}), "id": frozenset({"id", "cast", "crew"})}
_NO_FILMS: Headings = {"keywords": frozenset({"id", "keywords"})}
_TABLES: Headings = {**_FILMS, **_CREDITS, **_NO_FILMS}

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[?\s*\{")
_SIGNS = (b'"vote_average"', b'"video"', b'"poster_path"')
_OF_THE_DAILY_LIST = {"adult", "id", "original_title", "popularity", "video"}


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the content alone decides
    """Say whether `head` begins one of TMDB's tables or JSON of its API."""
    if _OBJECT.match(head):
        return b'"original_title"' in head and any(sign in head for sign in _SIGNS)
    return find_headings(head, _TABLES) is not None


def has_films(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins a table of films."""
    return find_headings(head, _FILMS) is not None


def is_credits(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins a table of casts and crews."""
    return find_headings(head, _CREDITS) is not None and find_headings(head, _FILMS) is None


def read(stream: BinaryIO, credits: BinaryIO | None = None, *, adult: bool = False) -> Iterator[Outcome]:  # noqa: A002 - as the file is called
    """Read films, or from a table of credits alone who made films that are there; `adult` takes all films."""
    found = find_headings(head_of(stream)[0], _TABLES)
    if found is not None and found.kind in _NO_FILMS:
        yield Notice("passed over: keywords, no films")
    elif found is not None and found.kind in _CREDITS:
        for said in _credits(stream):
            yield _addition(*said) if isinstance(said, tuple) else said
    else:
        beside = Beside("credits", _credits(credits))
        left_out = 0
        for film in _objects(stream) if found is None else mended_rows(stream, found):
            if not isinstance(film, Row):
                yield film
            elif not adult and is_adult(film):
                left_out += 1
            else:
                yield _film(film, beside)
                yield from beside.events()
        yield from beside.rest()
        if left_out:
            yield Notice(f"left out: films for adults alone, {left_out:,}")


def _objects(stream: BinaryIO) -> Iterator[Row | Reject | Notice]:
    """Give the films of objects, and of pages of results."""
    for value in json_values(Text(stream)):
        if not isinstance(value, tuple):
            yield value
            continue
        line, found = value
        results = field(found, "results")
        for each in cast("list[object]", results) if isinstance(results, list) else [found]:
            if isinstance(each, dict):
                yield Row(line, cast("dict[str, Any]", each))
            else:
                yield Reject(line, f"expected a film as an object, got {shown(each)}")


def _film(row: Row, credits: "Beside[_Credited]") -> Outcome:  # noqa: A002 - as the file is called
    record = film_of(row, lambda number: (credits.take(number) or (0, None))[1])
    if row.cells.keys() <= _OF_THE_DAILY_LIST and isinstance(record, Record):
        return Addition(record.film.ids, {}, row.line, record.film)
    return record


_Credited = tuple[int, People | None]
"""The line of a table of credits, and who is named there."""


def _credits(stream: BinaryIO | None) -> Iterator[tuple[str, _Credited] | Reject | Notice]:
    found = None if stream is None else find_headings(head_of(stream)[0], _CREDITS)
    if stream is None or found is None:
        return
    for row in headed_rows(stream, found):
        if not isinstance(row, Row):
            yield row
            continue
        cells = Forgiving()
        yield row.get(found.kind).removesuffix(".0"), (row.line, people(row.get("cast"), row.get("crew"), cells))
        yield from (Notice(warning, row.line) for warning in cells.warnings)


def _addition(number: str, credited: _Credited) -> Addition:
    line, named = credited
    return Addition({"tmdb": number}, {} if named is None else asdict(named), line)
