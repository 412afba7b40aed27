"""`/person`: the films of a director, writer or actor."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.reviews.reviewers import offer_credited, show_person
from bot.scope import everywhere

Interaction = discord.Interaction[Marquee]


class People(commands.Cog):
    """Looking up the people of films' credits."""

    @app_commands.command(name="person", description="See the films of a director, writer or actor")
    @everywhere
    @app_commands.describe(name="Their name, or part of it", private="Show it to you alone")
    @app_commands.autocomplete(name=offer_credited)
    async def person(self, interaction: Interaction, name: str, private: bool = False) -> None:
        """List a person's films, with what they did in each."""
        await show_person(interaction, name, private=private)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(People())
