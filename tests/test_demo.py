"""The demo: the page answers, stays live, and stops cleanly."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import discord
import pytest
import simcord

from bot import demo
from bot.errors import UserError
from tests.catalogues import CATALOGUE
from tests.factories import make_database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make_database(tmp_path / "demo.sqlite3", *CATALOGUE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_page_is_served_until_a_signal_asks_to_stop(database: Path, number: signal.Signals) -> None:
    addresses: list[str] = []

    def ready(address: str) -> None:
        addresses.append(address)
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), number)

    await asyncio.wait_for(demo.run_demo(database, port=0, open_browser=False, ready=ready), 20)
    [address] = addresses
    assert address.startswith("http://127.0.0.1:")
    # The database is closed: nothing is left that only the running bot could read.
    assert not database.with_name(database.name + "-wal").exists()


async def test_the_page_answers_and_its_members_are_three(database: Path) -> None:
    answered = asyncio.Event()
    address = ""

    def ready(served: str) -> None:
        nonlocal address
        address = served
        answered.set()

    running = asyncio.create_task(demo.run_demo(database, port=0, open_browser=False, ready=ready))
    await asyncio.wait_for(answered.wait(), 20)
    async with aiohttp.ClientSession() as session, session.get(address.partition("#")[0]) as page:
        assert page.status == 200
        assert "<html" in await page.text()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_taken_port_is_said_in_one_sentence(database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="The demo page cannot be served"):
            await demo.run_demo(database, port=taken.getsockname()[1], open_browser=False, ready=print)


async def test_the_film_club_has_an_admin_and_two_members(database: Path) -> None:
    bot = demo.Marquee(database, shard_count=1)
    world = simcord.Env(bot)
    try:
        await world.start()
        channel, members = await demo._film_club(world)
        assert channel.guild is not None
        rights = [world.backend.compute_permissions(channel.guild.id, member.id, channel.id) for member in members]
        assert [discord.Permissions(right).manage_guild for right in rights] == [True, False, False]
        for member in members:
            assert {"film", "help", "random", "search"} <= set(member.available_commands(channel))
    finally:
        await world.shutdown()
        await bot.close()


async def test_what_others_do_appears_and_time_goes_on(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_TICK", 0.01)
    bot = demo.Marquee(database, shard_count=1)
    world = simcord.Env(bot)
    try:
        await world.start()
        channel, [_, jonas, priya] = await demo._film_club(world)
        async with world.preview(channel, viewers=[jonas, priya], layout="channel") as preview:
            began = world.now()
            live = asyncio.create_task(demo._keep_live(world, preview))
            async with asyncio.timeout(20):
                await when_free(lambda: priya.slash(channel, "random", genre="Western"))
                while "Dust Road" not in str(preview._pages["python"].snapshot):  # noqa: ASYNC110 - simcord has no event
                    await asyncio.sleep(0)
            assert world.now() > began
            assert not live.done()
            live.cancel()
            await asyncio.gather(live, return_exceptions=True)
    finally:
        await world.shutdown()
        await bot.close()


async def when_free(act: Callable[[], Awaitable[object]]) -> None:
    """Act as soon as the clock's own turn lets a member act."""
    while True:
        try:
            await act()
        except simcord.SetupError:
            await asyncio.sleep(0)
        else:
            return
