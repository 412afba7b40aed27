"""What the bot has to be allowed to do on Discord: for each of its doings, in the place where it does it."""

from collections.abc import Iterable, Sequence

import discord

from bot.errors import UserError
from bot.ui.permissions import permission_names

Place = discord.TextChannel | discord.Thread | discord.ForumChannel | discord.VoiceChannel | discord.StageChannel

POLLS = ("view_channel", "send_messages", "read_message_history", "attach_files")
POLLS_IN_THREADS = ("view_channel", "send_messages_in_threads", "read_message_history", "attach_files")
NIGHTS = ("view_channel", "send_messages")
NIGHTS_IN_THREADS = ("view_channel", "send_messages_in_threads")
GUESSING = ("view_channel", "send_messages", "read_message_history")
GUESSING_IN_THREADS = ("view_channel", "send_messages_in_threads", "read_message_history")
THREADS = ("view_channel", "create_public_threads", "send_messages_in_threads")
FORUM_POSTS = ("view_channel", "send_messages")
ANNOUNCEMENTS = ("view_channel", "send_messages")
EVENTS = ("create_events",)
EVENTS_IN_VOICE = ("view_channel", "connect", "create_events")

EVERY = (
    *(POLLS, POLLS_IN_THREADS, NIGHTS, NIGHTS_IN_THREADS, THREADS, FORUM_POSTS, ANNOUNCEMENTS),
    *(GUESSING, GUESSING_IN_THREADS, EVENTS, EVENTS_IN_VOICE),
)
"""All of these, for what an invitation asks of a server."""


def asked_of_servers() -> discord.Permissions:
    """Return the permissions that an invitation asks for: those that some doing needs, and no more."""
    return discord.Permissions(**{name: True for names in EVERY for name in names})


def missing(place: Place, needed: Iterable[str]) -> list[str]:
    """Return which of the permissions needed the bot lacks in a place."""
    allowed = place.permissions_for(place.guild.me)
    return [name for name in needed if not getattr(allowed, name)]


def require(place: Place, needed: Sequence[str]) -> None:
    """Check that the bot may do something in a place.

    Raises:
        UserError: it lacks a permission there; the text names it.
    """
    if lacking := missing(place, needed):
        raise UserError(
            f"I lack a permission in #{place.name}: {permission_names(lacking)}. "
            "An admin can allow it in that channel’s settings, and then you can ask again."
        )
