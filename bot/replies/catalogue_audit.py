"""Answers that list what was changed in a server, and that take changes back."""

import discord

from bot.catalogue.audited import Entry
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.load_undoing import ask_to_undo
from bot.replies.managed import managed_server
from bot.replies.managed_pages import ManagedPages
from bot.ui import facts, respond
from bot.ui.actions import Action, ActionCard, Clicked
from bot.ui.audit_words import LONG, EntrySelect, audit_entry, changed
from bot.ui.pages import PageContent

Interaction = discord.Interaction[Marquee]

ENTRIES_A_PAGE = 4


async def show_audit(interaction: Interaction) -> None:
    """Page through every change of this server's films, names and settings, the latest first.

    Raises:
        UserError: nothing was changed yet.
    """

    async def page(number: int) -> PageContent:
        found = await interaction.client.care.audit(
            guild_id=managed_server(interaction), limit=ENTRIES_A_PAGE, offset=number * ENTRIES_A_PAGE
        )
        if not found.total:
            raise UserError("Nothing was changed here yet.")
        heading = f"## What was changed\n-# {facts.count(found.total, 'change')}, the latest first"
        lines = [audit_entry(entry) for entry in found.entries]
        selects = [EntrySelect(found.entries, _look_at)] if found.entries else []
        return PageContent(heading, lines, -(-found.total // ENTRIES_A_PAGE), selects)

    async with respond.in_time(interaction, private=True):
        pages = ManagedPages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=True)


async def _look_at(click: Interaction, entry: Entry) -> None:
    """Show a change with its values in full, and a button that takes it back."""
    managed_server(click)
    actions = [Action("Take it back", _taking_back(entry), discord.ButtonStyle.danger)] if _can_be(entry) else []
    await respond.show(click, ActionCard(click, audit_entry(entry, LONG), actions), private=True)


def _taking_back(entry: Entry) -> Clicked:
    async def take_back(click: Interaction) -> None:
        if entry.load_id is not None:
            await ask_to_undo(click, str(entry.load_id))
            return
        bot, guild_id = click.client, managed_server(click)
        async with respond.in_time(click, redrawing=True):
            taken = await bot.care.take_back(entry.id, guild_id=guild_id, member_id=click.user.id)
            await bot.index.refresh()
        await ActionCard(click, f"Taken back: {changed(taken)}").draw_over(click)

    return take_back


def _can_be(entry: Entry) -> bool:
    return not entry.undone and (entry.kind != "load" or entry.load_id is not None)
