"""A member's own review after it was saved, with what they may do with it now; and as it is shared with all."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.reviews.reviewed import StoredReview
from bot.club.scores import Scale
from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import block
from bot.ui.press import Clicked, Press
from bot.ui.reviews.text import MARKS, barred, excerpt, score_words, whole_heading
from bot.ui.timed import TimedView

_TITLE = 150
SHARED_PAGE = 1_800
"""Units of a review's text that are posted for all."""
_BARRED_SHARE = 300
"""Units of one that are posted behind bars, which are grey to look at: two or three sentences."""


class SavedReview(TimedView):
    """Says that a review is saved, over *Share* where that may be done, *Edit* and *Delete*."""

    refusal = "Only the member who wrote the review does this."

    def __init__(
        self, asker: respond.Interaction, said: str, *, share: Clicked | None, edit: Clicked, delete: Clicked
    ) -> None:
        super().__init__(asker)
        self._sharing = [] if share is None else [Press("Share", share, discord.ButtonStyle.primary)]
        card: ui.Container[Any] = ui.Container(ui.TextDisplay(said), accent_colour=theme.CARD)
        card.add_item(
            ui.ActionRow(*self._sharing, Press("Edit", edit), Press("Delete", delete, discord.ButtonStyle.danger))
        )
        self.add_item(card)

    async def shared(self, click: respond.Interaction) -> None:
        """Answer the click on *Share* by switching it off, so that a second one does not share twice."""
        for button in self._sharing:
            button.disabled = True
            button.label = "Shared"
        await self.draw_over(click)


def form_offered(film: str, button: ui.Item[Any]) -> ui.LayoutView:
    """Return a card with the button that opens the form for a film, which is named in markdown."""
    view = ui.LayoutView(timeout=None)
    said = ui.TextDisplay[Any](f"The form for your review of **{film}** is ready.")
    card: ui.Container[Any] = ui.Container(said, accent_colour=theme.CARD)
    card.add_item(ui.ActionRow(button))
    view.add_item(card)
    return view


def saved_words(review: StoredReview, scale: Scale, *, edited: bool) -> str:
    """Return what a member is told once their review is on disk."""
    film = film_name(review.title, review.year, _TITLE)
    score = score_words(review, scale).removeprefix(" · ")
    beside = f"your rating, {score}, stands beside it" if score else "rate the film, and your score stands beside it"
    votes = review.agree + review.disagree
    kept = f" {facts.count(votes, 'vote')} on it stay{'s' if votes == 1 else ''}." if edited and votes else ""
    done = "is changed" if edited else "is saved"
    return f"Your review of **{film}** {done}.{kept}\n-# {MARKS[review.spoiler]} · {beside}"


def shared_review(
    review: StoredReview, pages: Sequence[str], scale: Scale, *, bars: bool, buttons: Sequence[ui.Item[Any]]
) -> ui.LayoutView:
    """Return a member's review as it is posted for all, the first of its `pages` where it is long.

    The pages are those that `review_pages` cuts of `SHARED_PAGE` units; with `bars` only
    the first few sentences are shown. The buttons must outlive the view.
    """
    beginning, goes_on = excerpt(review.text, _BARRED_SHARE) if bars else ("", len(pages) > 1)
    text = barred(beginning) if bars else block(pages[0], SHARED_PAGE) if pages else ""
    lines = [whole_heading(review, scale), text]
    if goes_on:
        lines.append("-# It goes on: press *Whole review*.")
    view = ui.LayoutView(timeout=None)
    card: ui.Container[Any] = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=theme.CARD)
    card.add_item(ui.ActionRow(*buttons))
    view.add_item(card)
    return view
