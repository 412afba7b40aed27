"""The memory of a conversation as JSON and back. Pure.

A record is written as an object of its fields beside the name of its class, so a kind of query that is added later
needs nothing here. What is read is held against the types of the fields: what another version of Marquee wrote and this
one does not understand is as good as no memory.
"""

import json
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from bot.asking.reading.references import NOTHING, Memory

_CLASS = "is"


def memory_to_json(memory: Memory) -> str:
    """Return a memory as text."""
    return json.dumps(memory, default=_written, separators=(",", ":"))


def memory_from_json(text: str) -> Memory:
    """Return the memory that was written; `NOTHING` where the text is not understood."""
    try:
        return _read(json.loads(text), Memory)
    except (ValueError, RecursionError):
        return NOTHING


def _written(record: object) -> dict[str, Any]:
    kind = type(record)
    return {_CLASS: kind.__name__, **{name: getattr(record, name) for name in _fields(kind)}}


@cache
def _fields(record: type) -> dict[str, Any]:
    """Return the types of a record's fields by their names."""
    return get_type_hints(record)


def _read(value: Any, kind: Any) -> Any:
    """Return what was written of a kind.

    Raises:
        ValueError: it was written of another.
    """
    origin, of = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _read_any(value, of)
    if origin is Literal and isinstance(value, str) and value in of:
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(_read(each, of[0]) for each in cast("list[Any]", value))
    if is_dataclass(kind) and isinstance(value, dict):
        return _read_record(cast("dict[str, Any]", value), cast("type", kind))
    if type(value) is kind or (kind is float and type(value) is int):
        return value
    raise ValueError(value)


def _read_any(value: Any, kinds: tuple[Any, ...]) -> Any:
    for kind in kinds:
        try:
            return _read(value, kind)
        except ValueError:
            continue
    raise ValueError(value)


def _read_record(value: dict[str, Any], kind: type) -> Any:
    types = _fields(kind)
    given = {name: each for name, each in value.items() if name != _CLASS}
    if value.get(_CLASS) != kind.__name__ or not given.keys() <= types.keys():
        raise ValueError(value)
    try:
        return kind(**{name: _read(each, types[name]) for name, each in given.items()})
    except TypeError as error:  # a field without which there is no such record
        raise ValueError(value) from error
