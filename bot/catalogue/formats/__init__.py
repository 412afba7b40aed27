"""The formats that film records come in, one module each, and how a file's format is found.

To add a format, write a module with two functions and one line in `FORMATS`:

- `matches(name: str, head: bytes) -> bool`: whether a file that begins with `head` is of this format;
- `read(stream: BinaryIO) -> Iterator[Outcome]`: its films, rejects and notices, without holding the file in memory.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from bot.catalogue.film import Outcome, Reject
from bot.catalogue.formats import delimited, json_records, page

_HEAD = 2**16


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file endings that hint at it, and its two functions as the module's docstring says."""

    name: str
    endings: tuple[str, ...]
    matches: Callable[[str, bytes], bool]
    read: Callable[[BinaryIO], Iterator[Outcome]]


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("page", (".txt", ".page"), page.matches, page.read),
        Format("json", (".json", ".jsonl", ".ndjson"), json_records.matches, json_records.read),
        Format("csv", (".csv", ".tsv"), delimited.matches, delimited.read),
    )
}
"""The formats by name, in the order in which content is tried."""

ALSO_CALLED = {"jsonl": "json", "ndjson": "json", "tsv": "csv", "txt": "page"}
"""Other names people give a format."""


def detect(name: str, head: bytes) -> Format | None:
    """Return the format of a file called `name` that begins with `head`: by its content, else by its ending."""
    for known in FORMATS.values():
        if known.matches(name, head):
            return known
    return _by_ending(name)


def looks_like_records(name: str) -> bool:
    """Tell whether a file's name alone promises film records, as `films.csv` does and `README.md` does not."""
    return _by_ending(name) is not None


def _by_ending(name: str) -> Format | None:
    ending = name.lower().removesuffix(".gz")
    return next((known for known in FORMATS.values() if ending.endswith(known.endings)), None)


def choose(name: str, stream: BinaryIO, format_name: str | None = None) -> Format | Reject:
    """Return the format to read `stream` by, or why it cannot be read; the stream is left at its beginning.

    `format_name` overrides what content and name say; an unknown one is a reject too.
    """
    if format_name is not None:
        format_name = ALSO_CALLED.get(format_name.lower(), format_name.lower())
        if format_name not in FORMATS:
            return Reject(1, f"no format called {format_name}; there are {', '.join(FORMATS)}")
    head, fault = _head_of(stream)
    if not head and fault is not None:
        return Reject(1, fault)
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        return Reject(1, "file is empty")
    found = FORMATS[format_name] if format_name is not None else detect(name, head)
    return found or Reject(
        1, fault or "not recognised as film records: no film page, no JSON, no headings with a title"
    )


def _head_of(stream: BinaryIO) -> tuple[bytes, str | None]:
    """Return the first bytes of `stream` and what kept it from giving more, and go back to its beginning."""
    # read1 hands over what could be read before any damage.
    read = getattr(stream, "read1", stream.read)
    head = bytearray()
    fault = None
    try:
        while len(head) < _HEAD and (piece := read(_HEAD)):
            head += piece
    except OSError as error:
        fault = error.strerror or str(error)
    if head:
        stream.seek(0)
    return bytes(head), fault
