"""The week's clock: posts each server's film of the week at its hour, once."""

import asyncio
import logging
from datetime import UTC, datetime

from discord.ext import tasks

from bot.client import Marquee
from bot.club.weekly import Due
from bot.replies.settings.weekly import post_weekly

log = logging.getLogger(__name__)

SECONDS = 30.0
"""How often the clock looks what is due."""


class WeeklyClock:
    """Looks twice a minute which servers' film of the week is due.

    What is done is in the database, so that restarts and second copies do none of it twice, and what came due while the
    bot was down is made up for within a day.
    """

    def __init__(self, bot: Marquee) -> None:
        self._bot = bot
        self.loop = tasks.loop(seconds=SECONDS)(self.turn)
        self.loop.before_loop(bot.wait_until_ready)

    async def turn(self) -> None:
        """Post what is due now; one server's fault stops no other."""
        now = datetime.now(UTC)
        try:
            due = await self._bot.weekly.due(now)
        except Exception:
            log.exception("the films of the week could not be looked at; the next turn tries again")
            return
        here = {guild.id for guild in self._bot.guilds if not guild.unavailable}
        await asyncio.gather(*(self._post(each, now) for each in due if each.guild_id in here))

    async def _post(self, due: Due, now: datetime) -> None:
        try:
            await post_weekly(self._bot, due, now)
        except Exception:
            log.exception("the film of the week of server %d could not be posted", due.guild_id)
