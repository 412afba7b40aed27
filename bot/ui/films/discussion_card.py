"""What a discussion opens with: the film's card, a word about spoilers, and a few questions."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.ui import theme
from bot.ui.films.film_card import film_card
from bot.ui.markup import inline

_QUESTION = 200
_NOTE = (
    "**There will be spoilers here.** If you have not seen the film yet, come back when you have; "
    "and hide an ending between two bars: `||like this||`."
)


def discussion_card(
    stored: StoredFilm, questions: Sequence[str], buttons: Sequence[ui.Item[Any]], club: str = ""
) -> ui.LayoutView:
    """Return the first message of a discussion; all its buttons must outlive the view.

    `club` is what the club says of the film, as for `film_card`.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(film_card(stored, buttons, club))
    below: ui.Container[Any] = ui.Container(ui.TextDisplay(_NOTE), accent_colour=theme.QUIET)
    if questions:
        asked = (f"{number}. {inline(question, _QUESTION)}" for number, question in enumerate(questions, start=1))
        below.add_item(ui.Separator())
        below.add_item(ui.TextDisplay("\n".join(("### To begin with", *asked))))
    view.add_item(below)
    return view
