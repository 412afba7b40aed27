"""The nights' clock: reminds who comes, once, and keeps boards in step with votes that close and events that go."""

import asyncio
import logging
from datetime import datetime

import discord
from discord.ext import tasks

from bot.client import Marquee
from bot.club.nights.record import Evening, Night
from bot.replies.nights.events import look_after_event
from bot.replies.nights.messages import mark_stale
from bot.ui import respond, theme
from bot.ui.nights.card import reminder_words

log = logging.getLogger(__name__)

SECONDS = 15.0
"""How often the clock looks what is to be done."""

EVENT_TURNS = 40
"""After how many turns it asks Discord whether the events are still there; nothing tells the bot of their end."""


class NightClock:
    """Looks every few seconds whom to remind and which boards are behind.

    What is done is in the database, so that restarts and second copies do none of it twice. A process that dies while
    it reminds leaves that to the next one, which does so under the same nonce; Discord takes that once.
    """

    def __init__(self, bot: Marquee) -> None:
        self._bot = bot
        self._turns = 0
        self.loop = tasks.loop(seconds=SECONDS)(self.turn)
        self.loop.before_loop(self.begin)

    async def begin(self) -> None:
        """Have the boards drawn anew, since the bot may have stopped before it had shown a nomination."""
        await self._bot.wait_until_ready()
        try:
            for night in await self._bot.nights.standing():
                mark_stale(self._bot, night)
        except Exception:
            log.exception("the boards of movie nights could not be drawn anew")

    async def turn(self) -> None:
        """Do what is to be done now; one night's fault stops no other."""
        try:
            for night in await self._bot.nights.votes_turned():
                mark_stale(self._bot, night)
            due = await self._bot.nights.to_remind()
            await asyncio.gather(*(self._remind(night, evening) for night, evening in due))
            if self._turns % EVENT_TURNS == 0:
                for night, evening in await self._bot.nights.with_event():
                    await self._look_after(night, evening)
        except Exception:
            log.exception("the movie nights could not be looked at; the next turn tries again")
        self._turns += 1

    async def _remind(self, night: Night, evening: Evening) -> None:
        try:
            if await self._bot.nights.claim_reminder(evening.id):
                await remind(self._bot, night, evening)
        except Exception:
            log.exception("the guests of night %d could not be reminded; it is tried again in a minute", night.id)

    async def _look_after(self, night: Night, evening: Evening) -> None:
        try:
            await look_after_event(self._bot, night, evening)
        except discord.HTTPException as error:
            log.info("the event of night %d could not be looked at: %s", night.id, error)


async def remind(bot: Marquee, night: Night, evening: Evening) -> None:
    """Name who comes in the channel where the evening was settled, and note that this is done.

    Where nobody comes, or the bot may no longer write there, there is nothing to do.

    Raises:
        discord.HTTPException: Discord could not take it now.
    """
    board = await bot.nights.board(night.id, guild_id=night.guild_id)
    if board is not None and board.coming and evening.room_id is not None and evening.remind_at is not None:
        view = respond.notice(reminder_words(night, evening, board.coming), theme.CARD)
        room = bot.get_partial_messageable(evening.room_id, guild_id=night.guild_id)
        nonce = f"n{evening.id}-{datetime.fromisoformat(evening.remind_at):%y%m%d%H%M}"
        try:
            await room.send(view=view, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
        except (discord.Forbidden, discord.NotFound) as error:
            log.warning("the guests of night %d could not be reminded: %s", night.id, error)
    await bot.nights.reminded(evening.id)
