"""What the members of a server are called, as far as Discord tells without a privileged intent.

It is asked for those who take part in the club the most, who are then known for ten minutes. Nothing of it is written.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from time import monotonic

import discord

from bot.asking.finding.members import MemberName
from bot.club.active_members import most_active
from bot.database import Database

log = logging.getLogger(__name__)

KNOWN_FOR = 600.0
"""Seconds for which the names of a server's members are taken for current."""
MOST = 100
"""Members of a server whose names are asked for: as many as Discord tells at once."""
PATIENCE = 2.0
"""Seconds that an answer waits for names; without them only mentions are understood."""
_SERVERS = 500


class MemberNames:
    """Knows the names of servers' members for a while."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[int, tuple[float, tuple[MemberName, ...]]] = OrderedDict()

    async def of(self, guild: discord.Guild | None, *beside: discord.abc.User) -> tuple[MemberName, ...]:
        """Return the names of a server's members, and of those `beside` who are known from a message; none outside."""
        if guild is None:
            return ()
        asked_at, known = self._known.get(guild.id, (-KNOWN_FOR, ()))
        if monotonic() - asked_at >= KNOWN_FOR:
            known = await self._ask(guild)
            self._known[guild.id] = monotonic(), known
            if len(self._known) > _SERVERS:
                self._known.popitem(last=False)
        by_id = {each.id: each for each in (*known, *_names((*guild.members, *beside)))}
        return tuple(by_id.values())

    async def _ask(self, guild: discord.Guild) -> tuple[MemberName, ...]:
        ids = await self._database.read(partial(most_active, guild_id=guild.id, limit=MOST))
        if not ids:
            return ()
        try:
            async with asyncio.timeout(PATIENCE):
                return _names(await guild.query_members(user_ids=list(ids), limit=MOST, cache=False))
        except (TimeoutError, discord.DiscordException) as error:
            log.info("the names of server %d's members are not known: %s", guild.id, error or "no answer in time")
            return ()


def _names(users: Iterable[discord.abc.User]) -> tuple[MemberName, ...]:
    return tuple(
        MemberName(user.id, tuple(dict.fromkeys(filter(None, (user.display_name, user.global_name, user.name)))))
        for user in users
        if not user.bot
    )
