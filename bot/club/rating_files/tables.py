"""Tables in a member's export: a stream of text with headings somewhere near its beginning."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from bot.catalogue.film import Reject
from bot.catalogue.formats.headed import Found, Row, headed_rows
from bot.club.rating_files.record import Remark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a known kind. `file` is its name for people, `parts` the folders and the name it has in an archive."""

    kind: str
    file: str
    parts: tuple[str, ...]
    stream: BinaryIO
    found: Found | None = None

    def rows(self) -> Iterator[Row | Remark]:
        """Give the rows below the headings, and what is no row."""
        for row in headed_rows(self.stream, self.found) if self.found is not None else ():
            if isinstance(row, Row):
                yield row
            elif isinstance(row, Reject):
                yield Remark(self.file, row.line, row.reason)


class Forgiving:
    """Reads what a row can do without: what is blank is None, and what cannot be read is None with a remark."""

    def __init__(self, file: str, line: int) -> None:
        self.remarks: list[Remark] = []
        self._file = file
        self._line = line

    def read(self, rule: Callable[[str], T], text: str) -> T | None:
        """Return what `rule`, which refuses by a ValueError, makes of a cell."""
        if not text:
            return None
        try:
            return rule(text)
        except ValueError as error:
            self.remarks.append(Remark(self._file, self._line, f"{error}; taken without it", lost=False))
            return None
