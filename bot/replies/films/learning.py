"""Learning from picks: noting what was typed and then chosen, for the admins to make aliases of."""

import logging

import discord

from bot.client import Marquee
from bot.errors import DatabaseError
from bot.scope import SHARED, scope_of

log = logging.getLogger(__name__)


async def note_pick(click: discord.Interaction[Marquee], typed: str, film_id: int) -> None:
    """Note that a member typed a text and then picked a film; to be called once the member has the answer.

    Only a server's picks are kept, since only a server has admins to look at them. A database that is busy with a
    long load loses the note and not the answer.
    """
    guild_id = scope_of(click)
    if guild_id == SHARED:
        return
    try:
        await click.client.picks.note(typed, film_id, guild_id=guild_id, member_id=click.user.id)
    except DatabaseError as error:
        log.warning("a pick was not noted: %s", error)
