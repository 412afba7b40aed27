"""Tables in a member's export: a stream of text with headings somewhere near its beginning."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, TypeVar

from bot.catalogue.film import Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.table_rows import rows
from bot.club.rating_files.record import Remark

T = TypeVar("T")

HEAD = 2**16
"""Bytes from the beginning of a file by which it is recognised."""

_DELIMITERS = ",;\t"
_LINES_BEFORE = 20
"""Lines among which the headings are looked for: a list of Letterboxd has some of its own above them."""

Headings = Mapping[str, frozenset[str]]
"""The kinds of tables, each with the headings it is known by, in small letters; the first that fits is meant."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins at and its cells by their headings, which are in small letters."""

    line: int
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        """Return a cell without blanks around it; empty where there is none."""
        return self.cells.get(heading, "").strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a known kind. `file` is its name for people, `parts` the folders and the name it has in an archive."""

    kind: str
    file: str
    parts: tuple[str, ...]
    stream: BinaryIO
    headings: tuple[str, ...] = ()
    delimiter: str = ","

    def rows(self) -> Iterator[Row | Remark]:
        """Give the rows below the headings, and what is no row."""
        text = Text(self.stream)
        lines = text.lines()
        begun = False
        for line, row in rows(lines, text, self.delimiter):
            yield from self._faults(text)
            if not begun:
                begun = not isinstance(row, str) and _headings(row) == self.headings
            elif isinstance(row, str):
                yield Remark(self.file, line, row)
            elif len(row) != len(self.headings):
                yield Remark(self.file, line, f"{len(row)} cells under {len(self.headings)} headings")
            else:
                yield Row(line, dict(zip(self.headings, row, strict=True)))
        yield from self._faults(text)

    def _faults(self, text: Text) -> Iterator[Remark]:
        for event in text.events():
            if isinstance(event, Reject):
                yield Remark(self.file, event.line, event.reason)


class Forgiving:
    """Reads what a row can do without: what is blank is None, and what cannot be read is None with a remark."""

    def __init__(self, file: str, line: int) -> None:
        self.remarks: list[Remark] = []
        self._file = file
        self._line = line

    def read(self, rule: Callable[[str], T], text: str) -> T | None:
        """Return what `rule`, which refuses by a ValueError, makes of a cell."""
        if not text:
            return None
        try:
            return rule(text)
        except ValueError as error:
            self.remarks.append(Remark(self._file, self._line, f"{error}; taken without it", lost=False))
            return None


def find_headings(head: bytes, known: Headings) -> tuple[str, tuple[str, ...], str] | None:
    """Return the kind of table that begins with `head`, its headings and its delimiter; None where it is no such."""
    lines = list(islice(Text(io.BytesIO(head)).lines(), _LINES_BEFORE))
    for delimiter in _DELIMITERS:
        for line in lines:
            found = _headings(next(csv.reader([line], delimiter=delimiter), list[str]()))
            for kind, wanted in known.items():
                if wanted <= set(found):
                    return kind, found, delimiter
    return None


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.replace("\ufeff", "").lower().split()) for cell in cells)
