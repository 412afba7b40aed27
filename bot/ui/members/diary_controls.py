"""Controls below a diary: which entry to correct, and the form in which that is done."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal, cast

import discord
from discord import ui

from bot.club.watched import Entry
from bot.ui import respond, theme
from bot.ui.members.diary_card import entry_label

Kind = Literal["first", "rewatch", "erase"]
"""What a corrected entry is to be: a first watch, a rewatch, or gone."""

Corrected = Callable[[respond.Interaction, str, Kind], Awaitable[None]]
"""What to do with the sent form, the day as it was typed, and the choice; it answers the form."""

PickedEntry = Callable[[respond.Interaction, Entry], Awaitable[None]]
"""What to do with the click and the entry that was picked; it answers the click."""

_KINDS: dict[Kind, str] = {
    "first": "The first time",
    "rewatch": "A rewatch",
    "erase": "Nothing: take it out of the diary",
}
_LONGEST_DAY = 40


class EntrySelect(ui.Select[Any]):
    """A select of the entries on a page."""

    def __init__(self, entries: Sequence[Entry], picked: PickedEntry) -> None:
        super().__init__(
            placeholder="Correct or take out an entry",
            options=[
                discord.SelectOption(label=entry_label(entry), value=str(entry.watch.id))
                for entry in entries[: theme.SELECT_OPTIONS]
            ],
        )
        self._entries = {str(entry.watch.id): entry for entry in entries}
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the entry that was picked."""
        await self._picked(interaction, self._entries[self.values[0]])


class EntryModal(ui.Modal):
    """A field for the day and a select for what kind of watch it was, both filled in with what is written."""

    def __init__(self, entry: Entry, corrected: Corrected) -> None:
        super().__init__(title="Correct an entry")
        self._corrected = corrected
        self._day: ui.TextInput[EntryModal] = ui.TextInput(
            default=entry.watch.watched_on.isoformat(), max_length=_LONGEST_DAY
        )
        now: Kind = "rewatch" if entry.watch.rewatch else "first"
        self._kind: ui.Select[EntryModal] = ui.Select(
            options=[
                discord.SelectOption(label=label, value=kind, default=kind == now) for kind, label in _KINDS.items()
            ]
        )
        self.add_item(ui.Label(text="The day", description=entry_label(entry), component=self._day))
        self.add_item(ui.Label(text="It was …", component=self._kind))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was written."""
        await self._corrected(interaction, self._day.value, cast("Kind", self._kind.values[0]))

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong."""
        await respond.fail(interaction, error, "correcting a diary")
