"""Selects below reviews: which one to read in whole, and how much of the plot it gives away."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.reviewed import StoredReview
from bot.club.scores import Scale
from bot.ui import respond, theme
from bot.ui.reviews.text import MARKS, review_option

PickedReview = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the id of the review that was picked; it answers the click."""

PickedMark = Callable[[respond.Interaction, Spoiler | None], Awaitable[None]]
"""What to do with the click and the mark that was picked; it answers the click."""

_UNMARKED = "unmarked"
_AS_IT_CAME = "As it came with the record, or by the server’s rule"
_DESCRIBED: dict[Spoiler, str] = {
    "none": "Shown openly",
    "mild": "Shown openly, and said so",
    "full": "Shown behind spoiler bars",
}
_FOR_EVERYONE: dict[Spoiler | None, str] = {
    "none": "Mark for everyone here: free of spoilers",
    "mild": "Mark for everyone here: mild spoilers",
    "full": "Mark for everyone here: full spoilers",
    None: "Mark for everyone here: nothing",
}
"""What is chosen, said in each option, since the chosen one stands where a placeholder would."""


class ReviewSelect(ui.Select[Any]):
    """A select of the reviews on a page."""

    def __init__(
        self, reviews: Sequence[StoredReview], picked: PickedReview, scale: Scale, *, names_film: bool
    ) -> None:
        options: list[discord.SelectOption] = []
        for review in reviews[: theme.SELECT_OPTIONS]:
            label, description = review_option(review, scale, names_film=names_film)
            options.append(discord.SelectOption(label=label, value=str(review.id), description=description))
        super().__init__(placeholder="Read one in whole", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the review that was picked."""
        await self._picked(interaction, int(self.values[0]))


def spoiler_options(
    now: Spoiler | None, *, unmarked: str, labels: Mapping[Spoiler | None, str] = MARKS
) -> list[discord.SelectOption]:
    """Return the four spoiler marks as options, the one that holds chosen; `unmarked` describes the last of them."""
    return [
        discord.SelectOption(
            label=labels[mark],
            value=mark or _UNMARKED,
            description=unmarked if mark is None else _DESCRIBED[mark],
            default=mark == now,
        )
        for mark in MARKS
    ]


def mark_chosen(select: ui.Select[Any]) -> Spoiler | None:
    """Return the mark that was chosen in a select of `spoiler_options`."""
    return next((mark for mark in MARKS if mark in select.values), None)


class SpoilerSelect(ui.Select[Any]):
    """A select of the four spoiler marks, the one that holds chosen."""

    def __init__(self, now: Spoiler | None, picked: PickedMark) -> None:
        options = spoiler_options(now, unmarked=_AS_IT_CAME, labels=_FOR_EVERYONE)
        super().__init__(placeholder="How much does it give away?", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand on the mark that was picked."""
        mark = mark_chosen(self)
        # The answer is given inside, but it is the message drawn anew, which `respond.redraw` does after either.
        async with respond.in_time(interaction, redrawing=True):
            await self._picked(interaction, mark)
