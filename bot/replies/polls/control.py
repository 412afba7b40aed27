"""Closing polls, opening them again, and moving the time at which they close."""

import discord

from bot.client import Marquee
from bot.club.polls.record import AlreadyOpenError, Poll, PollError
from bot.errors import UserError
from bot.replies.polls.access import find_poll, read_closing, require_manager
from bot.replies.polls.messages import mark_stale
from bot.ui import respond, theme
from bot.ui.polls.words import poll_name, stamp, way_to

Interaction = discord.Interaction[Marquee]


async def close_poll(interaction: Interaction, typed: str) -> None:
    """End a poll's time now; the clock closes it once the votes under way are in.

    Raises:
        UserError: there is no such poll, it is closed, or the member may not close it.
    """
    async with respond.in_time(interaction, private=True):
        poll = await _own(interaction, typed)
        poll = await interaction.client.polls.ask_to_close(poll.id, guild_id=poll.guild_id, by=interaction.user.id)
        mark_stale(interaction.client, poll)
    said = f"{poll_name(poll)} is closing. The result follows in a few seconds."
    await respond.tell(interaction, said + _where(poll), theme.CARD)


async def reopen_poll(interaction: Interaction, typed: str, closes: str | None) -> None:
    """Open a closed poll again with every vote it had.

    Raises:
        UserError: there is no such poll, it is open, the time cannot be read, or the member may not open it.
    """
    async with respond.in_time(interaction, private=True):
        poll = await _own(interaction, typed)
        until = await read_closing(interaction, closes)
        try:
            poll = await interaction.client.polls.reopen(poll.id, until, guild_id=poll.guild_id, by=interaction.user.id)
        except AlreadyOpenError as error:
            raise PollError(
                f"Poll #{error.poll.id} takes the ratings of that film now. Close that one first."
            ) from error
        mark_stale(interaction.client, poll)
    said = f"{poll_name(poll)} is open again, with every vote it had.{_until(poll)}{_where(poll)}"
    await respond.tell(interaction, said, theme.CARD)


async def extend_poll(interaction: Interaction, typed: str, closes: str | None, role: discord.Role | None) -> None:
    """Move the time at which a poll closes, or let another role vote; the role of all members lets everyone.

    Raises:
        UserError: neither is given, there is no such open poll, the time cannot be read, or the member may not.
    """
    if closes is None and role is None:
        raise UserError("Say until when, such as 2h, friday 20:00 or never, or which role may vote from now on.")
    bot, who = interaction.client, interaction.user.id
    async with respond.in_time(interaction, private=True):
        poll = await _own(interaction, typed)
        if closes is not None:
            until = await read_closing(interaction, closes)
            poll = await bot.polls.extend(poll.id, until, guild_id=poll.guild_id, by=who)
        if role is not None:
            voters = None if role.is_default() else role.id
            poll = await bot.polls.let_vote(poll.id, voters, guild_id=poll.guild_id, by=who)
        mark_stale(bot, poll)
    voting = "" if role is None else f" {'Everyone' if role.is_default() else role.mention} votes in it from now on."
    await respond.tell(interaction, f"{poll_name(poll)} goes on.{_until(poll)}{voting}{_where(poll)}", theme.CARD)


async def _own(interaction: Interaction, typed: str) -> Poll:
    poll = await find_poll(interaction, typed)
    await require_manager(interaction, poll)
    return poll


def _until(poll: Poll) -> str:
    if poll.closes_at is None:
        return " It stays open until someone closes it."
    return f" It closes {stamp(poll.closes_at)}, {stamp(poll.closes_at, 'f')}."


def _where(poll: Poll) -> str:
    return f" {way_to(poll)}" if poll.message_id else "\n-# Its message is gone. `/poll list` posts it again."
