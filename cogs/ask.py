"""`/ask`: a question about films in plain words."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.asking.answer_films import AnswerFilm, AnswerFilms
from bot.replies.asking.asking import answer_question
from bot.replies.asking.doing import DoButton
from bot.scope import everywhere

Interaction = discord.Interaction[Marquee]


class Ask(commands.Cog):
    """Talking about films."""

    @app_commands.command(name="ask", description="Ask about films in plain words")
    @everywhere
    @app_commands.describe(
        question="Such as: who directed Stalker, and how long is it?",
        explain="Show what the question was taken for, and why",
        private="Show the answer to you alone",
    )
    async def ask(self, interaction: Interaction, question: str, explain: bool = False, private: bool = False) -> None:
        """Answer a question from the records."""
        await answer_question(interaction, question, explain=explain, private=private)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, and the select and the buttons that outlive a restart."""
    bot.add_dynamic_items(AnswerFilms, AnswerFilm, DoButton)
    await bot.add_cog(Ask())
