"""Tables of cells under headings, known by these whatever their case and order, and whatever stands above them."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from bot.catalogue.film import Notice, Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.table_rows import rows

HEAD = 2**16
"""Bytes from the beginning of a file by which it is recognised."""

_DELIMITERS = ",;\t"
_ROWS_BEFORE = 20
"""Rows among which the headings are looked for: a list of Letterboxd has some of its own above them."""

Headings = Mapping[str, frozenset[str]]
"""Kinds of tables, each with the headings it is known by, in small letters; the first that fits is meant."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the headings of a table were found: its kind, all its headings, and what parts its cells."""

    kind: str
    headings: tuple[str, ...]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins at and its cells by their headings, which are in small letters.

    Where it is an object of JSON, cells may be of any kind.
    """

    line: int
    cells: Mapping[str, Any]

    def get(self, heading: str) -> str:
        """Return a cell as text without blanks around it; empty where there is none, or a list in its place."""
        cell = self.cells.get(heading)
        return "" if cell is None or isinstance(cell, list | dict) else str(cell).strip()


def head_of(stream: BinaryIO) -> tuple[bytes, str | None]:
    """Return the first bytes of `stream` and what kept it from giving more, and go back to its beginning."""
    # read1 hands over what could be read before any damage.
    read = getattr(stream, "read1", stream.read)
    head = bytearray()
    fault = None
    try:
        while len(head) < HEAD and (piece := read(HEAD)):
            head += piece
    except OSError as error:
        fault = error.strerror or str(error)
    if head:
        stream.seek(0)
    return bytes(head), fault


def find_headings(head: bytes, known: Headings) -> Found | None:
    """Return the kind of table that begins with `head`; None where it is none of those known."""
    letters = head.replace(b"\0", b"").lower()  # of UTF-16 the other halves
    likely = [wanted for wanted in known.values() if all(_first_word(heading) in letters for heading in wanted)]
    if not likely:
        return None
    for delimiter in _DELIMITERS:
        text = Text(io.BytesIO(head))
        for _, cells in islice(rows(text.lines(), text, delimiter), _ROWS_BEFORE):
            found = () if isinstance(cells, str) else headings_in(cells)
            for kind, wanted in known.items():
                if wanted <= set(found):
                    return Found(kind, found, delimiter)
    return None


def headings_in(cells: Sequence[str]) -> tuple[str, ...]:
    """Return cells as headings are compared: in small letters, without a byte-order mark and stray blanks."""
    return tuple(" ".join(cell.replace("\ufeff", "").lower().split()) for cell in cells)


def headed_rows(stream: BinaryIO, found: Found) -> Iterator[Row | Reject | Notice]:
    """Give the rows below the headings, and what is no row; blank cells beyond the last heading are nothing."""
    for line, row in unfitted_rows(stream, found):
        if not isinstance(row, list):
            yield row
        elif len(row) == len(found.headings):
            yield Row(line, dict(zip(found.headings, row, strict=True)))
        else:
            yield Reject(line, f"{len(row)} cells under {len(found.headings)} headings")


def unfitted_rows(stream: BinaryIO, found: Found) -> Iterator[tuple[int, list[str] | Reject | Notice]]:
    """Give each row below the headings, of however many cells, with its first line."""
    text = Text(stream)
    begun = False
    width = len(found.headings)
    for line, row in rows(text.lines(), text, found.delimiter):
        yield from ((event.line, event) for event in text.events())
        if not begun:
            begun = not isinstance(row, str) and headings_in(row) == found.headings
        elif isinstance(row, str):
            yield line, Reject(line, row)
        elif any(not (cell == "" or cell.isspace()) for cell in row):
            while len(row) > width and not row[-1].strip():
                row.pop()
            yield line, row
    yield from ((event.line, event) for event in text.events())


def _first_word(heading: str) -> bytes:
    return heading.partition(" ")[0].encode()
