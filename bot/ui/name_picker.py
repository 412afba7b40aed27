"""Choosing one name of several that fit what was typed equally well."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.reviews.reviewed import NameCount
from bot.ui import facts, respond, theme
from bot.ui.markup import inline, plain
from bot.ui.timed import TimedView

_TYPED = 120

PickedName = Callable[[respond.Interaction, str], Awaitable[None]]
"""What to do with the click and the name that was picked; it answers the click."""


class NamePicker(TimedView):
    """The question who is meant; `counted` says what the names are counted by, such as `review`."""

    refusal = "This question is for the member who asked."

    def __init__(
        self, asker: respond.Interaction, typed: str, names: Sequence[NameCount], counted: str, picked: PickedName
    ) -> None:
        super().__init__(asker)
        said = ui.TextDisplay[Any](f"### Whom do you mean by “{inline(typed, _TYPED)}”?")
        card: ui.Container[Any] = ui.Container(said, accent_colour=theme.CARD)
        card.add_item(ui.ActionRow(_NameSelect(names[: theme.SELECT_OPTIONS], counted, picked)))
        self.add_item(card)


class _NameSelect(ui.Select[Any]):
    def __init__(self, names: Sequence[NameCount], counted: str, picked: PickedName) -> None:
        super().__init__(
            placeholder="Pick the name",
            options=[
                discord.SelectOption(
                    label=plain(each.name, theme.OPTION_LABEL),
                    value=str(place),
                    description=facts.count(each.count, counted),
                )
                for place, each in enumerate(names)
            ],
        )
        self._names = names
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        await self._picked(interaction, self._names[int(self.values[0])].name)
