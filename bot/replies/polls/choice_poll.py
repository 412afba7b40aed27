"""A choice poll's message, with the buttons by which one votes and reads how it is counted."""

import asyncio
import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import Marquee
from bot.club.polls.record import PollError, Turnout
from bot.club.polls.tally import tally
from bot.replies.polls.access import NO_SUCH, seen_poll
from bot.replies.polls.ballots import open_ballot
from bot.replies.polls.messages import Drawn, draws, missing
from bot.ui import respond, theme
from bot.ui.polls.card import choice_card
from bot.ui.polls.words import outcome, whole_rule

Interaction = discord.Interaction[Marquee]


class VoteButton(ui.DynamicItem[ui.Button[Any]], template=r"poll:v1:(?P<poll>\d{1,18}):vote"):
    """Opens a ballot for whoever clicks, in private; it works for every member and after every restart."""

    def __init__(self, poll_id: int) -> None:
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label="Vote", style=style, custom_id=f"poll:v1:{poll_id}:vote"))
        self._poll_id = poll_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["poll"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Show the ballot."""
        async with respond.told(interaction, "a click on Vote"):
            await open_ballot(interaction, self._poll_id)


class RuleButton(ui.DynamicItem[ui.Button[Any]], template=r"poll:v1:(?P<poll>\d{1,18}):rule"):
    """Tells in private how a poll is counted; it works for every member and after every restart."""

    def __init__(self, poll_id: int) -> None:
        super().__init__(ui.Button(label="How it is counted", custom_id=f"poll:v1:{poll_id}:rule"))
        self._poll_id = poll_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["poll"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Tell the whole rule."""
        async with respond.told(interaction, "a click on How it is counted"):
            async with respond.in_time(interaction, private=True):
                poll = await seen_poll(interaction, self._poll_id)
            if poll.method is None:
                raise PollError(NO_SUCH)
            await respond.tell(interaction, whole_rule(poll), theme.CARD)


@draws("choice")
async def draw_choice_poll(bot: Marquee, turnout: Turnout) -> Drawn:
    """Return a choice poll as its message shows it, counted from its ballots."""
    poll = turnout.poll
    assert poll.method is not None
    ballots = [ballot.marks for ballot in turnout.ballots]
    result = await asyncio.to_thread(tally, poll.method, poll.candidates, ballots, seed=poll.seed)
    row: list[ui.Item[Any]] = [VoteButton(poll.id)] if poll.is_open else []
    view = choice_card(turnout, result, [[*row, RuleButton(poll.id)]], " ".join(missing(bot, poll)) or None)
    return Drawn(turnout, view, ending="" if poll.is_open else outcome(poll, result))
