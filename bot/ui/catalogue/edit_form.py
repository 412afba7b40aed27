"""Editing a film: which group of its fields, and the form in which they are written."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

import discord
from discord import ui

from bot.catalogue.care.edit_fields import GROUPS, LONGEST, Field, Group, is_too_long
from bot.ui import respond, theme
from bot.ui.actions import ChoiceSelect
from bot.ui.markup import plain
from bot.ui.reviews.modal import given_back

PickedGroup = Callable[[respond.Interaction, Group], Awaitable[None]]
"""What to do with the click and the group that was picked; it answers the click."""

Submitted = Callable[[respond.Interaction, Mapping[str, str]], Awaitable[None]]
"""What to do with the sent form and what stands in its fields, by their names; it answers the form."""

_TITLE = 45
_OPEN = 6 * 3600.0  # seconds for which a form may be written in; one that was closed is forgotten after them
_TOO_LONG = "Too long to be shown here: left empty, it stays as it is"


def group_select(picked: PickedGroup) -> ChoiceSelect[Group]:
    """Return a select of the groups of fields."""
    choices: dict[Group, tuple[str, str]] = {
        group: (group.capitalize(), plain(", ".join(field.label for field in fields), theme.OPTION_DESCRIPTION))
        for group, fields in GROUPS.items()
    }
    return ChoiceSelect("What do you want to edit?", choices, picked)


class EditModal(ui.Modal):
    """A group of a film's fields, filled in with `texts`: those they have, or what was typed before.

    Where a fault keeps what was sent from being taken, the editor gets it back.
    """

    def __init__(
        self, film_label: str, fields: Sequence[Field], texts: Mapping[str, str], submitted: Submitted
    ) -> None:
        super().__init__(title=plain(f"Edit {film_label}", _TITLE), timeout=_OPEN)
        self._submitted = submitted
        self._fields = fields
        self._inputs: dict[str, ui.TextInput[EditModal]] = {}
        for field in fields:
            text = texts[field.name]
            too_long = is_too_long(text)
            self._inputs[field.name] = ui.TextInput(
                style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
                default=None if too_long else text or None,
                required=False,
                max_length=LONGEST,
            )
            hint = _TOO_LONG if too_long else field.hint or None
            self.add_item(ui.Label(text=field.label, description=hint, component=self._inputs[field.name]))

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields, by their names."""
        return {name: entry.value for name, entry in self._inputs.items()}

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was written."""
        await self._submitted(interaction, self.typed)

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the editor what went wrong, and give them their text back."""
        await respond.fail(interaction, error, "editing a film")
        await _give_back(interaction, self._fields, self.typed)


async def _give_back(interaction: respond.Interaction, fields: Sequence[Field], typed: Mapping[str, str]) -> None:
    """Send what was typed back in private, as blocks that can be copied."""
    written = [f"{field.label}:\n{typed[field.name]}" for field in fields if typed.get(field.name)]
    with suppress(discord.HTTPException):
        for piece in given_back("\n\n".join(written)) if written else ():
            await respond.show(interaction, respond.notice(piece), private=True)
