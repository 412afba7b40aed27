"""Selects below reviews: which one to read in whole, and how much of the plot it gives away."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.film import Spoiler
from bot.catalogue.reviewed import StoredReview
from bot.ui import respond, theme
from bot.ui.review_text import MARKS, review_option

PickedReview = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the id of the review that was picked; it answers the click."""

PickedMark = Callable[[respond.Interaction, Spoiler | None], Awaitable[None]]
"""What to do with the click and the mark that was picked; it answers the click."""

_UNMARKED = "unmarked"
_DESCRIBED: dict[Spoiler | None, str] = {
    "none": "Shown openly",
    "mild": "Shown openly, and said so",
    "full": "Shown behind spoiler bars",
    None: "As it came with the record, or by the server's rule",
}


class ReviewSelect(ui.Select[Any]):
    """A select of the reviews on a page."""

    def __init__(self, reviews: Sequence[StoredReview], picked: PickedReview, *, names_film: bool) -> None:
        options: list[discord.SelectOption] = []
        for review in reviews[: theme.SELECT_OPTIONS]:
            label, description = review_option(review, names_film=names_film)
            options.append(discord.SelectOption(label=label, value=str(review.id), description=description))
        super().__init__(placeholder="Read one in whole", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the review that was picked."""
        await self._picked(interaction, int(self.values[0]))


class SpoilerSelect(ui.Select[Any]):
    """A select of the four spoiler marks, the one that holds chosen."""

    def __init__(self, now: Spoiler | None, picked: PickedMark) -> None:
        options = [
            discord.SelectOption(
                label=MARKS[mark], value=mark or _UNMARKED, description=_DESCRIBED[mark], default=mark == now
            )
            for mark in MARKS
        ]
        super().__init__(placeholder="How much does it give away?", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the mark that was picked."""
        chosen = self.values[0]
        mark: Spoiler | None = next((mark for mark in MARKS if mark == chosen), None)
        # The answer is given inside, but it is the message drawn anew, which `respond.redraw` does after either.
        async with respond.in_time(interaction, redrawing=True):
            await self._picked(interaction, mark)
