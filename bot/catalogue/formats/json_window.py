"""One JSON value after the other out of a text of any size."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from bot.catalogue.film import Notice, Reject
from bot.catalogue.formats.decoding import LONGEST_RECORD, Text

_BLANKS_AND_COMMAS = re.compile(r"[\s,]*")
_INDENT = re.compile(r"\}, ?|[ \t]*")
_LONGEST_INDENT = 200
_TOO_LONG = f"a record longer than {LONGEST_RECORD // 2**20} MB"

_NEAR_THE_END = 16
"""How near to the end of the text read so far an error may lie and still mean only that more is to come."""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


# Not strict: line breaks and tabs that stand in a text as they are do no harm.
_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse_constant)


def json_values(text: Text) -> Iterator[tuple[int, Any] | Reject | Notice]:
    """Give the values of a text in any of its three layouts, each with its first line, and what is no value.

    The layouts are one value, an array, whose elements are given, and JSON Lines.
    """
    window = JsonWindow(text)
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
                yield line, window.take_value()
            except BrokenError as broken:
                if not (text.broken_off and broken.at_the_end):
                    yield Reject(line, str(broken))
                in_array = in_array and not broken.at_the_end
        yield from text.events()
    yield from text.events()
    if in_array and not text.broken_off:
        yield Notice("the array is not closed; the file may be cut off", window.line)


class BrokenError(ValueError):
    """A value that could not be read; `at_the_end` where nothing after it can be read either."""

    def __init__(self, reason: str, *, at_the_end: bool) -> None:
        super().__init__(reason)
        self.at_the_end = at_the_end


class JsonWindow:
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
            BrokenError: it is no JSON; the window has moved to the next place where a record may begin.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self.at)
            except json.JSONDecodeError as error:
                unfinished = error.pos + _NEAR_THE_END >= len(self._text) or error.msg.startswith("Unterminated")
                too_long = len(self._text) - self.at > LONGEST_RECORD
                if too_long or not unfinished or not self._more():
                    reason = _TOO_LONG if too_long else self._fault(error)
                    raise self._broken(reason, last=unfinished and not too_long) from None
            except RecursionError:
                raise self._broken("nested too deeply") from None
            except ValueError as error:
                raise self._broken(f"not valid JSON: {error}") from None
            else:
                length = end - self.at
                self.move(end)
                if length > LONGEST_RECORD:
                    raise BrokenError(_TOO_LONG, at_the_end=False)
                return value

    def _fault(self, error: json.JSONDecodeError) -> str:
        what = error.msg[0].lower() + error.msg[1:]
        lines_on = self._text.count("\n", self.at, error.pos)
        if lines_on:
            return f"not valid JSON: {what} at line {self.line + lines_on}"
        return f"not valid JSON: {what} at column {error.pos - self._text.rfind(chr(10), 0, error.pos)}"

    def _broken(self, reason: str, *, last: bool = False) -> BrokenError:
        """Move to the next line that begins as this one did, or to the end; `last` where nothing follows anyway.

        That line is the next of JSON Lines, or the next element of an array that gives each a line of its own. An
        array written on one line has no such place, as nobody can say which of the braces to come begins a film.
        """
        line = self._text[self._text.rfind("\n", 0, self.at) + 1 : self.at]
        indent = _INDENT.match(line.removeprefix("["))
        assert indent is not None
        found = self._seek(f"\n{indent[0]}{{")
        lost = not found and not last
        return BrokenError(f"{reason}; nothing after it could be read" if lost else reason, at_the_end=not found)

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
