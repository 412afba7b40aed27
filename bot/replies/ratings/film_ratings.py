"""Answers that tell how a film was rated in a server."""

from typing import Any

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.buttons import ReviewsButton
from bot.replies.pictures import histogram_file
from bot.replies.ratings.club_score import ClubScoreButton, held_back
from bot.replies.ratings.rate_button import RateButton
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.ratings.ratings_card import ShownRatings, ratings_card

Interaction = discord.Interaction[Marquee]


async def show_ratings(interaction: Interaction, film: StoredFilm, *, private: bool) -> None:
    """Show the ratings of a film as a picture and in words, or only how many there are where a server holds them back.

    Raises:
        UserError: this server has not added the bot.
    """
    bot, guild_id = interaction.client, scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Ratings are kept in servers that have added me.")
    async with respond.in_time(interaction, private=private):
        ratings = await bot.rankings.of_film(film.id, guild_id=guild_id, member_id=interaction.user.id)
        settings = await bot.club_settings.get(guild_id=guild_id)
        why = None if ratings.figures is None else await held_back(interaction, film.id, private=private)
        shown = ShownRatings(film, ratings, settings.scale, why is not None, private, sealed=why == "sealed")
        picture = None
        if ratings.figures is not None and why is None:
            picture = await histogram_file(ratings.figures.counts, settings.scale)
    view = ratings_card(shown, picture, _buttons(film, revealing=why is not None))
    await respond.show(interaction, view, private=private, files=[picture] if picture else [])


def _buttons(film: StoredFilm, *, revealing: bool) -> list[ui.Item[Any]]:
    buttons: list[ui.Item[Any]] = [RateButton(film.id)]
    if revealing:
        buttons.append(ClubScoreButton(film.id))
    if film.review_count:
        buttons.append(ReviewsButton(film.id))
    return buttons
