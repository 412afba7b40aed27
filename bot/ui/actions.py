"""A text over buttons that do something with it, for the member who asked alone."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import discord
from discord import ui

from bot.ui import respond, theme
from bot.ui.press import Press
from bot.ui.timed import TimedView


class ActionCard(TimedView):
    """A text in markdown, of at most `theme.VIEW_TEXT` units, over a select and buttons where there are any."""

    refusal = "This is for the member who asked. Run the command yourself to get your own."

    def __init__(
        self,
        asker: respond.Interaction,
        text: str,
        buttons: Sequence[Press] = (),
        select: ui.Select[Any] | None = None,
    ) -> None:
        super().__init__(asker)
        card: ui.Container[Any] = ui.Container(ui.TextDisplay(text), accent_colour=theme.CARD)
        if select is not None:
            card.add_item(ui.ActionRow(select))
        if buttons:
            card.add_item(ui.ActionRow(*buttons))
        self.add_item(card)
        self.last()


_Key = TypeVar("_Key", bound=str)


class ChoiceSelect(ui.Select[Any], Generic[_Key]):
    """A select of up to 25 choices by their keys, each with a label and a description."""

    def __init__(
        self,
        placeholder: str,
        choices: Mapping[_Key, tuple[str, str]],
        picked: Callable[[respond.Interaction, _Key], Awaitable[None]],
    ) -> None:
        options = [
            discord.SelectOption(label=label, value=key, description=description)
            for key, (label, description) in choices.items()
        ]
        super().__init__(placeholder=placeholder, options=options)
        self._keys = {str(key): key for key in choices}
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the key that was picked."""
        await self._picked(interaction, self._keys[self.values[0]])
