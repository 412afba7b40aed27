"""`/help` lists what this member may run here."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.scope import servers_only
from cogs.help import _FOLDED, _SECTIONS
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
    told = await club.run_as(club.admin, "help")
    assert told.ephemeral
    text = text_of(told)
    for command in club.bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        line = f"</{command.name}:{club.bot.command_ids[command.name]}> · {command.description}"
        assert (line in text) == isinstance(command, app_commands.Command), command.name
    assert "I know 39 films here" in text
    assert f"Or just write to me in plain words: mention {club.bot.user.mention}, reply to me," in text  # type: ignore[union-attr]
    await club.choose("talk", False)
    assert "Or just write to me in plain words: in a direct message." in text_of(await club.run("help"))


async def test_commands_stand_under_headings_in_the_order_of_a_first_evening(club: Club) -> None:
    text = text_of(await club.run("help"))
    headings = [line for line in text.splitlines() if line.startswith("### ")]
    assert headings == ["### Find films", "### Your films", "### The club", "### Polls, nights and games"]
    assert text.index("</film:") < text.index("</rate:") < text.index("</top:") < text.index("</poll rate:")
    for_admins = text_of(await club.run_as(club.admin, "help"))
    assert "### For admins" in for_admins
    assert len(for_admins) < 4_000


async def test_every_command_has_its_place_and_every_place_its_command(club: Club) -> None:
    there = {command.name for command in club.bot.tree.get_commands(type=discord.AppCommandType.chat_input)}
    assert there == {name for names in _SECTIONS.values() for name in names}
    for name, (_, folded) in _FOLDED.items():
        group = club.bot.tree.get_command(name)
        assert isinstance(group, app_commands.Group)
        assert {command.name for command in group.commands} > set(folded)


async def test_a_group_takes_one_line_with_what_is_for_hosts_at_its_end(club: Club) -> None:
    text = text_of(await club.run("help"))
    [line] = [line for line in text.splitlines() if "</night " in line]
    night_id = club.bot.command_ids["night"]
    assert line.startswith(f"Movie nights: nominate, vote, watch: </night create:{night_id}> ")
    assert line.endswith(" (for hosts: vote, schedule, watched, undo, cancel)")


async def test_admin_commands_are_listed_for_admins_alone_and_in_their_place(club: Club) -> None:
    await club.bot.add_cog(Extra())
    for_ana = text_of(await club.run("help"))
    assert "tune" not in for_ana
    assert "The club's own: `/club members`" in for_ana
    assert "`/tune` · Change how Marquee behaves here" in text_of(await club.run_as(club.admin, "help"))
    in_private = text_of(answer(await club.admin.user.slash("help")))
    assert "tune" not in in_private
    assert "`/club" not in in_private
    assert "the films that everyone shares" in in_private
