"""The bot's start, its registration of commands, and its end."""

from pathlib import Path

import discord
import pytest
import simcord

from bot.catalogue.index import Answer, Confidence
from bot.client import Marquee
from bot.errors import DatabaseError
from tests import discord_limits
from tests.catalogues import CATALOGUE
from tests.factories import make_database
from tests.simulated import Club, World, announced, answer, callbacks, film_club, text_of

LOOK_UPS = {"film", "search", "random", "quote", "reviews", "reviewer", "person", "help", "Find the film"}
ANYWHERE = LOOK_UPS | {"ask", "mydata"}  # who has left a server deletes from elsewhere what it kept


def registrations(world: simcord.Env) -> int:
    return sum(1 for request in world.http_requests if request.method == "PUT" and request.path.endswith("/commands"))


async def test_commands_are_registered_once_and_not_again_by_a_restart(club: Club) -> None:
    assert registrations(club.world) == 1
    await club.restart()
    assert registrations(club.world) == 1
    assert "I know" in text_of(await club.run("help"))


async def test_changed_commands_are_registered_anew(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.client.COGS", ("cogs.films", "cogs.help"))
    await club.restart()
    assert registrations(club.world) == 2
    assert "search" not in club.ana.available_commands(club.channel)


async def test_commands_that_discord_has_lost_are_registered_anew(tmp_path: Path) -> None:
    path = make_database(tmp_path / "marquee.sqlite3", *CATALOGUE)
    for _ in range(2):  # a second world knows nothing of the commands the database remembers
        async with film_club(path) as club:
            assert registrations(club.world) == 1
            assert "film" in club.ana.available_commands(club.channel)


async def test_registered_commands_keep_discords_rules(club: Club) -> None:
    discord_limits.check_commands([command.to_dict(club.bot.tree) for command in club.bot.tree.get_commands()])


async def test_look_ups_work_anywhere_and_what_writes_in_servers_alone(club: Club) -> None:
    for command in club.bot.tree.get_commands():
        payload = command.to_dict(club.bot.tree)
        anywhere = command.name in ANYWHERE
        assert payload["contexts"] == ([0, 1, 2] if anywhere else [0]), command.name
        assert payload["integration_types"] == ([0, 1] if anywhere else [0]), command.name


def test_no_privileged_intents_are_asked_for(tmp_path: Path) -> None:
    bot = Marquee(tmp_path / "marquee.sqlite3")
    assert bot.intents == discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()


async def test_a_bot_that_cannot_open_its_database_says_why_and_closes(tmp_path: Path) -> None:
    path = tmp_path / "marquee.sqlite3"
    path.write_bytes(b"This is no database. " * 100)
    bot = Marquee(path, shard_count=1)
    world = World(bot)
    with pytest.raises(DatabaseError):
        await world.start()
    await world.shutdown()
    await bot.close()


async def test_closing_twice_is_harmless(club: Club) -> None:
    await club.world.shutdown()
    await club.bot.close()
    await club.bot.close()
    assert club.bot.is_closed()


async def test_a_slow_answer_is_announced_and_then_given(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ui.respond.PATIENCE", 0.0)
    find = club.bot.index.search

    async def slow(text: str, *, guild_id: int, limit: int = 10) -> Answer:
        await announced(club.world)
        return await find(text, guild_id=guild_id, limit=limit)

    monkeypatch.setattr(club.bot.index, "search", slow)
    card = await club.run("film", title="cranes are flyng")
    assert "## The Cranes Are Flying" in text_of(card)
    assert callbacks(club.world)[-1] == discord.InteractionResponseType.deferred_channel_message.value

    async def broken(text: str, *, guild_id: int, limit: int = 10) -> Answer:  # noqa: ARG001 - the index's signature
        await announced(club.world)
        raise RuntimeError("out of film")

    monkeypatch.setattr(club.bot.index, "search", broken)
    club.faults_expected = True
    told = answer(await club.ana.slash(club.channel, "film", title="cranes are flyng"))
    assert told.ephemeral
    assert "Something went wrong" in text_of(told)
    assert [message.id for message in club.channel.history(viewer=club.ben)] == [card.id]


async def test_a_private_question_stays_private_when_it_comes_late(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ui.respond.PATIENCE", 0.0)
    find = club.bot.index.search

    async def slow(text: str, *, guild_id: int, limit: int = 10) -> Answer:
        await announced(club.world)
        return Answer((await find(text, guild_id=guild_id, limit=limit)).matches, Confidence.CHOICE)

    monkeypatch.setattr(club.bot.index, "search", slow)
    question = await club.run("film", title="solaris")
    assert question.ephemeral
    assert "Which film do you mean" in text_of(question)
    assert club.channel.history(viewer=club.ben) == []
