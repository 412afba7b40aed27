"""Reviews as they are answered: a page of them, one in whole, and how much of the plot it gives away."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.reviewed import ReviewFilter, StoredReview
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.reviews.reader import Reader, reader_of
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.links import web_address
from bot.ui.markup import block
from bot.ui.pages import PageContent, Pages
from bot.ui.reviews.controls import ReviewSelect, SpoilerSelect
from bot.ui.reviews.text import barred_block, review_entry, review_pages, whole_heading

Interaction = discord.Interaction[Marquee]
Changed = Callable[[], None]

REVIEWS_A_PAGE = 4
_WHOLE_PAGE = 1_800


@dataclass(frozen=True, slots=True)
class ReviewListing:
    """One page of reviews, drawn, and how many there are of each in all."""

    entries: Sequence[str]
    selects: Sequence[ui.Select[Any]]
    total: int
    pages: int


async def draw_reviews(
    interaction: Interaction, asked: ReviewFilter, number: int, *, names_film: bool, private: bool
) -> ReviewListing:
    """Draw a page of the reviews that fit, each under its film where `names_film`, else under its reviewer.

    `private` says that the asker alone will see it.
    """
    bot, guild_id = interaction.client, scope_of(interaction)
    found = await bot.reviews.page(asked, guild_id=guild_id, limit=REVIEWS_A_PAGE, offset=number * REVIEWS_A_PAGE)
    reader = await reader_of(interaction, {review.film_id for review in found.reviews}, private=private)
    entries = await asyncio.to_thread(_entries, found.reviews, reader, names_film=names_film)
    scale = reader.settings.scale
    selects = [ReviewSelect(found.reviews, show_whole, scale, names_film=names_film)] if found.reviews else []
    return ReviewListing(entries, selects, found.total, -(-found.total // REVIEWS_A_PAGE))


def _entries(reviews: Sequence[StoredReview], reader: Reader, *, names_film: bool) -> list[str]:
    return [
        review_entry(
            review,
            reader.settings.scale,
            bars=reader.sees_bars(review.film_id, review.spoiler),
            names_film=names_film,
        )
        for review in reviews
    ]


async def load_review(interaction: Interaction, review_id: int) -> StoredReview:
    """Return a review by its id.

    Raises:
        UserError: it or its film has been taken out since it was shown.
    """
    review = await interaction.client.reviews.get(review_id, guild_id=scope_of(interaction))
    if review is None:
        raise UserError("That review is no longer in the catalogue.")
    return review


async def show_whole(interaction: Interaction, review_id: int, *, marked: Changed | None = None) -> None:
    """Show one member a whole review, and to whom it is to mark it, a select of spoiler marks.

    `marked` is called after the mark was changed.
    """
    text_cut, cut = "", tuple[str, ...]()

    async def page(number: int) -> PageContent:
        nonlocal text_cut, cut
        review = await load_review(interaction, review_id)
        if review.text != text_cut:  # at first, and where its writer has changed it since
            text_cut = review.text
            cut = await asyncio.to_thread(review_pages, review.text, _WHOLE_PAGE, bars=True)
        text = block(cut[number], _WHOLE_PAGE) if number < len(cut) else ""
        reader = await reader_of(interaction, {review.film_id}, private=True)
        if text and reader.sees_bars(review.film_id, review.spoiler):
            text = barred_block(text)
        selects = [SpoilerSelect(review.spoiler, mark)] if _may_mark(interaction, review) else []
        address = web_address(review.url)
        links: list[ui.Button[Any]] = [ui.Button(label="Where it was written", url=address)] if address else []
        heading = whole_heading(review, reader.settings.scale)
        return PageContent(heading, [text or "-# There are no words in it."], len(cut), selects, links)

    async def mark(click: Interaction, spoiler: Spoiler | None) -> None:
        if not _may_mark(click, await load_review(click, review_id)):
            raise UserError("Only the review’s own writer and members with Manage Server mark its spoilers.")
        await click.client.reviews.mark_spoiler(review_id, spoiler, guild_id=scope_of(click), marked_by=click.user.id)
        await pages.draw_again(click)
        if marked is not None:
            marked()

    async with respond.in_time(interaction, private=True):
        pages = Pages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=True)


def _may_mark(interaction: Interaction, review: StoredReview) -> bool:
    """Tell whether this member marks how much of the plot a review gives away: its writer, or an admin."""
    if scope_of(interaction) == SHARED:
        return False
    return interaction.permissions.manage_guild or review.member_id == interaction.user.id
