r"""IMDb's datasets as tables: cells parted by tabs and never quoted, `\N` where nothing is known, sorted by the id.

They are sorted as text (`tt10001008` stands before `tt1000101`), all in the same way, so that two of them can be read
side by side however large they are.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from bot.catalogue.film import Notice, Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.headed import headings_in

_UNKNOWN = frozenset({"\\N", ""})


class Tsv:
    """A table that is read line by line, without those lines that `without` matches.

    `headings` are in small letters, `line` is the number of the line read last.
    """

    def __init__(self, stream: BinaryIO, without: re.Pattern[str] | None = None) -> None:
        self._text = Text(stream)
        self.lines = self._text.lines(without)
        first = next((line for line in self.lines if line.strip()), "")
        self.headings = headings_in(first.split("\t"))

    @property
    def line(self) -> int:
        """The number of the line that was read last, from 1."""
        return self._text.line

    def events(self) -> Iterator[Reject | Notice]:
        """Give what was noticed since the last call, each thing once."""
        return self._text.events()

    def rows(self) -> Iterator[tuple[int, dict[str, str]] | Reject | Notice]:
        """Give each row's line and known cells by their headings, and what is no row."""
        for line in self.lines:
            yield from self.events()
            cells = line.split("\t")
            if len(cells) == len(self.headings):
                yield self.line, known(self.headings, cells)
            elif line.strip():
                yield self.unfit(cells)
        yield from self.events()

    def unfit(self, cells: list[str]) -> Reject:
        """Return why the line read last is no row."""
        return Reject(self.line, f"{len(cells)} cells under {len(self.headings)} headings")


def known(headings: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row by their headings, without those that say that nothing is known."""
    return {heading: cell for heading, cell in zip(headings, cells, strict=True) if cell not in _UNKNOWN}


class SortedTsv:
    """A table sorted by its first cell, beside another sorted in the same way; `stream` is at its beginning.

    `in_order` turns False where either is not sorted after all: then not all rows were found.
    """

    def __init__(self, stream: BinaryIO, key: str) -> None:
        self._tsv = Tsv(stream)
        self.in_order = self._tsv.headings[:1] == (key,)
        self._next: str | None = next(self._tsv.lines, None)
        self._last = ""
        self._odd: list[Reject | Notice] = []

    def take(self, key: str) -> list[dict[str, str]]:
        """Return the rows of `key`, which is to come after the key asked for before, and pass over those before it."""
        self.in_order = self.in_order and key > self._last
        line = self._next
        last, beginning = self._last, key + "\t"
        taken: list[dict[str, str]] = []
        while line is not None:
            if line < key:
                # A tab comes before all digits, so that whole lines compare as their ids do.
                if line < last and line:
                    self.in_order = False
            elif line.startswith(beginning):
                cells = line.split("\t")
                if len(cells) == len(self._tsv.headings):
                    taken.append(known(self._tsv.headings, cells))
                else:
                    self._odd.append(self._tsv.unfit(cells))
            else:
                break
            line = next(self._tsv.lines, None)
        self._next = line
        self._last = key
        return taken

    def rest(self) -> Iterator[Reject | Notice]:
        """Read on to the end, to know whether the table was in order, and give what was odd in it."""
        last = self._last
        for line in self._tsv.lines:
            if line and line < last:
                self.in_order = False
        yield from self._odd
        yield from self._tsv.events()
