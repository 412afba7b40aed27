"""MovieLens' data sets: the films of `movies.csv`, with their ids at IMDb and TMDB where `links.csv` stands beside it.

`links.csv` alone adds those ids to films that are there. What people rated and tagged is no film and is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from bot.catalogue.film import Addition, Notice, Outcome, Record, Reject
from bot.catalogue.formats.beside import Beside
from bot.catalogue.formats.headed import Headings, Row, find_headings, head_of, headed_rows
from bot.catalogue.formats.movielens_title import read_title
from bot.catalogue.formats.outside_ids import outside_ids
from bot.catalogue.record import read_record, shown

_FILMS: Headings = {"films": frozenset({"movieid", "title", "genres"})}
_LINKS: Headings = {"links": frozenset({"movieid", "imdbid"})}
_NO_FILMS: Headings = {
    "ratings": frozenset({"userid", "movieid", "rating"}),
    "tags": frozenset({"userid", "movieid", "tag"}),
    "scores of tags": frozenset({"movieid", "tagid", "relevance"}),
    "names of tags": frozenset({"tagid", "tag"}),
}
_TABLES: Headings = {**_FILMS, **_LINKS, **_NO_FILMS}

_NUMBER = re.compile(r"\d{1,10}", re.ASCII)
_NO_GENRES = "(no genres listed)"


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins a table of a data set."""
    return find_headings(head, _TABLES) is not None


def has_films(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins a table of films."""
    return find_headings(head, _FILMS) is not None


def is_links(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins a table of outside ids."""
    return find_headings(head, _LINKS) is not None


def read(stream: BinaryIO, links: BinaryIO | None = None) -> Iterator[Outcome]:
    """Read films, or from a table of links alone what is known of films that are there."""
    found = find_headings(head_of(stream)[0], _TABLES)
    if found is None:
        yield Reject(1, "no headings of MovieLens: movieId, title, genres")
    elif found.kind in _NO_FILMS:
        yield Notice(f"passed over: people’s {found.kind}, no films")
    elif found.kind in _LINKS:
        for row in headed_rows(stream, found):
            yield _addition(row) if isinstance(row, Row) else row
    else:
        beside = Beside("links", _links(links))
        for row in headed_rows(stream, found):
            yield _film(row, beside) if isinstance(row, Row) else row
            yield from beside.events()
        yield from beside.rest()


def _film(row: Row, links: Beside[Mapping[str, str]]) -> Record | Reject:
    number = row.get("movieid")
    if not _NUMBER.fullmatch(number):
        return Reject(row.line, f"movieId: expected a whole number, got {shown(number)}")
    written = read_title(row.get("title"))
    record: dict[str, Any] = {
        "title": written.title,
        "year": written.year,
        "original_title": written.original,
        "aliases": [{"name": name, "source": "movielens"} for name in written.others],
        "genres": [genre for genre in row.get("genres").split("|") if genre not in ("", _NO_GENRES)],
        "ids": {"movielens": number, **(links.take(number) or {})},
    }
    return read_record(record, row.line)


def _links(stream: BinaryIO | None) -> Iterator[tuple[str, Mapping[str, str]] | Reject | Notice]:
    found = None if stream is None else find_headings(head_of(stream)[0], _LINKS)
    if stream is None or found is None:
        return
    for row in headed_rows(stream, found):
        yield (row.get("movieid"), outside_ids(row.get("imdbid"), row.get("tmdbid"))) if isinstance(row, Row) else row


def _addition(row: Row) -> Addition | Reject:
    number = row.get("movieid")
    if not _NUMBER.fullmatch(number):
        return Reject(row.line, f"movieId: expected a whole number, got {shown(number)}")
    return Addition({"movielens": number, **outside_ids(row.get("imdbid"), row.get("tmdbid"))}, {}, row.line)
