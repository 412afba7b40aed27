"""`/ratings` and `/top`: what a server's members think of the films, together."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.films.filter import offer_countries, offer_genres, offer_people, offer_years
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.ratings.film_ratings import show_ratings
from bot.replies.ratings.rankings import Asked, RankBy, offer_periods, show_top
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]

_BY: dict[RankBy, str] = {
    "mean": "Highest mean",
    "lowest": "Lowest mean",
    "rated": "Most rated",
    "divisive": "Most divisive",
    "above": "Most above the critics",
    "below": "Most below the critics",
    "director": "Directors",
    "country": "Countries",
    "decade": "Decades",
}


class Club(commands.Cog):
    """The club's taste."""

    @app_commands.command(name="ratings", description="See how this server has rated a film")
    @servers_only
    @app_commands.describe(title="The film; typing mistakes are forgiven", private="Show the answer to you alone")
    @app_commands.autocomplete(title=offer_titles)
    async def ratings(self, interaction: Interaction, title: str, private: bool = False) -> None:
        """Show how a film was rated."""
        await with_film(interaction, title, partial(show_ratings, private=private), private=private)

    @app_commands.command(name="top", description="Rank what this server has rated")
    @servers_only
    @app_commands.describe(
        by="What to rank by",
        director="Films by this director",
        country="Where the films were made",
        years="A year, a decade or a span: 1957, 1950s, 1950-1965",
        genre="Drama, comedy, horror …",
        period="When the ratings were given: this month, last year, 2025",
        private="Show the answer to you alone",
    )
    @app_commands.choices(by=[app_commands.Choice(name=name, value=by) for by, name in _BY.items()])
    @app_commands.autocomplete(
        director=offer_people, country=offer_countries, years=offer_years, genre=offer_genres, period=offer_periods
    )
    async def top(  # noqa: PLR0913, PLR0917 - one parameter an option
        self,
        interaction: Interaction,
        by: RankBy = "mean",
        director: str | None = None,
        country: str | None = None,
        years: str | None = None,
        genre: str | None = None,
        period: str | None = None,
        private: bool = False,
    ) -> None:
        """Page through the ranking."""
        await show_top(interaction, Asked(by, director, country, years, genre, period), private=private)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Club())
