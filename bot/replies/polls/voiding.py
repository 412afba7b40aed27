"""Taking one vote or one choice out of a poll, with every other vote left standing."""

from functools import partial

import discord

from bot.client import Marquee
from bot.club.polls.record import Poll, PollError, PollOption
from bot.errors import UserError
from bot.replies.polls.access import find_poll, require_manager
from bot.replies.polls.messages import mark_stale
from bot.ui import respond, theme
from bot.ui.markup import inline, plain
from bot.ui.polls.words import LABEL, poll_name
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]
Someone = discord.User | discord.Member

_WHICH = "Say whose vote is to be taken out, or which choice: one of the two."


async def void(interaction: Interaction, typed: str, member: Someone | None, choice: str | None) -> None:
    """Take a member's vote or a choice out of the count, and offer to put it back.

    Raises:
        UserError: not exactly one is named, it is not in the poll, or the asker may not change the poll.
    """
    if (member is None) == (choice is None):
        raise UserError(_WHICH)
    async with respond.in_time(interaction, private=True):
        poll = await find_poll(interaction, typed)
        await require_manager(interaction, poll)
        view = await (_member(interaction, poll, member) if member is not None else _choice(interaction, poll, choice))
    await respond.show(interaction, view, private=True)


async def offer_options(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the choices of the poll that is named in the option before; nothing where that is not clear."""
    try:
        poll = await find_poll(interaction, str(interaction.namespace.poll or ""))
    except UserError:
        return []
    standing = (option for option in poll.options if option.voided_at is None)
    labels = (plain(option.label, theme.CHOICE_NAME) for option in standing)
    return respond.choices(label for label in dict.fromkeys(labels) if typed.casefold() in label.casefold())


async def _member(interaction: Interaction, poll: Poll, member: Someone) -> Undoable:
    bot = interaction.client
    change = partial(bot.polls.void_ballot, poll.id, member.id, guild_id=poll.guild_id, by=interaction.user.id)
    mark_stale(bot, await change())

    async def undo(click: Interaction) -> str:
        await require_manager(click, poll)
        mark_stale(bot, await change(voided=False))
        return f"Undone: the vote of {member.mention} counts again in {poll_name(poll)}."

    rating = " It stays their rating of the film." if poll.kind == "rating" else ""
    said = f"The vote of {member.mention} is taken out of {poll_name(poll)}.\n-# Every other vote stands.{rating}"
    return Undoable(interaction, said, undo)


async def _choice(interaction: Interaction, poll: Poll, typed: str | None) -> Undoable:
    option = _option(poll, typed or "")
    bot = interaction.client
    change = partial(bot.polls.void_option, poll.id, option.position, guild_id=poll.guild_id, by=interaction.user.id)
    mark_stale(bot, await change())
    name = inline(option.label, LABEL)

    async def undo(click: Interaction) -> str:
        await require_manager(click, poll)
        mark_stale(bot, await change(voided=False))
        return f"Undone: **{name}** is in {poll_name(poll)} again, with the votes it had."

    said = f"**{name}** is taken out of {poll_name(poll)}.\n-# Every vote stands for the other choices it was given to."
    return Undoable(interaction, said, undo)


def _option(poll: Poll, typed: str) -> PollOption:
    if not poll.options:
        raise PollError("A rating poll has no choices. Name the member whose vote is to be taken out.")
    wanted = typed.strip().casefold()
    found = [option for option in poll.options if plain(option.label, theme.CHOICE_NAME).casefold() == wanted]
    if not found:
        raise PollError("That is not one of the poll’s choices. Pick one from those that are offered while you type.")
    return found[0]
