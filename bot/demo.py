"""The real bot on a simulated Discord, in a page of the local browser: no token, no network."""

import asyncio
import contextlib
import itertools
import logging
import re
import webbrowser
from collections.abc import Callable, Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import app_commands

from bot.client import Marquee
from bot.demo_club import MEMBERS, VIEWERS, furnish
from bot.errors import UserError
from bot.stopping import stop_signals

log = logging.getLogger(__name__)

SERVER = "The Corner Cinema"
CHANNEL = "film-club"
WELCOME = (
    "Welcome to the film club! Type `/` in the box below to see what Marquee can do. "
    "Try `/film`: press Enter, type **cranes are flyng**, typing mistake and all, and press Enter twice. "
    "Then try `/quote`, `/search` and `/discuss`, see what the club thinks with `/top`, `/profile`, `/compare` and "
    "`/recommend`, and play with `/guess`.\n"
    "Or talk to it in plain words, as often as you like:\n"
    "- `@Marquee who made Stalker, and how long is it?`\n"
    "- `@Marquee what did Viktor give it?`\n"
    "- `@Marquee what should we watch tonight?`\n"
    "- `@Marquee rate it 9`\n\n"
    "The menu at the top lets you be another member."
)

_FOUNDED = datetime(2025, 1, 1, tzinfo=UTC)
"""When the server and its members were made, as their ids tell."""

_TICK = 1.0
"""Seconds between two looks at the clock."""

_FORMER_PAGES = 20
"""How many pages that were drawn over are remembered."""


async def run_demo(
    database_path: Path, *, port: int, open_browser: bool, ready: Callable[[str], None], furnished: bool = False
) -> None:
    """Serve the demo page until it is ended in the browser, or by Ctrl-C or SIGTERM.

    `port` 0 takes any free port. `ready` is called with the page's address once it answers; whoever holds the address
    can use the page. Where the club is to be `furnished`, its made-up members' ratings are written first: that is for a
    database of the demo's own.

    Raises:
        UserError: the port is taken, or a package of the demo is missing.
    """
    bot = Marquee(database_path, shard_count=1)
    world = World(bot, check_errors=False)
    world.backend.bot_user.name = "Marquee"
    _set_clock(world)
    try:
        await world.start()
        channel, members = await _film_club(world)
        assert channel.guild is not None
        if furnished:
            await furnish(bot, guild_id=channel.guild.id, member_ids=[member.id for member in members])
        viewers = members[: len(VIEWERS)]
        try:
            preview = world.preview(channel, viewers=viewers, layout="channel", port=port, timezone=_time_zone())
            await preview.__aenter__()
        except simcord.SetupError as error:
            raise UserError(f"The demo page cannot be served: {error}.") from error
        try:
            with stop_signals() as stop:  # before anyone is told, who might stop it at once
                ready(preview.url)
                if open_browser:
                    await asyncio.to_thread(webbrowser.open, preview.url)
                await _serve(world, preview, stop)
        finally:
            await preview.close()
    finally:
        await world.shutdown()
        await bot.close()


async def _film_club(world: simcord.Env) -> tuple[simcord.ChannelHandle, list[simcord.MemberActor]]:
    """Make a server with a channel and the members, viewers first, the very first an admin who says hello."""
    with _fixed_ids(world):
        server = world.create_guild(SERVER, owner=world.create_user("the_house"))
        channel = server.create_text_channel(CHANNEL, topic="What shall we watch, and what did we think of it?")
        admins = server.create_role("Projectionists", permissions=discord.Permissions(administrator=True))
        marta = server.add_member(world.create_user("marta", global_name="Marta (admin)"), roles=[admins])
        others = [
            server.add_member(world.create_user(member.name.lower(), global_name=member.name)) for member in MEMBERS[1:]
        ]
    await marta.send(channel, WELCOME)
    return channel, [marta, *others]


@contextlib.contextmanager
def _fixed_ids(world: simcord.Env) -> Generator[None]:
    """Give what is made inside the same ids at every start, so that what a database file has of it stays theirs."""
    backend = world.backend
    numbers = itertools.count(discord.utils.time_snowflake(_FOUNDED))
    drawn = backend.snowflake
    backend.snowflake = lambda: backend.reserve_id(next(numbers))
    try:
        yield
    finally:
        backend.snowflake = drawn


async def _serve(world: simcord.Env, preview: "simcord.Preview", stop: asyncio.Event) -> None:
    """Keep the page alive until it is closed or the process is asked to stop."""
    closed = asyncio.create_task(preview.wait_closed())
    stopped = asyncio.create_task(stop.wait())
    live = asyncio.create_task(LivePage(world, preview).keep())
    try:
        done, _ = await asyncio.wait({closed, stopped, live}, return_when=asyncio.FIRST_COMPLETED)
        if live in done:
            live.result()
    finally:
        for task in (closed, stopped, live):
            task.cancel()
        await asyncio.gather(closed, stopped, live, return_exceptions=True)


class World(simcord.Env):
    """A simulated Discord that does not count it as a fault of the bot when it tells a member what to do better."""

    def _record_error(self, error: BaseException) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if not isinstance(cause, UserError):
            super()._record_error(error)


class LivePage:
    """Lets the simulated time run with ours, and shows what the bot did on its own.

    simcord refuses what a member does while its clock moves, so the two take turns. It draws what members do itself;
    the page is redrawn only when the bot sent something in the clock's turn. simcord refuses what was begun on a page
    that has been redrawn since, as is a command that someone was still typing: it is let through where the message it
    is about has the same controls as before.
    """

    def __init__(self, world: simcord.Env, preview: "simcord.Preview") -> None:
        self._world = world
        self._preview = preview
        self._turn = asyncio.Lock()
        self._drawn = len(world.http_requests)
        self._former: dict[tuple[str, int], Mapping[str, Any]] = {}
        self._brought_up: Mapping[str, Any] = {}
        self._act = preview._action  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - simcord has no hook for it, and is pinned
        preview._action = self._act_in_turn  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the same

    async def keep(self) -> None:
        """Bring the clock up to ours once a second, for as long as the page is served."""
        while True:
            await asyncio.sleep(_TICK)
            async with self._turn:
                try:
                    await self._world.advance_time(_behind(self._world))
                    if len(self._world.http_requests) != self._drawn:
                        await self._redraw()
                except TimeoutError as error:  # the next look at the clock makes up for it
                    log.debug("the simulated Discord is still busy: %s", error)
                else:
                    self._drawn = len(self._world.http_requests)

    async def _redraw(self) -> None:
        for page in self._preview._pages.values():  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - no hook for it either
            self._former[page.id, page.revision] = page.snapshot
        for outdated in list(self._former)[:-_FORMER_PAGES]:
            del self._former[outdated]
        await self._preview.refresh()

    async def _act_in_turn(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self._turn:
            self._preview._advance_presentation_time()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - it stands still between refreshes
            try:
                return await self._act(context_id, self._brought_up_to_date(context_id, self._mentioning(body)))
            finally:
                self._drawn = len(self._world.http_requests)

    def _mentioning(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a message with the bot's name made a mention, which the page has no list to pick from for."""
        if body.get("kind") != "send_message" or not isinstance(written := body.get("content"), str):
            return body
        bot = self._world.backend.bot_user
        return {**body, "content": re.sub(rf"@{re.escape(bot.name)}\b", f"<@{bot.id}>", written, flags=re.IGNORECASE)}

    def _brought_up_to_date(self, context_id: str | None, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what the page sent as though it came from the page as it is drawn now, where that is as good."""
        if self._brought_up and body.get("request_id") == self._brought_up["request_id"]:
            return self._brought_up  # sent again, since its answer was lost on the way
        page = self._preview._pages.get(context_id or "")  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - no hook for it either
        revision = body.get("published_revision")
        if page is None or not isinstance(revision, int) or revision >= page.revision:
            return body
        if (about := body.get("target_id")) is not None:
            former = self._former.get((page.id, revision))
            if former is None or _controls(former, about) != _controls(page.snapshot, about):
                return body
        self._brought_up = {**body, "published_revision": page.revision}
        return self._brought_up


def _controls(snapshot: Mapping[str, Any], message_id: object) -> object:
    """Return the components of a message as they stand on a page."""
    message = snapshot["messages"].get(str(message_id))
    return None if message is None else message.get("components")


def _behind(world: simcord.Env) -> float:
    """Return how many seconds the simulated clock is behind ours."""
    return max((datetime.now(UTC) - world.now()).total_seconds(), 0.0)


def _set_clock(world: simcord.Env) -> None:
    """Bring the simulated clock, which starts with 2026, to the present."""
    if behind := _behind(world):
        world.backend.advance_clock(behind)


def _time_zone() -> str:
    """Return the name of this machine's time zone where it is known by one, else UTC."""
    with contextlib.suppress(OSError, ValueError):
        link = Path("/etc/localtime").resolve(strict=True)
        return str(link).split("zoneinfo/", 1)[1] if "zoneinfo/" in str(link) else "UTC"
    return "UTC"
