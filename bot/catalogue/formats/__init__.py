"""The formats that film records come in, one module each, and how a file's format is found.

To add a format, write a module with two functions and one line in `FORMATS`:

- `matches(name: str, head: bytes) -> bool`: whether a file that begins with `head` is of this format;
- `read(stream: BinaryIO) -> Iterator[Outcome]`: its films, rejects and notices, without holding the file in memory.

A format may have `parts`: files that are read together with one of its own where they stand beside it. `read` then
takes the stream of each by the part's name. docs/formats.md has a whole example.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from bot.catalogue.film import Outcome, Reject
from bot.catalogue.formats import (
    delimited,
    imdb,
    json_records,
    letterboxd,
    movielens,
    movielens_dat,
    page,
    tmdb,
)
from bot.catalogue.formats.headed import head_of

Matches = Callable[[str, bytes], bool]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file endings that hint at it, and its functions as the module's docstring says.

    `takes_parts` tells with which of its files the parts are read; None where that is any.
    """

    name: str
    endings: tuple[str, ...]
    matches: Matches
    read: Callable[..., Iterator[Outcome]]
    parts: Mapping[str, Matches] = field(default_factory=dict[str, Matches])
    takes_parts: Matches | None = None


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("page", (".txt", ".page"), page.matches, page.read),
        Format("tmdb", (), tmdb.matches, tmdb.read, {"credits": tmdb.is_credits}, tmdb.has_films),
        Format("json", (".json", ".jsonl", ".ndjson"), json_records.matches, json_records.read),
        Format("movielens", (), movielens.matches, movielens.read, {"links": movielens.is_links}, movielens.has_films),
        Format("dat", (".dat",), movielens_dat.matches, movielens_dat.read),
        Format("imdb", (), imdb.matches, imdb.read, imdb.PARTS, imdb.has_films),
        Format("letterboxd", (), letterboxd.matches, letterboxd.read),
        Format("csv", (".csv", ".tsv"), delimited.matches, delimited.read),
    )
}
"""The formats by name, in the order in which content is tried."""

ALSO_CALLED = {"jsonl": "json", "ndjson": "json", "tsv": "csv", "txt": "page"}
"""Other names people give a format."""


def formats_for(*, imdb_types: Collection[str] = imdb.FILM_TYPES, adult: bool = False) -> Mapping[str, Format]:
    """Return the formats with other choices of what is taken: which of IMDb's types, and films for adults alone."""
    chosen = {
        "imdb": partial(imdb.read, types=imdb_types, adult=adult),
        "tmdb": partial(tmdb.read, adult=adult),
    }
    return {name: replace(known, read=chosen.get(name, known.read)) for name, known in FORMATS.items()}


_NO_RECORDS = re.compile(r"(?:readme|licen[cs]e|changelog|copying|notice)(?:[-_.].*)?", re.IGNORECASE)
"""Names of what lies beside records and is none, whatever its ending."""


def detect(name: str, head: bytes, formats: Mapping[str, Format] = FORMATS) -> Format | None:
    """Return the format of a file called `name` that begins with `head`: by its content, else by its ending."""
    for known in formats.values():
        if known.matches(name, head):
            return known
    return _by_ending(name, formats)


def looks_like_records(name: str) -> bool:
    """Tell whether a file's name alone promises film records, as `films.csv` does and `README.md` does not."""
    return _by_ending(name, FORMATS) is not None


def _by_ending(name: str, formats: Mapping[str, Format]) -> Format | None:
    ending = name.lower().removesuffix(".gz")
    if _NO_RECORDS.fullmatch(re.split(r"[/:\\]", ending)[-1]):
        return None
    return next((known for known in formats.values() if ending.endswith(known.endings)), None)


def choose(
    name: str, stream: BinaryIO, format_name: str | None = None, formats: Mapping[str, Format] = FORMATS
) -> Format | Reject:
    """Return the format to read `stream` by, or why it cannot be read; the stream is left at its beginning.

    `format_name` overrides what content and name say; an unknown one is a reject too.
    """
    if format_name is not None:
        format_name = ALSO_CALLED.get(format_name.lower(), format_name.lower())
        if format_name not in formats:
            return Reject(1, f"no format called {format_name}; there are {', '.join(formats)}")
    head, fault = head_of(stream)
    if not head and fault is not None:
        return Reject(1, fault)
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        return Reject(1, "file is empty")
    found = formats[format_name] if format_name is not None else detect(name, head, formats)
    return found or Reject(
        1, fault or "not recognised as film records: no film page, no JSON, no headings with a title"
    )
