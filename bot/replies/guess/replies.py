"""Guesses that members write as a reply to a round's message, where Discord lets the bot read it: with its ping on."""

import logging
import re
from datetime import UTC, datetime, timedelta

import discord

from bot.client import Marquee
from bot.club.guessing.record import Scene
from bot.errors import UserError
from bot.replies.guess.answers import show_guess, take_guess
from bot.ui import respond, theme
from bot.ui.guess.words import outcome_words
from bot.ui.markup import block

log = logging.getLogger(__name__)

LATE = timedelta(seconds=10)
"""How long after the end of a round a reply to it is still a guess that came late, and nothing else."""


async def take_reply(bot: Marquee, message: discord.Message) -> bool:
    """Take a message as a guess where it replies to an open round; tell whether it was one.

    Each gets a short reply, before the game goes on below it.
    """
    scene = await _answered_round(bot, message)
    if scene is None:
        return False
    typed = _without_mention(bot, message.content)
    try:
        guessed = await take_guess(
            bot, scene.round.id, typed, guild_id=scene.game.guild_id, member_id=message.author.id
        )
    except UserError as error:
        await _answer(message, block(str(error), theme.VIEW_TEXT // 2))
    else:
        await _answer(message, outcome_words(guessed, typed))
        await show_guess(bot, guessed)
    return True


async def _answered_round(bot: Marquee, message: discord.Message) -> Scene | None:
    """Return the round that a member's message replies to, if it can be a guess."""
    reference = message.reference
    if message.guild is None or message.author.bot or reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message) and reference.resolved.author != bot.user:
        return None
    scene = await bot.guesses.shown_in(reference.message_id, guild_id=message.guild.id)
    if scene is None or scene.round.ended_at is None:
        return scene
    ago = datetime.now(UTC) - datetime.fromisoformat(scene.round.ended_at)
    return scene if ago < LATE else None


def _without_mention(bot: Marquee, text: str) -> str:
    """Return what was written beside the bot's own mention."""
    assert bot.user is not None, "messages come after the login"
    return re.sub(rf"<@!?{bot.user.id}>", " ", text).strip()


async def _answer(message: discord.Message, said: str) -> None:
    mentions = discord.AllowedMentions.none()
    try:
        await message.reply(
            view=respond.notice(said), mention_author=False, allowed_mentions=mentions, nonce=str(message.id)
        )
    except respond.UNSENT as error:
        log.info("a guess by reply could not be answered: %s", error)
