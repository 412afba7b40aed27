"""Discord's gateway over WebSocket: sessions that are identified, cut off, and resumed with what was missed."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Literal

import discord
from aiohttp import web
from simcord import intents
from simcord.backend import Backend, serializers

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _INVALID_SESSION, _HELLO, _HEARTBEAT_ACK = 0, 1, 2, 6, 9, 10, 11
_CLOSED_FOR_GOOD = 1000

Arrival = Literal["identified", "resumed"]


class _Session:
    """Everything one bot is told, in order; frame n has the sequence number n + 1."""

    def __init__(self, session_id: str, bot_id: int, wanted: discord.Intents) -> None:
        self.id = session_id
        self._bot_id = bot_id
        self._wanted = wanted
        self._frames: list[str] = []
        self._news = asyncio.Event()

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Add an event, as far as the bot asked for such."""
        gate = intents.required_intent(event, payload)
        if gate is not None and not getattr(self._wanted, gate):
            return
        shown = dict(payload)
        if event == "GUILD_CREATE":
            intents.prune_guild_create(shown, self._wanted, self._bot_id)
        self._frames.append(json.dumps({"op": _DISPATCH, "t": event, "s": len(self._frames) + 1, "d": shown}))
        self._news.set()

    async def deliver(self, socket: web.WebSocketResponse, heard: int) -> None:
        """Send what comes after the first `heard` frames, until cancelled or cut off."""
        with suppress(ConnectionError):
            while True:
                while heard < len(self._frames):
                    await socket.send_str(self._frames[heard])
                    heard += 1
                self._news.clear()
                await self._news.wait()


class Gateway:
    """The sessions of every bot that is connected, fed with what happens in the simulated Discord."""

    def __init__(self, backend: Backend, url: str) -> None:
        self._backend = backend
        self._url = url
        self._sessions: dict[str, _Session] = {}
        self._transports: set[asyncio.Transport] = set()
        self._arrivals: asyncio.Queue[Arrival] = asyncio.Queue()
        backend.subscribers.append(self._feed)

    async def arrival(self) -> Arrival:
        """Wait until a bot has connected, and return how."""
        return await self._arrivals.get()

    def cut(self, *, forget: bool = False) -> None:
        """Cut every connection without a word; with `forget`, no session can be resumed either."""
        for transport in self._transports:
            transport.abort()
        if forget:
            self._sessions.clear()

    async def connect(self, http: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(http)
        assert http.transport is not None
        self._transports.add(http.transport)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": 45_000}})
        delivery: asyncio.Task[None] | None = None
        session: _Session | None = None
        try:
            async for message in socket:
                frame = message.json()
                if frame["op"] == _HEARTBEAT:
                    await socket.send_json({"op": _HEARTBEAT_ACK})
                elif frame["op"] in {_IDENTIFY, _RESUME}:
                    session, heard = self._session(frame)
                    if session is None:
                        await socket.send_json({"op": _INVALID_SESSION, "d": False})
                    else:
                        delivery = asyncio.create_task(session.deliver(socket, heard))
        finally:
            self._transports.discard(http.transport)
            if delivery is not None:
                delivery.cancel()
            if session is not None and socket.close_code == _CLOSED_FOR_GOOD:
                self._sessions.pop(session.id, None)
        return socket

    def _feed(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in self._sessions.values():
            session.tell(event, payload)

    def _session(self, frame: Mapping[str, Any]) -> tuple[_Session | None, int]:
        """Return the session that a bot opens or resumes, None if that is gone, and how many frames it has heard."""
        if frame["op"] == _IDENTIFY:
            self._arrivals.put_nowait("identified")
            return self._new_session(discord.Intents._from_value(frame["d"]["intents"])), 0
        session = self._sessions.get(frame["d"]["session_id"])
        if session is not None:
            session.tell("RESUMED", {})
            self._arrivals.put_nowait("resumed")
        return session, frame["d"]["seq"]

    def _new_session(self, wanted: discord.Intents) -> _Session:
        backend = self._backend
        session = _Session(f"session-{backend.snowflake()}", backend.bot_user.id, wanted)
        self._sessions[session.id] = session
        ready = {
            "v": 10,
            "user": serializers.user_payload(backend.bot_user),
            "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in backend.guilds],
            "session_id": session.id,
            "resume_gateway_url": self._url,
            "shard": [0, 1],
            "application": {"id": str(backend.application_id), "flags": 0},
        }
        session.tell("READY", ready)
        for guild in backend.guilds.values():
            session.tell("GUILD_CREATE", serializers.guild_create_payload(backend, guild))
        return session
