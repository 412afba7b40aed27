"""The title index of a running bot: searched on a thread of its own, and kept in step with the database."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Self, TypeVar

from bot.catalogue import index_rows
from bot.catalogue.index import Answer, Match, TitleIndex
from bot.catalogue.title_file import build_index, mark, open_index, save_index
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
        self._unsaved = False

    @classmethod
    async def open(cls, database: Database) -> Self:
        """Take the index from beside the database, or build it."""
        worker = ThreadPoolExecutor(1, thread_name_prefix="title-index")
        index, seen = await database.read(partial(open_index, database=database.path))
        return cls(database, index, seen, worker)

    async def close(self) -> None:
        """Let the search under way end, stop the thread, and save what was taken in."""
        await asyncio.to_thread(self._worker.shutdown, cancel_futures=True)
        if self._unsaved:
            version = await self._database.read(partial(mark, seen=self._seen))
            await asyncio.to_thread(save_index, self._index, self._database.path, version)

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
        count = await self._database.read(partial(index_rows.count_changed, seen=self._seen))
        if index_rows.is_much(count, len(self._index)):
            self._index, self._seen = await self._database.read(partial(build_index, database=self._database.path))
            return count
        changes = await self._database.read(partial(index_rows.changed_since, seen=self._seen))
        await asyncio.to_thread(self._index.apply, changes.entries, changes.gone)
        self._seen = changes.version
        self._unsaved = True
        return count

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)
