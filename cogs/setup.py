"""`/setup` and `/status`: a first walk through the settings, and how the bot is doing."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import require_manage_server
from bot.client import Marquee
from bot.departures import Departures
from bot.replies.settings.setup import walk_through
from bot.replies.settings.status import show_status
from bot.scope import servers_only
from bot.weekly_clock import WeeklyClock

Interaction = discord.Interaction[Marquee]


class Setup(commands.Cog):
    """Setting up, and looking after the bot."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let only those who manage the server through, whatever its command settings say."""
        require_manage_server(interaction)
        return True

    @app_commands.command(name="setup", description="Set Marquee up for this server, step by step")
    @app_commands.default_permissions(manage_guild=True)
    @servers_only
    async def setup(self, interaction: Interaction) -> None:
        """Walk a new admin through what matters."""
        await walk_through(interaction)

    @app_commands.command(name="status", description="See how Marquee is doing: counts, backups, speed, memory")
    @app_commands.default_permissions(manage_guild=True)
    @servers_only
    async def status(self, interaction: Interaction) -> None:
        """Tell how the bot is doing, in private."""
        await show_status(interaction)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, the clock of the week's film, and the account of the servers."""
    await bot.add_cog(Setup())
    departures = Departures(bot)
    await bot.add_cog(departures)
    bot.run_beside(departures.loop)
    bot.run_beside(WeeklyClock(bot).loop)
