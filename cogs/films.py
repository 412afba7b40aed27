"""`/film`, the card of one film, and *Find the film*, which looks for one in somebody's message."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.films.films import answer_with
from bot.replies.films.option import offer_titles
from bot.replies.films.spotting import answer_with_spotted
from bot.scope import everywhere
from bot.ui import respond

Interaction = discord.Interaction[Marquee]


class Films(commands.Cog):
    """Looking up one film."""

    @app_commands.command(name="film", description="Look up a film by its title")
    @everywhere
    @app_commands.describe(
        title="The title, or part of it; typing mistakes are forgiven",
        private="Show the card to you alone",
    )
    async def film(self, interaction: Interaction, title: str, private: bool = False) -> None:
        """Show a film's card, or ask which film is meant."""
        await answer_with(interaction, title, private=private)

    @film.autocomplete("title")
    async def _titles(self, interaction: Interaction, typed: str) -> list[respond.Choice]:
        return await offer_titles(interaction, typed)


@app_commands.context_menu(name="Find the film")
@everywhere
async def find_the_film(interaction: Interaction, message: discord.Message) -> None:
    """Look for film titles in a message."""
    await answer_with_spotted(interaction, message)


async def setup(bot: Marquee) -> None:
    """Add the cog and the message command to the bot."""
    await bot.add_cog(Films())
    bot.tree.add_command(find_the_film)
