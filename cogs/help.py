"""`/help`: what this member may run here."""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.command_access import may_run
from bot.scope import SHARED, everywhere, scope_of
from bot.ui import facts, respond, theme

Interaction = discord.Interaction[Marquee]
Leaf = app_commands.Command[Any, ..., Any]


class Help(commands.Cog):
    """Telling what there is."""

    @app_commands.command(name="help", description="See what you can do here")
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """List the commands this member may run here."""
        films = await interaction.client.films.count(guild_id=scope_of(interaction))
        lines = [
            "## Marquee",
            f"I know {facts.count(films, 'film')} here. Type half a title, even with mistakes in it.",
            *(_line(interaction.client, command) for command in _offered(interaction)),
        ]
        if scope_of(interaction) == SHARED:
            lines.append("-# These are the films that everyone shares. A server that adds me may have more of its own.")
        await respond.tell(interaction, "\n".join(lines), theme.CARD)


def _offered(interaction: Interaction) -> Iterator[Leaf]:
    """Yield the commands this member may run here, by name, subcommands each on their own."""
    tree = interaction.client.tree
    roots = tree.get_commands(type=discord.AppCommandType.chat_input)
    for root in sorted(roots, key=lambda command: command.name):
        if not may_run(root.to_dict(tree), interaction):
            continue
        if isinstance(root, app_commands.Group):
            yield from (command for command in root.walk_commands() if isinstance(command, app_commands.Command))
        else:
            yield root


def _line(bot: Marquee, command: Leaf) -> str:
    """Return a command as a mention one can tap, or by its name while its id is unknown."""
    root_id = bot.command_ids.get(command.qualified_name.partition(" ")[0])
    shown = f"`/{command.qualified_name}`" if root_id is None else f"</{command.qualified_name}:{root_id}>"
    return f"{shown} · {command.description}"


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Help())
