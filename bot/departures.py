"""Noticing which servers the bot is in, and deleting what those kept that have left it thirty days ago."""

import logging
from datetime import UTC, datetime

import discord
from discord.ext import commands, tasks

from bot.client import Marquee
from bot.club.keeping.departures import DepartureStore

log = logging.getLogger(__name__)

HOURS = 24
"""How often it is looked whose data goes."""


class Departures(commands.Cog):
    """Keeps account of the servers, and looks once a day whose thirty days are over."""

    def __init__(self, bot: Marquee) -> None:
        self._bot = bot
        self.loop = tasks.loop(hours=HOURS)(self.turn)
        self.loop.before_loop(bot.wait_until_ready)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a server that took the bot in, which keeps all it had where it did so before."""
        await self._store.came(guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a server that removed the bot, or is no more."""
        await self._store.left(guild.id, datetime.now(UTC))
        log.info("server %d has removed the bot; its data stays thirty days", guild.id)

    async def turn(self) -> None:
        """Note which servers there are, and delete what is overdue; one server's fault stops no other."""
        now = datetime.now(UTC)
        try:
            gone = await self._store.look([guild.id for guild in self._bot.guilds], now)
            overdue = await self._store.overdue(now)
        except Exception:
            log.exception("the servers could not be looked at; tomorrow's turn tries again")
            return
        for guild_id in gone:
            log.info("server %d has removed the bot while it was away; its data stays thirty days", guild_id)
        deleted = [guild_id for guild_id in overdue if await self._delete(guild_id, now)]
        if deleted:
            try:
                await self._store.scrub()
            except Exception:
                log.exception("what was deleted may still be in unused parts of the file")

    async def _delete(self, guild_id: int, now: datetime) -> bool:
        try:
            deleted = await self._store.purge(guild_id, now)
        except Exception:
            log.exception("the data of server %d could not be deleted; tomorrow's turn tries again", guild_id)
            return False
        log.info("the data of server %d %s", guild_id, "is deleted" if deleted else "stays, since it is back")
        return deleted

    @property
    def _store(self) -> DepartureStore:
        assert self._bot.application_id is not None, "known before the cogs are loaded"
        return DepartureStore(self._bot.database, self._bot.application_id)
