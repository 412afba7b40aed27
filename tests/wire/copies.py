"""Copies of the bot: one that runs here, and one in a process of its own, which can be killed."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.client import Marquee
from tests.wire.local_discord import LocalDiscord

_ROOT = Path(__file__).resolve().parents[2]
_TOKEN = "local.token.only"


class Copy(Protocol):
    """A bot that can be started once and stopped."""

    async def start(self) -> None:
        """Start it, and return once it can hear members."""

    async def stop(self) -> None:
        """Close it as its owner would."""


class Here:
    """The bot in this process, as `bot.running` starts it."""

    def __init__(self, database: Path, discord: LocalDiscord) -> None:
        self.bot = Marquee(database)
        self.bot.before_identify_hook = _at_once
        self.bot._connection.guild_ready_timeout = 0.05  # no further servers will be named, so ready comes at once
        self._discord = discord
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._running = asyncio.create_task(self.bot.start(_TOKEN))
        arrival = asyncio.create_task(self._discord.gateway.arrival())
        await asyncio.wait({self._running, arrival}, return_when=asyncio.FIRST_COMPLETED)
        if not arrival.done():
            arrival.cancel()
            await self._running  # it ended before it came, so it says why

    async def stop(self) -> None:
        await self.bot.close()
        if self._running is not None:
            with suppress(asyncio.CancelledError):
                await self._running


class Apart:
    """The bot in a process of its own."""

    def __init__(self, database: Path, discord: LocalDiscord) -> None:
        self._arguments = (discord.api_url, discord.gateway_url, str(database))
        self._discord = discord
        self._process: asyncio.subprocess.Process | None = None
        self.said = ""
        """What it wrote to its log of errors until it ended."""

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.wire.apart", *self._arguments), stderr=asyncio.subprocess.PIPE, cwd=_ROOT
        )
        arrival = asyncio.create_task(self._discord.gateway.arrival())
        ended = asyncio.create_task(self._process.wait())
        await asyncio.wait({arrival, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not arrival.done():
            arrival.cancel()
            await self._end()
            raise RuntimeError(self.said)

    async def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            await self._end()

    async def kill(self) -> None:
        """End it as a power cut would: it does nothing more."""
        assert self._process is not None
        self._process.kill()
        await self._end()

    async def _end(self) -> None:
        assert self._process is not None
        _, said = await self._process.communicate()
        self.said += said.decode()
        self._process = None


async def _at_once(shard_id: int | None, *, initial: bool = False) -> None:
    """Identify without the wait that Discord asks for and the local one does not."""
