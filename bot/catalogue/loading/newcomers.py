"""Telling fast that a record's film is new: a long load asks it of each of its records, and most are."""

import sqlite3
from collections.abc import Mapping

_BITS = 2**25
_MASK = _BITS - 1

_NAMES = "SELECT title_key, year FROM films WHERE guild_id = ?"
_IDS = "SELECT source, value FROM film_ids WHERE guild_id = ?"


class Newcomers:
    """The names and ids of all films of one scope as bits, four megabytes of them, however many films there are.

    A film whose bits are not all set is not there. One whose bits are set may be: it has to be looked for.
    """

    def __init__(self, connection: sqlite3.Connection, guild_id: int) -> None:
        self._bits = bytearray(_BITS // 8)
        for query in (_NAMES, _IDS):
            for pair in connection.execute(query, (guild_id,)):
                self._meet(hash(pair))

    def meet(self, ids: Mapping[str, str], key: str, year: int | None) -> bool:
        """Tell whether there is surely no film with one of `ids`, nor of that folded title and year.

        From now on there is: whoever writes a film has it met first.
        """
        is_new = self._meet(hash((key, year)))
        for pair in ids.items():
            is_new &= self._meet(hash(pair))
        return is_new

    def _meet(self, number: int) -> bool:
        place, bit = (number & _MASK) >> 3, 1 << (number & 7)
        before = self._bits[place]
        self._bits[place] = before | bit
        return not before & bit
