"""The film of the week as it is announced."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.ui import facts
from bot.ui.films.film_card import film_card


def weekly_card(
    stored: StoredFilm, buttons: Sequence[ui.Item[Any]], club: str, *, on_lists: int, thread_id: int | None
) -> ui.LayoutView:
    """Return the announcement of a film, whose buttons must outlive the view.

    `club` is what the club says of it, as for `film_card`; `on_lists` is on how many watchlists it is, and `thread_id`
    where it is discussed.
    """
    view = ui.LayoutView(timeout=None)
    lists = f"\n-# On {facts.count(on_lists, 'watchlist')} here" if on_lists else ""
    view.add_item(ui.TextDisplay(f"## The film of the week{lists}"))
    view.add_item(film_card(stored, buttons, club))
    if thread_id is not None:
        view.add_item(ui.TextDisplay(f"Talk about it: <#{thread_id}>"))
    return view
