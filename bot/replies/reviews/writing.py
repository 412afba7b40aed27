"""Members' own reviews: the form they are written in, what is answered to it, and sharing one with all."""

import asyncio
import re
from functools import partial
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.reviewed import Draft, StoredReview
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.learning import note_pick
from bot.replies.films.option import find_film
from bot.replies.films.question import load_film
from bot.replies.reviews.reader import reader_of
from bot.replies.reviews.reviews import load_review, show_whole
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.films.film_card import film_name, plain_label
from bot.ui.markup import clean
from bot.ui.picker import FilmPicker
from bot.ui.reviews.modal import ReviewModal
from bot.ui.reviews.saved import SHARED_PAGE, SavedReview, form_offered, saved_words, shared_review
from bot.ui.reviews.text import review_pages
from bot.ui.timed import TimedView, end_clicked
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_FILM_GONE = "That film is no longer in the catalogue."
_REVIEW_GONE = "That review is no longer in the catalogue."
_FORM = discord.InteractionType.modal_submit


class WriteReviewButton(
    ui.DynamicItem[ui.Button[Any]], template=r"film:v1:write:(?P<film>\d{1,18})(?::(?P<spoiler>none|mild|full))?"
):
    """Opens the form for a review of a film to whoever clicks, filled in with what they wrote before.

    `spoiler` is the mark that the form suggests.
    """

    def __init__(self, film_id: int, spoiler: Spoiler | None = None) -> None:
        mark = f":{spoiler}" if spoiler else ""
        super().__init__(ui.Button(label="Write a review", custom_id=f"film:v1:write:{film_id}{mark}"))
        self._film_id = film_id
        self._spoiler: Spoiler | None = spoiler

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        marks: dict[str | None, Spoiler] = {"none": "none", "mild": "mild", "full": "full"}
        return cls(int(match["film"]), marks.get(match["spoiler"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Open the form."""
        async with respond.told(interaction, "a click on Write a review"):
            await write_review(interaction, await load_film(interaction, self._film_id), spoiler=self._spoiler)


class ReadReviewButton(ui.DynamicItem[ui.Button[Any]], template=r"review:v1:read:(?P<review>\d{1,18})"):
    """Shows a shared review as a whole to whoever clicks, in private."""

    def __init__(self, review_id: int) -> None:
        super().__init__(ui.Button(label="Whole review", custom_id=f"review:v1:read:{review_id}"))
        self._review_id = review_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["review"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Show the review; where that member marks it, the shared one is drawn anew."""
        async with respond.told(interaction, "a click on Whole review"):
            await show_whole(interaction, self._review_id, marked=partial(self._redraw_later, interaction))

    def _redraw_later(self, click: Interaction) -> None:
        message = click.message

        async def redraw() -> None:
            assert message is not None
            review = await load_review(click, self._review_id)
            await message.edit(view=await _shared(click, review), allowed_mentions=discord.AllowedMentions.none())

        if message is not None:
            click.client.redraws.mark(message.id, redraw)


async def write_typed(interaction: Interaction, typed: str) -> None:
    """Open the form for the film that is meant by a title, after asking where that is not clear.

    Raises:
        UserError: nothing was typed, no film is near it, or this server has not added the bot.
    """
    _server_of(interaction)
    async with respond.in_time(interaction, private=True):
        found = await find_film(interaction, typed)
    if found.film is not None:
        await write_review(interaction, found.film)
        return

    async def picked(click: Interaction, film_id: int) -> None:
        # The question stays until the form is sent: Discord wants the message that a form was opened from.
        await write_review(click, await load_film(click, film_id), over=True)
        await note_pick(click, typed, film_id)

    await respond.show(interaction, FilmPicker(interaction, typed, found.candidates, picked), private=True)


async def write_review(
    interaction: Interaction, film: StoredFilm, *, spoiler: Spoiler | None = None, over: bool = False
) -> None:
    """Open the form for a member's review of a film, filled in with the one they wrote before.

    `spoiler` is the mark that the form suggests. With `over` the answer to the form takes the place of the message
    that was clicked, which is the member's alone.

    Raises:
        UserError: this server has not added the bot.
    """
    guild_id = _server_of(interaction)
    own = await interaction.client.reviews.own(film.id, guild_id=guild_id, member_id=interaction.user.id)
    text, shown = ("", None) if own is None else (own.text, own.spoiler)

    async def submitted(sent: Interaction, written: str, mark: Spoiler | None) -> None:
        draft = Draft(written, sent.user.display_name, mark, shown)
        async with respond.in_time(sent, private=True, redrawing=over):
            if clean(written):
                view = await _kept(sent, film, draft, edited=own is not None)
            else:
                view = await _taken_out(sent, film)
        if over:
            await view.draw_over(sent)
            end_clicked(interaction)
        else:
            await respond.show(sent, view, private=True)

    if interaction.response.is_done():  # finding the film took long, and a form is a first answer or none
        await respond.show(interaction, form_offered(_name(film), WriteReviewButton(film.id, spoiler)), private=True)
        return
    label = plain_label(film.film.title, film.film.year)
    await interaction.response.send_modal(ReviewModal(label, text, spoiler or shown, submitted))


async def _kept(sent: Interaction, film: StoredFilm, draft: Draft, *, edited: bool) -> TimedView:
    """Write a review and return what its writer is shown once it is on disk."""
    bot, guild_id, member_id = sent.client, _server_of(sent), sent.user.id
    film = await load_film(sent, film.id)  # it may have been merged into another since the form was opened
    review = await bot.reviews.write(film.id, draft, guild_id=guild_id, member_id=member_id)
    if review is None:
        raise UserError(_FILM_GONE)

    async def share(click: Interaction) -> None:
        if not (await click.client.club_settings.get(guild_id=guild_id)).share_reviews:
            raise UserError("Reviews are not posted in this server. Members find yours with /reviews.")
        own = await click.client.reviews.own(film.id, guild_id=guild_id, member_id=member_id)
        if own is None:
            raise UserError(_REVIEW_GONE)
        posted = await _shared(click, own)
        await saved.shared(click)
        await respond.show(click, posted)

    async def edit(click: Interaction) -> None:
        await write_review(click, await load_film(click, film.id), over=True)

    async def delete(click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            view = await _taken_out(click, film)
        await view.draw_over(click)

    settings = (await reader_of(sent, private=True)).settings
    said = saved_words(review, settings.scale, edited=edited)
    saved = SavedReview(sent, said, share=share if settings.share_reviews else None, edit=edit, delete=delete)
    return saved


async def _taken_out(click: Interaction, film: StoredFilm) -> TimedView:
    """Take a member's review out and return what they are shown, which can bring it back.

    Raises:
        UserError: there was none.
    """
    guild_id, member_id = _server_of(click), click.user.id
    removed = await click.client.reviews.remove(film.id, guild_id=guild_id, member_id=member_id)
    if removed is None:
        raise UserError("There is nothing in it, so nothing is saved." if click.type is _FORM else _REVIEW_GONE)

    async def undo(again: Interaction) -> str:
        await load_film(again, film.id)
        if not await again.client.reviews.restore(removed, guild_id=guild_id, member_id=member_id):
            raise UserError("You have written another review of that film since, so that one stays.")
        return f"Undone: your review of **{_name(film)}** is back, with the votes on it."

    return Undoable(click, f"Your review of **{_name(film)}** is taken out.", undo)


async def _shared(interaction: Interaction, review: StoredReview) -> ui.LayoutView:
    """Return a member's review as everyone in the channel sees it."""
    reader = await reader_of(interaction, private=False)
    bars = reader.sees_bars(review.film_id, review.spoiler)
    buttons = [ReadReviewButton(review.id), WriteReviewButton(review.film_id)]
    pages = await asyncio.to_thread(review_pages, review.text, SHARED_PAGE, bars=True)
    return shared_review(review, pages, reader.settings.scale, bars=bars, buttons=buttons)


def _name(film: StoredFilm) -> str:
    return film_name(film.film.title, film.film.year, _TITLE)


def _server_of(interaction: Interaction) -> int:
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Reviews are written in servers that have added me.")
    return guild_id
