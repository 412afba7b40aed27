"""A button that does one thing."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.ui import respond

Clicked = Callable[[respond.Interaction], Awaitable[Any]]
"""What a button does with the click; it answers the click."""


class Press(ui.Button[Any]):
    """A button that does one thing, for as long as the view lives in which it stands."""

    def __init__(
        self,
        label: str,
        clicked: Clicked,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> None:
        super().__init__(label=label, style=style, disabled=disabled)
        self._clicked = clicked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Do it."""
        await self._clicked(interaction)
