"""Answers that show a film: its card, the question which film is meant, and what a pick from either does."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.client import Marquee
from bot.replies.films.buttons import film_buttons
from bot.replies.films.learning import note_pick
from bot.replies.films.option import find_film, remember_lookup
from bot.replies.films.question import load_film
from bot.replies.ratings.club_score import club_line
from bot.ui import respond
from bot.ui.picker import FilmPicker, FilmView, Picked
from bot.ui.press import Clicked
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]


async def answer_with(interaction: Interaction, typed: str, *, private: bool) -> None:
    """Show the film that is meant by what was typed, or ask in private which one is.

    Raises:
        UserError: nothing was typed, or no film is near it.
    """
    view = None
    async with respond.in_time(interaction, private=private):
        found = await find_film(interaction, typed)
        if found.film is not None:
            view = await _view(interaction, found.film, found.candidates, typed=typed, private=private)
    if found.film is None or view is None:
        picked = partial(_show_picked, question=interaction, typed=typed, candidates=found.candidates, private=private)
        await respond.show(interaction, FilmPicker(interaction, typed, found.candidates, picked), private=True)
        return
    await _show(interaction, found.film, view, private=private)


async def show_alone(interaction: Interaction, film_id: int) -> None:
    """Show one member a film that they picked from a list."""
    film, view = await _picked(interaction, film_id, (), private=True)
    await _show(interaction, film, view, private=True)


async def card_of(
    asker: Interaction,
    film: StoredFilm,
    others: Sequence[FilmSummary] = (),
    swap: Picked | None = None,
    *,
    another: Clicked | None = None,
    private: bool,
) -> FilmView:
    """Return a film's card with its buttons, a select of others and a button for another where these are given.

    `private` says that the asker alone will see it.
    """
    club = await club_line(asker, film.id, private=private)
    buttons = film_buttons(asker, film, club)
    return FilmView(asker, film, others, swap, another=another, buttons=buttons, club=club.text)


async def _show(interaction: Interaction, film: StoredFilm, view: FilmView, *, private: bool) -> None:
    await respond.show(interaction, view, private=private)
    if not private:
        await remember_lookup(interaction, film)


async def _picked(
    click: Interaction, film_id: int, candidates: Sequence[FilmSummary], *, typed: str | None = None, private: bool
) -> tuple[StoredFilm, FilmView]:
    """Return the film that was picked and its card, and let Discord wait where that takes long."""
    async with respond.in_time(click, redrawing=True):
        film = await load_film(click, film_id)
        return film, await _view(click, film, candidates, typed=typed, private=private)


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
    film, view = await _picked(click, film_id, candidates, private=private)
    if private:
        await view.draw_over(click)
    else:
        await _show(click, film, view, private=False)
        end_clicked(click)
        await respond.withdraw(question)
    await note_pick(click, typed, film_id)


async def _swap(
    click: Interaction, film_id: int, *, candidates: Sequence[FilmSummary], typed: str | None, private: bool
) -> None:
    """Put another of the candidates in the place of the card that is shown."""
    _, view = await _picked(click, film_id, candidates, private=private)
    await view.draw_over(click)
    if typed is not None:
        await note_pick(click, typed, film_id)


async def _view(
    asker: Interaction,
    film: StoredFilm,
    candidates: Sequence[FilmSummary],
    *,
    typed: str | None = None,
    private: bool,
) -> FilmView:
    """Return a film's card over a select of the others; only the first pick from it says what `typed` meant."""
    others = [candidate for candidate in candidates if candidate.id != film.id]
    swap = partial(_swap, candidates=candidates, typed=typed, private=private)
    return await card_of(asker, film, others, swap, private=private)
