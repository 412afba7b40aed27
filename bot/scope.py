"""Where a command is offered, and whose films it sees there."""

from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands

SHARED = 0
"""The scope of the films that the bot's owner loaded for everyone."""

_Command = TypeVar("_Command", bound=app_commands.Group | Callable[..., Any])


def everywhere(command: _Command) -> _Command:
    """Offer a command in servers, in direct messages, and wherever a member brings the bot along: for look-ups."""
    app_commands.allowed_installs(guilds=True, users=True)(command)
    app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command)
    return command


def servers_only(command: _Command) -> _Command:
    """Offer a command only in servers that have installed the bot: for all that writes."""
    app_commands.allowed_installs(guilds=True, users=False)(command)
    app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    return command


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
