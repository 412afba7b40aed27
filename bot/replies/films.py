"""Answers that show a film: its card, the question which film is meant, and what a pick from either does."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.client import Marquee
from bot.replies.film_buttons import film_buttons
from bot.replies.film_option import Found, remember_lookup
from bot.replies.film_question import load_film
from bot.replies.learning import note_pick
from bot.ui import respond
from bot.ui.picker import Clicked, FilmPicker, FilmView
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]


async def answer_with(interaction: Interaction, typed: str, found: Found, *, private: bool) -> None:
    """Show the film that was found, or ask in private which one is meant."""
    if found.film is not None:
        await _show(interaction, found.film, found.candidates, typed=typed, private=private)
        return
    picked = partial(_show_picked, question=interaction, typed=typed, candidates=found.candidates, private=private)
    await respond.show(interaction, FilmPicker(interaction, typed, found.candidates, picked), private=True)


async def show_alone(interaction: Interaction, film_id: int) -> None:
    """Show one member a film that they picked from a list."""
    film = await _load_picked(interaction, film_id)
    await _show(interaction, film, (), private=True)


async def _load_picked(click: Interaction, film_id: int) -> StoredFilm:
    """Return the film that was picked, and let Discord wait where that takes long."""
    async with respond.in_time(click, redrawing=True):
        return await load_film(click, film_id)


def card_of(asker: Interaction, film: StoredFilm, *, another: Clicked | None = None) -> FilmView:
    """Return a film's card with its buttons, and one for another film where `another` is given."""
    return FilmView(asker, film, another=another, buttons=film_buttons(film))


async def _show(
    interaction: Interaction,
    film: StoredFilm,
    candidates: Sequence[FilmSummary],
    *,
    typed: str | None = None,
    private: bool,
) -> None:
    await respond.show(interaction, _view(interaction, film, candidates, typed), private=private)
    if not private:
        await remember_lookup(interaction, film)


async def _show_picked(
    click: Interaction,
    film_id: int,
    *,
    question: Interaction,
    typed: str,
    candidates: Sequence[FilmSummary],
    private: bool,
) -> None:
    """Put the picked film's card in the question's place, or post it for all and take the question away."""
    film = await _load_picked(click, film_id)
    if private:
        await _view(click, film, candidates).draw_over(click)
    else:
        await _show(click, film, candidates, private=False)
        end_clicked(click)
        await respond.withdraw(question)
    await note_pick(click, typed, film_id)


async def _swap(click: Interaction, film_id: int, *, candidates: Sequence[FilmSummary], typed: str | None) -> None:
    """Put another of the candidates in the place of the card that is shown."""
    film = await _load_picked(click, film_id)
    await _view(click, film, candidates).draw_over(click)
    if typed is not None:
        await note_pick(click, typed, film_id)


def _view(
    asker: Interaction, film: StoredFilm, candidates: Sequence[FilmSummary], typed: str | None = None
) -> FilmView:
    """Return a film's card over a select of the others; only the first pick from it says what `typed` meant."""
    others = [candidate for candidate in candidates if candidate.id != film.id]
    swap = partial(_swap, candidates=candidates, typed=typed)
    return FilmView(asker, film, others, swap, buttons=film_buttons(film))
