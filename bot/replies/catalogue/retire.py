"""Answers that take a film out of sight, and bring one back."""

import re

import discord

from bot.catalogue.care.retiring import Retired
from bot.catalogue.film import label
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.managed import managed_server
from bot.replies.films.question import with_film
from bot.ui import respond, theme
from bot.ui.markup import inline, plain
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_NUMBERED = re.compile(r"(?P<film>\d{1,18}): ")


async def retire_film(interaction: Interaction, typed: str) -> None:
    """Take the film that is meant out of sight, with a button that brings it back."""

    async def retire(answering: Interaction, stored: StoredFilm) -> None:
        async with respond.in_time(answering, private=True):
            done = await _set(answering, stored.id, retired=True)
        await respond.show(answering, done, private=True)

    await with_film(interaction, typed, retire, private=True)


async def restore_film(interaction: Interaction, typed: str) -> None:
    """Bring back the film that was picked from those offered.

    Raises:
        UserError: none of them was picked, or there is none.
    """
    guild_id = managed_server(interaction)
    picked = _NUMBERED.match(typed.strip())
    if picked is None:
        if not await interaction.client.care.retired("", guild_id=guild_id, limit=1):
            raise UserError("No film of this server is out of sight, so there is none to bring back.")
        raise UserError("Pick one of the films that are offered while you type.")
    async with respond.in_time(interaction, private=True):
        done = await _set(interaction, int(picked["film"]), retired=False)
    await respond.show(interaction, done, private=True)


async def offer_retired(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the films that were taken out of sight, those first that hold what is typed."""
    care, guild_id = interaction.client.care, managed_server(interaction)
    found = await care.retired(typed, guild_id=guild_id, limit=theme.CHOICES)
    return respond.choices(_label(film) for film in found)


async def _set(interaction: Interaction, film_id: int, *, retired: bool) -> Undoable:
    said = await _put(interaction, film_id, retired=retired)

    async def undo(click: Interaction) -> str:
        return await _put(click, film_id, retired=not retired)

    return Undoable(interaction, said, undo)


async def _put(interaction: Interaction, film_id: int, *, retired: bool) -> str:
    guild_id = managed_server(interaction)
    bot = interaction.client
    name = await bot.care.set_retired(film_id, retired, guild_id=guild_id, member_id=interaction.user.id)
    await bot.index.refresh()
    if not retired:
        return f"**{inline(name, _TITLE)}** is in the catalogue again, with all that was said of it."
    return (
        f"**{inline(name, _TITLE)}** is out of sight. Ratings, reviews and all that was said of it wait with it.\n"
        "-# Later, `/catalogue restore` brings it back too."
    )


def _label(film: Retired) -> str:
    head = f"{film.id}: "
    return head + plain(label(film.title, film.year), theme.CHOICE_NAME - theme.units(head))
