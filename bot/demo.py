"""The real bot on a simulated Discord, in a page of the local browser: no token, no network."""

import asyncio
import contextlib
import logging
import signal
import time
import webbrowser
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path

import discord

from bot.client import Marquee
from bot.errors import UserError

try:
    import simcord
except ModuleNotFoundError as error:
    raise UserError('The demo needs a few more packages: python -m pip install "marquee-bot[demo]"') from error

log = logging.getLogger(__name__)

SERVER = "The Corner Cinema"
CHANNEL = "film-club"
WELCOME = (
    "Welcome to the film club! Type `/` in the box below to see what Marquee can do. "
    "Try **/film cranes are flyng**, typing mistake and all, then **/search**, **/random** and **/help**. "
    "The menu at the top lets you be another member."
)

_TICK = 1.0
"""Seconds between two looks at the clock."""


async def run_demo(database_path: Path, *, port: int, open_browser: bool, ready: Callable[[str], None]) -> None:
    """Serve the demo page until it is ended in the browser, or by Ctrl-C or SIGTERM.

    `port` 0 takes any free port. `ready` is called with the page's address once it answers; whoever holds the address
    can use the page.

    Raises:
        UserError: the port is taken, or a package of the demo is missing.
    """
    bot = Marquee(database_path, shard_count=1)
    world = simcord.Env(bot, check_errors=False)
    world.backend.bot_user.name = "Marquee"
    _set_clock(world)
    try:
        await world.start()
        channel, members = await _film_club(world)
        preview = world.preview(channel, viewers=members, layout="channel", port=port, timezone=_time_zone())
        try:
            await preview.__aenter__()
        except simcord.SetupError as error:
            raise UserError(f"The demo page cannot be served: {error}.") from error
        try:
            ready(preview.url)
            if open_browser:
                await asyncio.to_thread(webbrowser.open, preview.url)
            await _serve(world, preview)
        finally:
            await preview.close()
    finally:
        await world.shutdown()
        await bot.close()


async def _film_club(world: simcord.Env) -> tuple[simcord.ChannelHandle, list[simcord.MemberActor]]:
    """Make a server with a channel and three members, the first of them an admin who says hello."""
    server = world.create_guild(SERVER, owner=world.create_user("the_house"))
    channel = server.create_text_channel(CHANNEL, topic="What shall we watch, and what did we think of it?")
    admins = server.create_role("Projectionists", permissions=discord.Permissions(administrator=True))
    marta = server.add_member(world.create_user("marta", global_name="Marta (admin)"), roles=[admins])
    jonas = server.add_member(world.create_user("jonas", global_name="Jonas"))
    priya = server.add_member(world.create_user("priya", global_name="Priya"))
    await marta.send(channel, WELCOME)
    return channel, [marta, jonas, priya]


async def _serve(world: simcord.Env, preview: "simcord.Preview") -> None:
    """Keep the page alive until it is closed or the process is asked to stop."""
    with _stop_signals() as stop:
        closed = asyncio.create_task(preview.wait_closed())
        stopped = asyncio.create_task(stop.wait())
        live = asyncio.create_task(_keep_live(world, preview))
        try:
            done, _ = await asyncio.wait({closed, stopped, live}, return_when=asyncio.FIRST_COMPLETED)
            if live in done:
                live.result()
        finally:
            for task in (closed, stopped, live):
                task.cancel()
            await asyncio.gather(closed, stopped, live, return_exceptions=True)


async def _keep_live(world: simcord.Env, preview: "simcord.Preview") -> None:
    """Let the simulated time run with ours, and show what the bot did on its own or for another member.

    The page is redrawn only after the bot has sent something: a redraw makes clicks that are under way fail.
    """
    drawn = len(world.http_requests)
    last = time.monotonic()
    while True:
        await asyncio.sleep(_TICK)
        passed = time.monotonic() - last
        try:
            await world.advance_time(passed)
            last += passed
            if len(world.http_requests) != drawn:
                await preview.refresh()
                drawn = len(world.http_requests)
        except simcord.SetupError:  # a member's own action is under way, and will be drawn by the page itself
            continue
        except TimeoutError as error:
            last += passed
            log.warning("the simulated Discord is still busy: %s", error)


def _set_clock(world: simcord.Env) -> None:
    """Bring the simulated clock, which starts with 2026, to the present."""
    behind = (datetime.now(UTC) - world.now()).total_seconds()
    if behind > 0:
        world.backend.advance_clock(behind)


def _time_zone() -> str:
    """Return the name of this machine's time zone where it is known by one, else UTC."""
    with contextlib.suppress(OSError, ValueError):
        link = Path("/etc/localtime").resolve(strict=True)
        return str(link).split("zoneinfo/", 1)[1] if "zoneinfo/" in str(link) else "UTC"
    return "UTC"


@contextlib.contextmanager
def _stop_signals() -> Generator[asyncio.Event]:
    """Turn Ctrl-C and SIGTERM into an event while the page is served."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    caught: list[signal.Signals] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError):  # Windows, or a loop outside the main thread
            loop.add_signal_handler(number, stop.set)
            caught.append(number)
    try:
        yield stop
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
