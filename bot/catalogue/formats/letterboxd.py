"""Letterboxd's lists and tables as lists of films: name, year, and the film's id where its address holds one.

What a member rated, logged and wrote is their own and is not taken; `/import-ratings` does that. What its owner had
deleted is left out. A list has lines of its own above its headings.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from bot.catalogue.film import Notice, Outcome, Record, Reject
from bot.catalogue.formats.cells import Forgiving
from bot.catalogue.formats.headed import Headings, Row, find_headings, head_of, headed_rows
from bot.catalogue.values import plain_text

_FILMS: Headings = {
    "list": frozenset({"position", "name", "year", "url"}),
    "diary": frozenset({"name", "year", "letterboxd uri", "watched date"}),
    "films": frozenset({"name", "year", "letterboxd uri"}),
}
_NO_FILMS: Headings = {
    "profile": frozenset({"date joined", "username"}),
    "comments": frozenset({"date", "content", "comment"}),
}
_TABLES: Headings = {**_FILMS, **_NO_FILMS}

_GONE = re.compile(r"(?:^|[/:])(?P<folder>deleted|orphaned)/")
_SHORT = re.compile(r"https?://boxd\.it/(?P<id>[A-Za-z0-9]{1,20})/?")
_LONG = re.compile(r"https?://(?:www\.)?letterboxd\.com/film/(?P<id>[a-z0-9_-]{1,200})/?")


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether `head` begins a table of an export."""
    return find_headings(head, _TABLES) is not None


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read the films that a table names."""
    found = find_headings(head_of(stream)[0], _TABLES)
    gone = _GONE.search(str(getattr(stream, "name", "")))
    if found is None:
        yield Reject(1, "no headings of Letterboxd: Name, Year, Letterboxd URI")
    elif gone:
        yield Notice(f"passed over: what its owner had deleted (folder {gone['folder']})")
    elif found.kind in _NO_FILMS:
        yield Notice(f"passed over: {found.kind}, no films")
    else:
        if "rating" in found.headings:
            yield Notice("films taken, without what a member says of them; /import-ratings takes that")
        for row in headed_rows(stream, found):
            yield _film(row, found.kind) if isinstance(row, Row) else row


def film_id(address: str) -> str | None:
    """Return the id of the film that an address of Letterboxd leads to, short or long; None for any other address."""
    found = _SHORT.fullmatch(address) or _LONG.fullmatch(address)
    return found["id"] if found else None


def _film(row: Row, kind: str) -> Record | Reject:
    cells = Forgiving()
    # In a diary the address leads to the member's entry and not to the film.
    letterboxd = None if kind == "diary" else film_id(row.get("letterboxd uri") or row.get("url"))
    record = {
        "title": plain_text(row.get("name")),
        "year": cells.year("year", row.get("year")),
        "ids": {"letterboxd": letterboxd} if letterboxd else {},
    }
    return cells.record(record, row.line)
