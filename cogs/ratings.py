"""`/rate` and `/unrate`: what members think of the films."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.club.scores import parse_score
from bot.replies.film_option import offer_titles
from bot.replies.film_question import with_film
from bot.replies.ratings import offer_scores, rate, unrate
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Ratings(commands.Cog):
    """Rating films."""

    @app_commands.command(name="rate", description="Rate a film, from half a star to five")
    @servers_only
    @app_commands.describe(
        title="The film; typing mistakes are forgiven", score="Half a star to five stars: 3, 4.5, ★★★★½, 9/10"
    )
    @app_commands.autocomplete(title=offer_titles, score=offer_scores)
    async def rate(self, interaction: Interaction, title: str, score: str) -> None:
        """Rate a film, or change its rating."""
        await with_film(interaction, title, partial(rate, score=parse_score(score)), private=True)

    @app_commands.command(name="unrate", description="Take your rating of a film out")
    @servers_only
    @app_commands.describe(title="The film; typing mistakes are forgiven")
    @app_commands.autocomplete(title=offer_titles)
    async def unrate(self, interaction: Interaction, title: str) -> None:
        """Take a rating out."""
        await with_film(interaction, title, unrate, private=True)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Ratings())
