"""Movie nights as members and hosts hold them on the simulated Discord."""

import re
from contextlib import closing
from typing import Any

import discord
import simcord

from bot.club.nights.record import Board, Night
from bot.connection import open_writer
from tests.simulated import Club, answer, buttons_of, text_of

CRANES, SOLARIS, KILLERS = "The Cranes Are Flying (1957)", "Solaris (1972)", "The Killers (1946)"


async def made(club: Club, name: str = "Film Friday", **options: Any) -> discord.Message:
    """Run `/night create` as Ana and return the board."""
    answered = await club.run("night create", name=name, **options)
    assert not answered.ephemeral, text_of(answered)
    return answered.message


async def said(club: Club, command: str, member: simcord.MemberActor | None = None, **options: Any) -> str:
    """Run a subcommand of `/night` and return what is answered."""
    return text_of(await club.run_as(member or club.ana, f"night {command}", **options))


async def click(club: Club, message: discord.Message, label: str, member: simcord.MemberActor | None = None) -> str:
    return text_of(answer(await (member or club.ana).click(message, label=label)))


async def night_of(club: Club, night_id: int = 1) -> Night:
    night = await club.bot.nights.get(night_id, guild_id=club.server.id)
    assert night is not None
    return night


async def board_of(club: Club, night_id: int = 1) -> Board:
    board = await club.bot.nights.board(night_id, guild_id=club.server.id)
    assert board is not None
    return board


def now_shown(club: Club, message: discord.Message, viewer: simcord.MemberActor | None = None) -> discord.Message:
    """Return a message as it is now."""
    return next(each for each in club.channel.history(viewer=viewer or club.ana) if each.id == message.id)


async def drawn(club: Club, message: discord.Message) -> str:
    """Return the text of a board once what is stale has been drawn anew."""
    await club.world.advance_time(5)
    return text_of(now_shown(club, message))


def write(club: Club, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Change the database as time or another process would, and return what that answers."""
    with closing(open_writer(club.bot.database_path)) as connection:
        return connection.execute(statement, values).fetchall()


async def close_vote(club: Club, poll_id: int = 1) -> None:
    """Close a poll as the clock does once its time is up."""
    polls, guild_id = club.bot.polls, club.server.id
    await polls.ask_to_close(poll_id, guild_id=guild_id, by=club.ana.id)
    assert await polls.close(poll_id, guild_id=guild_id, before="2099-01-01T00:00:00Z")


async def cast(club: Club, member: simcord.MemberActor, *options: int, poll_id: int = 1) -> None:
    marks = tuple((option, 1) for option in options)
    await club.bot.polls.cast(
        poll_id, marks, guild_id=club.server.id, member_id=member.id, clicked_at="2024-01-01T00:00:00Z"
    )


async def watched_early(club: Club) -> simcord.ResponseMessage:
    """Call an evening watched long before it begins, as one is asked to confirm, and return what all are told."""
    asked = await club.run("night watched")
    assert asked.ephemeral
    assert re.fullmatch(r"The evening is on <t:\d+:F>\. Watched already\?", text_of(asked))
    assert list(buttons_of(asked)) == ["Yes, watched", "Not yet"]
    return answer(await club.ana.click(asked.message, label="Yes, watched"))


def events(club: Club) -> list[Any]:
    return list(club.world.backend.get_guild(club.server.id).scheduled_events.values())
