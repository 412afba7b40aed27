"""The name indexes of a running bot, built when they are first asked for and anew when the catalogue has changed."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.catalogue.searching import index_rows
from bot.catalogue.searching.name_index import NEAR, NameEntry, NameIndex, NameMatch
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

    def __init__(
        self,
        database: Database,
        kind: str,
        read: Callable[[sqlite3.Connection], Names],
        version: Callable[[sqlite3.Connection], object] = index_rows.version,
    ) -> None:
        self._database = database
        self._kind = kind
        self._read = read
        self._version = version
        self._seen: object = None
        self._names: Names | None = None
        self._building = asyncio.Lock()

    async def search(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[tuple[NameMatch, str], ...]:
        """Return the names most like what is typed, each with its commonest spelling."""
        names = await self.current()
        matches = await asyncio.to_thread(names.index.search, typed, guild_id=guild_id, limit=limit)
        return tuple((match, names.spelt(match.folded, guild_id)[0]) for match in matches)

    async def resolve(self, typed: str, *, guild_id: int) -> tuple[str, tuple[str, ...]]:
        """Return the folded name that is meant and its spellings.

        Raises:
            NameNotFoundError: no name is near enough; it suggests the nearest.
        """
        folded = (await self.meant(typed, guild_id=guild_id))[0][0].folded
        return folded, (await self.current()).spelt(folded, guild_id)

    async def meant(self, typed: str, *, guild_id: int) -> tuple[tuple[NameMatch, str], ...]:
        """Return the name that fits best, each with its commonest spelling; several where they fit equally well.

        A name that was typed in whole is meant alone.

        Raises:
            NameNotFoundError: no name is near enough; it suggests the nearest.
        """
        folded = fold(typed)
        found = await self.search(typed, guild_id=guild_id)
        if not found or found[0][0].likeness < NEAR or not folded:
            raise NameNotFoundError(self._kind, typed, tuple(name for _, name in found[:_SUGGESTIONS]))
        best = found[0][0]
        if best.folded == folded:
            return found[:1]
        return tuple((match, name) for match, name in found if match.likeness == best.likeness)

    def expire(self) -> None:
        """Have the names read anew when they are next asked for: one is spelt otherwise, which no version tells."""
        self._seen = None

    async def current(self) -> Names:
        """Return all the names as they are now, read anew where the catalogue has changed."""
        async with self._building:
            version = await self._database.read(self._version)
            if self._names is None or version != self._seen:
                self._names = await self._database.read(self._read)
                self._seen = version
            return self._names


# Counting everybody once and taking off what is a server's own is far faster than a join of every row with its film.
# CROSS JOIN keeps the few rows of servers first.
_REVIEWERS = "SELECT reviewer, 0, count(*) FROM reviews GROUP BY reviewer"
_REVIEWERS_OF_GUILDS = """
    SELECT reviewer, films.guild_id, count(*) FROM films CROSS JOIN reviews ON film_id = films.id
    WHERE films.guild_id <> 0 GROUP BY 1, 2
    UNION ALL
    SELECT reviewer, reviews.guild_id, count(*) FROM reviews CROSS JOIN films ON films.id = film_id
    WHERE member_id IS NOT NULL AND films.guild_id = 0 GROUP BY +reviewer, reviews.guild_id
"""
_PEOPLE = "SELECT name, 0, count(*) FROM credits GROUP BY folded, name"
_PEOPLE_OF_GUILDS = """
    SELECT name, guild_id, count(*) FROM films CROSS JOIN credits ON film_id = films.id
    WHERE guild_id <> 0 GROUP BY name, guild_id
"""
_COMPANIES = "SELECT name, 0, count(*) FROM companies GROUP BY name"
_COMPANIES_OF_GUILDS = """
    SELECT name, guild_id, count(*) FROM films CROSS JOIN companies ON film_id = films.id
    WHERE guild_id <> 0 GROUP BY name, guild_id
"""


def reviewers_version(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Return what changes when a record or a member brings a review or takes one out."""
    members = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM reviews WHERE member_id IS NOT NULL")
    return index_rows.version(connection), *members.fetchone()


def reviewers(connection: sqlite3.Connection) -> Names:
    """Read the names of those who wrote reviews, each in the scope where it is seen, with its number of reviews."""
    return _names(connection.execute(_REVIEWERS), connection.execute(_REVIEWERS_OF_GUILDS))


def people(connection: sqlite3.Connection) -> Names:
    """Read the names in films' credits, each in the scope where it is seen, with its number of credits."""
    return _names(connection.execute(_PEOPLE), connection.execute(_PEOPLE_OF_GUILDS))


def companies(connection: sqlite3.Connection) -> Names:
    """Read the names of the companies behind films, each in the scope where it is seen, with its number of films."""
    return _names(connection.execute(_COMPANIES), connection.execute(_COMPANIES_OF_GUILDS))


def _names(everybody: Iterable[tuple[str, int, int]], of_guilds: Iterable[tuple[str, int, int]]) -> Names:
    counts: dict[tuple[int, str], dict[str, int]] = {}
    for name, _, count in everybody:
        counts.setdefault((0, fold(name)), {})[name] = count
    for name, guild_id, count in of_guilds:
        folded = fold(name)
        counts[0, folded][name] -= count
        own = counts.setdefault((guild_id, folded), {})
        own[name] = own.get(name, 0) + count
    entries: list[NameEntry] = []
    spellings: dict[tuple[int, str], tuple[str, ...]] = {}
    for (guild_id, folded), by_name in counts.items():
        seen = sorted((name for name, count in by_name.items() if count), key=by_name.__getitem__, reverse=True)
        if seen:
            entries.append(NameEntry(folded, sum(by_name.values()), guild_id))
            spellings[guild_id, folded] = tuple(seen)
    return Names(NameIndex(entries), spellings)
