"""`/discuss`: a thread about one film."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.films.discussions import discuss
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Discuss(commands.Cog):
    """Talking about films."""

    @app_commands.command(name="discuss", description="Open a thread about a film, or find the one that is open")
    @servers_only
    @app_commands.describe(title="The film; typing mistakes are forgiven")
    @app_commands.autocomplete(title=offer_titles)
    async def discuss(self, interaction: Interaction, title: str) -> None:
        """Open a film's discussion."""
        await with_film(interaction, title, discuss, private=True)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Discuss())
