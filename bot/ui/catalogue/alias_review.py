"""The list of what members type for films, each with a button to make it an alias and one to let it go."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline
from bot.ui.press import Press
from bot.ui.timed import TimedView

A_PAGE = 5
"""Entries on a page, each with two buttons of its own."""

_TYPED = 100
_TITLE = 150


@dataclass(frozen=True, slots=True)
class SuggestedAlias:
    """A text that members typed for a film: how often, and by how many of them."""

    typed: str
    title: str
    year: int | None
    times: int
    members: int

    @property
    def line(self) -> str:
        """The pair in markdown: what was typed, and the film it was for."""
        return f"“{inline(self.typed, _TYPED)}” → **{film_name(self.title, self.year, _TITLE)}**"


Decide = Callable[[respond.Interaction, int, bool], Awaitable[None]]
"""What to do with the click, the place of the entry in the whole list, and whether it was accepted."""


class AliasReview(TimedView):
    """The suggested aliases, page by page; `said` tells above them what the last click did."""

    refusal = "This list is for the admin who asked for it. Run the command yourself to get your own."

    def __init__(
        self, asker: respond.Interaction, suggested: Sequence[SuggestedAlias], decide: Decide, *, said: str = ""
    ) -> None:
        super().__init__(asker)
        self._suggested = suggested
        self._decide = decide
        self._said = said
        self._page = 0
        # The same two stay for the whole life of the list, so that a second quick click finds its button.
        self._back = Press("Back", self._turn_back)
        self._next = Press("Next", self._turn_on)
        self._draw()

    def _draw(self) -> None:
        pages = max(-(-len(self._suggested) // A_PAGE), 1)
        card: ui.Container[Any] = ui.Container(ui.TextDisplay(self._heading()), accent_colour=theme.CARD)
        first = self._page * A_PAGE
        for place in range(first, min(first + A_PAGE, len(self._suggested))):
            card.add_item(ui.Separator())
            self._add_entry(card, place)
        if pages > 1:
            card.add_item(ui.Separator())
            self._back.disabled, self._next.disabled = self._page == 0, self._page == pages - 1
            where: ui.Button[Any] = ui.Button(label=f"{self._page + 1} of {pages}", disabled=True)
            card.add_item(ui.ActionRow(self._back, where, self._next))
        self.clear_items()
        self.add_item(card)

    async def _turn_back(self, click: respond.Interaction) -> None:
        await self._turn(click, self._page - 1)

    async def _turn_on(self, click: respond.Interaction) -> None:
        await self._turn(click, self._page + 1)

    async def _turn(self, click: respond.Interaction, page: int) -> None:
        last = max((len(self._suggested) - 1) // A_PAGE, 0)
        self._page = min(max(page, 0), last)
        self._draw()
        await self.draw_over(click)

    def _heading(self) -> str:
        lines = ["## What members type"]
        if self._said:
            lines.append(self._said)
        if self._suggested:
            lines.append("-# Accept, and what was typed finds that film in this server from now on.")
        else:
            lines.append("Nothing to review. What members type before they pick a film turns up here.")
        return "\n".join(lines)

    def _add_entry(self, card: ui.Container[Any], place: int) -> None:
        entry = self._suggested[place]
        often = f"{facts.count(entry.times, 'time')} by {facts.count(entry.members, 'member')}"
        card.add_item(ui.TextDisplay(f"{entry.line}\n-# {often}"))

        async def accept(click: respond.Interaction) -> None:
            await self._decide(click, place, True)

        async def dismiss(click: respond.Interaction) -> None:
            await self._decide(click, place, False)

        card.add_item(ui.ActionRow(Press("Accept", accept, discord.ButtonStyle.success), Press("Dismiss", dismiss)))
