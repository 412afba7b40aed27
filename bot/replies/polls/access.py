"""Who may vote in a poll and who may change one, and what is meant by the options that several commands have."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

import discord

from bot.catalogue.text import fold
from bot.client import Marquee
from bot.club.deadlines import parse_closing
from bot.club.polls.record import Poll, PollError
from bot.errors import UserError
from bot.replies.rooms import POLL_ROOM, Room, require_room
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.markup import plain

Interaction = discord.Interaction[Marquee]

NO_SUCH = "There is no such poll here. /poll list shows those there are."

_LOOKED_AT = 100
"""How many of the latest polls are looked through for what is typed; any is found by its number."""
_NUMBERED = re.compile(r"\s*#?(\d{1,18})(?!\w)")

_ROLE_GONE = (
    "This poll was for a role that is gone, so nobody can vote in it now; the votes it had are kept. "
    "Who opened it, or a host, gives it to another role with /poll extend."
)


def server_of(interaction: Interaction) -> int:
    """Return the server whose polls are meant.

    Raises:
        UserError: this server has not added the bot, or there is none.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Polls are held in servers that have added me.")
    return guild_id


async def poll_of(interaction: Interaction, poll_id: int) -> Poll:
    """Return a poll of this server.

    Raises:
        UserError: there is no such poll here.
    """
    poll = await interaction.client.polls.get(poll_id, guild_id=server_of(interaction))
    if poll is None:
        raise PollError(NO_SUCH)
    return poll


def may_see(interaction: Interaction, poll: Poll) -> bool:
    """Tell whether a member may be told of a poll: those in channels they cannot see are only for who manages."""
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member) or interaction.permissions.manage_guild:
        return True
    channel = guild.get_channel_or_thread(poll.channel_id)
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    return channel is None or channel.permissions_for(member).view_channel


async def seen_poll(interaction: Interaction, poll_id: int) -> Poll:
    """Return a poll that the member may be told of.

    Raises:
        UserError: there is no such poll for them.
    """
    poll = await poll_of(interaction, poll_id)
    if not may_see(interaction, poll):
        raise PollError(NO_SUCH)
    return poll


async def offer_polls(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the polls that are like what is typed, the latest first."""
    return _fitting(await _latest(interaction, None), typed)


async def offer_changeable_polls(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return those of `offer_polls` that the member may change."""
    return _fitting(await _changeable(interaction, None), typed)


async def offer_open_polls(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the open ones of `offer_changeable_polls`."""
    return _fitting(await _changeable(interaction, is_open=True), typed)


async def offer_closed_polls(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the closed ones of `offer_changeable_polls`."""
    return _fitting(await _changeable(interaction, is_open=False), typed)


async def find_poll(interaction: Interaction, typed: str) -> Poll:
    """Return the poll that is meant: `#12`, an offered label, or a part of a question that no other has.

    Raises:
        UserError: there is none like it, or several.
    """
    if numbered := _NUMBERED.match(typed):
        return await seen_poll(interaction, int(numbered[1]))
    found = [poll for poll in await _latest(interaction, None) if fold(typed) in fold(poll.question)]
    if not fold(typed) or len(found) > 1:
        raise PollError("Which poll? Pick one from those that are offered while you type, or write its number: #12.")
    if not found:
        raise PollError(NO_SUCH)
    return found[0]


def _fitting(polls: Iterable[Poll], typed: str) -> list[respond.Choice]:
    labels = map(poll_label, polls)
    return respond.choices([label for label in labels if fold(typed) in fold(label)])


async def _changeable(interaction: Interaction, is_open: bool | None) -> list[Poll]:
    latest = await _latest(interaction, is_open)
    if not latest:
        return []
    every = await runs_things(interaction)
    return [poll for poll in latest if every or poll.created_by == interaction.user.id]


async def _latest(interaction: Interaction, is_open: bool | None) -> tuple[Poll, ...]:
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        return ()
    latest = await interaction.client.polls.latest(guild_id=guild_id, is_open=is_open, limit=_LOOKED_AT)
    return tuple(poll for poll in latest if may_see(interaction, poll))


def poll_label(poll: Poll) -> str:
    """Return a poll's number and question, which `find_poll` reads back."""
    return plain(f"#{poll.id} {plain(poll.question)}", theme.CHOICE_VALUE)


async def read_closing(interaction: Interaction, typed: str | None) -> str | None:
    """Return the time at which a poll is to close, in the server's time zone; None where it is left open.

    Raises:
        UserError: it is no time in the future.
    """
    zone = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).time_zone
    return parse_closing(typed, datetime.now(UTC), zone)


async def room_for_polls(interaction: Interaction) -> Room:
    """Return where a new poll is posted: in the channel that the server chose for polls, else where it was asked for.

    Raises:
        UserError: it is no place for polls, the member cannot see it, or the bot lacks a permission there.
    """
    guild = interaction.guild
    chosen = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).poll_channel
    channel = guild.get_channel(chosen) if guild is not None and chosen is not None else None
    if channel is None:
        return require_room(interaction.channel, POLL_ROOM)
    member = interaction.user
    if isinstance(member, discord.Member) and not channel.permissions_for(member).view_channel:
        raise UserError("Polls are posted in a channel that you cannot see. Ask an admin to let you in.")
    return require_room(channel, POLL_ROOM)


async def voting_role(interaction: Interaction, named: discord.Role | None) -> int | None:
    """Return which role votes in a new choice poll: the one that is named, else the one that the server chose.

    None is everyone, as where @everyone is named or the server's role is gone.
    """
    if named is not None:
        return None if named.is_default() else named.id
    chosen = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).voter_role
    there = interaction.guild is not None and chosen is not None and interaction.guild.get_role(chosen) is not None
    return chosen if there else None


def require_voter(interaction: Interaction, poll: Poll) -> None:
    """Let only those through whom a poll lets vote.

    Raises:
        UserError: the member has not the role it is for, or that role is gone.
    """
    if poll.voter_role is None:
        return
    member, guild = interaction.user, interaction.guild
    if isinstance(member, discord.Member) and any(role.id == poll.voter_role for role in member.roles):
        return
    role = None if guild is None else guild.get_role(poll.voter_role)
    if role is None:
        raise UserError(_ROLE_GONE)
    raise UserError(f"This poll is for members with the role @{role.name}, so your vote was not counted.")


async def require_manager(interaction: Interaction, poll: Poll) -> None:
    """Let only those through who may change a poll: who opened it, hosts, and who may manage the server.

    Raises:
        UserError: the member is none of them; the text names what is needed.
    """
    if interaction.user.id != poll.created_by and not await runs_things(interaction):
        raise UserError(await refusal_to_change(interaction, "opened"))


async def runs_things(interaction: Interaction) -> bool:
    """Tell whether a member may change what others opened here: hosts and who may manage the server do."""
    if interaction.permissions.manage_guild:
        return True
    member = interaction.user
    host = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).host_role
    return host is not None and isinstance(member, discord.Member) and any(role.id == host for role in member.roles)


async def refusal_to_change(interaction: Interaction, done: str) -> str:
    """Return what a member is told who may not change something that another has `done`, such as opened."""
    host = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).host_role
    role = interaction.guild.get_role(host) if interaction.guild is not None and host is not None else None
    named = f" (@{role.name})" if role is not None else ""
    return f"Only whoever {done} it, a host{named} or an admin can do that."
