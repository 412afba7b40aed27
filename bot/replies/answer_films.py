"""The select below an answer that opens the card of a film it names, for any member and after every restart."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.catalogue.stored import FilmSummary
from bot.client import Marquee
from bot.replies.films import show_alone
from bot.ui import respond, theme
from bot.ui.film_card import film_option

Interaction = discord.Interaction[Marquee]

_ID = "answer:v1:open"


class AnswerFilms(ui.DynamicItem[ui.Select[Any]], template=re.escape(_ID)):
    """Shows the card of the film that is picked to whoever picks it, in private."""

    def __init__(self, select: ui.Select[Any]) -> None:
        super().__init__(select)

    @classmethod
    def of(cls, films: Sequence[FilmSummary]) -> Self | None:
        """Return the select of an answer's films; None where it names none."""
        options = [film_option(film) for film in films[: theme.SELECT_OPTIONS]]
        return cls(ui.Select(custom_id=_ID, placeholder="Open a film’s card", options=options)) if options else None

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], __: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the select that was used."""
        assert isinstance(item, ui.Select)
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Show the film."""
        async with respond.told(interaction, "opening a film’s card"):
            await show_alone(interaction, int(self.item.values[0]))
