"""Commands about one film: the film that was typed, or a private question which one is meant."""

from collections.abc import Awaitable, Callable

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.learning import note_pick
from bot.replies.films.option import find_film
from bot.scope import scope_of
from bot.ui import respond
from bot.ui.picker import FilmPicker
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]
Use = Callable[[Interaction, StoredFilm], Awaitable[None]]
"""What a command does with its film; it answers with a new message."""


async def with_film(interaction: Interaction, typed: str, use: Use, *, private: bool = False) -> None:
    """Let a command go on with the film that is meant, after asking where that is not clear.

    `private` says whether the command's answer will be.

    Raises:
        UserError: nothing was typed, or no film is near it.
    """
    async with respond.in_time(interaction, private=private):
        found = await find_film(interaction, typed)
    if found.film is not None:
        await use(interaction, found.film)
        return

    async def picked(click: Interaction, film_id: int) -> None:
        async with respond.in_time(click, redrawing=True):
            film = await load_film(click, film_id)
        await use(click, film)
        end_clicked(click)
        await respond.withdraw(interaction)
        await note_pick(click, typed, film_id)

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
