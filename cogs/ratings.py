"""`/rate` and `/unrate`: what members think of the films."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.catalogue.film import Spoiler
from bot.client import Marquee
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.members.watched import offer_days
from bot.replies.ratings.club_score import ClubScoreButton
from bot.replies.ratings.rate_button import RateButton
from bot.replies.ratings.ratings import offer_scores, rate, read_asked, unrate
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Ratings(commands.Cog):
    """Rating films."""

    @app_commands.command(name="rate", description="Rate a film, or change your rating")
    @servers_only
    @app_commands.describe(
        title="The film; typing mistakes are forgiven",
        score="Stars or points, as is the custom here: 4.5, ★★★★½, 9/10",
        watched="The day you watched it, for your diary: today, friday, 20 nov, 2024-11-20",
        spoilers="How much your own review of it gives away",
        share="Post your rating for all to see",
    )
    @app_commands.autocomplete(title=offer_titles, score=offer_scores, watched=offer_days)
    async def rate(
        self,
        interaction: Interaction,
        title: str,
        score: str,
        watched: str | None = None,
        spoilers: Spoiler | None = None,
        share: bool = False,
    ) -> None:
        """Rate a film, or change its rating."""
        asked = await read_asked(interaction, score, watched, spoilers, shared=share)
        await with_film(interaction, title, partial(rate, asked=asked), private=not share)

    @app_commands.command(name="unrate", description="Take your rating of a film out")
    @servers_only
    @app_commands.describe(title="The film; typing mistakes are forgiven")
    @app_commands.autocomplete(title=offer_titles)
    async def unrate(self, interaction: Interaction, title: str) -> None:
        """Take a rating out."""
        await with_film(interaction, title, unrate, private=True)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, and the buttons that outlive a restart."""
    bot.add_dynamic_items(RateButton, ClubScoreButton)
    await bot.add_cog(Ratings())
