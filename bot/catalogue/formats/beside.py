"""A table that stands beside another: what it says of a key, read ahead no further than it has to be."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Generic, TypeVar

from bot.catalogue.film import Notice, Reject

T = TypeVar("T")


class Beside(Generic[T]):
    """Finds what a table beside another says of a key, wherever in it that stands.

    `rows` gives keys with what is said of them, and what was odd, which waits in `events` under the table's name
    `part`. Where both tables are in one order, as they are published, each row is read when it is asked for. What is
    read is kept, so a value should be small.
    """

    def __init__(self, part: str, rows: Iterator[tuple[str, T] | Reject | Notice]) -> None:
        self._part = part
        self._rows = rows
        self._held: dict[str, T] = {}
        self._odd: list[Reject | Notice] = []

    def take(self, key: str) -> T | None:
        """Return what the first row of `key` says, or None where there is none."""
        if key in self._held:
            return self._held[key]
        for row in self._rows:
            if isinstance(row, tuple):
                self._held.setdefault(*row)
                if row[0] == key:
                    return self._held[key]
            else:
                self._odd.append(replace(row, part=self._part))
        return None

    def events(self) -> Iterator[Reject | Notice]:
        """Give what was noticed since the last call, each thing once."""
        odd, self._odd = self._odd, []
        return iter(odd)

    def rest(self) -> Iterator[Reject | Notice]:
        """Read on to the end, for what is odd there."""
        self.take("")
        return self.events()
