"""`/profile`, *Film profile* and `/compare`: what members love, and who loves the same."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.errors import UserError
from bot.replies.members.comparisons import compare_with_member, compare_with_reviewer
from bot.replies.members.profiles import show_profile
from bot.replies.reviews.reviewers import offer_reviewers
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Taste(commands.Cog):
    """Telling tastes, and comparing them."""

    @app_commands.command(name="profile", description="See what a member rated, and what they love")
    @servers_only
    @app_commands.describe(member="Whose profile; left out, yours", private="Show it to you alone")
    async def profile(
        self, interaction: Interaction, member: discord.User | None = None, private: bool = False
    ) -> None:
        """Show a member's film profile."""
        await show_profile(interaction, member or interaction.user, private=private)

    @app_commands.command(name="compare", description="See how far your taste agrees with a member’s or a reviewer’s")
    @servers_only
    @app_commands.describe(
        member="Another member …", reviewer="… or a reviewer: their name, or part of it", private="Show it to you alone"
    )
    @app_commands.autocomplete(reviewer=offer_reviewers)
    async def compare(
        self,
        interaction: Interaction,
        member: discord.User | None = None,
        reviewer: str | None = None,
        private: bool = False,
    ) -> None:
        """Compare tastes."""
        typed = (reviewer or "").strip()
        if member is not None and typed:
            raise UserError("Compare with a member or with a reviewer, one at a time.")
        if member is not None:
            await compare_with_member(interaction, member, private=private)
        elif typed:
            await compare_with_reviewer(interaction, typed, private=private)
        else:
            raise UserError("Say with whom to compare: pick a member, or a reviewer.")


@app_commands.context_menu(name="Film profile")
@servers_only
async def film_profile(interaction: Interaction, member: discord.User) -> None:
    """Show the profile of a member that was clicked on, to the one who clicked."""
    await show_profile(interaction, member, private=True)


async def setup(bot: Marquee) -> None:
    """Add the cog and the command of members to the bot."""
    await bot.add_cog(Taste())
    bot.tree.add_command(film_profile)
