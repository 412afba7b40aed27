"""What members do in a round: guessing in a form, taking a hint, and opening the film's card once it is over."""

from datetime import UTC, datetime

import discord

from bot.client import Marquee
from bot.club.guessing.record import GameError, Guessed
from bot.club.guessing.steps import NO_SUCH, OVER
from bot.replies.films.films import show_alone
from bot.replies.guess.game import server_of
from bot.replies.guess.messages import bring_up, draw, mark_stale
from bot.ui import respond
from bot.ui.guess.form import GuessForm
from bot.ui.guess.words import outcome_words

Interaction = discord.Interaction[Marquee]


async def take_guess(bot: Marquee, round_id: int, typed: str, *, guild_id: int, member_id: int) -> Guessed:
    """Take a member's guess and return what became of it; `show_guess` is still to follow once the member knows.

    Raises:
        GameError: nothing was typed, or the round is gone.
    """
    return await bot.guesses.guess(round_id, typed, guild_id=guild_id, member_id=member_id, now=datetime.now(UTC))


async def show_guess(bot: Marquee, guessed: Guessed) -> None:
    """Show the channel what a guess has changed."""
    scene = guessed.scene
    if not scene.round.is_open:
        await bring_up(bot, scene.game.id, scene.game.guild_id)
    elif guessed.outcome == "wrong":
        mark_stale(bot, scene.round)


async def open_form(click: Interaction, round_id: int, _: int) -> None:
    """Let a member type a guess.

    Raises:
        GameError: the round is over.
    """
    guild_id = server_of(click)
    scene = await click.client.guesses.scene(round_id, guild_id=guild_id)
    if scene is None:
        raise GameError(NO_SUCH)
    if not scene.round.is_open:
        raise GameError(OVER)

    async def submitted(form: Interaction, typed: str) -> None:
        async with respond.in_time(form, private=True):
            guessed = await take_guess(form.client, round_id, typed, guild_id=server_of(form), member_id=form.user.id)
        try:
            await respond.tell(form, outcome_words(guessed, typed))
        finally:
            await show_guess(form.client, guessed)

    await click.response.send_modal(GuessForm(scene.round.number, scene.game.rounds, submitted))


async def take_hint(click: Interaction, round_id: int, seen: int) -> None:
    """Take the hint after the `seen` ones for everyone, and show the round with it.

    Raises:
        GameError: the round is over, or has no more hints.
    """
    bot, guild_id = click.client, server_of(click)
    async with respond.in_time(click, redrawing=True):
        scene = await bot.guesses.hint(round_id, seen, guild_id=guild_id, now=datetime.now(UTC))
        view = await draw(bot, scene)
    await respond.redraw(click, view)
    now = await bot.guesses.scene(round_id, guild_id=guild_id)
    if now is not None and not now.round.is_open:  # the round ended while Discord drew, and must not seem open
        mark_stale(bot, now.round)


async def show_film(click: Interaction, round_id: int, _: int) -> None:
    """Show the film of a round that is over to whoever clicked.

    Raises:
        UserError: the film is gone, or the round is still open.
    """
    scene = await click.client.guesses.scene(round_id, guild_id=server_of(click))
    if scene is None or scene.round.film_id is None:
        raise GameError("That film is no longer in the catalogue.")
    if scene.round.is_open:  # as with an id that was made up
        raise GameError("That round is still open, so its film is not told yet.")
    await show_alone(click, scene.round.film_id)
