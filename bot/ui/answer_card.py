"""The answer to a question in plain words: its parts, and controls that outlive every view."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.ui import theme

_MORE = "\n-# …"


class AnswerView(ui.LayoutView):
    """What was asked and what is answered, each answer a text of whole lines.

    Below stand a select that opens the cards of `films`, and `offers`, up to five controls. All of them outlive every
    view, so that the view takes no room once it is sent.
    """

    def __init__(
        self,
        asked: str,
        answers: Sequence[Sequence[str]],
        films: ui.Item[Any] | None = None,
        offers: Sequence[ui.Item[Any]] = (),
    ) -> None:
        super().__init__(timeout=None)
        texts = [asked] if asked else []
        room = (theme.VIEW_TEXT - theme.units(asked)) // max(len(answers), 1)
        texts.extend(fitted(lines, room) for lines in answers)
        card: ui.Container[Any] = ui.Container(*map(ui.TextDisplay[Any], texts), accent_colour=theme.CARD)
        for controls in ([films] if films else [], offers):
            if controls:
                card.add_item(ui.ActionRow(*controls))
        self.add_item(card)


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
