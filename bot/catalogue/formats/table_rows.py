"""Rows of cells out of lines, with the line each begins at, and why a row cannot be read."""

import csv
from collections import deque
from collections.abc import Iterator

from bot.catalogue.formats.decoding import LONGEST_RECORD, Text

# The limit is the whole process's. The standard 128 KB would refuse long reviews; `_Feed` bounds a row.
csv.field_size_limit(LONGEST_RECORD)

_TOO_LONG = f"a row longer than {LONGEST_RECORD // 2**20} MB; is a quote not closed?"
_REASONS = (
    ("unexpected end", "a quote is opened here and never closed"),
    ("expected after", "a quote inside a quoted cell is not doubled"),
    ("field larger", _TOO_LONG),
)


def rows(lines: Iterator[str], text: Text, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Give each row with its first line, or why there is none; a stray quote costs its own line, not those after it.

    `lines` are those of `text` that are still to come.
    """
    feed = _Feed(lines, text)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not (text.broken_off and "unexpected end" in str(error)):
                yield feed.taken[0][0], next((ours for theirs, ours in _REASONS if theirs in str(error)), str(error))
            feed.give_back()
        else:
            if row:
                yield feed.taken[0][0], row


class _Feed:
    """The lines as the csv module takes them; `taken` are those of the row being read, with their numbers."""

    def __init__(self, lines: Iterator[str], text: Text) -> None:
        self.taken: list[tuple[int, str]] = []
        self._text = text
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
            number = self._text.line
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
