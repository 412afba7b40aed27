"""Opening a vote on what a movie night shows next."""

import logging

import discord

from bot.client import Marquee
from bot.club.nights.record import Entry, Opened, VoteTerms
from bot.club.polls.tally import Method
from bot.replies.nights.access import find_night, require_host
from bot.replies.nights.messages import mark_stale
from bot.replies.polls.access import read_closing
from bot.replies.polls.messages import post
from bot.replies.rooms import POLL_ROOM, require_room
from bot.ui import respond, theme
from bot.ui.markup import inline
from bot.ui.nights.card import LABEL, NAME
from bot.ui.nights.words import refusal_note

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]

_SHOWN = 8


async def open_vote(
    interaction: Interaction, night: str | None, method: Method, closes: str | None, *, sealed: bool
) -> None:
    """Open a vote on a night's nominations and post it here.

    Raises:
        UserError: there is no such night, too little to choose from, a vote is open, the time cannot be taken, the
            member is no host, or the bot may not post here.
    """
    bot = interaction.client
    async with respond.in_time(interaction, private=True):
        found = await find_night(interaction, night)
        await require_host(interaction, found)
        room = require_room(interaction.channel, POLL_ROOM)
        terms = VoteTerms(method, await read_closing(interaction, closes), sealed)
        opened = await bot.nights.open_vote(
            found.id, terms, guild_id=found.guild_id, channel_id=room.id, by=interaction.user.id
        )
        said = f"The vote of **{inline(found.name, NAME)}** is open. {await _post(interaction, opened, room)}"
        mark_stale(bot, found)
    await respond.tell(interaction, "\n".join([said, *_left_out(opened.left_out)]), theme.CARD)


async def _post(interaction: Interaction, opened: Opened, room: discord.abc.Messageable) -> str:
    """Post the vote and return where it is, in markdown."""
    bot, poll = interaction.client, opened.poll
    try:
        message = await post(bot, poll, room)
    except discord.HTTPException as error:
        log.warning("vote %d is open but could not be posted: %s", poll.id, error)
        return "Discord would not let me post it here, so post it with `/poll list`."
    await bot.nights.told(opened.step_id, guild_id=poll.guild_id, channel_id=message.channel.id, message_id=message.id)
    return f"[Go to the poll]({message.jump_url})"


def _left_out(entries: tuple[Entry, ...]) -> list[str]:
    lines = [
        f"-# Left out: {inline(entry.nomination.label, LABEL)}, "
        + ("no longer in the catalogue" if entry.refusal is None else refusal_note(entry.refusal))
        for entry in entries[:_SHOWN]
    ]
    return [*lines, f"-# … and {len(entries) - _SHOWN} more"] if len(entries) > _SHOWN else lines
