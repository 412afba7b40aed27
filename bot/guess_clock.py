"""The games' clock: gives a hint where nobody answers, ends what nobody plays, and shows what was not shown."""

import asyncio
import logging
from datetime import UTC, datetime

from discord.ext import tasks

from bot.client import Marquee
from bot.club.guessing.record import Round
from bot.replies.guess.messages import bring_up, mark_stale

log = logging.getLogger(__name__)

SECONDS = 10.0
"""How often the clock looks what is due."""


class GuessClock:
    """Looks every few seconds which rounds have waited long enough, and which channels are behind their game.

    What is done is in the database, so that restarts and second copies do none of it twice.
    """

    def __init__(self, bot: Marquee) -> None:
        self._bot = bot
        self.loop = tasks.loop(seconds=SECONDS)(self.turn)
        self.loop.before_loop(self.begin)

    async def begin(self) -> None:
        """Have open rounds drawn anew, since the bot may have stopped before it had shown a hint."""
        await self._bot.wait_until_ready()
        try:
            for played in await self._bot.guesses.standing():
                mark_stale(self._bot, played)
        except Exception:
            log.exception("the open rounds of games could not be drawn anew")

    async def turn(self) -> None:
        """Do what is to be done now; one game's fault stops no other."""
        now = datetime.now(UTC)
        try:
            due = await self._bot.guesses.due(now)
            await asyncio.gather(*(self._tend(played, now) for played in due))
            behind = await self._bot.guesses.behind(now)
        except Exception:
            log.exception("the games could not be looked at; the next turn tries again")
            return
        await asyncio.gather(*(self._bring_up(game_id, guild_id) for game_id, guild_id in behind))

    async def _tend(self, played: Round, now: datetime) -> None:
        try:
            tended = await self._bot.guesses.tend(played.id, guild_id=played.guild_id, now=now)
        except Exception:
            log.exception("round %d could not be looked after; the next turn tries again", played.id)
        else:
            if tended is not None and tended.is_open:
                mark_stale(self._bot, tended)

    async def _bring_up(self, game_id: int, guild_id: int) -> None:
        try:
            await bring_up(self._bot, game_id, guild_id)
        except Exception:
            log.exception("game %d could not be shown", game_id)
