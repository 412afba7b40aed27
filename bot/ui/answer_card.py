"""The answer to a question in plain words: its parts, by whom they are known, and controls that outlive every view."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import discord
from discord import ui

from bot.ui import theme

_MORE = "\n-# …"
_ITEM = re.compile(r"- |\d+\. ")
"""What a line of a list begins with."""


class AnswerView(ui.LayoutView):
    """What was asked and what is answered, each answer a text of whole lines, and below them the `source` of all.

    Answers of several lines stand apart by a line between them. Below stands what opens the cards of `films`, and
    `offers`, up to five controls. All of them outlive every view, so that the view takes no room once it is sent.
    """

    def __init__(
        self,
        asked: str,
        answers: Sequence[Sequence[str]],
        source: str = "",
        films: ui.Item[Any] | None = None,
        offers: Sequence[ui.Item[Any]] = (),
    ) -> None:
        super().__init__(timeout=None)
        card: ui.Container[Any] = ui.Container(accent_colour=theme.CARD)
        room = (theme.VIEW_TEXT - theme.units(asked) - theme.units(source)) // max(len(answers), 1)
        if asked:
            card.add_item(ui.TextDisplay(asked))
        for place, lines in enumerate(answers):
            if place and max(len(lines), len(answers[place - 1])) > 1:
                card.add_item(ui.Separator(spacing=discord.SeparatorSpacing.small))
            card.add_item(ui.TextDisplay(fitted(list(spaced(lines)), room)))
        if source:
            card.add_item(ui.TextDisplay(source))
        for controls in ([films] if films else [], offers):
            if controls:
                card.add_item(ui.ActionRow(*controls))
        self.add_item(card)


def pressed(message: discord.Message, custom_id: str) -> ui.LayoutView:
    """Return the view of a message with one of its buttons marked as done, which nobody can press again.

    The view is over before it is sent: what outlives every view in it answers for itself.
    """
    view = ui.LayoutView.from_message(message, timeout=None)
    assert isinstance(view, ui.LayoutView), "answers are drawn as layouts"
    for item in view.walk_children():
        if isinstance(item, ui.Button) and item.custom_id == custom_id:
            item.label, item.disabled = theme.clip(f"✓ {item.label}", theme.BUTTON_LABEL), True
            item.style = discord.ButtonStyle.secondary
    view.stop()
    return view


def spaced(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with an empty one after each list, which would else draw the next line into its last item."""
    yield from lines[:1]
    for before, line in pairwise(lines):
        if _ITEM.match(before) and line and not _ITEM.match(line):
            yield ""
        yield line


def fitted(lines: Sequence[str], room: int) -> str:
    """Return as many whole lines as fit within `room` units, and a sign where some are left out.

    Lines are never cut, so that no mark in them is left open; only a first line that is itself too long is.
    """
    room -= theme.units(_MORE)
    kept: list[str] = []
    taken = 0
    for line in lines:
        taken += theme.units(line) + 1
        if taken > room:
            break
        kept.append(line)
    if not kept:
        return theme.clip(lines[0], room)
    return "\n".join(kept) + (_MORE if len(kept) < len(lines) else "")
