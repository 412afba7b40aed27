"""A night's board: drawing it, posting it, keeping it up to date, and the buttons that stand on it."""

import logging
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal, Self, cast

import discord
from discord import ui

from bot.client import Marquee
from bot.club.nights.record import Board, Night
from bot.club.nights.times import begins_at
from bot.errors import DatabaseError
from bot.replies.rooms import NIGHT_ROOM, require_room
from bot.ui import respond
from bot.ui.markup import inline
from bot.ui.nights.card import NAME, board_card

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]
Action = Literal["nominate", "withdraw", "coming", "away"]
Clicked = Callable[[Interaction, int], Awaitable[None]]
"""What a button does with the click and the night's id; it answers the click."""

_LABELS: dict[Action, str] = {
    "nominate": "Nominate",
    "withdraw": "Withdraw",
    "coming": "I’m coming",
    "away": "Can’t come",
}
_STYLES = {"nominate": discord.ButtonStyle.primary, "coming": discord.ButtonStyle.success}
_CLICKED: dict[Action, Clicked] = {}

_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE = 10003, 10008
_LOST = frozenset({_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE})


def on_click(action: Action) -> Callable[[Clicked], Clicked]:
    """Have a function answer the clicks on a button.

    What a click does has the board drawn anew with its buttons, so this module does not import what it does.
    """

    def keep(clicked: Clicked) -> Clicked:
        _CLICKED[action] = clicked
        return clicked

    return keep


class NightButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"night:v1:(?P<night>\d{1,18}):(?P<action>nominate|withdraw|coming|away)",
):
    """A button of a night's board, which works for every member and after every restart."""

    def __init__(self, night_id: int, action: Action) -> None:
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        super().__init__(ui.Button(label=_LABELS[action], style=style, custom_id=f"night:v1:{night_id}:{action}"))
        self._night_id = night_id
        self._action: Action = action

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["night"]), cast("Action", match["action"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Do what the button says."""
        async with respond.told(interaction, f"a click on {_LABELS[self._action]}"):
            await _CLICKED[self._action](interaction, self._night_id)


async def draw(bot: Marquee, board: Board) -> ui.LayoutView:
    """Return a night's board as its message shows it."""
    night = board.night
    zone = (await bot.club_settings.get(guild_id=night.guild_id)).time_zone
    begins = begins_at(board.evening.starts_at, night.weekly_from, datetime.now(UTC), zone)
    actions: tuple[Action, ...] = ("nominate", "withdraw", "coming", "away")
    return board_card(board, begins, [[NightButton(night.id, action) for action in actions]])


async def post_board(interaction: Interaction, night: Night) -> discord.InteractionMessage:
    """Post a night's board as the answer, and keep it up to date from then on; a former one leads to it.

    Raises:
        UserError: the bot may not post here.
        discord.HTTPException: Discord did not take it.
    """
    bot = interaction.client
    require_room(interaction.channel, NIGHT_ROOM)
    async with respond.in_time(interaction):
        board = await bot.nights.board(night.id, guild_id=night.guild_id)
        assert board is not None, "nights are never deleted"
        view = await draw(bot, board)
    await respond.show(interaction, view)
    message = await interaction.original_response()
    await bot.nights.board_posted(
        night.id, guild_id=night.guild_id, channel_id=message.channel.id, message_id=message.id
    )
    if night.message_id is not None:
        await replace_message(
            bot,
            night.channel_id,
            night.message_id,
            respond.notice(
                f"The board of **{inline(night.name, NAME)}** has moved. [Go to the board]({message.jump_url})"
            ),
        )
    now = await bot.nights.board(night.id, guild_id=night.guild_id)
    if now is not None and (now.entries, now.coming) != (board.entries, board.coming):
        mark_stale(bot, now.night)  # a click came before the message was known
    return message


async def replace_message(bot: Marquee, channel_id: int, message_id: int, view: ui.LayoutView) -> None:
    """Put something else in the place of a message, where it is still there to be edited."""
    bot.redraws.forget(message_id)
    message = bot.get_partial_messageable(channel_id).get_partial_message(message_id)
    try:
        await message.edit(view=view, attachments=[], allowed_mentions=discord.AllowedMentions.none())
    except discord.HTTPException as error:
        log.info("message %d could not be changed: %s", message_id, error)


def mark_stale(bot: Marquee, night: Night) -> None:
    """Have a night's board drawn anew soon, as often as `Redraws` allows; nothing where it has none."""
    if night.message_id is not None:
        bot.redraws.mark(night.message_id, partial(redraw, bot, night.id, night.guild_id))


async def boards_changed(bot: Marquee, guild_id: int) -> None:
    """Have a server's boards drawn anew; to be called once a member whom they may name is forgotten."""
    try:
        nights = await bot.nights.named(None, guild_id=guild_id)
    except DatabaseError as error:  # what the member did is done; their answer does not hang on this
        log.warning("the boards of server %d were not drawn anew: %s", guild_id, error)
        return
    for night in nights:
        mark_stale(bot, night)


async def redraw(bot: Marquee, night_id: int, guild_id: int) -> None:
    """Draw a night's board as it is now; that it is gone is noted, and the night goes on without one.

    Raises:
        discord.HTTPException: Discord did not take the change for another reason.
    """
    board = await bot.nights.board(night_id, guild_id=guild_id)
    if board is None or board.night.message_id is None:
        return
    night, message_id = board.night, board.night.message_id
    room = bot.get_partial_messageable(night.channel_id, guild_id=guild_id)
    view = await draw(bot, board)
    try:
        await room.get_partial_message(message_id).edit(view=view, allowed_mentions=discord.AllowedMentions.none())
    except discord.Forbidden as error:
        log.warning("the board of night %d may not be drawn anew: %s", night.id, error)
    except discord.NotFound as error:
        if error.code not in _LOST:
            raise
        await bot.nights.board_lost(night.id, guild_id=guild_id, message_id=message_id)
        log.info("night %d goes on without its board, which was deleted", night.id)
    except discord.DiscordServerError:
        mark_stale(bot, night)  # it is tried again, so that what is shown does not stay behind
        raise
