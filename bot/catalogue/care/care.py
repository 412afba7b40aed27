"""The bot's way to the care of films: editing, retiring, finding twins and gaps, and the list of what was done."""

import asyncio
import sqlite3
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.catalogue.care import audit, editing, gaps, retiring, taking_back, twins
from bot.catalogue.care.audited import AuditPage, Entry
from bot.catalogue.care.gaps import Gap
from bot.catalogue.care.retiring import Retired
from bot.catalogue.care.twins import Twins
from bot.catalogue.loading import own_copy
from bot.database import Database


class CareStore:
    """Cares for the films of one server at a time; what cannot be done is a `UserError` that says why."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._comparing = asyncio.Lock()

    async def edit(
        self, film_id: int, fields: Mapping[str, Any], shown: Mapping[str, Any], *, guild_id: int, member_id: int
    ) -> int:
        """Set fields of a server's own film, where they are as they were `shown`; return the entry of the audit."""

        def work(connection: sqlite3.Connection) -> int:
            return editing.edit(connection, film_id, fields, shown=shown, guild_id=guild_id, edited_by=member_id)

        return await self._database.write(work)

    async def copy(self, film_id: int, *, guild_id: int, member_id: int) -> int:
        """Make a server's own copy of a shared film, or find it, and return its id."""
        return await self._database.write(
            partial(own_copy.copy_film, film_id=film_id, guild_id=guild_id, member_id=member_id)
        )

    async def set_retired(self, film_id: int, retired: bool, *, guild_id: int, member_id: int) -> str:
        """Take a server's own film out of sight, or bring it back, and return its label."""

        def work(connection: sqlite3.Connection) -> str:
            return retiring.put(connection, film_id, {"retired": retired}, guild_id=guild_id, member_id=member_id)

        return await self._database.write(work)

    async def retired(self, typed: str, *, guild_id: int, limit: int) -> list[Retired]:
        """Return a server's films that were taken out of sight, those first that hold what is typed."""
        return await self._database.read(partial(retiring.retired, typed=typed, guild_id=guild_id, limit=limit))

    async def twins(self, *, guild_id: int) -> list[Twins]:
        """Return pairs of films that are likely one, the likeliest first; one search at a time, off the event loop."""
        async with self._comparing:
            films = await self._database.read(partial(twins.read_films, guild_id=guild_id))
            found = await asyncio.to_thread(twins.find_twins, films)
            dismissed = await self._database.read(partial(twins.dismissed, guild_id=guild_id))
        return [each for each in found if each.pair not in dismissed]

    async def set_different(self, pair: tuple[int, int], different: bool, *, guild_id: int, member_id: int) -> None:
        """Say that two films that look like one are two, or take that back."""

        def work(connection: sqlite3.Connection) -> None:
            twins.put(connection, pair, {"different": different}, guild_id=guild_id, member_id=member_id)

        await self._database.write(work)

    async def gaps(self, *, guild_id: int) -> tuple[int, dict[Gap, int]]:
        """Return how many films a server sees, and of how many each fact is not known."""
        return await self._database.read(partial(gaps.count_gaps, guild_id=guild_id))

    async def films_without(self, gap: Gap, *, guild_id: int, limit: int, offset: int) -> tuple[list[int], int]:
        """Return the ids of one page of the films of which a fact is not known, and how many there are."""
        return await self._database.read(
            partial(gaps.films_without, gap=gap, guild_id=guild_id, limit=limit, offset=offset)
        )

    async def audit(self, *, guild_id: int, limit: int, offset: int) -> AuditPage:
        """Return one page of what was changed in a server, the latest first."""
        return await self._database.read(partial(audit.page, guild_id=guild_id, limit=limit, offset=offset))

    async def take_back(self, entry_id: int, *, guild_id: int, member_id: int) -> Entry:
        """Take a change back, if nothing later builds on it, and return the entry of that."""
        return await self._database.write(
            partial(taking_back.take_back, entry_id=entry_id, guild_id=guild_id, member_id=member_id)
        )
