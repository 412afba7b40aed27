"""How a film was rated in a server: the picture and the same numbers in words, beside what others think of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.club.figures import Figures, FilmRatings
from bot.club.scores import HIGHEST, LOWEST, Scale, mean_number, mean_phrase, score_label, score_phrase
from bot.ui import facts, theme
from bot.ui.films.film_card import film_name

_TITLE = 220
_DOT = " · "


@dataclass(frozen=True, slots=True)
class ShownRatings:
    """A film's ratings under the circumstances they are shown in.

    Only how many there are is told where they are `held_back`, which a `sealed` poll may be the reason for; the asker's
    own score is told in private alone.
    """

    film: StoredFilm
    ratings: FilmRatings
    scale: Scale
    held_back: bool
    private: bool
    sealed: bool = False


def ratings_card(
    shown: ShownRatings, picture: discord.File | None, buttons: Sequence[ui.Item[Any]] = ()
) -> ui.LayoutView:
    """Return the card; `picture` brings its own alt text, and all `buttons` must outlive the view."""
    film = shown.film.film
    heading = f"## {film_name(film.title, film.year, _TITLE)}\n-# As rated in this server"
    card: ui.Container[Any] = ui.Container(ui.TextDisplay(heading), accent_colour=theme.CARD)
    if picture is not None:
        gallery: ui.MediaGallery[Any] = ui.MediaGallery()
        gallery.add_item(media=picture, description=picture.description)
        card.add_item(gallery)
    card.add_item(ui.TextDisplay("\n".join(_club(shown))))
    if others := "\n".join(_others(shown)):
        card.add_item(ui.Separator())
        card.add_item(ui.TextDisplay(others))
    if buttons:
        card.add_item(ui.ActionRow(*buttons))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view


def _club(shown: ShownRatings) -> Iterator[str]:
    given, scale = shown.ratings.figures, shown.scale
    if given is None:
        if shown.private and shown.ratings.own is not None:  # a hidden member's, which does not count
            yield "Nobody else has rated it yet that could be shown here."
        else:
            yield "Nobody here has rated it yet. Yours would be the first."
        return
    count = f"**{facts.count(given.count, 'rating')}**"
    if shown.sealed:
        yield count
        yield "-# A sealed poll of it is open. Its scores are told when that closes."
        return
    if shown.held_back:
        yield count
        yield "-# This server keeps its scores back until you have rated a film; *Club score* then tells you."
        return
    yield _DOT.join((count, *_figures(given, scale)))
    yield f"-# {_DOT.join(_distribution(given, scale))}"


def _figures(given: Figures, scale: Scale) -> Iterator[str]:
    yield f"mean **{mean_phrase(given.mean, scale)}**"
    yield f"median {mean_number(given.median, scale)}"
    if given.spread is not None:
        yield f"spread {mean_number(given.spread, scale)}"


def _distribution(given: Figures, scale: Scale) -> Iterator[str]:
    """Return how often each score was given that was given at all, the highest first."""
    for score in range(HIGHEST, LOWEST - 1, -1):
        if count := given.counts[score - LOWEST]:
            yield f"{score_label(score, scale)} ×\u202f{count:,}"


def _others(shown: ShownRatings) -> Iterator[str]:
    film, ratings = shown.film.film, shown.ratings
    if shown.private and ratings.own is not None:
        yield f"**You**  {score_phrase(ratings.own, shown.scale)}"
    if film.score is not None:
        votes = "" if film.votes is None else f" from {facts.count(film.votes, 'vote')}"
        yield f"**Source**  {facts.score(film.score)}{votes}"
    if ratings.reviewers_mean is not None:
        reviews = facts.count(ratings.reviewers, "review with a score", "reviews with a score")
        yield f"**Reviewers**  {facts.score(ratings.reviewers_mean)} from {reviews}"
