"""Answers that list a film's reviews in pages."""

from dataclasses import dataclass

import discord

from bot.catalogue.reviews.reviewed import Mark, ReviewFilter, ReviewSort
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.question import load_film
from bot.replies.reviews.reviews import draw_reviews
from bot.replies.reviews.writing import WriteReviewButton
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import block
from bot.ui.pages import PageContent, Pages

Interaction = discord.Interaction[Marquee]

_TITLE = 150

_SORTED: dict[ReviewSort, str] = {
    "newest": "newest first",
    "highest": "highest score first",
    "lowest": "lowest score first",
    "longest": "longest first",
    "agreed": "most agreed with first",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member asks of a film's reviews; reviews with a mark in `without` are left out."""

    reviewer: str | None = None
    sort: ReviewSort = "newest"
    without: frozenset[Mark] = frozenset()


class _NoneYetError(UserError):
    """Nobody has reviewed a film."""


async def show_reviews(interaction: Interaction, film: StoredFilm, wanted: Wanted, *, private: bool) -> None:
    """Page through a film's reviews.

    Where there are none it is said in private; who may write the first one is handed the form for it.

    Raises:
        UserError: none is as wanted, or no reviewer has a name like the one wanted.
    """
    title = film_name(film.film.title, film.film.year, _TITLE)
    writing = [] if scope_of(interaction) == SHARED else [WriteReviewButton(film.id)]
    asked = ReviewFilter(film.id, wanted.reviewer, wanted.sort, wanted.without)

    async def page(number: int) -> PageContent:
        found = await draw_reviews(interaction, asked, number, names_film=False, private=private)
        if found.total == 0:
            raise _none_fit(await load_film(interaction, film.id), wanted)
        heading = f"## {title}\n-# {facts.count(found.total, 'review')}, {_SORTED[wanted.sort]}"
        return PageContent(heading, found.entries, found.pages, found.selects, writing if private else [])

    pages = Pages(interaction, page)
    try:
        async with respond.in_time(interaction, private=private):
            await pages.open()
    except _NoneYetError as none:
        said = respond.notice(block(str(none), theme.VIEW_TEXT // 2), theme.CARD, writing)
        await respond.show(interaction, said, private=True)
        return
    await respond.show(interaction, pages, private=private)


def _none_fit(film: StoredFilm, wanted: Wanted) -> UserError:
    """Return why no review of a film is listed."""
    name = film.film.title
    if wanted.reviewer is not None:
        return UserError(f"“{wanted.reviewer}” has not reviewed {name}, or not in a way that fits.")
    if wanted.without and film.review_count:
        return UserError(f"None of the reviews of {name} is marked as you wish. Without that option you see them all.")
    return _NoneYetError(f"Nobody has reviewed {name} yet.")
