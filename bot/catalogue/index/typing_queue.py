"""Searches for many members at once, off the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from bot.catalogue.index.index import TitleIndex
from bot.catalogue.index.records import Answer, Match

T = TypeVar("T")


class TypingQueue:
    """One thread that searches in the order of what was asked, and skips completions a member has typed past.

    One thread and not several: searches hold the interpreter's lock for most of their time, so that several threads
    would only make each other, and the event loop, wait.
    """

    def __init__(self, index: TitleIndex) -> None:
        self.index = index
        """The index that is asked; another may take its place at any time."""
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="title-index")
        self._latest: dict[int, int] = {}
        self._keystrokes = 0

    async def search(self, text: str, *, guild_id: int = 0, limit: int = 10) -> Answer:
        """Return what `TitleIndex.search` does."""
        return await self._run(partial(self.index.search, text, guild_id=guild_id, limit=limit))

    async def popular(self, *, guild_id: int = 0, limit: int = 25) -> tuple[Match, ...]:
        """Return what `TitleIndex.popular` does."""
        return await self._run(partial(self.index.popular, guild_id=guild_id, limit=limit))

    async def complete(self, member_id: int, text: str, *, guild_id: int = 0, limit: int = 25) -> tuple[Match, ...]:
        """Return what `TitleIndex.complete` does, or nothing if the member has typed on before the turn came."""
        self._keystrokes += 1
        keystroke = self._latest[member_id] = self._keystrokes

        def turn() -> tuple[Match, ...]:
            if self._latest.get(member_id) != keystroke:
                return ()
            return self.index.complete(text, guild_id=guild_id, limit=limit)

        try:
            return await self._run(turn)
        finally:
            if self._latest.get(member_id) == keystroke:
                del self._latest[member_id]

    def close(self) -> None:
        """Let the search under way end, and the thread with it; those not begun are cancelled."""
        self._worker.shutdown(cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)
