"""`/poll list`: a server's polls in pages, with the way to each, and posting one again."""

from functools import partial

import discord

from bot.client import Marquee
from bot.replies.polls.access import may_see, server_of
from bot.replies.polls.posting import post_again
from bot.ui import facts, respond
from bot.ui.pages import PageContent, Pages
from bot.ui.polls.list_card import PollSelect, hidden_entry, poll_entry

Interaction = discord.Interaction[Marquee]

POLLS_A_PAGE = 8

_NONE = "There are no polls here yet. `/poll rate` rates a film together, `/poll choose` finds what to watch."


async def list_polls(interaction: Interaction) -> None:
    """Page through a server's polls, the open ones first, in private.

    Raises:
        UserError: this server has not added the bot.
    """
    guild_id = server_of(interaction)
    async with respond.in_time(interaction, private=True):
        pages = Pages(interaction, partial(_page, interaction, guild_id))
        await pages.open()
    await respond.show(interaction, pages, private=True)


async def _page(interaction: Interaction, guild_id: int, number: int) -> PageContent:
    polls, total = await interaction.client.polls.page(
        guild_id=guild_id, limit=POLLS_A_PAGE, offset=number * POLLS_A_PAGE
    )
    if not total:
        return PageContent("## Polls", [_NONE], 1)
    seen = [poll for poll in polls if may_see(interaction, poll)]
    heading = f"## Polls\n-# {facts.count(total, 'poll')}, the open ones first"
    entries = [poll_entry(poll) if poll in seen else hidden_entry(poll) for poll in polls]
    selects = [PollSelect(seen, _post)] if seen else []
    return PageContent(heading, entries, -(-total // POLLS_A_PAGE), selects)


async def _post(click: respond.Interaction, poll_id: int) -> None:
    async with respond.in_time(click, private=True):
        view = await post_again(click, poll_id)
    await respond.show(click, view, private=True)
