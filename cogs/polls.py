"""`/poll`: rating a film together, choosing what to watch, and looking after the polls."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.club.polls.drafting import Terms
from bot.club.polls.record import MOST_OPTIONS
from bot.club.polls.tally import Method
from bot.poll_clock import PollClock
from bot.replies.films.filter import offer_countries, offer_genres, offer_years
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.polls.access import (
    offer_changeable_polls,
    offer_closed_polls,
    offer_open_polls,
    offer_polls,
    voting_role,
)
from bot.replies.polls.ballots import BallotButton, BallotSelect
from bot.replies.polls.choice_poll import RuleButton, VoteButton
from bot.replies.polls.control import close_poll, extend_poll, reopen_poll
from bot.replies.polls.draft import Take, Wanted, offer_choices, show_draft
from bot.replies.polls.list import list_polls
from bot.replies.polls.rating_poll import ScoreButton, open_rating_poll
from bot.replies.polls.results import show_results
from bot.replies.polls.voiding import offer_options, void
from bot.scope import servers_only
from bot.ui.polls.draft_card import QUESTION

Interaction = discord.Interaction[Marquee]


@servers_only
class Polls(commands.GroupCog, group_name="poll", group_description="Rate a film together, or choose what to watch"):
    """Polls."""

    @app_commands.command(name="rate", description="Rate a film together: everyone clicks a score")
    @app_commands.describe(
        title="The film; typing mistakes are forgiven",
        closes="When: 2h, 3d, friday 20:00. Leave it out to close it yourself",
        sealed="Show the scores only once it has closed",
        anonymous="Never show who gave which score",
        review="Invite to write a review at the close",
    )
    @app_commands.autocomplete(title=offer_titles)
    async def rate(
        self,
        interaction: Interaction,
        title: str,
        closes: str | None = None,
        sealed: bool = False,
        anonymous: bool = False,
        review: bool = True,
    ) -> None:
        """Open a rating poll."""
        opening = partial(open_rating_poll, closes=closes, sealed=sealed, anonymous=anonymous, offers_review=review)
        await with_film(interaction, title, opening, private=True)

    @app_commands.command(name="choose", description="Choose together what to watch")
    @app_commands.describe(
        question="What is asked",
        choices="Films, parted by ; and typing mistakes are forgiven",
        take="Where more choices come from; plain texts are taken as you type them",
        how_many="How many films to take from there",
        method="How it is counted; left out, approval",
        closes="When: 2h, 3d, friday 20:00. Leave it out to close it yourself",
        sealed="Show only the turnout until it closes",
        anonymous="Never show anyone’s ballot",
        voters="The role that votes; left out, as the server has set",
        most="How many choices each has at most",
        genre="Take only films of this genre",
        country="Take only films made in this country",
        years="Take only films of a year, a decade or a span: 1957, 1950s, 1950-1965",
        longest="Take only films that run no longer: 90, 2h, 1h45",
    )
    @app_commands.autocomplete(choices=offer_choices, genre=offer_genres, country=offer_countries, years=offer_years)
    async def choose(  # noqa: PLR0913, PLR0917 - one parameter an option
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION],
        choices: str | None = None,
        take: Take | None = None,
        how_many: app_commands.Range[int, 1, MOST_OPTIONS] | None = None,
        method: Method = "approval",
        closes: str | None = None,
        sealed: bool = False,
        anonymous: bool = False,
        voters: discord.Role | None = None,
        most: app_commands.Range[int, 1, MOST_OPTIONS] | None = None,
        genre: str | None = None,
        country: str | None = None,
        years: str | None = None,
        longest: str | None = None,
    ) -> None:
        """Show the draft of a choice poll."""
        role = await voting_role(interaction, voters)
        terms = Terms(question, method, closes or "", str(most or ""), sealed, anonymous, role)
        wanted = Wanted(choices or "", take, how_many, years, country, genre, longest)
        await show_draft(interaction, terms, wanted)

    @app_commands.command(name="close", description="Close a poll now")
    @app_commands.describe(poll="Which; votes under way still count")
    @app_commands.autocomplete(poll=offer_open_polls)
    async def close(self, interaction: Interaction, poll: str) -> None:
        """Close a poll."""
        await close_poll(interaction, poll)

    @app_commands.command(name="reopen", description="Open a closed poll again, with every vote it had")
    @app_commands.describe(poll="Which", closes="When: 2h, 3d, friday 20:00. Leave it out to close it yourself")
    @app_commands.autocomplete(poll=offer_closed_polls)
    async def reopen(self, interaction: Interaction, poll: str, closes: str | None = None) -> None:
        """Open a poll again."""
        await reopen_poll(interaction, poll, closes)

    @app_commands.command(name="extend", description="Change when a poll closes, or which role votes in it")
    @app_commands.describe(
        poll="Which",
        closes="When: 2h, 3d, friday 20:00, or never to close it yourself",
        voters="The role that votes from now on; @everyone lets everyone",
    )
    @app_commands.autocomplete(poll=offer_open_polls)
    async def extend(
        self, interaction: Interaction, poll: str, closes: str | None = None, voters: discord.Role | None = None
    ) -> None:
        """Move a poll's time, or give it to another role."""
        await extend_poll(interaction, poll, closes, voters)

    @app_commands.command(name="results", description="Count a poll anew from its ballots, for you alone")
    @app_commands.describe(poll="Which")
    @app_commands.autocomplete(poll=offer_polls)
    async def results(self, interaction: Interaction, poll: str) -> None:
        """Count a poll anew."""
        await show_results(interaction, poll)

    @app_commands.command(name="list", description="The polls of this server, and posting one again")
    async def list(self, interaction: Interaction) -> None:
        """List the polls."""
        await list_polls(interaction)

    @app_commands.command(name="void", description="Take one vote or one choice out of a poll; all others stand")
    @app_commands.describe(
        poll="Which", member="Whose vote is to be taken out", choice="Which choice is to be taken out"
    )
    @app_commands.autocomplete(poll=offer_changeable_polls, choice=offer_options)
    async def void(
        self,
        interaction: Interaction,
        poll: str,
        member: discord.User | None = None,
        choice: str | None = None,
    ) -> None:
        """Take a vote or a choice out."""
        await void(interaction, poll, member, choice)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, the buttons that outlive a restart, and the clock that closes polls."""
    bot.add_dynamic_items(ScoreButton, VoteButton, RuleButton, BallotSelect, BallotButton)
    await bot.add_cog(Polls())
    bot.run_beside(PollClock(bot).loop)
