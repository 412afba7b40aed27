"""The *Rate* button of a film's card, and the question it asks."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.ratings import Standing
from bot.club.scores import HIGHEST, LOWEST, score_phrase
from bot.replies.films.question import load_film
from bot.replies.ratings.ratings import Asked, rate_in_place, server_of
from bot.ui import respond
from bot.ui.films.film_card import film_name
from bot.ui.ratings.score_question import ScoreQuestion

Interaction = discord.Interaction[Marquee]

_TITLE = 150


class RateButton(ui.DynamicItem[ui.Button[Any]], template=r"film:v1:rate:(?P<film>\d{1,18})"):
    """Asks whoever clicks for their score, in private."""

    def __init__(self, film_id: int) -> None:
        super().__init__(ui.Button(label="Rate", custom_id=f"film:v1:rate:{film_id}"))
        self._film_id = film_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["film"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Ask for a score."""
        async with respond.told(interaction, "a click on Rate"):
            guild_id, member_id = server_of(interaction), interaction.user.id
            async with respond.in_time(interaction, private=True):
                film = await load_film(interaction, self._film_id)
                found = await interaction.client.ratings.standing(film.id, guild_id=guild_id, member_id=member_id)
            await respond.show(interaction, _question(interaction, film, found), private=True)


def _question(interaction: Interaction, film: StoredFilm, found: Standing) -> ScoreQuestion:
    scale = found.settings.scale
    scores = {score: score_phrase(score, scale) for score in range(HIGHEST, LOWEST - 1, -1)}
    given = None if found.own is None else found.own.score
    said = "You have not rated it yet." if given is None else f"You gave it {scores[given]}."

    async def picked(click: Interaction, score: int) -> None:
        await rate_in_place(click, film, Asked(score, scale))

    name = film_name(film.film.title, film.film.year, _TITLE)
    return ScoreQuestion(interaction, f"**{name}**\n-# {said}", scores, given, picked)
