"""`/watched` and `/diary`: what members watched, and when."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.members.diary import offer_years, show_diary
from bot.replies.members.watched import log_watch, offer_days, read_day
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]
Year = app_commands.Range[int, 1888, 9999]


class Diary(commands.Cog):
    """Keeping a diary of films."""

    @app_commands.command(name="watched", description="Write a film you watched in your diary")
    @servers_only
    @app_commands.describe(
        title="The film; typing mistakes are forgiven",
        day="When: today if left out, yesterday, friday, 20 nov, 2024-11-20",
        rewatch="Whether you had seen it before; found out if left out",
    )
    @app_commands.autocomplete(title=offer_titles, day=offer_days)
    async def watched(
        self, interaction: Interaction, title: str, day: str | None = None, rewatch: bool | None = None
    ) -> None:
        """Write a watch in the member's diary."""
        when = await read_day(interaction, day)
        await with_film(interaction, title, partial(log_watch, day=when, rewatch=rewatch), private=True)

    @app_commands.command(name="diary", description="See what a member watched, and when")
    @servers_only
    @app_commands.describe(member="Whose diary; left out, yours", year="One year of it", private="Show it to you alone")
    @app_commands.autocomplete(year=offer_years)
    async def diary(
        self,
        interaction: Interaction,
        member: discord.User | None = None,
        year: Year | None = None,
        private: bool = False,
    ) -> None:
        """Page through a diary."""
        await show_diary(interaction, member or interaction.user, year, private=private)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Diary())
