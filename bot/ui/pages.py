"""Long lists in pages that only their asker turns."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from discord import ui

from bot.ui import respond, theme
from bot.ui.timed import TimedView


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: its text in markdown, how many pages there are, and selects that belong to it."""

    text: str
    pages: int
    selects: Sequence[ui.Select["Pages"]] = ()


LoadPage = Callable[[int], Awaitable[PageContent]]
"""Draws the page of a number that counts from 0; a number beyond the last page is answered with any page count."""


class Pages(TimedView):
    """A list that is read page by page; every page is drawn anew when it is turned to."""

    refusal = "Only the member who asked turns these pages. Run the command yourself to get your own."

    def __init__(self, asker: respond.Interaction, load: LoadPage) -> None:
        super().__init__(asker)
        self._load = load
        self._page = 0
        self._pages = 1
        # The same four buttons stay for the whole life of the list, so that a second quick click is never on a button
        # that has just been replaced.
        self._first = _Turn("First", lambda: 0)
        self._previous = _Turn("Previous", lambda: self._page - 1)
        self._next = _Turn("Next", lambda: self._page + 1)
        self._last = _Turn("Last", lambda: self._pages - 1)

    async def open(self) -> None:
        """Draw the first page; to be called before the list is sent."""
        await self._draw(0)

    async def turn(self, interaction: respond.Interaction, page: int) -> None:
        """Draw `page`, or the nearest there is, in place of the one shown."""
        await self._draw(min(max(page, 0), self._pages - 1))
        await respond.redraw(interaction, self)

    async def _draw(self, page: int) -> None:
        content = await self._load(page)
        self._pages = max(content.pages, 1)
        if page >= self._pages:  # the list has become shorter meanwhile
            page = self._pages - 1
            content = await self._load(page)
        self._page = page
        self.clear_items()
        card: ui.Container[Pages] = ui.Container(accent_colour=theme.CARD)
        card.add_item(ui.TextDisplay(content.text))
        for select in content.selects:
            card.add_item(ui.ActionRow(select))
        if self._pages > 1:
            card.add_item(ui.ActionRow(*self._buttons()))
            card.add_item(ui.TextDisplay(f"-# Page {page + 1} of {self._pages}"))
        self.add_item(card)

    def _buttons(self) -> Sequence[ui.Button["Pages"]]:
        at_start, at_end = self._page == 0, self._page == self._pages - 1
        self._first.disabled = self._previous.disabled = at_start
        self._next.disabled = self._last.disabled = at_end
        few = self._pages == 2  # noqa: PLR2004 - with two pages, first and last are previous and next
        return (self._previous, self._next) if few else (self._first, self._previous, self._next, self._last)


class _Turn(ui.Button[Pages]):
    def __init__(self, label: str, page: Callable[[], int]) -> None:
        super().__init__(label=label)
        self._page_wanted = page

    async def callback(self, interaction: respond.Interaction) -> None:
        assert isinstance(self.view, Pages)
        await self.view.turn(interaction, self._page_wanted())
