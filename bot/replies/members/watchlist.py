"""Putting films on the member's own watchlist and taking them off, by a command or the button on a film's card."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.scores import score_phrase
from bot.club.watchlist import Added
from bot.errors import UserError
from bot.replies.films.question import load_film
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.films.film_card import film_name, plain_label
from bot.ui.undoable import Undo, Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_GONE = "That film is no longer in the catalogue."


class WatchlistButton(ui.DynamicItem[ui.Button[Any]], template=r"film:v1:watchlist:(?P<film>\d{1,18})"):
    """Puts a film on the watchlist of whoever clicks, or takes it off where it is on it."""

    def __init__(self, film_id: int) -> None:
        super().__init__(ui.Button(label="Watchlist", custom_id=f"film:v1:watchlist:{film_id}"))
        self._film_id = film_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["film"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Put the film on the list, or take it off."""
        async with respond.told(interaction, "a click on Watchlist"):
            await _toggle(interaction, self._film_id)


async def add_film(interaction: Interaction, film: StoredFilm) -> None:
    """Put a film on the member's watchlist, and tell them once that is on disk.

    Raises:
        UserError: it is on it already, the list is full, the film is gone, or this server has not added the bot.
    """
    guild_id = server_of(interaction)
    async with respond.in_time(interaction, private=True):
        added = await interaction.client.watchlist.add(film.id, guild_id=guild_id, member_id=interaction.user.id)
    if added is None:
        raise UserError(_GONE)
    if not added.is_new:
        raise UserError(f"{plain_label(film.film.title, film.film.year)} is on your watchlist already.")
    await _tell_added(interaction, film, added)


async def remove_film(interaction: Interaction, film: StoredFilm) -> None:
    """Take a film off the member's watchlist, and tell them once that is on disk.

    Raises:
        UserError: it is not on it, or this server has not added the bot.
    """
    guild_id = server_of(interaction)
    async with respond.in_time(interaction, private=True):
        added_at = await interaction.client.watchlist.remove(film.id, guild_id=guild_id, member_id=interaction.user.id)
    if added_at is None:
        raise UserError(f"{plain_label(film.film.title, film.film.year)} is not on your watchlist.")
    await _tell_taken_off(interaction, film, added_at)


async def offer_listed(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the films of the member's watchlist whose title holds what is typed."""
    bot, guild_id = interaction.client, scope_of(interaction)
    found = await bot.watchlist.matching(typed, guild_id=guild_id, member_id=interaction.user.id, limit=theme.CHOICES)
    films = await bot.films.summaries(found, guild_id=guild_id)
    return respond.choices(dict.fromkeys(plain_label(film.title, film.year) for film in films))


def server_of(interaction: Interaction) -> int:
    """Return the server whose watchlists are meant.

    Raises:
        UserError: it has not added the bot, or the member is in direct messages.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Watchlists are kept in servers that have added me.")
    return guild_id


async def _toggle(interaction: Interaction, film_id: int) -> None:
    guild_id = server_of(interaction)
    async with respond.in_time(interaction, private=True):
        film = await load_film(interaction, film_id)
        changed = await interaction.client.watchlist.toggle(film.id, guild_id=guild_id, member_id=interaction.user.id)
    if changed is None:
        raise UserError(_GONE)
    if isinstance(changed, Added):
        await _tell_added(interaction, film, changed)
    else:
        await _tell_taken_off(interaction, film, changed.added_at)


async def _tell_added(interaction: Interaction, film: StoredFilm, added: Added) -> None:
    name = film_name(film.film.title, film.film.year, _TITLE)

    async def undo(click: Interaction) -> str:
        await click.client.watchlist.remove(film.id, guild_id=scope_of(click), member_id=click.user.id)
        return f"Undone: **{name}** is not on your watchlist."

    more = "It leaves the list when you rate it."
    if added.score is not None:
        scale = (await interaction.client.club_settings.get(guild_id=scope_of(interaction))).scale
        more = f"You have rated it already: {score_phrase(added.score, scale)}."
    await _show(interaction, f"**{name}** is on your watchlist.\n-# {more}", undo)


async def _tell_taken_off(interaction: Interaction, film: StoredFilm, added_at: str) -> None:
    name = film_name(film.film.title, film.film.year, _TITLE)

    async def undo(click: Interaction) -> str:
        who = {"guild_id": scope_of(click), "member_id": click.user.id}
        await click.client.watchlist.put_back(film.id, added_at, **who)
        return f"Undone: **{name}** is on your watchlist."

    await _show(interaction, f"**{name}** is off your watchlist.", undo)


async def _show(interaction: Interaction, said: str, undo: Undo) -> None:
    await respond.show(interaction, Undoable(interaction, said, undo), private=True)
