"""What was read of films, kept on disk between the preview of a load and the load: the very outcomes, file by file."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from bot.catalogue import film
from bot.catalogue.film import Outcome
from bot.catalogue.loader import ReadFile
from bot.errors import UserError

_TOGETHER = 20
"""Outcomes that are written and read at once."""


class TooManyRowsError(UserError):
    """What was sent holds more records than are taken at a time."""


class Spool:
    """A folder of what was read, one file for each that was; `most` bounds the outcomes of all together."""

    def __init__(self, folder: Path, *, most: int) -> None:
        self.files: list[tuple[str, str]] = []
        """The names of the files that were kept so far, or read with one of them, and of their formats."""
        self._folder = folder
        self._kept = 0
        self._most = most
        self._left = most

    def keep(self, file: ReadFile) -> ReadFile:
        """Return the file with its outcomes written down as they pass.

        Raises:
            TooManyRowsError: while they pass, there are too many.
        """
        self.files += [(name, file.format) for name in (file.name, *file.parts)]
        self._kept += 1
        path = self._folder / f"{self._kept:06}.read"
        return replace(file, outcomes=self._passing(path, file))

    def _passing(self, path: Path, file: ReadFile) -> Iterator[Outcome]:
        with path.open("wb") as stream:
            pickle.dump((file.name, file.format), stream)
            counted = self._counted(file.outcomes)
            while outcomes := list(islice(counted, _TOGETHER)):
                pickle.dump(outcomes, stream)
                yield from outcomes

    def _counted(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self._left -= 1
            if self._left < 0:
                raise TooManyRowsError(f"That is more than {self._most:,} rows, the most I take at a time.")
            yield outcome


def spooled(folder: Path) -> Iterator[ReadFile]:
    """Give the files that a spool kept in a folder, in the order in which they were read."""
    for path in sorted(folder.glob("*.read")):
        with path.open("rb") as stream:
            name, format_name = _Unpickler(stream).load()
            yield ReadFile(name, format_name, _outcomes(stream))


def _outcomes(stream: BinaryIO) -> Iterator[Outcome]:
    while True:
        try:
            outcomes = _Unpickler(stream).load()
        except EOFError:
            return
        yield from outcomes


class _Unpickler(pickle.Unpickler):
    """Reads plain values and records, and refuses everything else that a pickle can hold."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        found = getattr(film, global_name, None) if module_name == film.__name__ else None
        if isinstance(found, type) and found.__module__ == module_name:
            return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no record")
