"""`/settings`: what a server chooses."""

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import require_manage_server
from bot.catalogue.spoilers import UnmarkedRule
from bot.client import Marquee
from bot.replies.discussions import require_room
from bot.scope import scope_of, servers_only
from bot.ui import respond, theme

Interaction = discord.Interaction[Marquee]

_RULES: dict[str, UnmarkedRule] = {"behind spoiler bars": "barred", "in the open": "open"}
_SHOWN = {rule: words for words, rule in _RULES.items()}


@app_commands.default_permissions(manage_guild=True)
@servers_only
class Settings(commands.GroupCog, group_name="settings", group_description="How Marquee works in this server"):
    """A server's settings."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let only those who manage the server through, whatever its command settings say."""
        require_manage_server(interaction)
        return True

    @app_commands.command(name="show", description="See what is set")
    async def show(self, interaction: Interaction) -> None:
        """Tell the server's settings in private."""
        chosen = await interaction.client.club_settings.get(guild_id=scope_of(interaction))
        channel = f"in <#{chosen.discussion_channel}>" if chosen.discussion_channel else "where they are asked for"
        await respond.tell(
            interaction,
            f"## Settings\nDiscussions open **{channel}**.\n"
            f"Reviews that nobody has marked stand **{_SHOWN[chosen.unmarked_reviews]}**.",
            theme.CARD,
        )

    @app_commands.command(name="discussions", description="Choose the channel or forum in which discussions open")
    @app_commands.describe(channel="Leave it out to open them where they are asked for")
    async def discussions(
        self, interaction: Interaction, channel: discord.TextChannel | discord.ForumChannel | None = None
    ) -> None:
        """Set where discussions open, once the bot may open them there."""
        if channel is not None:
            require_room(channel)
        await interaction.client.club_settings.set(
            "discussion_channel",
            None if channel is None else channel.id,
            guild_id=scope_of(interaction),
            member_id=interaction.user.id,
        )
        place = "where they are asked for" if channel is None else f"in {channel.mention}"
        await respond.tell(interaction, f"From now on discussions open {place}.", theme.CARD)

    @app_commands.command(name="spoilers", description="Choose how reviews that nobody has marked are shown")
    @app_commands.describe(unmarked="Reviews marked as full spoilers always stand behind bars")
    async def spoilers(self, interaction: Interaction, unmarked: Literal["behind spoiler bars", "in the open"]) -> None:
        """Set whether unmarked reviews stand behind spoiler bars."""
        await interaction.client.club_settings.set(
            "unmarked_reviews", _RULES[unmarked], guild_id=scope_of(interaction), member_id=interaction.user.id
        )
        await respond.tell(interaction, f"From now on unmarked reviews stand {unmarked}.", theme.CARD)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Settings())
