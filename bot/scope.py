"""Whose films a command may see and change."""

from typing import Any

import discord

SHARED = 0
"""The scope of the films that the bot's owner loaded for everyone."""


def scope_of(interaction: discord.Interaction[Any]) -> int:
    """Return the server's id where that server has installed the bot, else 0: the shared films only.

    A member who installed the bot for themselves may use it in any server and in direct messages. Such a server has
    not let the bot in, so nothing of its own is shown there or kept for it.
    """
    if interaction.guild_id is None:
        return SHARED
    if interaction.is_user_integration() and not interaction.is_guild_integration():
        return SHARED
    return interaction.guild_id
