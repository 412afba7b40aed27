"""The roles that a server chooses: what each is for, its control, and what is checked before one is taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import discord

from bot.club.chosen import Settings
from bot.errors import UserError
from bot.replies.settings.parts import Change, Decision
from bot.ui.settings.settings_panel import Part, RolePick

Interaction = discord.Interaction[Any]
RoleSetting = Literal["host_role", "voter_role"]


@dataclass(frozen=True, slots=True)
class _RoleRule:
    title: str
    nothing: str
    """What the select reads where no role is chosen."""
    more: str
    without: str
    said: str


ROLES: Mapping[RoleSetting, _RoleRule] = {
    "host_role": _RoleRule(
        "Hosts",
        "Only members with Manage Server",
        "Who looks after polls, movie nights and games, as members with *Manage Server* do.",
        "From now on only who made a poll or a movie night, or started a game, and members with *Manage Server* "
        "change it.",
        "From now on members with {} look after polls, movie nights and games.",
    ),
    "voter_role": _RoleRule(
        "Voters",
        "Everyone",
        "Who votes in choice polls that name no other role. Everyone rates.",
        "From now on everyone votes in polls that name no role.",
        "From now on members with {} vote in choice polls that name no other role.",
    ),
}
"""What there is to say of each role that a server chooses."""


def role_part(name: RoleSetting, settings: Settings, guild: discord.Guild, change: Change) -> Part:
    """Return the choice of a role."""
    rule = ROLES[name]

    async def picked(click: Interaction, role_id: int | None) -> None:
        async def decide() -> Decision:
            if role_id is None:
                return Decision({name: None}, rule.without)
            _require_role(guild, role_id)
            return Decision({name: role_id}, rule.said.format(f"<@&{role_id}>"))

        await change(click, decide)

    chosen: int | None = getattr(settings, name)
    there = chosen if chosen is not None and guild.get_role(chosen) is not None else None
    trouble = f"\n⚠ {role_trouble(name)}" if there != chosen else ""
    return Part(f"**{rule.title}**\n-# {rule.more}{trouble}", [RolePick(there, rule.nothing, picked)])


def role_trouble(name: RoleSetting) -> str:
    """Return in a sentence that a role which was chosen is gone."""
    return f"The role of the {ROLES[name].title.lower()} is gone. Choose another."


def _require_role(guild: discord.Guild, role_id: int) -> None:
    """Check that a role is one that some members have and others have not.

    Raises:
        UserError: it is not; the text says why.
    """
    role = guild.get_role(role_id)
    if role is None:
        raise UserError("That role is gone. Choose another.")
    if role.is_default():
        raise UserError("Every member has that role. Choose one that only some have.")
    if role.managed:
        raise UserError(
            f"@{role.name} is given out by Discord or an app, not by you. Choose one that you give members."
        )
