"""`/import-ratings`: what members rated elsewhere."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.members.importing import ImportDesk, UndoImportButton
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Imports(commands.Cog):
    """Bringing ratings along."""

    def __init__(self) -> None:
        self._desk = ImportDesk()

    @app_commands.command(
        name="import-ratings", description="Bring your ratings from Letterboxd, IMDb, Trakt or MovieLens"
    )
    @servers_only
    @app_commands.describe(
        file="The export as the site gave it to you; you see what it would do before anything is written",
        television="Take TV series and episodes of an IMDb export too, where the catalogue has them",
    )
    async def import_ratings(
        self, interaction: Interaction, file: discord.Attachment, television: bool = False
    ) -> None:
        """Show what importing a file would do, and import it on the member's word."""
        await self._desk.open(interaction, file, television=television)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, and the button that outlives a restart."""
    bot.add_dynamic_items(UndoImportButton)
    await bot.add_cog(Imports())
