"""Polls over the wire: opening them, what their messages show, and what stands in the database."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

import simcord
from simcord.backend.models import User

from bot.club.polls import rows
from bot.club.polls.tally import Marks
from bot.connection import open_reader
from tests.simulated import text_of
from tests.wire.interactions import Asked
from tests.wire.wired import Wired

_POLL = re.compile(r"'poll:v1:(\d+):")
_VOTES = re.compile(r"\*\*([\d,]+) votes?\*\*")


async def open_rating_poll(wired: Wired) -> simcord.ResponseMessage:
    """Let Ana open a rating poll, and return its message."""
    await wired.command(wired.ana, "poll rate", title="paper lighthouse")
    return wired.discord.public_messages[-1]


async def open_choice_poll(wired: Wired, *choices: str) -> simcord.ResponseMessage:
    """Let Ana open a choice poll, and return its message."""
    draft = await wired.command(wired.ana, "poll choose", question="What next?", choices="; ".join(choices))
    await wired.click(wired.ana, draft.message, "Open the poll")
    return wired.discord.public_messages[-1]


def poll_id(message: simcord.ResponseMessage) -> int:
    """Return which poll a message is of, by its buttons."""
    [number] = set(_POLL.findall(str(message.components)))
    return int(number)


def score_id(message: simcord.ResponseMessage, score: int) -> str:
    """Return the id of a rating poll's button."""
    return f"poll:v1:{poll_id(message)}:rate:{score}"


def votes_shown(message: simcord.ResponseMessage) -> int:
    """Return how many votes a poll's message shows now."""
    [number] = _VOTES.findall(text_of(message))
    return int(number.replace(",", ""))


def shows(message: simcord.ResponseMessage, votes: int) -> Callable[[], bool]:
    """Return whether a poll's message shows so many votes, as a question to ask again."""
    return lambda: votes_shown(message) == votes


def counted(wired: Wired, message: simcord.ResponseMessage) -> dict[int, Marks]:
    """Return the ballots of a poll as they stand in the database, by who cast them."""
    connection = open_reader(wired.database)
    try:
        poll = rows.read(connection, poll_id(message), guild_id=wired.discord.guild_id)
        assert poll is not None
        return {ballot.member_id: ballot.marks for ballot in rows.ballots(connection, poll)}
    finally:
        connection.close()


def vote(wired: Wired, poll: simcord.ResponseMessage, members: Iterable[User]) -> list[Asked]:
    """Let members click the score buttons of a rating poll, all at once, each another than the one before."""
    click = wired.discord.interactions.click
    return [click(member, poll, score_id(poll, 1 + number % 10)) for number, member in enumerate(members)]


def pace(wired: Wired, poll: simcord.ResponseMessage) -> list[float]:
    """Return the seconds between one change of a poll's message and the next."""
    times = [edit.at for edit in wired.discord.edits if edit.message_id == poll.id]
    return [later - earlier for earlier, later in pairwise(times)]
