"""The index on disk: one file of arrays as they lie in memory, so that opening it is mapping it.

The file is a magic word, the length and checksum of a JSON description, the description, and the arrays, each from a
page boundary. The description holds the format, the catalogue's change number, and of each array its kind, length,
place and sum.
"""

import json
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index.segment import Segment

FORMAT = 3
"""Goes up when the arrays, the search form, the grams or what a server's own film hides change their meaning."""

_MAGIC = b"MARQTIX\n"
_HEAD = struct.Struct("<8sII")
_PAGE = 4096
_BLOCK = 1 << 20

_T = TypeVar("_T")
_Array = NDArray[Any]


class SavedIndexError(Exception):
    """The file is not a whole title index of this format; the index is to be built anew."""


def save(path: Path, segment: Segment, *, version: int) -> None:
    """Write `segment` to `path`: to a file beside it first, which then takes its place."""
    arrays = dict(_arrays(segment))
    described: dict[str, tuple[str, int, int, int]] = {}
    size = 0
    for name, values in arrays.items():
        described[name] = (values.dtype.str, len(values), size, _sum(values))
        size += _whole_pages(values.nbytes)
    description = json.dumps({"format": FORMAT, "version": version, "size": size, "arrays": described}).encode()
    start = _whole_pages(_HEAD.size + len(description))
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(_HEAD.pack(_MAGIC, len(description), crc32(description)) + description)
            for name, values in arrays.items():
                file.seek(start + described[name][2])
                file.write(np.ascontiguousarray(values).view(np.uint8).data)
            file.truncate(start + size)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
    _sync(path.parent)


def load(path: Path) -> tuple[Segment, int]:
    """Return the segment saved at `path`, mapped into memory, and its version; raises `SavedIndexError`."""
    try:
        description, start = _description(path)
        data = np.memmap(path, dtype=np.uint8, mode="r")
        if len(data) != start + description["size"]:
            raise SavedIndexError(f"{path.name} is not as long as it says")
        arrays = {name: _array(data, start, *described) for name, described in description["arrays"].items()}
        return _assembled(Segment, arrays), int(description["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SavedIndexError(f"{path.name} is not a whole title index: {error}") from error


def _description(path: Path) -> tuple[dict[str, Any], int]:
    """Return the description in the file, and where its arrays begin."""
    with path.open("rb") as file:
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise SavedIndexError(f"{path.name} is cut short")
        magic, length, checksum = _HEAD.unpack(head)
        if magic != _MAGIC:
            raise SavedIndexError(f"{path.name} is no title index")
        text = file.read(length)
    if len(text) < length or crc32(text) != checksum:
        raise SavedIndexError(f"{path.name} is damaged")
    description = json.loads(text)
    if description["format"] != FORMAT:
        raise SavedIndexError(f"{path.name} is of format {description['format']}, not {FORMAT}")
    return description, _whole_pages(_HEAD.size + length)


def _array(data: NDArray[np.uint8], start: int, kind: str, length: int, at: int, expected: int) -> _Array:
    """Return one array of the mapped file, once its sum is the one described."""
    values = np.frombuffer(data, dtype=np.dtype(kind), count=length, offset=start + at)
    if _sum(values) != expected:
        raise SavedIndexError("the saved title index is damaged")
    return values


def _sum(values: _Array) -> int:
    """Return a checksum of an array: the 64-bit sums of its blocks, summed up in their order.

    It reads at the speed of memory, which a cyclic checksum of hundreds of megabytes does not.
    """
    data = np.ascontiguousarray(values).view(np.uint8)
    whole = len(data) // 8 * 8
    words = data[:whole].view(np.uint64)
    sums = [int(np.add.reduce(words[begin : begin + _BLOCK])) for begin in range(0, len(words), _BLOCK)]
    return crc32(np.array(sums, dtype="<u8").tobytes() + data[whole:].tobytes())


def _arrays(record: object, prefix: str = "") -> Iterator[tuple[str, _Array]]:
    """Yield the arrays of nested records with their paths."""
    for field in fields(record):  # type: ignore[arg-type] - a dataclass, as all that is saved
        value = getattr(record, field.name)
        if is_dataclass(value):
            yield from _arrays(value, f"{prefix}{field.name}.")
        else:
            yield prefix + field.name, value


def _assembled(kind: type[_T], arrays: dict[str, _Array], prefix: str = "") -> _T:
    """Return a record of `kind` made of the arrays under `prefix`; the reverse of `_arrays`."""
    return kind(
        **{
            field.name: _assembled(field.type, arrays, f"{prefix}{field.name}.")
            if isinstance(field.type, type) and is_dataclass(field.type)
            else arrays[prefix + field.name]
            for field in fields(kind)  # type: ignore[arg-type] - the same
        }
    )


def _whole_pages(size: int) -> int:
    return -(-size // _PAGE) * _PAGE


def _sync(folder: Path) -> None:
    """Make a rename in `folder` last, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
