"""Answers to members who rate films: what was written, what it was before, and taking it back."""

from contextlib import suppress

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.ratings import Change
from bot.club.scores import HIGHEST, LOWEST, parse_score, score_phrase, stars
from bot.errors import UserError
from bot.replies.film_question import load_film
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.film_card import film_name, plain_label
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_GONE = "That film is no longer in the catalogue."


async def offer_scores(_: Interaction, typed: str) -> list[respond.Choice]:
    """Return every score, the one that is meant by what is typed before the others."""
    offered = list(range(HIGHEST, LOWEST - 1, -1))
    with suppress(UserError):  # what is typed may be no score yet
        offered.insert(0, parse_score(typed))
    return respond.choices(dict.fromkeys(stars(score) for score in offered))


async def rate(interaction: Interaction, film: StoredFilm, score: int) -> None:
    """Write a member's score, 1 to 10, of a film, and tell them once that is on disk.

    Raises:
        UserError: the film has been taken out meanwhile, or this server has not added the bot.
    """
    guild_id = _server_of(interaction)
    async with respond.in_time(interaction, private=True):
        change = await interaction.client.ratings.rate(film.id, score, guild_id=guild_id, member_id=interaction.user.id)
    if change is None:
        raise UserError(_GONE)
    name = film_name(film.film.title, film.film.year, _TITLE)
    if change.before is None:
        more = "In answers that only you see, its reviews now stand without spoiler bars."
    elif change.before.score == score:
        more = "As you did before."
    else:
        more = f"Before, you gave it {_shown(change.before.score)}."
    await _show(interaction, change, name, f"You gave **{name}** {_shown(score)}.\n-# {more}")


async def unrate(interaction: Interaction, film: StoredFilm) -> None:
    """Take a member's rating of a film out, and tell them once that is on disk.

    Raises:
        UserError: they have not rated it, or this server has not added the bot.
    """
    guild_id = _server_of(interaction)
    async with respond.in_time(interaction, private=True):
        change = await interaction.client.ratings.unrate(film.id, guild_id=guild_id, member_id=interaction.user.id)
    if change is None or change.before is None:
        raise UserError(f"You have not rated {plain_label(film.film.title, film.film.year)} here.")
    name = film_name(film.film.title, film.film.year, _TITLE)
    said = f"Your rating of **{name}** is taken out.\n-# It was {_shown(change.before.score)}."
    await _show(interaction, change, name, said)


async def _show(interaction: Interaction, change: Change, name: str, said: str) -> None:
    async def undo(click: Interaction) -> str:
        await load_film(click, change.film_id)
        undone = await click.client.ratings.undo(change, guild_id=scope_of(click), member_id=click.user.id)
        if not undone:
            raise UserError("You have changed that rating since, so it stays as it is.")
        if change.before is None:
            return f"Undone: you have no rating of **{name}**."
        return f"Undone: your rating of **{name}** is {_shown(change.before.score)} again."

    await respond.show(interaction, Undoable(interaction, said, undo), private=True)


def _server_of(interaction: Interaction) -> int:
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Films are rated in servers that have added me.")
    return guild_id


def _shown(score: int) -> str:
    """Return a score in stars and in numbers."""
    return score_phrase(score, "stars")
