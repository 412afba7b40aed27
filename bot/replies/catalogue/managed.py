"""Whose films a member cares for: their server's, where they may manage it."""

import discord

from bot.access import require_manage_server
from bot.client import Marquee
from bot.errors import UserError
from bot.scope import SHARED, scope_of


def managed_server(interaction: discord.Interaction[Marquee]) -> int:
    """Return the server that the member manages and whose films they may change.

    Raises:
        UserError: it is no server, or has not added the bot.
        MissingPermissions: the member does not manage it.
    """
    if (guild_id := scope_of(interaction)) == SHARED:
        raise UserError("Films are loaded and cared for in servers that have added me.")
    require_manage_server(interaction)
    return guild_id
