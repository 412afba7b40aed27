"""Where the bot may post: text channels, threads and the chats of voice channels, and what it needs there."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.errors import UserError
from bot.permissions import GUESSING, GUESSING_IN_THREADS, NIGHTS, NIGHTS_IN_THREADS, POLLS, POLLS_IN_THREADS, require

Room = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel
"""Where messages are posted, as against a forum or a category."""


@dataclass(frozen=True, slots=True)
class RoomRule:
    """What the bot has to be allowed to do to post something in a channel or in a thread, by Discord's names of it.

    `refusal` is the whole sentence that is said where it is asked for in a place that is no room.
    """

    in_channels: Sequence[str]
    in_threads: Sequence[str]
    refusal: str


POLL_ROOM = RoomRule(
    POLLS, POLLS_IN_THREADS, "Polls are posted in text channels and threads. Ask for it in one of those."
)
NIGHT_ROOM = RoomRule(
    NIGHTS, NIGHTS_IN_THREADS, "A movie night needs a text channel or a thread. Ask for it in one of those."
)
GUESS_ROOM = RoomRule(
    GUESSING, GUESSING_IN_THREADS, "Films are guessed in text channels and threads. Ask for it in one of those."
)


def require_room(channel: object, rule: RoomRule) -> Room:
    """Return the channel as one in which the bot may post what the rule is for, and keep it up to date.

    Raises:
        UserError: it is of another kind, or the bot lacks a permission there; the text names it.
    """
    if not isinstance(channel, Room):
        raise UserError(rule.refusal)
    in_thread = isinstance(channel, discord.Thread)
    if in_thread and channel.parent is None:  # not known well enough to tell; posting will show
        return channel
    require(channel, rule.in_threads if in_thread else rule.in_channels)
    return channel
