"""A Discord on a port of this machine: one server with one channel, whose clock is the wall's."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import simcord
from aiohttp import web
from simcord._clock import Clock
from simcord.backend import Backend
from simcord.backend.models import User

from tests.wire.gateway import Gateway
from tests.wire.interactions import Interactions, shown
from tests.wire.rest import Rest


class _WallClock(Clock):
    """The time of day, so that Discord's limits of time are real ones."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a message that all can see: which one, and when on the loop's clock."""

    message_id: int
    at: float


class LocalDiscord:
    """What there is on the local Discord, and the ways to it."""

    def __init__(self, host: str) -> None:
        self.api_url = f"http://{host}/api/v10"
        self.gateway_url = f"ws://{host}/gateway"
        self.backend = Backend(clock=_WallClock())
        self.guild_id = self.backend.create_guild("The Corner Cinema").id
        self.channel_id = self.backend.create_channel(self.guild_id, "film-club").id
        self.edits: list[Edit] = []
        self.interactions = Interactions(self.backend, self.guild_id, self.channel_id)
        self.rest = Rest(self.backend, self.gateway_url, self.interactions.took_effect)
        self.gateway = Gateway(self.backend, self.gateway_url)
        self.backend.subscribers.append(self._note_edit)

    def join(self, *names: str) -> list[User]:
        """Let new members join the server."""
        users = [self.backend.make_user(name) for name in names]
        for user in users:
            self.backend.add_member(self.guild_id, user.id)
        return users

    @property
    def public_messages(self) -> list[simcord.ResponseMessage]:
        """What all members see in the channel, the oldest first."""
        messages = self.backend.messages.get(self.channel_id, {}).values()
        return [shown(message) for message in messages if not message.is_ephemeral]

    def _note_edit(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_UPDATE":
            self.edits.append(Edit(int(payload["id"]), asyncio.get_running_loop().time()))


@asynccontextmanager
async def local_discord() -> AsyncGenerator[LocalDiscord]:
    """Serve a Discord on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host, port = listening.getsockname()
        served = LocalDiscord(f"{host}:{port}")
        app = web.Application()
        app.router.add_route("*", "/api/v10/{path:.*}", served.rest.handle)
        app.router.add_get("/gateway", served.gateway.connect)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            yield served
        finally:
            served.gateway.cut()
            await runner.cleanup()
