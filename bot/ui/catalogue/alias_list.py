"""A server's own names for films, as a list from which one can be taken back."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.catalogue.film import label
from bot.ui import respond, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline, plain

_NAME = 100
_TITLE = 150
_HALF = 48


@dataclass(frozen=True, slots=True)
class AliasLine:
    """A name and the film that it finds."""

    name: str
    title: str
    year: int | None

    @property
    def text(self) -> str:
        """The pair in markdown."""
        return f"“{inline(self.name, _NAME)}” → **{film_name(self.title, self.year, _TITLE)}**"

    @property
    def choice(self) -> str:
        """The pair as a label, with room for both."""
        return f"{plain(self.name, _HALF)} → {plain(label(self.title, self.year), _HALF)}"


PickedAlias = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the place on the page of the name that was picked; it answers the click."""


class AliasSelect(ui.Select[Any]):
    """A select of the names on a page."""

    def __init__(self, lines: Sequence[AliasLine], picked: PickedAlias) -> None:
        options = [
            discord.SelectOption(label=line.choice, value=str(place))
            for place, line in enumerate(lines[: theme.SELECT_OPTIONS])
        ]
        super().__init__(placeholder="Take one back", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the name that was picked."""
        await self._picked(interaction, int(self.values[0]))
