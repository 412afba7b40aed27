"""Who may do what: Discord's own command settings, checked again in code."""

from typing import Any

import discord
from discord import app_commands


def require_manage_server(interaction: discord.Interaction[Any]) -> None:
    """Let only those through who may manage the server.

    Raises:
        MissingPermissions: the member may not.
    """
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
