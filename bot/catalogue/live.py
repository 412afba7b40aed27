"""The title index of a running bot: searched on a thread of its own, and kept in step with the database."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Self, TypeVar

from bot.catalogue import index_rows
from bot.catalogue.index import Answer, Match, TitleIndex
from bot.database import Database

T = TypeVar("T")


class LiveIndex:
    """A `TitleIndex` over what the database holds; searches run one after another on one worker thread."""

    def __init__(self, database: Database, index: TitleIndex, seen: int, worker: ThreadPoolExecutor) -> None:
        self._database = database
        self._index = index
        self._seen = seen
        self._worker = worker
        self._refreshing = asyncio.Lock()

    @classmethod
    async def open(cls, database: Database) -> Self:
        """Build the index from the database."""
        worker = ThreadPoolExecutor(1, thread_name_prefix="title-index")
        index, seen = await database.read(_build)
        return cls(database, index, seen, worker)

    async def close(self) -> None:
        """Let the search under way end, and stop the thread."""
        await asyncio.to_thread(self._worker.shutdown, cancel_futures=True)

    def __len__(self) -> int:
        return len(self._index)

    async def search(self, text: str, *, guild_id: int, limit: int = 10) -> Answer:
        """Find a film by its mistyped whole title."""
        return await self._run(partial(self._index.search, text, guild_id=guild_id, limit=limit))

    async def complete(self, text: str, *, guild_id: int, limit: int = 25) -> tuple[Match, ...]:
        """Find films by a title that is still being typed."""
        return await self._run(partial(self._index.complete, text, guild_id=guild_id, limit=limit))

    async def popular(self, *, guild_id: int, limit: int = 25) -> tuple[Match, ...]:
        """Return the best known films."""
        return await self._run(partial(self._index.popular, guild_id=guild_id, limit=limit))

    async def refresh(self) -> int:
        """Take in what has changed in the database, by this process or another; return how many films that were."""
        async with self._refreshing:
            if await self._database.read(index_rows.version) == self._seen:
                return 0
            return await self._take_in_changes()

    async def _take_in_changes(self) -> int:
        if await self._database.read(partial(index_rows.count_changed, seen=self._seen)) > len(self._index) // 5:
            # From a fifth on, a new index is made sooner than the old one is mended.
            before = len(self._index)
            self._index, self._seen = await self._database.read(_build)
            return max(before, len(self._index))
        changes = await self._database.read(partial(index_rows.changed_since, seen=self._seen))
        await asyncio.to_thread(self._index.apply, changes.entries, changes.gone)
        self._seen = changes.version
        return len(changes.entries) + len(changes.gone)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)


def _build(connection: sqlite3.Connection) -> tuple[TitleIndex, int]:
    return TitleIndex.build(index_rows.all_entries(connection)), index_rows.version(connection)
