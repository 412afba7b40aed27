"""CSV and TSV records: one film a row, under headings that are the names of a record's fields.

Lists are split at `|`; `ids` is `imdb:tt0050634|tmdb:38360`; `reviews`, `aliases` and `ids` may also hold JSON. Quoted
cells may hold line breaks, and a quote inside one is doubled. A semicolon parts cells too where the headings say so.
"""

import csv
import io
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from bot.catalogue.film import Notice, Outcome, Record, Reject
from bot.catalogue.formats.decoding import LONGEST_RECORD, Text
from bot.catalogue.record import FIELDS, Kind, RecordError, film_from_mapping, shown

_DELIMITERS = "\t,;"

# The limit is the whole process's. The standard 128 KB would refuse long reviews; Text bounds what reaches the reader.
csv.field_size_limit(LONGEST_RECORD)


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the headings alone decide
    """Say whether the first line of `head` holds the heading `title`."""
    first = _first_line(Text(io.BytesIO(head)).lines())
    return "title" in _headings(first, _delimiter(first))


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read films from rows of text."""
    text = Text(stream)
    lines = text.lines()
    first = _first_line(lines)
    delimiter = _delimiter(first)
    headings = _headings(first, delimiter)
    if fault := _fault(headings):
        yield from text.events()
        yield Reject(max(text.line, 1), fault)
        return
    for heading in headings:
        if heading and heading not in FIELDS:
            yield Notice(f"unknown field {shown(heading)} passed over", text.line)
    for line, row in _rows(_Feed(lines, text), delimiter):
        yield from text.events()
        if isinstance(row, str):
            yield Reject(line, row)
        elif len(row) != len(headings):
            yield Reject(line, f"{len(row)} cells under {len(headings)} headings")
        else:
            yield _outcome(dict(zip(headings, row, strict=True)), line)
    yield from text.events()


def _first_line(lines: Iterator[str]) -> str:
    return next((line for line in lines if line.strip()), "")


def _delimiter(first: str) -> str:
    return next((mark for mark in _DELIMITERS if "title" in _headings(first, mark)), ",")


def _headings(first: str, delimiter: str) -> list[str]:
    cells = next(csv.reader([first], delimiter=delimiter), list[str]())
    return ["_".join(cell.replace('"', " ").replace("-", " ").replace("_", " ").lower().split()) for cell in cells]


def _fault(headings: list[str]) -> str | None:
    if not headings:
        return "file is empty"
    if "title" not in headings:
        return f'no heading "title"; the first line has {shown(", ".join(headings))}'
    twice = [heading for heading, count in Counter(headings).items() if heading and count > 1]
    return f"the heading {shown(twice[0])} stands twice" if twice else None


def _outcome(cells: Mapping[str, str], line: int) -> Outcome:
    mapping = {
        name: _CELLS[kind](cell)
        for name, cell in cells.items()
        if (kind := FIELDS.get(name)) is not None and not (cell == "" or cell.isspace())
    }
    try:
        film, warnings = film_from_mapping(mapping)
    except RecordError as error:
        return Reject(line, str(error))
    return Record(film, line, warnings)


def _json_or_text(cell: str) -> Any:
    """Return the JSON value that a cell holds, or else the cell, for the record's rules to judge."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def _list(cell: str) -> Any:
    return cell.split("|")


def _aliases(cell: str) -> Any:
    return _json_or_text(cell) if cell.lstrip().startswith("[") else _list(cell)


def _ids(cell: str) -> Any:
    if cell.lstrip().startswith("{"):
        return _json_or_text(cell)
    return {source.strip(): given for source, _, given in (pair.partition(":") for pair in cell.split("|"))}


_CELLS: dict[Kind, Callable[[str], Any]] = {
    "text": str,
    "whole": _json_or_text,
    "number": _json_or_text,
    "list": _list,
    "aliases": _aliases,
    "ids": _ids,
    "reviews": _json_or_text,
}


class _Feed:
    """The lines as the csv module takes them; `taken` are those of the row being read, with their numbers."""

    def __init__(self, lines: Iterator[str], text: Text) -> None:
        self.taken: list[tuple[int, str]] = []
        self.text = text
        self._lines = lines
        self._given_back: deque[tuple[int, str]] = deque()
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._given_back:
            number, line = self._given_back.popleft()
        else:
            line = next(self._lines)
            number = self.text.line
        self.taken.append((number, line))
        self._length += len(line)
        if self._length > LONGEST_RECORD:
            raise csv.Error(_TOO_LONG)
        return line + "\n"

    def begin_row(self) -> None:
        self.taken.clear()
        self._length = 0

    def give_back(self) -> None:
        """Put back all lines of the row but its first."""
        self._given_back.extendleft(reversed(self.taken[1:]))


_TOO_LONG = f"a row longer than {LONGEST_RECORD // 2**20} MB; is a quote not closed?"
_REASONS = (
    ("unexpected end", "a quote is opened here and never closed"),
    ("expected after", "a quote inside a quoted cell is not doubled"),
    ("field larger", _TOO_LONG),
)


def _rows(feed: _Feed, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Give each row with its first line, or why there is none; a stray quote costs its own line, not those after it."""
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not (feed.text.broken_off and "unexpected end" in str(error)):
                yield feed.taken[0][0], next((ours for theirs, ours in _REASONS if theirs in str(error)), str(error))
            feed.give_back()
        else:
            if row:
                yield feed.taken[0][0], row
