"""`/settings`: what a server chooses."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import require_manage_server
from bot.client import Marquee
from bot.replies.settings.panel import show_settings
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Settings(commands.Cog):
    """A server's settings."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let only those who manage the server through, whatever its command settings say."""
        require_manage_server(interaction)
        return True

    @app_commands.command(name="settings", description="How Marquee works in this server")
    @app_commands.default_permissions(manage_guild=True)
    @servers_only
    async def settings(self, interaction: Interaction) -> None:
        """Open the panel of settings."""
        await show_settings(interaction)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Settings())
