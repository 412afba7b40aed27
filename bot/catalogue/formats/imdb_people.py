"""IMDb's people by number: the names of those who are wanted, of the many millions there are, in little memory."""

import re
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from bot.catalogue.film import Notice, Reject
from bot.catalogue.formats.imdb_tsv import Tsv

_NUMBER = re.compile(r"nm(\d{7,9})(?:\t|$)", re.ASCII)
_BLOCK = 64
"""Bytes of the set of numbers for which it is counted how many are before them."""


class People:
    """Names of the people who were asked for; some twenty bytes each, beside two megabytes for the set of numbers.

    First `want` everybody, then `learn` their names, then ask for each by `name`.
    """

    def __init__(self) -> None:
        self._wanted = bytearray()  # a bit for each number
        self._before: array[int] = array("Q")  # how many are wanted before each block
        self._places: array[int] = array("Q")  # where the name of each who is wanted begins, in the order of numbers
        self._names = bytearray(b"\n")

    def want(self, person: str) -> None:
        """Keep in mind that somebody's name (`nm0000033`) will be asked for."""
        number = _NUMBER.match(person)
        if number is not None:
            place, bit = divmod(int(number[1]), 8)
            if place >= len(self._wanted):
                self._wanted.extend(bytes(place + 1 - len(self._wanted)))
            self._wanted[place] |= 1 << bit

    def learn(self, stream: BinaryIO) -> Iterator[Reject | Notice]:
        """Keep the names of those who are wanted, from a table of all people; give what was odd in it."""
        count = 0
        for start in range(0, len(self._wanted), _BLOCK):
            self._before.append(count)
            count += int.from_bytes(self._wanted[start : start + _BLOCK], "little").bit_count()
        self._places = array("Q", bytes(8 * count))
        tsv = Tsv(stream)
        at = tsv.headings.index("primaryname") if tsv.headings[:1] == ("nconst",) else 0
        for line in tsv.lines if at else ():
            rank = self._rank(line)
            if rank is not None and len(cells := line.split("\t", at + 1)) > at:
                self._places[rank] = len(self._names)
                self._names += cells[at].encode("utf-8", "replace") + b"\n"
        yield from tsv.events()

    def name(self, person: str) -> str | None:
        """Return somebody's name, None where it was not learnt."""
        rank = self._rank(person)
        if rank is None or rank >= len(self._places) or not (place := self._places[rank]):
            return None
        return self._names[place : self._names.index(b"\n", place)].decode()

    def _rank(self, person: str) -> int | None:
        """Return how many with smaller numbers are wanted; None for who is not."""
        number = _NUMBER.match(person)
        if number is None:
            return None
        place, bit = divmod(int(number[1]), 8)
        if place >= len(self._wanted) or not self._wanted[place] >> bit & 1:
            return None
        start = place - place % _BLOCK
        below = int.from_bytes(self._wanted[start : place + 1], "little") & ((1 << (8 * (place - start) + bit)) - 1)
        return self._before[place // _BLOCK] + below.bit_count()
