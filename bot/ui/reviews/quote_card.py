"""A quote from a review, over its buttons."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.catalogue.reviews.reviewed import StoredReview
from bot.club.scores import Scale
from bot.ui import theme
from bot.ui.reviews.text import attribution, quotation


def quote_card(
    review: StoredReview,
    passage: str,
    scale: Scale,
    *,
    bars: bool,
    another: ui.Item[Any],
    rows: Sequence[Sequence[ui.Item[Any]]],
) -> ui.LayoutView:
    """Return a passage with its attribution, `another` beside it and the other buttons below, two in a row.

    All of them must outlive the view. Three in a row would not fit on a phone.
    """
    card: ui.Container[Any] = ui.Container(ui.TextDisplay(quotation(passage, bars=bars)), accent_colour=theme.CARD)
    card.add_item(ui.Section(attribution(review, scale, bars=bars), accessory=another))
    for row in rows:
        card.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view
