"""Answers that list what was changed in a server, and that take changes back."""

import discord

from bot.catalogue.care.audited import Entry
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.load_undoing import ask_to_undo
from bot.replies.catalogue.managed import managed_server
from bot.replies.catalogue.managed_pages import ManagedPages
from bot.replies.settings.panel import new_troubles, wrong_choices
from bot.ui import facts, respond
from bot.ui.actions import ActionCard
from bot.ui.catalogue.audit_words import EntrySelect, audit_entry, audit_page, changes
from bot.ui.pages import PageContent
from bot.ui.press import Clicked, Press
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

ENTRIES_A_PAGE = 10

_LOADED_ANEW = "-# A load that was taken back comes back by loading its files again."


async def show_audit(interaction: Interaction) -> None:
    """Page through every change of this server's films, names and settings, the latest first.

    Raises:
        UserError: nothing was changed yet.
    """

    async def page(number: int) -> PageContent:
        before = number * ENTRIES_A_PAGE
        found = await interaction.client.care.audit(
            guild_id=managed_server(interaction), limit=ENTRIES_A_PAGE, offset=before
        )
        if not found.total:
            raise UserError("Nothing was changed here yet.")
        heading = f"## What was changed\n-# {facts.count(found.total, 'change')}, the latest first"
        lines = audit_page(found.entries, before + 1)
        selects = [EntrySelect(found.entries, before + 1, _look_at)] if found.entries else []
        return PageContent(heading, lines, -(-found.total // ENTRIES_A_PAGE), selects)

    async with respond.in_time(interaction, private=True):
        pages = ManagedPages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=True)


async def _look_at(click: Interaction, entry: Entry) -> None:
    """Show a change with its values in full, and a button that takes it back."""
    managed_server(click)
    told, buttons = audit_entry(entry), list[Press]()
    if entry.kind == "load" and entry.load_id is None:
        told += f"\n{_LOADED_ANEW}"
    elif not entry.undone:
        buttons.append(Press("Take it back", _taking_back(entry), discord.ButtonStyle.danger))
    await respond.show(click, ActionCard(click, told, buttons), private=True)


def _taking_back(entry: Entry) -> Clicked:
    async def take_back(click: Interaction) -> None:
        if entry.load_id is not None:
            await ask_to_undo(click, str(entry.load_id))
            return
        async with respond.in_time(click, redrawing=True):
            undoing, said = await _take_back(click, entry.id)

        async def undo(again: Interaction) -> str:
            _, done = await _take_back(again, undoing.id)
            return done

        await Undoable(click, f"Taken back.\n{said}", undo).draw_over(click)

    return take_back


async def _take_back(click: Interaction, entry_id: int) -> tuple[Entry, str]:
    """Take a change back; return the entry of that, and what it changed and what is wrong from then on.

    Raises:
        UserError: it cannot be taken back, or not yet; the text says why.
        MissingPermissions: the member does not manage the server any more.
    """
    bot, guild_id = click.client, managed_server(click)
    before = await wrong_choices(click)
    undoing = await bot.care.take_back(entry_id, guild_id=guild_id, member_id=click.user.id)
    await bot.index.refresh()
    return undoing, "\n".join((*changes(undoing), *await new_troubles(click, before)))
