"""A private card of settings: texts, each over the control that changes it, and what the last change came to."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.ui import respond, theme
from bot.ui.press import Press
from bot.ui.timed import TimedView

FIELD = 100
"""Characters of a field in a form."""

Worded = Callable[[respond.Interaction, Sequence[str]], Awaitable[None]]
"""What to do with the click and the values that were picked, or with a sent form and what is in it; it answers."""

Identified = Callable[[respond.Interaction, int | None], Awaitable[None]]
"""What to do with the click and the id of the channel or role that was picked, None for none; it answers the click."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text in markdown, and the controls below it: one select, or up to five buttons."""

    text: str
    controls: Sequence[ui.Item[Any]] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What the last change came to, in markdown, and a button that goes on with it."""

    text: str
    sound: bool = True
    go_on: Press | None = None


class SettingsCard(TimedView):
    """A card of settings, over a last row of buttons."""

    refusal = "These settings are open for the member who asked. Run the command yourself."

    def draw(self, heading: str, parts: Sequence[Part], last_row: Sequence[ui.Item[Any]], note: Note | None) -> None:
        """Draw the card as it stands; `heading` is markdown."""
        sound = note is None or note.sound
        card: ui.Container[Any] = ui.Container(accent_colour=theme.CARD if sound else theme.TROUBLE)
        card.add_item(ui.TextDisplay(heading if note is None else f"{heading}\n{'✓' if sound else '⚠'} {note.text}"))
        if note is not None and note.go_on is not None:
            card.add_item(ui.ActionRow(note.go_on))
        for part in parts:
            card.add_item(ui.Separator())
            card.add_item(ui.TextDisplay(part.text))
            if part.controls:
                card.add_item(ui.ActionRow(*part.controls))
        if last_row:
            card.add_item(ui.Separator())
            card.add_item(ui.ActionRow(*last_row))
        self.clear_items()
        self.add_item(card)


class WordSelect(ui.Select[Any]):
    """A select of words; `options` are labels by their values. With `several` any number of them may be picked."""

    def __init__(
        self, options: Mapping[str, str], chosen: Collection[str], picked: Worded, *, several: str | None = None
    ) -> None:
        super().__init__(
            placeholder=several,
            min_values=1 if several is None else 0,
            max_values=1 if several is None else len(options),
            options=[
                discord.SelectOption(label=label, value=value, default=value in chosen)
                for value, label in options.items()
            ],
        )
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on what was picked."""
        await self._picked(interaction, self.values)


class ChannelPick(ui.ChannelSelect[Any]):
    """A select of one channel, or none."""

    def __init__(
        self, kinds: Sequence[discord.ChannelType], chosen: int | None, placeholder: str, picked: Identified
    ) -> None:
        chosen_one = discord.SelectDefaultValueType.channel
        super().__init__(
            channel_types=[*kinds],
            placeholder=placeholder,
            min_values=0,
            max_values=1,
            default_values=[] if chosen is None else [discord.SelectDefaultValue(id=chosen, type=chosen_one)],
        )
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the channel that was picked."""
        await self._picked(interaction, self.values[0].id if self.values else None)


class ChannelsPick(ui.ChannelSelect[Any]):
    """A select of any number of channels that Discord takes at once; what is picked is their ids, as words."""

    def __init__(
        self, kinds: Sequence[discord.ChannelType], chosen: Sequence[int], placeholder: str, picked: Worded
    ) -> None:
        one = discord.SelectDefaultValueType.channel
        super().__init__(
            channel_types=[*kinds],
            placeholder=placeholder,
            min_values=0,
            max_values=theme.SELECT_OPTIONS,
            default_values=[discord.SelectDefaultValue(id=each, type=one) for each in chosen[: theme.SELECT_OPTIONS]],
        )
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on what was picked."""
        await self._picked(interaction, [str(channel.id) for channel in self.values])


class RolePick(ui.RoleSelect[Any]):
    """A select of one role, or none."""

    def __init__(self, chosen: int | None, placeholder: str, picked: Identified) -> None:
        chosen_one = discord.SelectDefaultValueType.role
        super().__init__(
            placeholder=placeholder,
            min_values=0,
            max_values=1,
            default_values=[] if chosen is None else [discord.SelectDefaultValue(id=chosen, type=chosen_one)],
        )
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the role that was picked."""
        await self._picked(interaction, self.values[0].id if self.values else None)


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form: its label, what to write, and what stands there already."""

    label: str
    more: str = ""
    default: str = ""
    required: bool = False


class LinesForm(ui.Modal):
    """A form of up to five lines."""

    def __init__(self, title: str, fields: Sequence[Field], sent: Worded) -> None:
        super().__init__(title=title)
        self._sent = sent
        self._inputs: list[ui.TextInput[LinesForm]] = []
        for field in fields:
            line: ui.TextInput[LinesForm] = ui.TextInput(
                default=field.default[:FIELD] or None, required=field.required, max_length=FIELD
            )
            self._inputs.append(line)
            self.add_item(ui.Label(text=field.label, description=field.more or None, component=line))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was written."""
        await self._sent(interaction, [line.value for line in self._inputs])

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong."""
        await respond.fail(interaction, error, "a form of settings")
