"""`/catalogue`: what a server's admins do with its films."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import require_manage_server
from bot.client import Marquee
from bot.replies.alias_review import alias_review
from bot.scope import servers_only
from bot.ui import respond

Interaction = discord.Interaction[Marquee]


@app_commands.default_permissions(manage_guild=True)
@servers_only
class Catalogue(commands.GroupCog, group_name="catalogue", group_description="Care for this server's films"):
    """Care for the catalogue."""

    alias = app_commands.Group(name="alias", description="Other names that films are found by")

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let only those who manage the server through, whatever its command settings say."""
        require_manage_server(interaction)
        return True

    @alias.command(name="review", description="Accept or dismiss what members type for films")
    async def alias_review(self, interaction: Interaction) -> None:
        """List the frequent pairs of typed text and picked film."""
        async with respond.in_time(interaction, private=True):
            review = await alias_review(interaction)
        await respond.show(interaction, review, private=True)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Catalogue())
