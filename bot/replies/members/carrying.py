"""Bringing a member's ratings from one server into another: from which, what that would do, and doing it."""

from collections.abc import Sequence

import discord

from bot.client import Marquee
from bot.club.keeping.carrying import Carried
from bot.errors import UserError
from bot.replies.polls.messages import films_rated
from bot.scope import scope_of
from bot.ui import facts, respond
from bot.ui.actions import ActionCard
from bot.ui.markup import inline
from bot.ui.members.member_data_card import ServerOption, ServerSelect, carriage
from bot.ui.press import Press
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_NAME = 100
_NOWHERE = "I know no other server that you are in and have rated films in."


async def ask_source(click: Interaction) -> None:
    """Ask from which of the servers that a member is in and has rated in; only those are looked for on Discord."""
    store, guild_id = click.client.member_data, scope_of(click)
    async with respond.in_time(click, redrawing=True):
        found = await store.sources(guild_id=guild_id, member_id=click.user.id)
        options = [
            ServerOption(each.guild_id, server.name, each.ratings)
            for each in found
            if (server := await _server(click, each.guild_id)) is not None
        ]
    if not options:
        raise UserError(_NOWHERE)
    text = "## Bring ratings from another server\nFrom which? You will see what it would do first."
    await ActionCard(click, text, [], ServerSelect(options, _ask_to_bring)).draw_over(click)


async def _ask_to_bring(click: Interaction, there: int) -> None:
    async with respond.in_time(click, redrawing=True):
        server = await _require_server(click, there)
        found = await click.client.member_data.match(there, guild_id=scope_of(click), member_id=click.user.id)

    async def bring(again: Interaction) -> None:
        await _bring(again, there)

    buttons = [Press("Bring them", bring, discord.ButtonStyle.success)] if found.ratings else []
    text = carriage(inline(server.name, _NAME), len(found.ratings), found.kept, found.unknown)
    await ActionCard(click, text, [*buttons, Press("Another server", ask_source)]).draw_over(click)


async def _bring(click: Interaction, there: int) -> None:
    store, guild_id, member_id = click.client.member_data, scope_of(click), click.user.id
    async with respond.in_time(click, redrawing=True):
        server = await _require_server(click, there)
        found = await store.match(there, guild_id=guild_id, member_id=member_id)
        written = await store.bring(found.ratings, guild_id=guild_id, member_id=member_id)
        await films_rated(click.client, guild_id)

    async def undo(again: Interaction) -> str:
        return await _undo(again, written)

    kept = found.kept + len(found.ratings) - len(written)
    said = f"Brought **{facts.count(len(written), 'rating')}** from {inline(server.name, _NAME)}."
    if kept:
        said += f"\n-# {facts.count(kept, 'rating')} that you have here already stayed as they are."
    await Undoable(click, said, undo).draw_over(click)


async def _undo(click: Interaction, written: Sequence[Carried]) -> str:
    stayed = await click.client.member_data.take_back(written, guild_id=scope_of(click), member_id=click.user.id)
    await films_rated(click.client, scope_of(click))
    said = f"Undone: {facts.count(len(written) - stayed, 'rating')} taken out again."
    return f"{said}\n-# {facts.count(stayed, 'rating')} changed since stayed." if stayed else said


async def _server(click: Interaction, guild_id: int) -> discord.Guild | None:
    """Return a server that the bot and the member are both in."""
    server = click.client.get_guild(guild_id)
    if server is None or server.get_member(click.user.id) is not None:
        return server
    try:
        await server.fetch_member(click.user.id)
    except discord.HTTPException:  # not a member, or Discord does not say: then nothing is shown of that server
        return None
    return server


async def _require_server(click: Interaction, guild_id: int) -> discord.Guild:
    server = await _server(click, guild_id)
    if server is None:
        raise UserError(_NOWHERE)
    return server
