"""Which commands Discord offers a member in a place, by what the bot tells Discord of each."""

from collections.abc import Mapping
from typing import Any

import discord

_GUILD, _BOT_DM = 0, 1  # contexts, as Discord numbers them
_BY_SERVER, _BY_MEMBER = 0, 1  # installs


def may_run(command: Mapping[str, Any], interaction: discord.Interaction[Any]) -> bool:
    """Tell whether a command, in the form sent to Discord, is offered to this member here.

    It goes by the command's contexts, installs and default permissions. What a server's admins set for single
    commands, roles and channels on top of that only Discord knows.
    """
    return _in_context(command, interaction) and _installed(command, interaction) and _permitted(command, interaction)


def _in_context(command: Mapping[str, Any], interaction: discord.Interaction[Any]) -> bool:
    here = interaction.context.to_array() or [_GUILD if interaction.guild_id is not None else _BOT_DM]
    contexts = command.get("contexts")
    if contexts is None:
        return here[0] == _GUILD or command.get("dm_permission", True)
    return here[0] in contexts


def _installed(command: Mapping[str, Any], interaction: discord.Interaction[Any]) -> bool:
    installs = command.get("integration_types") or [_BY_SERVER]
    if interaction.is_guild_integration():
        return _BY_SERVER in installs
    if interaction.is_user_integration():
        return _BY_MEMBER in installs
    return True


def _permitted(command: Mapping[str, Any], interaction: discord.Interaction[Any]) -> bool:
    wanted = command.get("default_member_permissions")
    if wanted is None or interaction.guild_id is None or interaction.permissions.administrator:
        return True
    needed = discord.Permissions(int(wanted))
    return needed.value != 0 and interaction.permissions >= needed  # 0 is for administrators only
