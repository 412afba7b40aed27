"""The shape of every list: a heading, then entries with a little air between them."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.ui import theme


def listing(heading: str, entries: Sequence[str]) -> ui.Container[Any]:
    """Return a card of a heading and up to 14 entries, all in markdown; more would not leave room for controls."""
    card: ui.Container[Any] = ui.Container(ui.TextDisplay(heading), accent_colour=theme.CARD)
    for entry in entries:
        card.add_item(ui.Separator(visible=False))
        card.add_item(ui.TextDisplay(entry))
    return card
