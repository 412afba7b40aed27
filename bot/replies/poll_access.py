"""Who may vote in a poll and who may change one, and what is meant by the options that several commands have."""

import re
from datetime import UTC, datetime

import discord

from bot.catalogue.text import fold
from bot.client import Marquee
from bot.club.deadlines import parse_closing
from bot.club.polls.record import Poll, PollError
from bot.errors import UserError
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
    return await _offered(interaction, typed, is_open=None)


async def offer_open_polls(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the open ones of `offer_polls`."""
    return await _offered(interaction, typed, is_open=True)


async def offer_closed_polls(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the closed ones of `offer_polls`."""
    return await _offered(interaction, typed, is_open=False)


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


async def _offered(interaction: Interaction, typed: str, *, is_open: bool | None) -> list[respond.Choice]:
    labels = (poll_label(poll) for poll in await _latest(interaction, is_open))
    return respond.choices([label for label in labels if fold(typed) in fold(label)])


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
    member = interaction.user
    if member.id == poll.created_by or interaction.permissions.manage_guild:
        return
    host = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).host_role
    if host is not None and isinstance(member, discord.Member) and any(role.id == host for role in member.roles):
        return
    role = interaction.guild.get_role(host) if interaction.guild is not None and host is not None else None
    hosts = f"members with the role @{role.name}" if role is not None else "hosts, if /settings host names their role,"
    raise UserError(f"Only who opened this poll, {hosts} and members with the permission Manage Server can do that.")
