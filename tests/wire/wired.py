"""A film club over the wire: members, their bot, and what goes wrong between them."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import simcord
from simcord.backend.models import User

from tests.wire.copies import Apart, Copy
from tests.wire.faults import Kind
from tests.wire.gateway import Arrival
from tests.wire.interactions import Asked
from tests.wire.local_discord import LocalDiscord
from tests.wire.rest import Request

PATIENCE = 15.0
"""Seconds after which a test gives an answer up."""


class ErrorLog(logging.Handler):
    """What anything in this process logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(self.format(record))


class Wired:
    """The bot on a local Discord; `ana` and `ben` are members."""

    def __init__(self, discord: LocalDiscord, database: Path, make_copy: Callable[[Path, LocalDiscord], Copy]) -> None:
        self.discord = discord
        self.database = database
        self.ana, self.ben = discord.join("ana", "ben")
        self.log = ErrorLog()
        self.copies: list[Copy] = []
        self._make_copy = make_copy

    async def start_copy(self) -> Copy:
        """Start a copy of the bot, beside those that run, on the same database."""
        copy = self._make_copy(self.database, self.discord)
        self.copies.append(copy)
        async with asyncio.timeout(PATIENCE):
            await copy.start()
        return copy

    async def kill(self) -> None:
        """Kill the latest copy, which must run in a process of its own."""
        killed = self.copies[-1]
        assert isinstance(killed, Apart)
        await killed.kill()

    async def stop(self) -> None:
        for copy in self.copies:
            await copy.stop()

    async def command(self, member: User, name: str, **options: Any) -> Asked:
        """Run a command and wait for the answer."""
        return await self.answered(self.discord.interactions.command(member, name, options))

    async def click(self, member: User, message: simcord.ResponseMessage, custom_id: str) -> Asked:
        """Click a button and wait for the answer."""
        return await self.answered(self.discord.interactions.click(member, message, custom_id))

    async def select(self, member: User, message: simcord.ResponseMessage, custom_id: str, *values: str) -> Asked:
        """Choose in a select and wait for the answer."""
        return await self.answered(self.discord.interactions.select(member, message, custom_id, *values))

    async def answered(self, asked: Asked) -> Asked:
        async with asyncio.timeout(PATIENCE):
            await asked.answered
        return asked

    async def all_answered(self, asked: Sequence[Asked]) -> None:
        """Wait until each of many is answered."""
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(each.answered for each in asked))

    def fault(self, kind: Kind, path: str, *, method: str = "*", times: int = 1, retry_after: float = 0.2) -> None:
        """Let the next `times` requests that fit go wrong."""
        self.discord.rest.faults.add(kind, path, method=method, times=times, retry_after=retry_after)

    def next_request(self, method: str, path: str) -> asyncio.Future[Request]:
        """Return a future of the next request that fits, done once that was answered."""
        return asyncio.ensure_future(asyncio.wait_for(self.discord.rest.next(method, path), PATIENCE))

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something is so, which is looked at after each request that Discord carried out."""
        async with asyncio.timeout(PATIENCE):
            while not happened():
                await self.discord.rest.moved()

    def drop_gateway(self, *, forget: bool = False) -> None:
        """Cut the bot off; with `forget`, Discord has forgotten its session too."""
        self.discord.gateway.cut(forget=forget)

    async def back(self) -> Arrival:
        """Wait until the bot has connected again, and return how."""
        async with asyncio.timeout(PATIENCE):
            return await self.discord.gateway.arrival()
