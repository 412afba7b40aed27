"""Polls on the simulated Discord: opening and closing them, and looking at their messages."""

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot import poll_clock
from bot.club.polls.record import Poll, PollDraft, PollOption
from bot.replies.polls.messages import post
from tests.catalogues import REVIEWED, SALT
from tests.simulated import Club

SALT_ID = REVIEWED.index(SALT) + 1
PAST, LATER = "2024-01-01T00:00:00Z", "2099-01-01T00:00:00Z"


def at_once(patch: pytest.MonkeyPatch) -> None:
    """Let the clock close what is due without waiting for votes that are under way."""
    patch.setattr(poll_clock, "GRACE", timedelta(0))


async def held(club: Club, **changes: Any) -> Poll:
    """Open a poll between two texts, which Ana opened, and post it."""
    options = (PollOption(0, "Popcorn"), PollOption(1, "Pretzels"), PollOption(2, "Plums"))
    facts = {"method": "approval", "options": options, "channel_id": club.channel.id, **changes}
    draft = PollDraft("choice", facts.pop("question", "What to eat?"), **facts)
    poll = await club.bot.polls.open(draft, guild_id=club.server.id, created_by=club.ana.id)
    room = club.bot.get_channel(club.channel.id)
    assert isinstance(room, discord.TextChannel)
    await post(club.bot, poll, room)
    return await known(club, poll.id)


async def known(club: Club, poll_id: int = 1) -> Poll:
    """Return a poll as it is kept."""
    poll = await club.bot.polls.get(poll_id, guild_id=club.server.id)
    assert poll is not None
    return poll


async def cast(club: Club, poll: Poll, member_id: int, *options: int) -> None:
    """Cast a ballot in a choice poll."""
    marks = tuple((option, rank if poll.method == "ranked" else 1) for rank, option in enumerate(options, 1))
    await club.bot.polls.cast(poll.id, marks, guild_id=club.server.id, member_id=member_id, clicked_at=PAST)


async def turns(club: Club, seconds: float = 7) -> None:
    """Let the clock look at the polls a few times, and messages be drawn anew."""
    await club.world.advance_time(seconds)


def delete_message(club: Club, poll: Poll) -> None:
    """Delete a poll's message, as a moderator would."""
    assert poll.message_id is not None
    club.world.backend.delete_message(poll.channel_id, poll.message_id)


def public(club: Club) -> list[discord.Message]:
    """Return the messages that everyone sees, the oldest first."""
    return club.channel.history()


def rate_of(poll: Poll, score: int) -> str:
    """Return the id of the button that gives a score in a rating poll."""
    return f"poll:v1:{poll.id}:rate:{score}"
