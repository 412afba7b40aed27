"""The messages of a game: drawing a round, posting the next, and bringing the channel up to what was played."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal, Self, cast

import discord
from discord import ui

from bot.client import Marquee
from bot.club.guessing.record import Round, Scene
from bot.ui import respond
from bot.ui.guess.card import ended_card, round_card, table_card

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]
Action = Literal["guess", "hint", "skip", "stop", "film", "again"]
Clicked = Callable[[Interaction, int, int], Awaitable[None]]
"""What a button does with the click, the id of its round or game, and how many hints it knew of; it answers it."""

_LABELS: dict[Action, str] = {
    "guess": "Guess",
    "hint": "Hint",
    "skip": "Give up",
    "stop": "Stop",
    "film": "Film card",
    "again": "Play again",
}
_STYLES: dict[Action, discord.ButtonStyle] = {
    "guess": discord.ButtonStyle.primary,
    "again": discord.ButtonStyle.primary,
}
_CLICKED: dict[Action, Clicked] = {}

_UNKNOWN_MESSAGE = 10008


def answer_clicks(clicks: Mapping[Action, Clicked]) -> None:
    """Have these functions answer the clicks on buttons.

    What a click does has messages drawn anew with their buttons, so this module does not import what it does.
    """
    _CLICKED.update(clicks)


class GuessButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"guess:v1:(?P<action>guess|hint|skip|stop|film|again):(?P<of>\d{1,18})(?::(?P<hints>\d{1,2}))?",
):
    """A button of a game, which works for every member and after every restart; its id tells nothing of the film.

    `of` is the round's id, the game's for *Play again*. A hint's button knows how many `hints` were taken before, so
    that two who click at once take one.
    """

    def __init__(self, action: Action, of: int, hints: int = 0, *, cost: int | None = None) -> None:
        label = _LABELS[action] + (f" (−{cost})" if cost else "")
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        tail = f":{hints}" if action == "hint" else ""
        super().__init__(ui.Button(label=label, style=style, custom_id=f"guess:v1:{action}:{of}{tail}"))
        self._action: Action = action
        self._of = of
        self._hints = hints

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(cast("Action", match["action"]), int(match["of"]), int(match["hints"] or 0))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Do what the button says."""
        async with respond.told(interaction, f"a click on {_LABELS[self._action]}"):
            await _CLICKED[self._action](interaction, self._of, self._hints)


async def draw(bot: Marquee, scene: Scene) -> ui.LayoutView:
    """Return a round as its message shows it."""
    played = scene.round
    if played.is_open:
        hint = [GuessButton("hint", played.id, played.hints, cost=played.hint_cost)] if played.has_hint else []
        ending = [GuessButton("skip", played.id), GuessButton("stop", played.id)]
        return round_card(scene, [[GuessButton("guess", played.id), *hint], ending])
    film = None if played.film_id is None else await bot.films.get(played.film_id, guild_id=played.guild_id)
    return ended_card(scene, film, [GuessButton("film", played.id)] if film is not None else [])


async def bring_up(bot: Marquee, game_id: int, guild_id: int) -> None:
    """Show in a game's channel what it lacks: how rounds ended, the round that has begun, the table at the end.

    Where the bot may no longer write there, the game ends. What Discord does not take now is left to the clock.
    """
    lacking = await bot.guesses.claim(game_id, _now())
    try:
        for round_id in lacking.ended:
            await _show_end(bot, round_id, guild_id)
        if lacking.unposted is not None:
            await _post_round(bot, lacking.unposted, guild_id)
        if lacking.table:
            await _post_table(bot, game_id, guild_id)
    except (discord.Forbidden, discord.NotFound) as error:
        log.warning("game %d ends, since its channel is closed to me: %s", game_id, error)
        await bot.guesses.bar(game_id, _now())
    except (*respond.UNSENT, OSError) as error:
        log.warning("game %d could not be shown, which is tried again in a minute: %s", game_id, error)


def mark_stale(bot: Marquee, played: Round) -> None:
    """Have the message of a round drawn anew soon, as often as `Redraws` allows; nothing where it has none."""
    if played.message_id is not None:
        bot.redraws.mark(played.message_id, partial(_redraw, bot, played.id, played.guild_id))


async def _redraw(bot: Marquee, round_id: int, guild_id: int) -> None:
    """Draw a round as it is now; where its message was deleted it is passed over, and the clock goes on."""
    scene = await bot.guesses.scene(round_id, guild_id=guild_id)
    if scene is None or scene.round.message_id is None:
        return
    if not await _edit(bot, scene, scene.round.message_id):
        await bot.guesses.pass_over(round_id, guild_id=guild_id, now=_now())


async def _show_end(bot: Marquee, round_id: int, guild_id: int) -> None:
    scene = await bot.guesses.scene(round_id, guild_id=guild_id)
    if scene is not None and scene.round.message_id is not None:
        bot.redraws.forget(scene.round.message_id)  # this drawing is the last
        await _edit(bot, scene, scene.round.message_id)
    await bot.guesses.round_told(round_id, _now())


async def _edit(bot: Marquee, scene: Scene, message_id: int) -> bool:
    """Draw a round's message anew; False where it was deleted."""
    room = bot.get_partial_messageable(scene.game.channel_id, guild_id=scene.game.guild_id)
    view = await draw(bot, scene)
    try:
        await room.get_partial_message(message_id).edit(view=view, allowed_mentions=discord.AllowedMentions.none())
    except discord.NotFound as error:
        if error.code != _UNKNOWN_MESSAGE:
            raise
        return False
    return True


async def _post_round(bot: Marquee, round_id: int, guild_id: int) -> None:
    scene = await bot.guesses.scene(round_id, guild_id=guild_id)
    if scene is None:
        return
    # A process that dies before it has noted the message leaves it to another; Discord takes a nonce once.
    message = await _send(bot, scene.game.channel_id, guild_id, await draw(bot, scene), f"guess-r{round_id}")
    now = await bot.guesses.posted(round_id, guild_id=guild_id, message_id=message.id, now=_now())
    if now is not None and not now.round.is_open:  # it was stopped or skipped before the message was known
        await _show_end(bot, round_id, guild_id)
    elif now is not None and now.round.hints != scene.round.hints:
        mark_stale(bot, now.round)


async def _post_table(bot: Marquee, game_id: int, guild_id: int) -> None:
    table = await bot.guesses.table(game_id, guild_id=guild_id)
    if table is None:
        return
    view = table_card(table, [GuessButton("again", game_id)])
    await _send(bot, table.game.channel_id, guild_id, view, f"guess-g{game_id}")
    await bot.guesses.told(game_id, _now())


async def _send(bot: Marquee, channel_id: int, guild_id: int, view: ui.LayoutView, nonce: str) -> discord.Message:
    room = bot.get_partial_messageable(channel_id, guild_id=guild_id)
    return await room.send(view=view, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())


def _now() -> datetime:
    return datetime.now(UTC)
