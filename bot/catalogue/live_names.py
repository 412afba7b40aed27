"""The name indexes of a running bot, built when they are first asked for and anew when the catalogue has changed."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.catalogue import index_rows
from bot.catalogue.name_index import NEAR, NameEntry, NameIndex, NameMatch
from bot.catalogue.text import fold
from bot.database import Database
from bot.errors import UserError

_SUGGESTIONS = 3
_LONGEST_SHOWN = 60


class NameNotFoundError(UserError):
    """No person or reviewer is near enough to what was typed; `suggestions` are the nearest names."""

    def __init__(self, kind: str, typed: str, suggestions: tuple[str, ...] = ()) -> None:
        self.suggestions = suggestions
        shown = typed if len(typed) <= _LONGEST_SHOWN else typed[: _LONGEST_SHOWN - 1].rstrip() + "…"
        text = f"No {kind} called “{shown}”."
        if suggestions:
            *rest, last = suggestions
            text += f" Did you mean {', '.join(rest) + ' or ' if rest else ''}{last}?"
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Names:
    """An index of folded names, and how each is spelt in each scope, the commonest spelling first."""

    index: NameIndex
    spellings: dict[tuple[int, str], tuple[str, ...]]

    def spelt(self, folded: str, guild_id: int) -> tuple[str, ...]:
        """Return every spelling of a name that a server sees, the commonest of the shared ones first."""
        shared = self.spellings.get((0, folded), ())
        own = self.spellings.get((guild_id, folded), ()) if guild_id else ()
        return tuple(dict.fromkeys(shared + own))


class LiveNames:
    """Names of one kind, kept in step with the catalogue."""

    def __init__(self, database: Database, kind: str, read: Callable[[sqlite3.Connection], Names]) -> None:
        self._database = database
        self._kind = kind
        self._read = read
        self._seen: int | None = None
        self._names: Names | None = None
        self._building = asyncio.Lock()

    async def search(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[tuple[NameMatch, str], ...]:
        """Return the names most like what is typed, each with its commonest spelling."""
        names = await self._current()
        matches = await asyncio.to_thread(names.index.search, typed, guild_id=guild_id, limit=limit)
        return tuple((match, names.spelt(match.folded, guild_id)[0]) for match in matches)

    async def resolve(self, typed: str, *, guild_id: int) -> tuple[str, tuple[str, ...]]:
        """Return the folded name that is meant and its spellings.

        Raises:
            NameNotFoundError: no name is near enough; it suggests the nearest.
        """
        found = await self.search(typed, guild_id=guild_id, limit=_SUGGESTIONS)
        if not found or found[0][0].likeness < NEAR or not fold(typed):
            raise NameNotFoundError(self._kind, typed, tuple(name for _, name in found))
        folded = found[0][0].folded
        return folded, (await self._current()).spelt(folded, guild_id)

    async def _current(self) -> Names:
        async with self._building:
            version = await self._database.read(index_rows.version)
            if self._names is None or version != self._seen:
                self._names = await self._database.read(self._read)
                self._seen = version
            return self._names


def reviewers(connection: sqlite3.Connection) -> Names:
    """Read the names of those who wrote reviews, in the scope where each is seen."""
    return _names(
        connection.execute(
            "SELECT reviewer, max(reviews.guild_id, films.guild_id), count(*) FROM reviews "
            "JOIN films ON films.id = film_id WHERE retired_at IS NULL GROUP BY 1, 2"
        )
    )


def people(connection: sqlite3.Connection) -> Names:
    """Read the names in films' credits, in the scope where each is seen; `count` is that of films."""
    return _names(
        connection.execute(
            "SELECT credits.name, guild_id, count(DISTINCT film_id) FROM credits "
            "JOIN films ON films.id = film_id WHERE retired_at IS NULL GROUP BY 1, 2"
        )
    )


def _names(rows: sqlite3.Cursor) -> Names:
    spelt: dict[tuple[int, str], Counter[str]] = {}
    for name, guild_id, count in rows:
        spelt.setdefault((guild_id, fold(name)), Counter())[name] += count
    return Names(
        NameIndex(NameEntry(folded, counts.total(), guild_id) for (guild_id, folded), counts in spelt.items()),
        {key: tuple(name for name, _ in counts.most_common()) for key, counts in spelt.items()},
    )
