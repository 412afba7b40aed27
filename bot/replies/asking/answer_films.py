"""What opens the card of a film that an answer names, for any member and after every restart: a button or a select."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.stored import FilmSummary
from bot.client import Marquee
from bot.replies.films.films import show_alone
from bot.ui import respond, theme
from bot.ui.films.film_card import film_option

Interaction = discord.Interaction[Marquee]

_ID = "answer:v1:open"


class AnswerFilms(ui.DynamicItem[ui.Select[Any]], template=re.escape(_ID)):
    """Shows the card of the film that is picked to whoever picks it, in private."""

    def __init__(self, select: ui.Select[Any]) -> None:
        super().__init__(select)

    @classmethod
    def of(cls, films: Sequence[FilmSummary]) -> Self:
        """Return the select of an answer's films."""
        options = [film_option(film) for film in films[: theme.SELECT_OPTIONS]]
        return cls(ui.Select(custom_id=_ID, placeholder="Open a film’s card", options=options))

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], __: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the select that was used."""
        assert isinstance(item, ui.Select)
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Show the film."""
        async with respond.told(interaction, "opening a film’s card"):
            await show_alone(interaction, int(self.item.values[0]))


class AnswerFilm(ui.DynamicItem[ui.Button[Any]], template=r"answer:v1:film:(?P<film>[0-9]{1,18})"):
    """Shows the card of the one film of an answer to whoever clicks, in private."""

    def __init__(self, film_id: int) -> None:
        super().__init__(ui.Button(label="Film card", custom_id=f"answer:v1:film:{film_id}"))
        self._film_id = film_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["film"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Show the film."""
        async with respond.told(interaction, "opening a film’s card"):
            await show_alone(interaction, self._film_id)


def films_opener(films: Sequence[FilmSummary]) -> AnswerFilms | AnswerFilm | None:
    """Return what opens the cards of an answer's films: a button for one, a select for more; None for none."""
    if not films:
        return None
    return AnswerFilm(films[0].id) if len(films) == 1 else AnswerFilms.of(films)
