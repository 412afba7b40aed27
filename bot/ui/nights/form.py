"""What members fill in for a movie night: the title of a film, and which nomination they mean."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from discord import ui

from bot.club.nights.record import Entry
from bot.ui import respond, theme
from bot.ui.markup import plain
from bot.ui.nights.card import entry_option

_TITLE = 45
_LONGEST = 200
_OPEN = 6 * 3600.0  # seconds for which a form may be filled in; one that was closed is forgotten after them

Typed = Callable[[respond.Interaction, str], Awaitable[None]]
"""What to do with the sent form and the title in it; it answers the form."""

Picked = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the nomination that was picked; it answers the click."""


class TitleForm(ui.Modal):
    """Asks for the title of a film to nominate."""

    def __init__(self, night: str, typed: Typed) -> None:
        super().__init__(title=plain(f"Nominate for {night}" if night else "Nominate a film", _TITLE), timeout=_OPEN)
        self._typed = typed
        self._title: ui.TextInput[TitleForm] = ui.TextInput(max_length=_LONGEST, placeholder="The Cranes Are Flying")
        more = "Typing mistakes are forgiven; add the year where there are several."
        self.add_item(ui.Label(text="Which film?", description=more, component=self._title))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was typed."""
        await self._typed(interaction, self._title.value)

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong."""
        await respond.fail(interaction, error, "nominating a film")


class NominationSelect(ui.Select[Any]):
    """A select of nominations that are on a board."""

    def __init__(self, entries: Sequence[Entry], picked: Picked) -> None:
        options = [entry_option(entry) for entry in entries[: theme.SELECT_OPTIONS]]
        super().__init__(placeholder="Pick the film", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the nomination that was picked."""
        await self._picked(interaction, int(self.values[0]))
