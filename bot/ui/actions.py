"""A text over buttons that do something with it, for the member who asked alone."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.ui import respond, theme
from bot.ui.timed import TimedView

Clicked = Callable[[respond.Interaction], Awaitable[None]]
"""What a button does with the click; it answers the click."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button and what it does."""

    label: str
    clicked: Clicked
    style: discord.ButtonStyle = discord.ButtonStyle.secondary


class ActionCard(TimedView):
    """A text in markdown, of at most `theme.VIEW_TEXT` units, over a select and buttons where there are any."""

    refusal = "This is for the member who asked. Run the command yourself to get your own."

    def __init__(
        self,
        asker: respond.Interaction,
        text: str,
        actions: Sequence[Action] = (),
        select: ui.Select[Any] | None = None,
    ) -> None:
        super().__init__(asker)
        card: ui.Container[Any] = ui.Container(ui.TextDisplay(text), accent_colour=theme.CARD)
        if select is not None:
            card.add_item(ui.ActionRow(select))
        if actions:
            card.add_item(ui.ActionRow(*(_ActionButton(action) for action in actions)))
        self.add_item(card)
        self.last()


class _ActionButton(ui.Button[Any]):
    def __init__(self, action: Action) -> None:
        super().__init__(label=action.label, style=action.style)
        self._clicked = action.clicked

    async def callback(self, interaction: respond.Interaction) -> None:
        await self._clicked(interaction)
