"""Asking for a score: a select of all there are, the one that was given before chosen."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord
from discord import ui

from bot.ui import respond, theme
from bot.ui.timed import TimedView

PickedScore = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the score that was picked; it answers the click."""


class ScoreQuestion(TimedView):
    """A question in markdown over a select of scores, each with the words that name it; `given` is chosen already."""

    refusal = "This question is for the member who asked."

    def __init__(
        self,
        asker: respond.Interaction,
        question: str,
        scores: Mapping[int, str],
        given: int | None,
        picked: PickedScore,
    ) -> None:
        super().__init__(asker)
        card: ui.Container[Any] = ui.Container(ui.TextDisplay(question), accent_colour=theme.CARD)
        card.add_item(ui.ActionRow(_ScoreSelect(scores, given, picked)))
        self.add_item(card)


class _ScoreSelect(ui.Select[Any]):
    def __init__(self, scores: Mapping[int, str], given: int | None, picked: PickedScore) -> None:
        options = [
            discord.SelectOption(label=words, value=str(score), default=score == given)
            for score, words in scores.items()
        ]
        super().__init__(placeholder="Pick your score", options=options)
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        await self._picked(interaction, int(self.values[0]))
