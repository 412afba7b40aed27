"""Taking back what a host did with a movie night, on Discord as in the database."""

import logging
from collections.abc import Awaitable, Callable

import discord

from bot.client import Marquee
from bot.club.nights.record import Night, Step, StepKind, Undone
from bot.club.polls.record import Kind
from bot.replies.nights.access import find_night, require_host
from bot.replies.nights.events import remove_event, settle_event
from bot.replies.nights.messages import mark_stale, replace_message
from bot.replies.nights.schedule import draw_scheduled, strike_out
from bot.replies.nights.watched import draw_over
from bot.ui import respond, theme
from bot.ui.markup import inline
from bot.ui.nights.card import NAME

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]

_SAID: dict[StepKind, str] = {
    "created": "the night is over again; what was nominated is kept",
    "rules": "the rules are the former ones again",
    "voted": "the vote is taken back; its ballots are kept",
    "scheduled": "the evening is as it was before",
    "watched": "the evening is still to come, and carry-overs are as they were; ratings that were given stay",
    "attendance": "who was there is as it was before",
    "withdrawn": "the film is on the board again",
    "cancelled": "the night goes on",
}

_TAKEN_BACK: dict[Kind, str] = {
    "choice": "This vote was taken back; its ballots are kept.",
    "rating": "This rating poll was taken back; the ratings stay.",
}


async def undo(interaction: Interaction, night: str | None) -> None:
    """Take the last thing that a host did with a night back.

    Raises:
        UserError: there is no such night, nothing to undo, or the member is no host.
    """
    bot = interaction.client
    async with respond.in_time(interaction, private=True):
        found = await find_night(interaction, night, past=True)
        await require_host(interaction, found)
        back = await bot.nights.undo(found.id, guild_id=found.guild_id, by=interaction.user.id)
        await _mark(interaction, back)
        if (follow := _FOLLOWING.get(back.step.kind)) is not None:
            await follow(bot, back)
        mark_stale(bot, back.night)
    said = f"Undone in **{inline(found.name, NAME)}**: {_SAID[back.step.kind]}."
    await respond.tell(interaction, f"{said}\n-# Once more takes back what a host did before that.", theme.CARD)


async def _mark(interaction: Interaction, back: Undone) -> None:
    """Mark the messages that told of the step as undone."""
    bot, step = interaction.client, back.step
    for poll in back.polls:
        if poll.message_id is not None:
            text = f"**{inline(poll.question, NAME)}**\n{_TAKEN_BACK[poll.kind]}"
            await replace_message(bot, poll.channel_id, poll.message_id, respond.notice(text))
    if step.kind in {"scheduled", "watched"} and back.was is not None:
        await strike_out(bot, back.night, step, back.was, f"Undone by {interaction.user.mention}.")


async def _former_event(bot: Marquee, back: Undone) -> None:
    """Delete the event that an undone evening had, or put it back in step with what the evening was before."""
    if back.was is None or back.evening is None:
        return
    if back.was.event_id is not None and back.was.event_id != back.evening.event_id:
        await remove_event(bot, back.night, back.was.event_id)
    await _in_step(bot, back)
    if back.former is not None:
        await _tell_again(bot, back.night, back.former)


async def _tell_again(bot: Marquee, night: Night, step: Step) -> None:
    """Draw what was told of an evening that holds again as it was, with its buttons."""
    board = await bot.nights.board(night.id, guild_id=night.guild_id)
    if board is None or board.evening.film_id is None or step.channel_id is None or step.message_id is None:
        return
    film = await bot.films.get(board.evening.film_id, guild_id=night.guild_id)
    if film is not None:
        await replace_message(bot, step.channel_id, step.message_id, draw_scheduled(night, board.evening, film))


async def _event_again(bot: Marquee, back: Undone) -> None:
    """Give the evening of a night that goes on its event again, which went when the night was cancelled."""
    board = await bot.nights.board(back.night.id, guild_id=back.night.guild_id)
    if board is not None and board.evening.is_scheduled:
        await _in_step(bot, Undone(back.step, board.night, board.evening, board.evening))


async def _in_step(bot: Marquee, back: Undone) -> None:
    evening = back.evening
    if evening is None or not evening.is_scheduled or evening.film_id is None:
        return
    film = await bot.films.get(evening.film_id, guild_id=back.night.guild_id)
    if film is None:
        return
    try:
        await settle_event(bot, back.night, evening, film)
    except discord.HTTPException as error:  # such as for an evening that has passed
        log.warning("the event of night %d could not be put back: %s", back.night.id, error)


async def _guests_again(bot: Marquee, back: Undone) -> None:
    """Draw what was told of an evening with the guests that it has again."""
    step = back.step
    if back.evening is None or step.channel_id is None or step.message_id is None:
        return
    over = await bot.nights.over(back.evening.id, guild_id=back.night.guild_id)
    if over is not None:
        await replace_message(bot, step.channel_id, step.message_id, draw_over(over))


_FOLLOWING: dict[StepKind, Callable[[Marquee, Undone], Awaitable[None]]] = {
    "scheduled": _former_event,
    "cancelled": _event_again,
    "attendance": _guests_again,
}
"""What an undo has still to do on Discord."""
