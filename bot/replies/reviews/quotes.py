"""Quotes from reviews: one posted, its buttons, and drawing it anew when members vote on it."""

import asyncio
import re
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, cast

import discord
from discord import ui

from bot.catalogue.reviews.passages import READ_AT_MOST, choose
from bot.catalogue.reviews.prose import readable
from bot.catalogue.reviews.reviewed import Place, ReviewFilter, StoredReview
from bot.catalogue.reviews.sentences import sentences
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.discussions import discuss
from bot.replies.films.question import load_film
from bot.replies.reviews.reader import Reader, reader_of
from bot.replies.reviews.reviews import load_review, show_whole
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.reviews.quote_card import quote_card
from bot.ui.reviews.text import how_many, is_whole

Interaction = discord.Interaction[Marquee]
Action = Literal["agree", "disagree", "another", "whole", "discuss"]

_STYLES: dict[Action, discord.ButtonStyle] = {
    "agree": discord.ButtonStyle.success,
    "disagree": discord.ButtonStyle.danger,
    "another": discord.ButtonStyle.primary,
}
_LABELS: dict[Action, str] = {
    "agree": "Agree",
    "disagree": "Disagree",
    "another": "Another",
    "whole": "Whole review",
    "discuss": "Discuss",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a quote's buttons know of it: whose passage from where to where, and what its asker had asked for."""

    review_id: int
    start: int
    end: int
    asker_id: int
    by_film: bool = False
    by_reviewer: bool = False

    def custom_id(self, action: Action) -> str:
        """Return the id of one of the quote's buttons."""
        asked = ("f" if self.by_film else "") + ("r" if self.by_reviewer else "")
        return f"quote:v1:{action}:{self.review_id}:{self.start}-{self.end}:{asked}:{self.asker_id}"


class QuoteButton(
    ui.DynamicItem[ui.Button[Any]],
    template=(
        r"quote:v1:(?P<action>agree|disagree|another|whole|discuss):(?P<review>\d{1,18}):"
        r"(?P<start>\d{1,9})-(?P<end>\d{1,9}):(?P<asked>f?r?):(?P<asker>\d{1,20})"
    ),
):
    """A button below a quote, which works after every restart."""

    def __init__(self, action: Action, quoted: Quoted, count: int = 0) -> None:
        label = f"{_LABELS[action]} · {count:,}" if count else _LABELS[action]
        style = _STYLES.get(action, discord.ButtonStyle.secondary)
        super().__init__(ui.Button(label=label, style=style, custom_id=quoted.custom_id(action)))
        self._action: Action = action
        self._quoted = quoted

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        quoted = Quoted(
            int(match["review"]),
            int(match["start"]),
            int(match["end"]),
            int(match["asker"]),
            by_film="f" in match["asked"],
            by_reviewer="r" in match["asked"],
        )
        return cls(cast("Action", match["action"]), quoted)

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Do what the button says."""
        async with respond.told(interaction, f"a click on {_LABELS[self._action]}"):
            if self._action == "another":
                await _another(interaction, self._quoted)
            elif self._action == "whole":
                await _whole(interaction, self._quoted)
            elif self._action == "discuss":
                review = await load_review(interaction, self._quoted.review_id)
                await discuss(interaction, await load_film(interaction, review.film_id))
            else:
                await _vote(interaction, self._quoted, agrees=self._action == "agree")


async def post_quote(interaction: Interaction, wanted: ReviewFilter) -> None:
    """Post a passage of any review that fits.

    Raises:
        UserError: no review fits, or none that does has anything worth quoting.
    """
    async with respond.in_time(interaction):
        view = await draw_quote(interaction, wanted, interaction.user.id)
    await respond.show(interaction, view)


async def draw_quote(
    interaction: Interaction, wanted: ReviewFilter, asker_id: int, *, after: Place | None = None
) -> ui.LayoutView:
    """Return a passage of any review that fits, drawn; another one than `after` where there is one.

    What would stand behind bars is the last choice.

    Raises:
        UserError: no review fits, or none that does has anything worth quoting.
    """
    bot, guild_id = interaction.client, scope_of(interaction)
    reader = await reader_of(interaction, private=False)
    quote = await bot.reviews.quote(
        wanted,
        guild_id=guild_id,
        barred=lambda review: reader.sees_bars(review.film_id, review.spoiler),
        after=after,
    )
    if quote is None:
        raise UserError(await _nothing_to_quote(interaction, wanted))
    quoted = Quoted(
        quote.review.id,
        quote.passage.start,
        quote.passage.end,
        asker_id,
        by_film=wanted.film_id is not None,
        by_reviewer=wanted.reviewer is not None,
    )
    return _view(interaction, reader, quote.review, quoted, quote.passage.text)


async def _nothing_to_quote(interaction: Interaction, wanted: ReviewFilter) -> str:
    found = await interaction.client.reviews.page(wanted, guild_id=scope_of(interaction), limit=1, offset=0)
    if found.total:
        return "There are reviews, but none with a sentence worth quoting. /reviews shows them whole."
    if wanted.film_id is None and wanted.reviewer is None:
        return "There are no reviews here yet."
    if wanted.film_id is None:
        return "That reviewer has written nothing about the films here."
    film = (await load_film(interaction, wanted.film_id)).film
    if wanted.reviewer is not None:
        return f"That reviewer has not written about {film.title}."
    return f"Nobody has reviewed {film.title} yet."


def _view(
    interaction: Interaction, reader: Reader, review: StoredReview, quoted: Quoted, passage: str
) -> ui.LayoutView:
    bars = reader.sees_bars(review.film_id, review.spoiler)
    # Behind bars it is read in private by who has seen the film, also where there is no more of it.
    more = [] if is_whole(review.text, passage) and not bars else [QuoteButton("whole", quoted)]
    rows: list[list[ui.Item[Any]]] = [[*more]] if more else []
    if scope_of(interaction) != SHARED:  # outside of servers there is nobody to agree with
        votes = (QuoteButton("agree", quoted, review.agree), QuoteButton("disagree", quoted, review.disagree))
        rows = [[*votes], [*more, QuoteButton("discuss", quoted)]]
    another = QuoteButton("another", quoted)
    return quote_card(review, passage, reader.settings.scale, bars=bars, another=another, rows=rows)


async def _drawn_anew(click: Interaction, quoted: Quoted) -> ui.LayoutView | None:
    """Return the quote that was clicked as it is now, or None where its review is gone."""
    review = await click.client.reviews.get(quoted.review_id, guild_id=scope_of(click))
    if review is None:
        return None
    quoted, passage = await asyncio.to_thread(_passage, review, quoted)
    return _view(click, await reader_of(click, private=False), review, quoted, passage)


def _passage(review: StoredReview, quoted: Quoted) -> tuple[Quoted, str]:
    """Return the passage that is quoted, or the best one where an update has come to read the review otherwise."""
    text = readable(review.text[:READ_AT_MOST])
    spans = sentences(text)
    if quoted.start in {span.start for span in spans} and quoted.end in {span.end for span in spans}:
        return quoted, text[quoted.start : quoted.end]
    best = choose(review.text)
    if best is None:
        return quoted, "…"
    return replace(quoted, start=best.start, end=best.end), best.text


async def _vote(click: Interaction, quoted: Quoted, *, agrees: bool) -> None:
    """Write the member's vote, tell them, and have the message drawn anew."""
    guild_id = scope_of(click)
    if guild_id == SHARED:
        raise UserError("Votes are kept in servers that have added me.")
    async with respond.in_time(click, redrawing=True):
        votes = await click.client.reviews.vote(
            quoted.review_id, guild_id=guild_id, member_id=click.user.id, agrees=agrees
        )
    if votes is None:
        raise UserError("That review is no longer in the catalogue.")
    if not click.response.is_done():
        await click.response.defer()

    async def redraw() -> None:
        if view := await _drawn_anew(click, quoted):
            await respond.redraw(click, view)

    if click.message is not None:
        click.client.redraws.mark(click.message.id, redraw)
    said, other = ("agree", "Disagree") if agrees else ("disagree", "Agree")
    counted = f"{_members(votes.agree, 'agree')}, {_members(votes.disagree, 'disagree')}"
    await respond.tell(click, f"You **{said}**: {counted}.\n-# Press *{other}* to change it.")


def _members(members: int, verb: str) -> str:
    return how_many(members, verb) if members else f"nobody {verb}s"


async def _another(click: Interaction, quoted: Quoted) -> None:
    """Put another quote in the place of the one that was clicked."""
    if click.user.id != quoted.asker_id:
        raise UserError("Only the member who asked turns to another one. /quote gets you your own.")
    async with respond.in_time(click, redrawing=True):
        review = await load_review(click, quoted.review_id)
        wanted = ReviewFilter(
            film_id=review.film_id if quoted.by_film else None,
            reviewer=review.reviewer if quoted.by_reviewer else None,
        )
        view = await draw_quote(click, wanted, quoted.asker_id, after=Place(review.id, quoted.start))
    _forget_redraws(click)
    await respond.redraw(click, view)
    _forget_redraws(click)  # a vote may have come while Discord drew


def _forget_redraws(click: Interaction) -> None:
    """See to it that a vote on the former quote does not bring it back."""
    if click.message is not None:
        click.client.redraws.forget(click.message.id)


async def _whole(click: Interaction, quoted: Quoted) -> None:
    """Show the whole review to whoever clicked; where that member marks it, the quote is drawn anew."""
    message = click.message

    async def redraw() -> None:
        assert message is not None
        if view := await _drawn_anew(click, quoted):
            await message.edit(view=view, allowed_mentions=discord.AllowedMentions.none())

    def marked() -> None:
        if message is not None:
            click.client.redraws.mark(message.id, redraw)

    await show_whole(click, quoted.review_id, marked=marked)
