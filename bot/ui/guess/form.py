"""The form in which a member types a guess."""

from collections.abc import Awaitable, Callable
from typing import Any

from discord import ui

from bot.ui import respond

LONGEST = 200
"""Characters of a guess that the form takes."""

_OPEN = 15 * 60.0  # seconds for which a form may be written in; one that was closed is forgotten after them

Submitted = Callable[[Any, str], Awaitable[None]]
"""What to do with the sent form and what was typed; it answers the form."""


class GuessForm(ui.Modal):
    """One field for a title."""

    def __init__(self, number: int, rounds: int, submitted: Submitted) -> None:
        super().__init__(title=f"Guess the film · {number} of {rounds}", timeout=_OPEN)
        self._submitted = submitted
        self._title: ui.TextInput[GuessForm] = ui.TextInput(max_length=LONGEST, placeholder="The title, or most of it")
        self.add_item(
            ui.Label(text="Which film is it?", description="Typing mistakes are forgiven.", component=self._title)
        )

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was typed."""
        await self._submitted(interaction, self._title.value)

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong."""
        await respond.fail(interaction, error, "guessing a film")
