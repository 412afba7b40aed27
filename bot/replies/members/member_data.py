"""Answers to members about their own data: what is kept, and the export, the hiding and the deleting of it."""

import io
from collections.abc import Iterable, Sequence

import discord
from discord import ui
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.client import Marquee
from bot.club.keeping.kept import Held
from bot.club.keeping.member_data import MemberData
from bot.errors import UserError
from bot.replies.members.carrying import ask_source
from bot.replies.nights.messages import boards_changed
from bot.replies.polls.messages import films_rated
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.actions import ActionCard
from bot.ui.members.member_data_card import KeptLine, delete_question, deleted, kept_elsewhere, kept_here
from bot.ui.press import Press

Interaction = discord.Interaction[Marquee]

_FILE = "marquee-data.zip"
_OUTSIDE = "direct messages"
_EXPORTED = (
    "## Your data\nTables that Letterboxd and `/import-ratings` read back: ratings, diary, reviews and watchlist, "
    "scores from 0.5 to 5. What they have no table for is in a file of its own beside them."
)
_NOW_HIDDEN = (
    "From now on others do not find you in this server’s top lists, profiles, comparisons and recommendations. "
    "What you see yourself stays as it is.\n"
)
_NOW_SHOWN = "You are in this server’s top lists, profiles, comparisons and recommendations again.\n"


async def show_data(interaction: Interaction) -> None:
    """Show a member what is kept of them, for them alone."""
    async with respond.in_time(interaction, private=True):
        panel = await _panel(interaction)
    await respond.show(interaction, panel, private=True)


async def _panel(interaction: Interaction, said: str = "") -> ActionCard:
    guild_id, data = scope_of(interaction), await _look(interaction)
    delete = Press("Delete …", _ask_to_delete, discord.ButtonStyle.danger)
    export = Press("Export", _export)
    if guild_id == SHARED:
        servers = [server for server in data.servers if server != SHARED]
        lines = _lines(await interaction.client.member_data.counts(servers, member_id=interaction.user.id))
        text = kept_elsewhere(_lines(data.held), lines, len(servers))
        return ActionCard(interaction, text, [export, delete] if data.servers else [])
    buttons = [export] if data.held else []
    buttons.append(Press("Show me again" if data.hidden else "Hide me", _change_hidden))
    if any(server not in {guild_id, SHARED} for server in data.servers):
        buttons.append(Press("Bring ratings …", ask_source))
    if data.servers:
        buttons.append(delete)
    return ActionCard(interaction, kept_here(_lines(data.held), hidden=data.hidden, said=said), buttons)


async def _change_hidden(click: Interaction) -> None:
    async with respond.in_time(click, redrawing=True):
        hidden = not (await _look(click)).hidden
        await click.client.member_data.set_hidden(hidden, guild_id=scope_of(click), member_id=click.user.id)
        panel = await _panel(click, _NOW_HIDDEN if hidden else _NOW_SHOWN)
    await panel.draw_over(click)


async def _export(click: Interaction) -> None:
    async with respond.in_time(click, private=True):
        guild_id = scope_of(click)
        servers = (await _look(click)).servers if guild_id == SHARED else (guild_id,)
        folders = {server: _folder(server) if guild_id == SHARED else "" for server in servers}
        archive = await click.client.member_data.export(folders, member_id=click.user.id)
    if len(archive) > DEFAULT_FILE_SIZE_LIMIT_BYTES:
        raise UserError("Your data is more than Discord lets me send in one file. Ask whoever runs this bot for it.")
    view = ui.LayoutView(timeout=None)
    card: ui.Container[ui.LayoutView] = ui.Container(ui.TextDisplay(_EXPORTED), accent_colour=theme.CARD)
    card.add_item(ui.File(f"attachment://{_FILE}"))
    view.add_item(card)
    await respond.show(click, view, private=True, files=[discord.File(io.BytesIO(archive), _FILE)])


async def _ask_to_delete(click: Interaction) -> None:
    guild_id = scope_of(click)
    async with respond.in_time(click, redrawing=True):
        data = await _look(click)
        everywhere = await _everywhere(click, data)
    here = None if guild_id == SHARED else _lines(data.held)
    buttons: list[Press] = []
    if here:
        label = "Delete everything here" if len(data.servers) > 1 else "Delete everything"
        buttons.append(Press(label, _delete_here, discord.ButtonStyle.danger))
    if everywhere and (not here or len(data.servers) > 1):
        buttons.append(Press("Delete everything in every server", _delete_everywhere, discord.ButtonStyle.danger))
    buttons.append(Press("Keep it", _back))
    places = _places(data.servers) if here is None or len(data.servers) > 1 else []
    await ActionCard(click, delete_question(here, everywhere, places), buttons).draw_over(click)


async def _delete_here(click: Interaction) -> None:
    await _delete(click, (scope_of(click),))


async def _delete_everywhere(click: Interaction) -> None:
    await _delete(click, (await _look(click)).servers)


async def _delete(click: Interaction, servers: tuple[int, ...]) -> None:
    store, member_id = click.client.member_data, click.user.id
    async with respond.in_time(click, redrawing=True):
        gone = await store.counts(servers, member_id=member_id)
        from_file = await store.delete(servers, member_id=member_id)
        for guild_id in servers:
            await films_rated(click.client, guild_id)
            await boards_changed(click.client, guild_id)
    await ActionCard(click, deleted(_lines(gone), from_file=from_file), []).draw_over(click)


async def _back(click: Interaction) -> None:
    async with respond.in_time(click, redrawing=True):
        panel = await _panel(click, "Nothing was deleted.\n")
    await panel.draw_over(click)


async def _look(interaction: Interaction) -> MemberData:
    return await interaction.client.member_data.look(guild_id=scope_of(interaction), member_id=interaction.user.id)


async def _everywhere(interaction: Interaction, data: MemberData) -> list[KeptLine]:
    return _lines(await interaction.client.member_data.counts(data.servers, member_id=interaction.user.id))


def _folder(guild_id: int) -> str:
    return f"server {guild_id}" if guild_id != SHARED else _OUTSIDE


def _places(guild_ids: Sequence[int]) -> list[str]:
    servers = sum(guild_id != SHARED for guild_id in guild_ids)
    counted = [facts.count(servers, "server")] if servers else []
    return [*counted, _OUTSIDE] if SHARED in guild_ids else counted


def _lines(held: Iterable[Held]) -> list[KeptLine]:
    return [KeptLine(_counted(each), each.first, each.last) for each in held]


def _counted(each: Held) -> str:
    kept = each.kept
    return kept.one if kept.one == kept.several else facts.count(each.count, kept.one, kept.several)
