"""`/poll results`: a poll counted anew from its ballots, for the one who asks, with the ballots themselves."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.client import Marquee
from bot.club.polls.ballot_file import ballot_table
from bot.club.polls.record import Turnout
from bot.club.polls.tally import tally
from bot.errors import UserError
from bot.replies.polls.access import NO_SUCH, find_poll
from bot.replies.polls.rating_poll import shown_rating
from bot.ui import respond, theme
from bot.ui.pages import LoadPage, PageContent, Pages
from bot.ui.polls.rating_poll_card import result_lines
from bot.ui.polls.results_card import choice_entries, paged, results_heading

Interaction = discord.Interaction[Marquee]

_SEALED = "This poll is sealed: how many voted is all that is told before it closes."
_BLIND = "This server keeps its scores back until you have rated the film. Vote, and ask again."
_NOBODY = "Nobody has voted."


async def show_results(interaction: Interaction, typed: str) -> None:
    """Count a poll anew and show it in private, with its ballots as a file unless they are secret or still sealed.

    Raises:
        UserError: there is no such poll here.
    """
    async with respond.in_time(interaction, private=True):
        poll = await find_poll(interaction, typed)
        every = await interaction.client.polls.turnout(poll.id, guild_id=poll.guild_id, voided=True)
        if every is None:
            raise UserError(NO_SUCH)
        counted = replace(every, ballots=tuple(ballot for ballot in every.ballots if ballot.voided_at is None))
        why = await _kept_back(interaction, counted)
        entries = await _entries(interaction.client, counted) if why is None else [why]
        heading = results_heading(counted, len(every.ballots) - len(counted.ballots))
        pages = Pages(interaction, _loader(heading, paged(entries)))
        await pages.open()
    await respond.show(interaction, pages, private=True)
    if every.ballots and why is None and not poll.anonymous:
        table = await asyncio.to_thread(ballot_table, every)
        await _send_table(interaction, table, f"poll-{poll.id}.csv")


async def _kept_back(interaction: Interaction, turnout: Turnout) -> str | None:
    """Return why a poll's numbers are not told to this member now, in markdown; None where they are."""
    poll = turnout.poll
    if not poll.is_open:
        return None
    if poll.sealed:
        return _SEALED
    settings = await interaction.client.club_settings.get(guild_id=poll.guild_id)
    voted = any(ballot.member_id == interaction.user.id for ballot in turnout.ballots)
    return _BLIND if poll.kind == "rating" and settings.score_blind and not voted else None


def _loader(heading: str, pages: Sequence[Sequence[str]]) -> LoadPage:
    async def load(number: int) -> PageContent:
        return PageContent(heading, pages[number] if number < len(pages) else [], len(pages))

    return load


async def _entries(bot: Marquee, turnout: Turnout) -> list[str]:
    poll = turnout.poll
    if poll.method is None:
        return ["\n".join(result_lines(await shown_rating(bot, turnout))) or _NOBODY]
    ballots = [ballot.marks for ballot in turnout.ballots]
    result = await asyncio.to_thread(tally, poll.method, poll.candidates, ballots, seed=poll.seed)
    return [*choice_entries(turnout, result)]


async def _send_table(interaction: Interaction, table: str, name: str) -> None:
    text = "Every ballot, for counting them yourself. In the table, `member` is a member’s id."
    card: ui.Container[Any] = ui.Container(ui.TextDisplay(text), accent_colour=theme.CARD)
    card.add_item(ui.File(f"attachment://{name}"))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    file = discord.File(io.BytesIO(table.encode("utf-8-sig", "replace")), name)
    await respond.show(interaction, view, private=True, files=[file])
