"""The demo: the page answers, stays live, and stops cleanly."""

import asyncio
import os
import signal
import socket
from pathlib import Path

import aiohttp
import discord
import pytest
import simcord

from bot import demo
from bot.errors import UserError
from tests.catalogues import CATALOGUE
from tests.factories import make_database
from tests.simulated import enabled_controls


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


async def test_two_starts_have_the_same_server_channel_and_members(database: Path) -> None:
    async def ids() -> list[int]:
        bot = demo.Marquee(database, shard_count=1)
        world = simcord.Env(bot)
        demo._set_clock(world)
        try:
            await world.start()
            channel, members = await demo._film_club(world)
            assert channel.guild is not None
            return [channel.guild.id, channel.id, *(member.id for member in members)]
        finally:
            await world.shutdown()
            await bot.close()

    first = await ids()
    assert len(set(first)) == len(first)
    assert await ids() == first


async def test_an_answer_to_bad_input_is_no_fault_and_a_fault_is(database: Path) -> None:
    bot = demo.Marquee(database, shard_count=1)
    world = demo.World(bot, check_errors=False)
    try:
        await world.start()
        channel, [marta, *_] = await demo._film_club(world)
        await marta.slash(channel, "search", years="soon")
        assert world.errors == []
        await bot.database.write(lambda connection: connection.execute("DROP TABLE reviews"))
        await marta.slash(channel, "random")
        assert len(world.errors) == 1
    finally:
        await world.shutdown()
        await bot.close()


async def test_what_the_bot_does_on_its_own_appears_as_time_goes_on(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_TICK", 0.001)
    monkeypatch.setattr("bot.ui.timed.LIFETIME", 0.5)  # pages that are switched off half a second after they came
    bot = demo.Marquee(database, shard_count=1)
    world = simcord.Env(bot)
    try:
        await world.start()
        channel, [_, jonas, priya] = await demo._film_club(world)
        await priya.slash(channel, "search", genre="Western")
        async with world.preview(channel, viewers=[jonas, priya], layout="channel") as preview:
            began = world.now()
            live = asyncio.create_task(demo.LivePage(world, preview).keep())
            async with asyncio.timeout(20):
                while preview._pages["python"].publication_reason != "refresh":  # noqa: ASYNC110 - simcord tells nobody
                    await asyncio.sleep(0)
            assert not live.done()
            live.cancel()
            await asyncio.gather(live, return_exceptions=True)
            assert (world.now() - began).total_seconds() >= 0.4
            assert not enabled_controls(channel.history()[-1])
    finally:
        await world.shutdown()
        await bot.close()


async def test_a_click_waits_for_the_clocks_turn_instead_of_failing(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_TICK", 0)
    bot = demo.Marquee(database, shard_count=1)
    world = simcord.Env(bot)
    try:
        await world.start()
        channel, members = await demo._film_club(world)
        async with world.preview(channel, viewers=members, layout="channel") as preview:
            live = asyncio.create_task(demo.LivePage(world, preview).keep())
            for number in range(1, 101):
                done = await preview._action("python", click(world, preview, number))
                assert not done["rejected"], done
            assert not live.done()
            live.cancel()
            await asyncio.gather(live, return_exceptions=True)
    finally:
        await world.shutdown()
        await bot.close()


def click(world: simcord.Env, preview: "simcord.Preview", number: int) -> dict[str, object]:
    """Return what the page sends when its refresh button is clicked."""
    return {
        "protocol_version": 3,
        "sequence": number,
        "request_id": f"click-{number}",
        "generation": preview._pages["python"].generation,
        "bot_generation": world._generation,
        "kind": "refresh",
    }
