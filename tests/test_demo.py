"""The demo: the page answers, stays live, and stops cleanly."""

import asyncio
import json
import os
import shutil
import signal
import socket
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
import simcord

from bot import demo
from bot.catalogue.loader import Loader
from bot.catalogue.loading.sources import sources
from bot.catalogue.searching.title_file import build_index
from bot.cli import running
from bot.connection import open_writer
from bot.demo_club import MEMBERS, REVIEWS, SHELF, TYPED, VIEWERS, furnish
from bot.errors import UserError
from bot.starter import starter_files
from tests.catalogues import CATALOGUE
from tests.factories import copy_database, make_database
from tests.simulated import World, answer, enabled_controls, text_of


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

    serving = asyncio.create_task(demo.run_demo(database, port=0, open_browser=False, ready=ready))
    await asyncio.wait_for(answered.wait(), 20)
    async with aiohttp.ClientSession() as session, session.get(address.partition("#")[0]) as page:
        assert page.status == 200
        assert "<html" in await page.text()
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_a_taken_port_is_said_in_one_sentence(database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="The demo page cannot be served"):
            await demo.run_demo(database, port=taken.getsockname()[1], open_browser=False, ready=print)


async def test_the_film_club_has_an_admin_and_other_members(database: Path) -> None:
    bot = demo.Marquee(database, shard_count=1)
    world = World(bot)
    try:
        await world.start()
        channel, members = await demo._film_club(world)
        assert channel.guild is not None
        rights = [world.backend.compute_permissions(channel.guild.id, member.id, channel.id) for member in members]
        assert [discord.Permissions(right).manage_guild for right in rights] == [True] + [False] * (len(MEMBERS) - 1)
        for member in members:
            assert {"film", "help", "random", "search"} <= set(member.available_commands(channel))
    finally:
        await world.shutdown()
        await bot.close()


async def test_two_starts_have_the_same_server_channel_and_members(database: Path) -> None:
    async def ids() -> list[int]:
        bot = demo.Marquee(database, shard_count=1)
        world = World(bot)
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
    world = World(bot)
    demo._set_clock(world)
    try:
        await world.start()
        channel, [_, jonas, priya, *_] = await demo._film_club(world)
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
    world = World(bot)
    demo._set_clock(world)
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


@asynccontextmanager
async def furnished_club(database: Path) -> AsyncGenerator[tuple[Any, list[simcord.MemberActor], demo.Marquee]]:
    """The demo's server with its channel, its members and what they did."""
    bot = demo.Marquee(database, shard_count=1)
    world = demo.World(bot)
    try:
        await world.start()
        channel, members = await demo._film_club(world)
        assert channel.guild is not None
        await furnish(bot, guild_id=channel.guild.id, member_ids=[member.id for member in members])
        yield channel, members, bot
        assert world.errors == []
    finally:
        await world.shutdown()
        await bot.close()


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the starter films, which no test may write to."""
    path = tmp_path_factory.mktemp("demo") / "starter.sqlite3"
    with closing(open_writer(path)) as connection:
        Loader(connection).load(sources(starter_files()))
        build_index(connection, path)
    return path


@pytest.fixture
def starter_database(starter: Path, tmp_path: Path) -> Path:
    return copy_database(starter, tmp_path / "demo.sqlite3")


async def test_every_film_and_name_of_the_furnished_club_is_there(starter_database: Path) -> None:
    async with furnished_club(starter_database) as (channel, _, bot):
        reviewed = await bot.database.read(
            lambda reader: reader.execute(
                "SELECT reviewer, title || ' (' || year || ')' FROM reviews JOIN films ON films.id = film_id "
                "WHERE member_id IS NOT NULL"
            ).fetchall()
        )
        assert sorted(reviewed) == sorted((review.name, review.label) for review in REVIEWS)
        [known] = await bot.database.read(
            lambda reader: reader.execute(
                "SELECT count(DISTINCT title || year) FROM films WHERE title || ' (' || year || ')' IN "
                "(SELECT value FROM json_each(?))",
                (json.dumps([label for labels in SHELF.values() for label in labels]),),
            ).fetchone()
        )
        assert known == sum(map(len, SHELF.values()))
        rated = await bot.database.read(
            lambda reader: reader.execute(
                "SELECT count(*) FROM ratings WHERE guild_id = ?", (channel.guild.id,)
            ).fetchone()
        )
        assert rated == (sum(member.films for member in MEMBERS),)


async def test_the_furnished_club_has_tastes_to_look_at(starter_database: Path) -> None:
    async with furnished_club(starter_database) as (channel, members, _):
        for place, viewer in enumerate(members[: len(VIEWERS)]):
            own = text_of(answer(await viewer.slash(channel, "profile")))
            for told in ("films rated · 8 watches logged · 1 review written · 3 films", "**Favourite", "**Beside the"):
                assert told in own
            other = members[(place + 1) % len(VIEWERS)]
            assert "% agreement**" in text_of(answer(await viewer.slash(channel, "compare", member=other)))
        reviewers = ("The Archivist", "The Matinee Regular", "The Projectionist", "The Night Owl")
        compared = [text_of(answer(await members[0].slash(channel, "compare", reviewer=name))) for name in reviewers]
        assert any("% agreement**" in text for text in compared)


async def test_the_furnished_club_has_rankings_a_diary_and_a_watchlist(starter_database: Path) -> None:
    async with furnished_club(starter_database) as (channel, [marta, *_], _):
        shown = {
            command: text_of(answer(await marta.slash(channel, command, **options)))
            for command, options in (
                ("top", {}),
                ("ratings", {"title": "Stalker"}),
                ("diary", {}),
                ("watchlist show", {}),
            )
        }
        assert "\n**5. " in shown["top"]
        assert "**5 ratings**" in shown["ratings"]
        assert "-# 8 watches\n" in shown["diary"]
        assert "-# 3 films" in shown["watchlist show"]


async def test_the_furnished_club_has_films_to_merge_and_names_to_decide_on(starter_database: Path) -> None:
    async with furnished_club(starter_database) as (channel, [marta, *_], bot):
        pairs = text_of(answer(await marta.slash(channel, "catalogue duplicates")))
        assert "The Night Tram (1958)" in pairs
        assert "Night Tram (1959)" in pairs
        suggested = await bot.picks.suggestions(guild_id=channel.guild.id)
        assert {each.typed for each in suggested} == {typed for typed, _, _ in TYPED}


async def test_a_command_that_was_begun_before_the_page_was_redrawn_is_run(database: Path) -> None:
    bot = demo.Marquee(database, shard_count=1)
    world = World(bot)
    demo._set_clock(world)
    try:
        await world.start()
        channel, [marta, *others] = await demo._film_club(world)
        async with world.preview(channel, viewers=[marta, *others], layout="channel") as preview:
            page = demo.LivePage(world, preview)
            said = {
                "kind": "send_message",
                "content": "Good evening.",
                "published_revision": preview._pages["python"].revision,
            }
            await page._redraw()
            done = await preview._action("python", {**click(world, preview, 1), **said})
            assert not done["rejected"], done
            assert channel.history()[-1].content == "Good evening."
    finally:
        await world.shutdown()
        await bot.close()


async def test_the_bot_s_name_in_a_message_mentions_it(database: Path) -> None:
    bot = demo.Marquee(database, shard_count=1)
    world = World(bot)
    world.backend.bot_user.name = "Marquee"
    try:
        await world.start()
        channel, [marta, *others] = await demo._film_club(world)
        async with world.preview(channel, viewers=[marta, *others], layout="channel") as preview:
            demo.LivePage(world, preview)
            asked = "@marquee who directed The Cranes Are Flying?"
            revision = preview._pages["python"].revision
            said = {"kind": "send_message", "content": asked, "published_revision": revision}
            done = await preview._action("python", {**click(world, preview, 1), **said})
            assert not done["rejected"], done
            assert "Mikhail Kalatozov" in text_of(channel.history()[-1])
    finally:
        await world.shutdown()
        await bot.close()


async def test_two_starts_come_to_the_same_scores(starter_database: Path, tmp_path: Path) -> None:
    async def rows(database: Path) -> list[Any]:
        async with furnished_club(database) as (_, __, bot):
            return await bot.database.read(
                lambda reader: reader.execute("SELECT guild_id, film_id, member_id, score FROM ratings").fetchall()
            )

    again = tmp_path / "again.sqlite3"
    shutil.copy(starter_database, again)
    assert await rows(starter_database) == await rows(again)


async def test_films_that_are_not_loaded_are_left_out(database: Path) -> None:
    async with furnished_club(database) as (channel, [marta, *_], __):
        shown = text_of(answer(await marta.slash(channel, "profile")))
        assert "The Cranes Are Flying (1957)" in shown
        assert "Ashes and Diamonds" not in shown


@pytest.mark.parametrize("exists", [False, True])
def test_only_a_database_that_the_demo_makes_is_furnished(
    database: Path, exists: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop_when_announced(_: str) -> None:
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(running, "_announce", stop_when_announced)
    path = database if exists else database.with_name("new.sqlite3")
    running.demo(path, port=0, browser=False)
    with closing(sqlite3.connect(path)) as connection:
        (ratings,) = connection.execute("SELECT count(*) FROM ratings").fetchone()
    assert (ratings == 0) is exists
