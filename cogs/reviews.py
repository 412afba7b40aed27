"""`/quote`, `/reviews`, `/review` and `/reviewer`: what has been written about the films."""

from functools import partial
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.catalogue.reviews.reviewed import Mark, ReviewFilter, ReviewSort
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.replies.films.buttons import ReviewsButton
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.reviews.list import Wanted, show_reviews
from bot.replies.reviews.quotes import QuoteButton, post_quote
from bot.replies.reviews.reviewers import offer_reviewers, show_reviewer
from bot.replies.reviews.writing import ReadReviewButton, WriteReviewButton, write_typed
from bot.scope import everywhere, servers_only

Interaction = discord.Interaction[Marquee]
Spoilers = Literal["bars", "mild", "none"]

_WITHOUT: dict[Spoilers, frozenset[Mark]] = {
    "bars": frozenset(),
    "mild": frozenset({"full", "unmarked"}),
    "none": frozenset({"mild", "full", "unmarked"}),
}
_SORTS: dict[ReviewSort, str] = {
    "newest": "Newest first",
    "highest": "Highest score first",
    "lowest": "Lowest score first",
    "longest": "Longest first",
    "agreed": "Most agreed with first",
}
_SPOILERS: dict[Spoilers, str] = {
    "bars": "All of them, spoilers behind bars",
    "mild": "Only those marked mild or free of spoilers",
    "none": "Only those marked free of spoilers",
}


class Reviews(commands.Cog):
    """Quoting, reading and writing reviews."""

    @app_commands.command(name="quote", description="Post a passage from a review")
    @everywhere
    @app_commands.describe(title="Of this film; left out, of any", reviewer="By this reviewer; left out, by anyone")
    @app_commands.autocomplete(reviewer=offer_reviewers, title=offer_titles)
    async def quote(self, interaction: Interaction, title: str | None = None, reviewer: str | None = None) -> None:
        """Quote a review of a film, or any."""
        by = _given(reviewer)
        if _given(title) is None:
            await post_quote(interaction, ReviewFilter(reviewer=by))
            return

        async def quote_of(answering: Interaction, film: StoredFilm) -> None:
            await post_quote(answering, ReviewFilter(film.id, by))

        await with_film(interaction, title or "", quote_of)

    @app_commands.command(name="reviews", description="Read a film’s reviews")
    @everywhere
    @app_commands.describe(
        title="The film; typing mistakes are forgiven",
        reviewer="By this reviewer alone",
        sort="In which order",
        spoilers="Which of them, by what they give away",
        private="Show them to you alone",
    )
    @app_commands.choices(
        sort=[app_commands.Choice(name=name, value=sort) for sort, name in _SORTS.items()],
        spoilers=[app_commands.Choice(name=name, value=which) for which, name in _SPOILERS.items()],
    )
    @app_commands.autocomplete(reviewer=offer_reviewers, title=offer_titles)
    async def reviews(
        self,
        interaction: Interaction,
        title: str,
        reviewer: str | None = None,
        sort: ReviewSort = "newest",
        spoilers: Spoilers = "bars",
        private: bool = False,
    ) -> None:
        """Page through a film's reviews."""
        wanted = Wanted(_given(reviewer), sort, _WITHOUT[spoilers])
        await with_film(interaction, title, partial(show_reviews, wanted=wanted, private=private), private=private)

    @app_commands.command(name="review", description="Write a review of a film, or change yours")
    @servers_only
    @app_commands.describe(title="The film; typing mistakes are forgiven")
    @app_commands.autocomplete(title=offer_titles)
    async def review(self, interaction: Interaction, title: str) -> None:
        """Open the form for a review."""
        await write_typed(interaction, title)

    @app_commands.command(name="reviewer", description="See what a reviewer wrote and how they score")
    @everywhere
    @app_commands.describe(name="Their name, or part of it", private="Show it to you alone")
    @app_commands.autocomplete(name=offer_reviewers)
    async def reviewer(self, interaction: Interaction, name: str, private: bool = False) -> None:
        """Show a reviewer and their reviews."""
        await show_reviewer(interaction, name, private=private)


def _given(text: str | None) -> str | None:
    return (text or "").strip() or None


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, and the buttons that outlive a restart."""
    bot.add_dynamic_items(QuoteButton, ReviewsButton, ReadReviewButton, WriteReviewButton)
    await bot.add_cog(Reviews())
