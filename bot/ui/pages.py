"""Long lists in pages that only their asker turns."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.errors import UserError
from bot.ui import respond
from bot.ui.listing import listing
from bot.ui.press import Press
from bot.ui.timed import TimedView


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: a heading and entries in markdown, how many pages there are, and controls that belong to this one.

    `links` are buttons that lead elsewhere, or that outlive the list.
    """

    heading: str
    entries: Sequence[str]
    pages: int
    selects: Sequence[ui.Select[Any]] = ()
    links: Sequence[ui.Item[Any]] = ()


LoadPage = Callable[[int], Awaitable[PageContent]]
"""Draws the page of a number that counts from 0; of a number beyond the last page only the count of pages is used."""


class Pages(TimedView):
    """A list that is read page by page; every page is drawn anew when it is turned to."""

    refusal = "Only the member who asked turns these pages. Run the command yourself to get your own."

    def __init__(self, asker: respond.Interaction, load: LoadPage) -> None:
        super().__init__(asker)
        self._load = load
        self._page = 0
        self._pages = 1
        # The same buttons stay for the whole life of the list, so that a second quick click is never on a button that
        # has just been replaced.
        self._back = Press("Back", self._turn_back)
        self._place = Press("", self._ask_page)
        self._next = Press("Next", self._turn_on)

    async def open(self) -> None:
        """Draw the first page; to be called before the list is sent."""
        await self._draw(0)

    async def draw_again(self, interaction: respond.Interaction) -> None:
        """Draw the page that is shown anew, as after something on it has changed."""
        await self.turn(interaction, self._page)

    async def turn(self, interaction: respond.Interaction, page: int) -> None:
        """Draw `page`, or the nearest there is, in place of the one shown."""
        async with respond.in_time(interaction, redrawing=True):
            await self._draw(min(max(page, 0), self._pages - 1))
        await self.draw_over(interaction)

    async def _turn_back(self, interaction: respond.Interaction) -> None:
        await self.turn(interaction, self._page - 1)

    async def _turn_on(self, interaction: respond.Interaction) -> None:
        await self.turn(interaction, self._page + 1)

    async def _ask_page(self, interaction: respond.Interaction) -> None:
        await interaction.response.send_modal(_PageModal(self, self._pages))

    async def _draw(self, page: int) -> None:
        content = await self._load(page)
        self._pages = max(content.pages, 1)
        if page >= self._pages:  # the list has become shorter meanwhile
            page = self._pages - 1
            content = await self._load(page)
        self._page = page
        card = listing(content.heading, content.entries)
        if content.selects or content.links or self._pages > 1:
            card.add_item(ui.Separator(visible=False))
        for select in content.selects:
            card.add_item(ui.ActionRow(select))
        if self._pages > 1:
            self._place.label = f"{page + 1:,} of {self._pages:,}"
            self._back.disabled = page == 0
            self._next.disabled = page == self._pages - 1
            card.add_item(ui.ActionRow(self._back, self._place, self._next))
        if content.links:
            card.add_item(ui.ActionRow(*content.links))
        self.clear_items()
        self.add_item(card)


class _PageModal(ui.Modal):
    """Asks which page to turn to."""

    def __init__(self, pages: Pages, count: int) -> None:
        super().__init__(title="Turn to a page")
        self._pages = pages
        self._number: ui.TextInput[_PageModal] = ui.TextInput(max_length=7, placeholder="1")
        self.add_item(ui.Label(text=f"Page, 1 to {count:,}", component=self._number))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        wanted = self._number.value.strip()
        if not (wanted.isascii() and wanted.isdigit()):
            raise UserError("A page is a number, such as 3.")
        await self._pages.turn(interaction, int(wanted) - 1)

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        await respond.fail(interaction, error, "turning to a page")
