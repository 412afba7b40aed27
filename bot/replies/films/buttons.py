"""The buttons of a film's card, which work for every member and after every restart."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.replies.films.question import load_film
from bot.replies.members.watchlist import WatchlistButton
from bot.replies.ratings.club_score import ClubLine, ClubScoreButton
from bot.replies.ratings.rate_button import RateButton
from bot.replies.reviews.list import Wanted, show_reviews
from bot.scope import SHARED, scope_of
from bot.ui import respond

Interaction = discord.Interaction[Marquee]


class ReviewsButton(ui.DynamicItem[ui.Button[Any]], template=r"film:v1:reviews:(?P<film>\d{1,18})"):
    """Shows a film's reviews to whoever clicks, in private."""

    def __init__(self, film_id: int) -> None:
        super().__init__(ui.Button(label="Reviews", custom_id=f"film:v1:reviews:{film_id}"))
        self._film_id = film_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["film"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Show the reviews."""
        async with respond.told(interaction, "a click on Reviews"):
            film = await load_film(interaction, self._film_id)
            await show_reviews(interaction, film, Wanted(), private=True)


def film_buttons(interaction: Interaction, film: StoredFilm, club: ClubLine) -> list[ui.Item[Any]]:
    """Return the buttons that stand on a film's card; outside servers none of those that write."""
    return buttons_in(scope_of(interaction), film, club)


def buttons_in(guild_id: int, film: StoredFilm, club: ClubLine) -> list[ui.Item[Any]]:
    """Return the buttons of `film_buttons` for a card that no member asked for."""
    reviews = [ReviewsButton(film.id)] if film.review_count else []
    if guild_id == SHARED:
        return [*reviews]
    revealing = [ClubScoreButton(film.id)] if club.held_back else []
    return [RateButton(film.id), *reviews, WatchlistButton(film.id), *revealing]
