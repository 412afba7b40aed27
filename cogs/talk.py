"""Messages to the bot: mentions, replies and direct messages, answered as `/ask` is."""

import discord
from discord.ext import commands

from bot.client import Marquee
from bot.replies.asking.conversation import Conversation


class Talk(commands.Cog):
    """Talking about films in plain messages."""

    def __init__(self, bot: Marquee) -> None:
        self._conversation = Conversation(bot)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        await self._conversation.hear(message)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Talk(bot))
