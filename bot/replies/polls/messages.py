"""A poll's own message: drawing it, posting it, keeping it up to date, and noticing that it is gone."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

import aiohttp
import discord
from discord import ui

from bot.client import Marquee
from bot.club.deadlines import stored
from bot.club.polls.record import Kind, Poll, Turnout
from bot.errors import DatabaseError

log = logging.getLogger(__name__)

_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE = 10003, 10008
_LOST = frozenset({_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE})
_SERVER_FAULT, _TOO_MANY_REQUESTS = 500, 429


@dataclass(frozen=True, slots=True)
class Drawn:
    """A poll as its message shows it at one moment, and in one sentence of markdown how it ended, if it has."""

    turnout: Turnout
    view: ui.LayoutView
    files: Sequence[discord.File] = ()
    ending: str = ""

    @property
    def poll(self) -> Poll:
        """The poll that is drawn."""
        return self.turnout.poll


Draw = Callable[[Marquee, Turnout], Awaitable[Drawn]]

_DRAWN_BY: dict[Kind, Draw] = {}


def draws(kind: Kind) -> Callable[[Draw], Draw]:
    """Have a function draw the messages of one kind of poll.

    The buttons of a message lead back here to have it drawn anew, so this module does not import those who draw them.
    """

    def keep(draw: Draw) -> Draw:
        _DRAWN_BY[kind] = draw
        return draw

    return keep


async def draw(bot: Marquee, poll_id: int, guild_id: int) -> Drawn | None:
    """Return a poll's message with its numbers as they are at one moment; None where there is no such poll."""
    turnout = await bot.polls.turnout(poll_id, guild_id=guild_id)
    return None if turnout is None else await _DRAWN_BY[turnout.poll.kind](bot, turnout)


async def post(bot: Marquee, poll: Poll, room: discord.abc.Messageable) -> discord.Message:
    """Post a poll's message and remember it as the one that is kept up to date.

    A poll that could not be posted is there all the same, and can be posted again.

    Raises:
        discord.HTTPException: Discord did not take the message.
    """
    drawn = await draw(bot, poll.id, poll.guild_id)
    assert drawn is not None, "polls are never deleted"
    nonce = f"{poll.id}-{secrets.token_hex(4)}"  # discord.py sends again where the answer was lost
    mentions = discord.AllowedMentions.none()
    message = await room.send(view=drawn.view, files=drawn.files, nonce=nonce, allowed_mentions=mentions)
    await bot.polls.posted(poll.id, guild_id=poll.guild_id, channel_id=message.channel.id, message_id=message.id)
    now = await bot.polls.turnout(poll.id, guild_id=poll.guild_id)
    if now is not None and now.ballots != drawn.turnout.ballots:  # a vote came before the message was known
        mark_stale(bot, now.poll)
    return message


def mark_stale(bot: Marquee, poll: Poll) -> None:
    """Have a poll's message drawn anew soon, as often as `Redraws` allows; nothing where it has none."""
    if poll.message_id is not None:
        bot.redraws.mark(poll.message_id, partial(redraw, bot, poll.id, poll.guild_id))


async def redraw(bot: Marquee, poll_id: int, guild_id: int) -> None:
    """Draw a poll's message as it is now, as `put_up` does."""
    drawn = await draw(bot, poll_id, guild_id)
    if drawn is not None:
        await put_up(bot, drawn)


async def put_up(bot: Marquee, drawn: Drawn) -> None:
    """Show a poll as drawn in its message; where that is gone this is noted, and the poll goes on without one.

    Raises:
        discord.HTTPException: Discord could not take it now, nor a lost connection; it is drawn again soon.
    """
    poll = drawn.poll
    if poll.message_id is None:
        return
    room = bot.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
    message = room.get_partial_message(poll.message_id)
    try:
        await message.edit(view=drawn.view, attachments=drawn.files, allowed_mentions=discord.AllowedMentions.none())
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        if passes(error):
            mark_stale(bot, poll)  # so that the numbers shown do not stay behind
            raise
        if isinstance(error, discord.NotFound) and error.code in _LOST:
            await bot.polls.lost(poll.id, guild_id=poll.guild_id, message_id=poll.message_id)
        log.warning("the message of poll %d cannot be drawn anew: %s", poll.id, error)


def passes(error: Exception) -> bool:
    """Tell whether the same may work in a while: Discord has a fault or is not reached, and has not said no."""
    return (
        not isinstance(error, discord.HTTPException)
        or error.status >= _SERVER_FAULT
        or error.status == _TOO_MANY_REQUESTS
    )


async def film_rated(bot: Marquee, film_id: int, guild_id: int) -> None:
    """Have the open rating polls of a film drawn anew; to be called once a rating of it is on disk."""
    await _mark_rating_polls(bot, guild_id, film_id)


async def films_rated(bot: Marquee, guild_id: int) -> None:
    """Have a server's open rating polls drawn anew; to be called once ratings of many films have changed."""
    await _mark_rating_polls(bot, guild_id, None)


async def _mark_rating_polls(bot: Marquee, guild_id: int, film_id: int | None) -> None:
    try:
        polls = await bot.polls.open_ratings(guild_id=guild_id, film_id=film_id)
    except DatabaseError as error:  # what the member did is done; their answer does not hang on this
        log.warning("the rating polls of server %d were not drawn anew: %s", guild_id, error)
        return
    for poll in polls:
        mark_stale(bot, poll)


def missing(bot: Marquee, poll: Poll) -> list[str]:
    """Return in markdown what a poll needs for its votes and is gone."""
    guild = bot.get_guild(poll.guild_id)
    if not poll.is_open or poll.voter_role is None or guild is None or guild.get_role(poll.voter_role) is not None:
        return []
    return ["The role it was for is gone, so nobody can vote now. `/poll extend` gives it another."]


def clicked_at(interaction: discord.Interaction[Marquee]) -> str:
    """Return when Discord says a member clicked, as the database writes times."""
    return stored(interaction.created_at)
