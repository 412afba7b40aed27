"""`/guess`: a game of films by their reviews, synopses and facts, with the names blacked out."""

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.club.guessing.record import MOST_ROUNDS, USUAL_ROUNDS
from bot.guess_clock import GuessClock
from bot.replies.guess.answers import open_form, show_film, take_hint
from bot.replies.guess.game import play_again, skip_clicked, start_game, stop_clicked, stop_here
from bot.replies.guess.messages import Action, Clicked, GuessButton, answer_clicks
from bot.replies.guess.scores import offer_seasons, show_scores
from bot.replies.guess.source import EVERYTHING, offer_sources
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]

_CLICKS: Mapping[Action, Clicked] = {
    "guess": open_form,
    "hint": take_hint,
    "skip": skip_clicked,
    "stop": stop_clicked,
    "film": show_film,
    "again": play_again,
}
"""What each button of a game does."""


@servers_only
class Guess(commands.GroupCog, group_name="guess", group_description="Guess the film"):
    """Guess the film."""

    @app_commands.command(name="start", description="Guess films by reviews and facts with the names blacked out")
    @app_commands.rename(source="from")
    @app_commands.describe(
        source="Which films: everything, rated here, watchlists, a genre, a decade, or two of these",
        rounds=f"How many films; left out, {USUAL_ROUNDS}",
        team="Play together against the film, with few wrong guesses",
    )
    @app_commands.autocomplete(source=offer_sources)
    async def start(
        self,
        interaction: Interaction,
        source: str = EVERYTHING,
        rounds: app_commands.Range[int, 1, MOST_ROUNDS] = USUAL_ROUNDS,
        team: bool = False,
    ) -> None:
        """Start a game."""
        await start_game(interaction, source, rounds, "team" if team else "each")

    @app_commands.command(name="scores", description="See who has won the most points this season")
    @app_commands.describe(season="A year, or all; left out, this year", private="Show the table to you alone")
    @app_commands.autocomplete(season=offer_seasons)
    async def scores(self, interaction: Interaction, season: str | None = None, private: bool = False) -> None:
        """Show the table of a season."""
        await show_scores(interaction, season, private=private)

    @app_commands.command(name="stop", description="Stop the game in this channel; points that were won stay")
    async def stop(self, interaction: Interaction) -> None:
        """Stop a game."""
        await stop_here(interaction)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, the buttons that outlive a restart, and the clock that ends what nobody plays."""
    answer_clicks(_CLICKS)
    bot.add_dynamic_items(GuessButton)
    await bot.add_cog(Guess())
    bot.run_beside(GuessClock(bot).loop)
