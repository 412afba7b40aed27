"""What was just done, with a button that takes it back."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from discord import ui

from bot.ui import respond, theme
from bot.ui.press import Press
from bot.ui.timed import TimedView, end_clicked

Undo = Callable[[respond.Interaction], Awaitable[str]]
"""Takes back what was done, and returns in markdown how things are then; it does not answer the click."""


class Undoable(TimedView):
    """A short text in markdown that says what a member did, over *Undo*; once undone, what that came to.

    `beside` are buttons that follow *Undo*, which must outlive the view.
    """

    refusal = "Only the member who did this can undo it."

    def __init__(self, asker: respond.Interaction, said: str, undo: Undo, beside: Sequence[ui.Item[Any]] = ()) -> None:
        super().__init__(asker)
        self._undo = undo
        card: ui.Container[Any] = ui.Container(ui.TextDisplay(said), accent_colour=theme.CARD)
        card.add_item(ui.ActionRow(Press("Undo", self._take_back), *beside))
        self.add_item(card)

    async def _take_back(self, interaction: respond.Interaction) -> None:
        async with respond.in_time(interaction, redrawing=True):
            said = await self._undo(interaction)
        await respond.redraw(interaction, respond.notice(said))
        end_clicked(interaction)
