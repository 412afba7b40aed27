"""`/watchlist`: the films a member means to watch."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.members.watchlist import WatchlistButton, add_film, offer_listed, remove_film
from bot.replies.members.watchlist_pages import pick_film, show_watchlist
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


@servers_only
class Watchlist(commands.GroupCog, group_name="watchlist", group_description="The films you mean to watch"):
    """Keeping a watchlist."""

    @app_commands.command(name="add", description="Put a film on your watchlist")
    @app_commands.describe(title="The film; typing mistakes are forgiven")
    @app_commands.autocomplete(title=offer_titles)
    async def add(self, interaction: Interaction, title: str) -> None:
        """Put a film on the member's list."""
        await with_film(interaction, title, add_film, private=True)

    @app_commands.command(name="remove", description="Take a film off your watchlist")
    @app_commands.describe(title="The film; those on your list are offered")
    @app_commands.autocomplete(title=offer_listed)
    async def remove(self, interaction: Interaction, title: str) -> None:
        """Take a film off the member's list."""
        await with_film(interaction, title, remove_film, private=True)

    @app_commands.command(name="show", description="See a watchlist")
    @app_commands.describe(member="Whose watchlist; left out, yours", private="Show it to you alone")
    async def show(self, interaction: Interaction, member: discord.User | None = None, private: bool = False) -> None:
        """Page through a watchlist."""
        await show_watchlist(interaction, member or interaction.user, private=private)

    @app_commands.command(name="pick", description="Let chance pick a film from your watchlist")
    @app_commands.describe(longest="How much time you have: 90, 2h, 1h45", private="Show it to you alone")
    async def pick(self, interaction: Interaction, longest: str | None = None, private: bool = False) -> None:
        """Show a film of the member's list that is short enough."""
        await pick_film(interaction, longest, private=private)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, and the button that outlives a restart."""
    bot.add_dynamic_items(WatchlistButton)
    await bot.add_cog(Watchlist())
