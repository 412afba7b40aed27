"""Answers that show a film: its card, the question which film is meant, and what a pick from either does."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.film_option import Found, remember_lookup
from bot.scope import scope_of
from bot.ui import respond
from bot.ui.picker import FilmPicker, FilmView
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]


async def answer_with(interaction: Interaction, typed: str, found: Found, *, private: bool) -> None:
    """Show the film that was found, or ask in private which one is meant."""
    if found.film is not None:
        await _show(interaction, found.film, found.candidates, private=private)
        return
    picked = partial(_show_picked, question=interaction, candidates=found.candidates, private=private)
    await respond.show(interaction, FilmPicker(interaction, typed, found.candidates, picked), private=True)


async def load_film(interaction: Interaction, film_id: int) -> StoredFilm:
    """Return a film by its id.

    Raises:
        UserError: it has been taken out since its button or option was shown.
    """
    film = await interaction.client.films.get(film_id, guild_id=scope_of(interaction))
    if film is None:
        raise UserError("That film is no longer in the catalogue.")
    return film


async def show_alone(interaction: Interaction, film_id: int) -> None:
    """Show one member a film that they picked from a list."""
    film = await load_film(interaction, film_id)
    await _show(interaction, film, (), private=True)


async def _show(
    interaction: Interaction, film: StoredFilm, candidates: Sequence[FilmSummary], *, private: bool
) -> None:
    await respond.show(interaction, _view(interaction, film, candidates), private=private)
    if not private:
        await remember_lookup(interaction, film)


async def _show_picked(
    click: Interaction,
    film_id: int,
    *,
    question: Interaction,
    candidates: Sequence[FilmSummary],
    private: bool,
) -> None:
    """Put the picked film's card in the question's place, or post it for all and take the question away."""
    film = await load_film(click, film_id)
    if private:
        await _view(click, film, candidates).draw_over(click)
        return
    await _show(click, film, candidates, private=False)
    end_clicked(click)
    await respond.withdraw(question)


async def _swap(click: Interaction, film_id: int, *, candidates: Sequence[FilmSummary]) -> None:
    """Put another of the candidates in the place of the card that is shown."""
    film = await load_film(click, film_id)
    await _view(click, film, candidates).draw_over(click)


def _view(asker: Interaction, film: StoredFilm, candidates: Sequence[FilmSummary]) -> FilmView:
    others = [candidate for candidate in candidates if candidate.id != film.id]
    return FilmView(asker, film, others, partial(_swap, candidates=candidates))
