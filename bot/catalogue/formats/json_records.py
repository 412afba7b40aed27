"""JSON records: one object, an array of objects, or JSON Lines, all read through one window that slides over the text.

A record that is not valid JSON is rejected, and reading goes on at the next line that begins as that record's line
began: the next line of JSON Lines, the next element of an array that gives each a line of its own. An array written on
one line has no such place, so reading stops there and says so.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn, cast

from bot.catalogue.film import Notice, Outcome, Record, Reject
from bot.catalogue.formats.decoding import LONGEST_RECORD, Text
from bot.catalogue.record import RecordError, film_from_mapping, shown, unknown_names

_HEAD = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*(?:\{[\s\0]*["}]|\[[\s\0]*[{\]])')
_BLANKS_AND_COMMAS = re.compile(r"[\s,]*")
_INDENT = re.compile(r"\}, ?|[ \t]*")

_NEAR_THE_END = 16
"""How near to the end of the text read so far an error may lie and still mean only that more is to come."""


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the content alone decides
    """Say whether `head` begins like an object or an array of objects."""
    return _HEAD.match(head) is not None


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read films from JSON in any of its three layouts."""
    text = Text(stream)
    window = _Window(text)
    unknown: set[str] = set()
    in_array = False
    while start := window.next_start():
        if start == "[" and not in_array:
            in_array = True
            window.move(window.at + 1)
        elif start == "]" and in_array:
            in_array = False
            window.move(window.at + 1)
        else:
            line = window.line
            try:
                value = window.take_value()
            except _BrokenError as broken:
                if not (text.broken_off and broken.at_the_end):
                    yield Reject(line, str(broken))
                in_array = in_array and not broken.at_the_end
            else:
                yield from _outcomes(value, line, unknown)
        yield from text.events()
    yield from text.events()
    if in_array and not text.broken_off:
        yield Notice("the array is not closed; the file may be cut off", window.line)


def _outcomes(value: Any, line: int, unknown: set[str]) -> Iterator[Outcome]:
    if type(value) is not dict:
        yield Reject(line, f"expected a film as an object, got {shown(value)}")
        return
    mapping = cast("dict[str, Any]", value)
    try:
        film, warnings = film_from_mapping(mapping)
    except RecordError as error:
        yield Reject(line, str(error))
        return
    if new := unknown_names(mapping) - unknown:
        unknown |= new
        for name in sorted(new):
            yield Notice(f"unknown field {shown(name)} passed over", line)
    yield Record(film, line, warnings)


class _BrokenError(ValueError):
    """A value that could not be read; `at_the_end` where nothing after it can be read either."""

    def __init__(self, reason: str, *, at_the_end: bool) -> None:
        super().__init__(reason)
        self.at_the_end = at_the_end


class _Window:
    """The stretch of text being read: `at` is the place in it, `line` that place's number from 1."""

    def __init__(self, text: Text) -> None:
        self.at = 0
        self.line = 1
        self._blocks = text.blocks()
        self._text = ""

    def next_start(self) -> str:
        """Move past blanks and commas to the next value, and return its first character; "" at the end."""
        while True:
            match = _BLANKS_AND_COMMAS.match(self._text, self.at)
            assert match is not None
            self.move(match.end())
            if self.at < len(self._text):
                return self._text[self.at]
            if not self._more():
                return ""

    def move(self, to: int) -> None:
        """Move forward to `to`, counting lines."""
        self.line += self._text.count("\n", self.at, to)
        self.at = to

    def take_value(self) -> Any:
        """Return the JSON value that begins here and move behind it.

        Raises:
            _BrokenError: it is no JSON; the window has moved to the next place where a record may begin.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self.at)
            except json.JSONDecodeError as error:
                unfinished = error.pos + _NEAR_THE_END >= len(self._text) or error.msg.startswith("Unterminated")
                too_long = len(self._text) - self.at > LONGEST_RECORD
                if too_long or not unfinished or not self._more():
                    raise self._broken(_TOO_LONG if too_long else self._fault(error)) from None
            except (ValueError, RecursionError) as error:
                raise self._broken(
                    "nested too deeply" if isinstance(error, RecursionError) else f"not valid JSON: {error}"
                ) from None
            else:
                length = end - self.at
                self.move(end)
                if length > LONGEST_RECORD:
                    raise _BrokenError(_TOO_LONG, at_the_end=False)
                return value

    def _fault(self, error: json.JSONDecodeError) -> str:
        what = error.msg[0].lower() + error.msg[1:]
        lines_on = self._text.count("\n", self.at, error.pos)
        if lines_on:
            return f"not valid JSON: {what} at line {self.line + lines_on}"
        return f"not valid JSON: {what} at column {error.pos - self._text.rfind(chr(10), 0, error.pos)}"

    def _broken(self, reason: str) -> _BrokenError:
        """Move to the next line that begins as this one did, or to the end."""
        line = self._text[self._text.rfind("\n", 0, self.at) + 1 : self.at]
        indent = _INDENT.match(line.removeprefix("["))
        assert indent is not None
        found = self._seek(f"\n{indent[0]}{{")
        return _BrokenError(reason if found else f"{reason}; nothing after it could be read", at_the_end=not found)

    def _seek(self, line_start: str) -> bool:
        """Move to where `line_start` stands next; to the end, and False, where it does not."""
        start = self.at
        while True:
            if (found := self._text.find(line_start, start)) >= 0:
                self.move(found + len(line_start) - 1)
                return True
            self.move(max(len(self._text) - len(line_start), self.at))
            if not self._more():
                self.move(len(self._text))
                return False
            start = self.at

    def _more(self) -> bool:
        """Read on, at least as much again as is still unread; False at the end of the text.

        The line that holds the place is kept from its beginning, where that is near, as `_broken` looks at it.
        """
        keep = self._text.rfind("\n", 0, self.at) + 1
        if self.at - keep > _LONGEST_INDENT:
            keep = self.at
        kept = self._text[keep:]
        pieces = [kept]
        wanted = len(kept)
        for block in self._blocks:
            pieces.append(block)
            wanted -= len(block)
            if wanted <= 0:
                break
        self._text = "".join(pieces)
        self.at -= keep
        return len(pieces) > 1


_LONGEST_INDENT = 200
_TOO_LONG = f"a record longer than {LONGEST_RECORD // 2**20} MB"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


# Not strict: line breaks and tabs that stand in a text as they are do no harm.
_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse_constant)
