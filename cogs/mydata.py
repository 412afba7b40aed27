"""`/mydata`: what is kept of a member, in their own hands."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.members.member_data import show_data
from bot.scope import everywhere

Interaction = discord.Interaction[Marquee]


class MyData(commands.Cog):
    """A member's own data."""

    @app_commands.command(name="mydata", description="See, export, hide, bring along or delete what is kept of you")
    @everywhere
    async def mydata(self, interaction: Interaction) -> None:
        """Show what is kept of the member who asks."""
        await show_data(interaction)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(MyData())
