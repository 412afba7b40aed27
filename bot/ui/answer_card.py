"""The answer to a question in plain words: its parts, and a select that opens the cards of the films it names."""

from collections.abc import Sequence

from discord import ui

from bot.catalogue.stored import FilmSummary
from bot.ui import respond, theme
from bot.ui.picker import FilmSelect, Picked
from bot.ui.timed import TimedView

_MORE = "\n-# …"


class AnswerView(TimedView):
    """What was asked and what is answered, each answer a text of whole lines."""

    refusal = "Only the member who asked opens films here. Ask yourself to get your own."

    def __init__(
        self,
        asker: respond.Interaction,
        asked: str,
        answers: Sequence[Sequence[str]],
        films: Sequence[FilmSummary],
        picked: Picked,
    ) -> None:
        super().__init__(asker)
        card: ui.Container[ui.LayoutView] = ui.Container(ui.TextDisplay(asked), accent_colour=theme.CARD)
        room = (theme.VIEW_TEXT - theme.units(asked)) // max(len(answers), 1)
        for lines in answers:
            card.add_item(ui.TextDisplay(fitted(lines, room)))
        if films:
            card.add_item(ui.ActionRow(FilmSelect(films, "Open a film’s card", picked)))
        self.add_item(card)
        self.last()


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
