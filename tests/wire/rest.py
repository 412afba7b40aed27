"""Discord's REST API over HTTP: each request is answered by the simulated Discord, unless a fault befalls it."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from io import BytesIO
from typing import Any

import discord
import simcord.http.routes  # noqa: F401 - importing it registers the routes
from aiohttp import BodyPartReader, web
from simcord.backend import Backend
from simcord.backend.errors import BackendError
from simcord.http import router

from tests.wire.faults import Fault, Faults

_NO_CONTENT = 204
_INTERNAL = {"message": "500: Internal Server Error", "code": 0}


@dataclass(slots=True)
class Request:
    """A request that the bot made: what it asked, when on the loop's clock, and with what status it was answered."""

    method: str
    path: str
    body: Any
    at: float
    status: int = 0

    def fits(self, method: str, path: str) -> bool:
        return method in {self.method, "*"} and fnmatchcase(self.path, path)


class Rest:
    """Answers requests and keeps a log of them; `took_effect` hears of each that Discord carried out."""

    def __init__(self, backend: Backend, gateway_url: str, took_effect: Callable[[Request], None]) -> None:
        self.faults = Faults()
        self.requests: list[Request] = []
        self._backend = backend
        self._gateway_url = gateway_url
        self._took_effect = took_effect
        self._awaited: list[tuple[str, str, asyncio.Future[Request]]] = []
        self._moved = asyncio.Event()
        self._by_nonce: dict[tuple[str, str], Any] = {}

    def next(self, method: str, path: str) -> asyncio.Future[Request]:
        """Return a future of the next request that fits, done once that was answered; `path` may hold `*`."""
        awaited: asyncio.Future[Request] = asyncio.get_running_loop().create_future()
        self._awaited.append((method, path, awaited))
        return awaited

    async def moved(self) -> None:
        """Wait until Discord has carried out another request."""
        self._moved.clear()
        await self._moved.wait()

    async def handle(self, http: web.Request) -> web.StreamResponse:
        body, files = await _read(http)
        request = Request(http.method, "/" + http.match_info["path"], body, asyncio.get_running_loop().time())
        self.requests.append(request)
        fault = self.faults.next(request.method, request.path)
        if fault is None:
            request.status, said = self._carry_out(request, files, dict(http.query))
        else:
            if fault.takes_effect:
                self._carry_out(request, files, dict(http.query))
            request.status, said = _fault_said(fault)
        self._tell_those_who_await(request)
        if fault is not None and fault.kind == "connection lost":
            assert http.transport is not None
            http.transport.abort()
        return _response(request.status, said)

    def _carry_out(self, request: Request, files: list[discord.File], params: dict[str, str]) -> tuple[int, Any]:
        if request.path == "/gateway/bot":
            limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
            return 200, {"url": self._gateway_url, "shards": 1, "session_start_limit": limits}
        nonce = _enforced_nonce(request)
        if nonce in self._by_nonce:  # Discord takes it for the same message sent again
            return 200, self._by_nonce[nonce]
        try:
            said = router.dispatch(
                self._backend, request.method, request.path, json=request.body, params=params, files=files
            )
        except BackendError as error:
            return error.status, error.to_json()
        if nonce is not None:
            self._by_nonce[nonce] = said
        self._took_effect(request)
        self._moved.set()
        return (200, said) if said is not None else (_NO_CONTENT, None)

    def _tell_those_who_await(self, request: Request) -> None:
        for method, path, awaited in self._awaited:
            if request.fits(method, path) and not awaited.done():
                awaited.set_result(request)
        self._awaited = [each for each in self._awaited if not each[2].done()]


def _enforced_nonce(request: Request) -> tuple[str, str] | None:
    if isinstance(request.body, dict) and request.body.get("enforce_nonce"):
        return request.path, request.body["nonce"]
    return None


async def _read(http: web.Request) -> tuple[Any, list[discord.File]]:
    """Return a request's JSON and the files that came with it."""
    if not http.content_type.startswith("multipart/"):
        text = await http.text()
        return (json.loads(text) if text else None), []
    body: Any = None
    files: list[discord.File] = []
    async for part in await http.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files.append(discord.File(BytesIO(await part.read()), part.filename))
    for said in (body or {}).get("attachments", ()):
        files[int(said["id"])].description = said.get("description")
    return body, files


def _fault_said(fault: Fault) -> tuple[int, Any]:
    if fault.kind == "rate limited":
        return 429, {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": False}
    return 500, _INTERNAL


def _response(status: int, said: Any) -> web.Response:
    if said is None:
        return web.Response(status=status)
    headers: dict[str, str] = {}
    if status == web.HTTPTooManyRequests.status_code:
        # Without Via, discord.py takes it for a ban by the network in front of Discord.
        headers = {"Via": "1.1 local", "Retry-After": str(said["retry_after"])}
    return web.Response(status=status, body=json.dumps(said).encode(), content_type="application/json", headers=headers)
