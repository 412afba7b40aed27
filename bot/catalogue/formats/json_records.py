"""JSON records: one object, an array of objects, or JSON Lines.

A record that is not valid JSON is rejected, and reading goes on at the next that can be found for certain.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from bot.catalogue.film import Notice, Outcome, Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.field_names import passed_over
from bot.catalogue.formats.json_window import json_values
from bot.catalogue.record import read_record, shown, unknown_names

_HEAD = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*(?:\{[\s\0]*["}]|\[[\s\0]*[{\]])')


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the content alone decides
    """Say whether `head` begins like an object or an array of objects."""
    return _HEAD.match(head) is not None


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read films from JSON in any of its three layouts."""
    unknown: dict[str, int] = {}
    for value in json_values(Text(stream)):
        if isinstance(value, tuple):
            yield _outcome(value[1], value[0], unknown)
        else:
            yield value
    if unknown:
        yield Notice(passed_over(unknown), min(unknown.values()))


def _outcome(value: Any, line: int, unknown: dict[str, int]) -> Outcome:
    """Read a record, and note in `unknown` the names that are no field, each with the first line it stands in."""
    if type(value) is not dict:
        return Reject(line, f"expected a film as an object, got {shown(value)}")
    mapping = cast("dict[str, Any]", value)
    for name in sorted(unknown_names(mapping)):
        unknown.setdefault(name, line)
    return read_record(mapping, line)
