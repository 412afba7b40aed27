"""Putting polls up: a new one where it was asked for, and one whose message is gone or far away again."""

import logging

import discord
from discord import ui

from bot.client import Marquee
from bot.club.polls.record import AlreadyOpenError, Poll, PollDraft
from bot.replies.polls.access import poll_of, require_manager, room_for_polls, seen_poll, server_of
from bot.replies.polls.messages import post
from bot.replies.rooms import POLL_ROOM, require_room
from bot.ui import respond, theme
from bot.ui.actions import ActionCard
from bot.ui.markup import inline
from bot.ui.polls.words import way_to
from bot.ui.press import Clicked, Press

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]

_QUESTION = 150


async def open_here(interaction: Interaction, draft: PollDraft) -> ui.LayoutView:
    """Open a poll and post it where polls are posted; return what its maker is told, or where there is one already.

    Raises:
        UserError: it cannot be opened, or the bot may not post here.
    """
    bot, guild_id = interaction.client, server_of(interaction)
    room = await room_for_polls(interaction)
    try:
        poll = await bot.polls.open(draft, guild_id=guild_id, created_by=interaction.user.id)
    except AlreadyOpenError as error:
        return _standing(interaction, error.poll)
    try:
        await post(bot, poll, room)
    except discord.HTTPException as error:
        log.warning("poll %d is open but could not be posted: %s", poll.id, error)
        where = "here" if room.id == interaction.channel_id else f"in <#{room.id}>"
        said = f"{_named(poll)} is open, but Discord would not let me post it {where}."
        return ActionCard(interaction, said, [Press("Post it here", _again(poll.id))])
    return await _posted(interaction, poll.id)


async def post_again(click: Interaction, poll_id: int) -> ui.LayoutView:
    """Post a poll's message where the click was made and return what is told; a former message leads to it.

    A message that stands may be taken from its place only by who may change the poll.

    Raises:
        UserError: the poll is gone, the bot may not post here, or the member may not move the message.
        discord.HTTPException: Discord did not take the message.
    """
    bot = click.client
    room = require_room(click.channel, POLL_ROOM)
    poll = await seen_poll(click, poll_id)
    if poll.message_id is not None:
        await require_manager(click, poll)
    message = await post(bot, poll, room)
    await bot.polls.note_reposted(poll.id, guild_id=poll.guild_id, by=click.user.id)
    if poll.message_id is not None:
        await _lead_on(bot, poll, message)
    return await _posted(click, poll.id)


async def _lead_on(bot: Marquee, poll: Poll, message: discord.Message) -> None:
    """Put a link to the new message into the place of the former one, where that is still there."""
    assert poll.message_id is not None
    bot.redraws.forget(poll.message_id)
    room = bot.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
    view = respond.notice(f"{_named(poll)} goes on elsewhere. [Go to the poll]({message.jump_url})")
    try:
        await room.get_partial_message(poll.message_id).edit(view=view, attachments=[])
    except discord.HTTPException as error:
        log.info("the former message of poll %d could not be changed: %s", poll.id, error)


def _standing(interaction: Interaction, poll: Poll) -> ui.LayoutView:
    if link := way_to(poll):
        return respond.notice(f"{_named(poll)} is being rated already. {link}", theme.CARD)
    said = f"{_named(poll)} is being rated already, but the poll’s message is gone."
    return ActionCard(interaction, said, [Press("Post it here", _again(poll.id))])


def _again(poll_id: int) -> Clicked:
    async def clicked(click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            view = await post_again(click, poll_id)
        await respond.redraw(click, view)

    return clicked


async def _posted(interaction: Interaction, poll_id: int) -> ui.LayoutView:
    poll = await poll_of(interaction, poll_id)
    said = f"{_named(poll)} is up. {way_to(poll)}"
    return respond.notice(f"{said}\n-# Change it with `/poll close`, `/poll extend` or `/poll void`.", theme.CARD)


def _named(poll: Poll) -> str:
    return f"**{inline(poll.question, _QUESTION)}**"
