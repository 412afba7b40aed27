"""The title index of a running bot: searched on a thread of its own, and kept in step with the database."""

import asyncio
from functools import partial
from typing import Self

from bot.catalogue.index import Answer, Match, TitleIndex
from bot.catalogue.index.typing_queue import TypingQueue
from bot.catalogue.searching import index_rows
from bot.catalogue.searching.title_file import build_index, mark, open_index, save_index
from bot.database import Database


class LiveIndex:
    """A `TitleIndex` over what the database holds."""

    def __init__(self, database: Database, index: TitleIndex, seen: int) -> None:
        self._database = database
        self._queue = TypingQueue(index)
        self._seen = seen
        self._unsaved = False
        self._refreshing = asyncio.Lock()

    @classmethod
    async def open(cls, database: Database) -> Self:
        """Take the index from beside the database, or build it."""
        return cls(database, *await database.read(partial(open_index, database=database.path)))

    async def close(self) -> None:
        """Let the search under way end, stop the thread, and save what was taken in."""
        await asyncio.to_thread(self._queue.close)
        if self._unsaved:
            version = await self._database.read(partial(mark, seen=self._seen))
            await asyncio.to_thread(save_index, self._queue.index, self._database.path, version)

    def __len__(self) -> int:
        return len(self._queue.index)

    @property
    def index(self) -> TitleIndex:
        """The index as it is now, for work that searches many times on a thread of its own."""
        return self._queue.index

    async def search(self, text: str, *, guild_id: int, limit: int = 10) -> Answer:
        """Find a film by its mistyped whole title."""
        return await self._queue.search(text, guild_id=guild_id, limit=limit)

    async def complete(self, text: str, *, member_id: int, guild_id: int, limit: int = 25) -> tuple[Match, ...]:
        """Find films by a title that a member is typing; nothing where they have typed on before the turn came."""
        return await self._queue.complete(member_id, text, guild_id=guild_id, limit=limit)

    async def popular(self, *, guild_id: int, limit: int = 25) -> tuple[Match, ...]:
        """Return the best known films."""
        return await self._queue.popular(guild_id=guild_id, limit=limit)

    async def refresh(self) -> int:
        """Take in what has changed in the database, by this process or another; return how many films that were."""
        async with self._refreshing:
            if await self._database.read(index_rows.version) == self._seen:
                return 0
            return await self._take_in_changes()

    async def _take_in_changes(self) -> int:
        count = await self._database.read(partial(index_rows.count_changed, seen=self._seen))
        if index_rows.is_much(count, len(self)):
            build = partial(build_index, database=self._database.path)
            self._queue.index, self._seen = await self._database.read(build)
            return count
        changes = await self._database.read(partial(index_rows.changed_since, seen=self._seen))
        await asyncio.to_thread(self._queue.index.apply, changes.entries, changes.gone)
        self._seen = changes.version
        self._unsaved = True
        return count
