"""CSV and TSV records: one film a row, under headings that are the names of a record's fields, or usual ones for them.

Lists are split at `|`; `ids` is `imdb:tt0050634|tmdb:38360`; `reviews`, `ids` and all lists may also hold JSON. Quoted
cells may hold line breaks, and a quote inside one is doubled. A semicolon parts cells too where the headings say so.
A running time, a sum and a day may be written in words, since a cell has no type that says how it is meant.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from bot.catalogue.film import Notice, Outcome, Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.field_names import fields_called, passed_over
from bot.catalogue.formats.formulas import as_written
from bot.catalogue.formats.table_rows import rows
from bot.catalogue.record import FIELDS, Kind, read_record, shown
from bot.catalogue.values import parse_date, parse_money, parse_runtime

_DELIMITERS = "\t,;"
_NOT_IN_HEADINGS = str.maketrans('"-_()[]', " " * 7)


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
    if unknown := [heading for heading in headings if heading and heading not in FIELDS]:
        yield Notice(passed_over(unknown), text.line)
    for line, row in rows(lines, text, delimiter):
        yield from text.events()
        if isinstance(row, str):
            yield Reject(line, row)
        elif len(row) != len(headings):
            yield Reject(line, f"{len(row)} cells under {len(headings)} headings")
        else:
            yield read_record(_mapping(headings, row), line)
    yield from text.events()


def _first_line(lines: Iterator[str]) -> str:
    return next((line for line in lines if line.strip()), "")


def _delimiter(first: str) -> str:
    return next((mark for mark in _DELIMITERS if "title" in _headings(first, mark)), ",")


def _headings(first: str, delimiter: str) -> list[str]:
    cells = next(csv.reader([first], delimiter=delimiter), list[str]())
    return fields_called(["_".join(cell.translate(_NOT_IN_HEADINGS).lower().split()) for cell in cells])


def _fault(headings: list[str]) -> str | None:
    if not headings:
        return "file is empty"
    if "title" not in headings:
        return f"no heading “title”; the first line has {shown(', '.join(headings))}"
    twice = [heading for heading, count in Counter(headings).items() if heading and count > 1]
    return f"the heading {shown(twice[0])} stands twice" if twice else None


def _mapping(headings: list[str], row: list[str]) -> dict[str, Any]:
    """Return a row's values by their fields, empty cells and unknown headings left out."""
    return {
        name: _value(name, kind, as_written(cell))
        for name, cell in zip(headings, row, strict=True)
        if (kind := FIELDS.get(name)) is not None and not (cell == "" or cell.isspace())
    }


def _value(name: str, kind: Kind, cell: str) -> Any:
    value = _CELLS[kind](cell)
    if isinstance(value, str) and (parse := _IN_WORDS.get(name)) is not None and (said := parse(cell)) is not None:
        return said
    return value


def _json_or_text(cell: str) -> Any:
    """Return the JSON value that a cell holds, or else the cell, for the record's rules to judge."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def _list(cell: str) -> Any:
    if cell.lstrip().startswith("["):
        found = _json_or_text(cell)
        if isinstance(found, list) and all(isinstance(name, str) for name in cast("list[Any]", found)):
            return cast("list[str]", found)
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

_IN_WORDS: dict[str, Callable[[str], int | str | None]] = {
    "runtime_minutes": parse_runtime,
    "released": parse_date,
    "budget": parse_money,
    "revenue": parse_money,
}
"""Fields that people write in words, such as `1h37m`; what cannot be read so is for the record's rules to judge."""
