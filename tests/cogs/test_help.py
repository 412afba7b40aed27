"""`/help` lists what this member may run here."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.scope import servers_only
from tests.simulated import Club, answer, text_of


class Extra(commands.Cog):
    @app_commands.command(description="Change how Marquee behaves here")
    @app_commands.default_permissions(manage_guild=True)
    @servers_only
    async def tune(self, interaction: discord.Interaction[Any]) -> None: ...

    group = servers_only(app_commands.Group(name="club", description="The club's own"))

    @group.command(description="See the members")
    async def members(self, interaction: discord.Interaction[Any]) -> None: ...


async def test_every_command_is_listed_with_what_it_does(club: Club) -> None:
    told = await club.run("help")
    assert told.ephemeral
    text = text_of(told)
    for command in club.bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        line = f"</{command.name}:{club.bot.command_ids[command.name]}> · {command.description}"
        assert (line in text) == isinstance(command, app_commands.Command), command.name
    assert "I know 39 films here" in text


async def test_admin_commands_are_listed_for_admins_alone_and_in_their_place(club: Club) -> None:
    await club.bot.add_cog(Extra())
    for_ana = text_of(await club.run("help"))
    assert "tune" not in for_ana
    assert "`/club members` · See the members" in for_ana
    assert "`/tune` · Change how Marquee behaves here" in text_of(await club.run_as(club.admin, "help"))
    in_private = text_of(answer(await club.admin.user.slash("help")))
    assert "tune" not in in_private
    assert "club" not in in_private
    assert "the films that everyone shares" in in_private
