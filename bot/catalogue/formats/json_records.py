"""JSON records: one object, an array of objects, or JSON Lines.

A record that is not valid JSON is rejected, and reading goes on at the next that can be found for certain.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from bot.catalogue.film import Notice, Outcome, Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.json_window import BrokenError, JsonWindow
from bot.catalogue.record import read_record, shown, unknown_names

_HEAD = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*(?:\{[\s\0]*["}]|\[[\s\0]*[{\]])')


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the content alone decides
    """Say whether `head` begins like an object or an array of objects."""
    return _HEAD.match(head) is not None


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read films from JSON in any of its three layouts."""
    text = Text(stream)
    window = JsonWindow(text)
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
            except BrokenError as broken:
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
    if new := unknown_names(mapping) - unknown:
        unknown |= new
        for name in sorted(new):
            yield Notice(f"unknown field {shown(name)} passed over", line)
    yield read_record(mapping, line)
