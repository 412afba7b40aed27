"""Cells that a record can do without: what is blank is None, and what cannot be read is None with a warning."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.catalogue.film import Record, Reject
from bot.catalogue.record import read_record, shown

_WHOLE = re.compile(r"[+-]?\d{1,15}(?:\.0*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{0,15})?", re.ASCII)
_YEAR = re.compile(r"(?P<first>\d{4})(?:\.0| ?[-–—] ?(?:\d{4})?)?", re.ASCII)


class Forgiving:
    """Reads the cells of one row and keeps in `warnings` what they could not be read as."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def whole(self, name: str, cell: str) -> int | None:
        """Return a whole number, also where it is written as `162.0`."""
        if _WHOLE.fullmatch(cell):
            return int(cell.partition(".")[0])
        return self._unread(name, cell, "a whole number")

    def number(self, name: str, cell: str) -> float | None:
        """Return a number, its decimals behind a point."""
        return float(cell) if _NUMBER.fullmatch(cell) else self._unread(name, cell, "a number")

    def year(self, name: str, cell: str) -> int | None:
        """Return a year as written, of a span such as `1995–1999` or `1995–` the first."""
        found = _YEAR.fullmatch(cell)
        return int(found["first"]) if found else self._unread(name, cell, "a year")

    def record(self, mapping: Mapping[str, Any], line: int) -> Record | Reject:
        """Return the record of these values, with what was odd in the cells told before what the record finds."""
        read = read_record(mapping, line)
        if isinstance(read, Reject) or not self.warnings:
            return read
        return replace(read, warnings=(*self.warnings, *read.warnings))

    def unread(self, name: str, cell: str, expected: str) -> None:
        """Warn of a cell that is not what was expected."""
        self.warnings.append(f"{name} not usable: expected {expected}, got {shown(cell)}")

    def _unread(self, name: str, cell: str, expected: str) -> None:
        if cell:
            self.unread(name, cell, expected)
