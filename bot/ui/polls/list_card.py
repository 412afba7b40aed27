"""The list of a server's polls: an entry for each, and the select that posts one again."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.club.polls.record import Poll
from bot.ui import respond, theme
from bot.ui.markup import plain
from bot.ui.polls.words import METHODS, poll_name, state, way_to

Picked = Callable[[respond.Interaction, int], Awaitable[None]]
"""What to do with the click and the id of the poll that was picked; it answers the click."""


def poll_entry(poll: Poll) -> str:
    """Return a poll as one entry of a list, in markdown: what, until when, and where."""
    kind = "Rating" if poll.method is None else METHODS[poll.method]
    return f"{poll_name(poll)}\n-# {kind} · {state(poll)} · {way_to(poll) or 'its message is gone'}"


def hidden_entry(poll: Poll) -> str:
    """Return an entry for a poll in a channel that the reader cannot see."""
    return f"**#{poll.id}**\n-# In a channel that you cannot see."


class PollSelect(ui.Select[Any]):
    """Posts a poll of this page where it is picked."""

    def __init__(self, polls: Sequence[Poll], picked: Picked) -> None:
        super().__init__(
            placeholder="Post one here again",
            options=[
                discord.SelectOption(
                    label=plain(f"#{poll.id} {plain(poll.question)}", theme.OPTION_LABEL), value=str(poll.id)
                )
                for poll in polls
            ],
        )
        self._picked = picked

    async def callback(self, interaction: respond.Interaction) -> None:
        """Hand the poll on."""
        await self._picked(interaction, int(self.values[0]))
