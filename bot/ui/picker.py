"""Choosing one film of several: a select with year and director, as a question or below a card."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.ui import respond, theme
from bot.ui.films.film_card import film_card, film_line, film_option
from bot.ui.listing import listing
from bot.ui.markup import inline
from bot.ui.press import Clicked, Press
from bot.ui.timed import TimedView

Picked = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the id of the film that was picked; it answers the click."""

_LISTED = 10


class FilmSelect(ui.Select[Any]):
    """A select of films by name and year, each described by its director and what else is known."""

    def __init__(self, films: Sequence[FilmSummary], placeholder: str, picked: Picked) -> None:
        super().__init__(placeholder=placeholder, options=[film_option(film) for film in films[: theme.SELECT_OPTIONS]])
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the film that was picked."""
        await self._picked(interaction, int(self.values[0]))


class FilmPicker(TimedView):
    """The question which of several films is meant."""

    refusal = "This question is for the member who asked."

    def __init__(self, asker: respond.Interaction, typed: str, films: Sequence[FilmSummary], picked: Picked) -> None:
        super().__init__(asker)
        films = films[:_LISTED]
        card = listing(f"### Which film do you mean by “{inline(typed, 120)}”?", [film_line(film) for film in films])
        card.add_item(ui.Separator(visible=False))
        card.add_item(ui.ActionRow(FilmSelect(films, "Pick the film", picked)))
        self.add_item(card)


class FilmView(TimedView):
    """A film's card, with a select of the films that were nearly meant or a button for another at random.

    `buttons` are others that stand on the card, for every member and for ever; `club` is what the club says of it, as
    for `film_card`.
    """

    refusal = "Only the member who asked picks here. Run the command yourself to look for a film."

    def __init__(
        self,
        asker: respond.Interaction,
        stored: StoredFilm,
        others: Sequence[FilmSummary] = (),
        picked: Picked | None = None,
        *,
        another: Clicked | None = None,
        buttons: Sequence[ui.Item[Any]] = (),
        club: str = "",
    ) -> None:
        super().__init__(asker)
        again = [] if another is None else [Press("Another film", another, discord.ButtonStyle.primary)]
        card = film_card(stored, [*again, *buttons], club)
        if others and picked is not None:
            card.add_item(ui.ActionRow(FilmSelect(others, "Not this one? Pick another", picked)))
        self.add_item(card)
        self.last()
