"""Talking with members: messages that mention the bot, replies to it, and direct messages, each answered once."""

import asyncio
import logging
import re
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import discord
from discord import ui

from bot.client import Marquee
from bot.club.pace import Pace, Turn
from bot.replies.asking.asking import Put, draw_answer
from bot.replies.guess.replies import take_reply
from bot.scope import SHARED
from bot.ui import respond

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds after which members see that the bot is typing."""

GREETING = (
    "Hello! Ask me about films in plain words:\n"
    "- who directed Stalker, and how long is it?\n"
    "- French comedies of the 70s\n"
    "- what do people say about the ending of Solaris?\n"
    "-# Then go on: mention me again, or reply to my answer."
)
TOO_FAST = "One moment, that is a lot at once. Ask me again in a minute."

_REMEMBERED = 1_000
_WRITTEN = {discord.MessageType.default, discord.MessageType.reply}


class Conversation:
    """Hears every message, of which Discord gives the words only where they are meant for the bot."""

    def __init__(self, bot: Marquee) -> None:
        self._bot = bot
        self._pace = Pace()
        self._heard: deque[int] = deque(maxlen=_REMEMBERED)

    async def hear(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot; it never raises."""
        if not self._is_meant(message) or message.id in self._heard:
            return
        self._heard.append(message.id)  # Discord may deliver a message twice
        try:
            view = None if await take_reply(self._bot, message) else await self._reply_to(message)
        except Exception as error:  # noqa: BLE001 - the member is told, and the log where it is ours to mend
            guild_id = None if message.guild is None else message.guild.id
            view = respond.trouble(error, "a message", guild_id=guild_id, member_id=message.author.id)
        if view is not None:
            await _send(message, view)

    def _is_meant(self, message: discord.Message) -> bool:
        """Tell whether a member speaks to the bot.

        Discord lists the bot among the mentions where it is named, or where the message replies to one of its own and
        the reply pings; not where all or a role are.
        """
        if message.author.bot or message.webhook_id is not None or message.type not in _WRITTEN:
            return False
        if isinstance(message.channel, discord.DMChannel):
            return True
        return any(user.id == self._id for user in message.mentions)

    async def _reply_to(self, message: discord.Message) -> ui.LayoutView | None:
        """Return what a message gets, None where the bot stays silent."""
        text = self._mention.sub(" ", message.content).strip()
        if not text and not self._is_call(message):
            return None
        if message.guild is not None and not await self._may_talk(message, message.guild.id):
            return None
        match self._pace.turn(message.author.id, message.created_at):
            case Turn.SILENCE:
                return None
            case Turn.WORD:
                return respond.notice(TOO_FAST)
            case Turn.ANSWER if not text:
                return respond.notice(GREETING)
            case Turn.ANSWER:
                put = _put(message, text)
                async with _typing(message.channel):
                    return await draw_answer(self._bot, put)

    def _is_call(self, message: discord.Message) -> bool:
        """Tell whether a message without words calls the bot: a direct one, or one that is nothing but its name."""
        return isinstance(message.channel, discord.DMChannel) or self._mention.search(message.content) is not None

    async def _may_talk(self, message: discord.Message, guild_id: int) -> bool:
        settings = await self._bot.club_settings.get(guild_id=guild_id)
        channel = message.channel
        around = channel.parent_id if isinstance(channel, discord.Thread) else None
        return settings.talk and not {channel.id, around} & set(settings.quiet_channels)

    @property
    def _id(self) -> int:
        assert self._bot.user is not None, "messages come after the login"
        return self._bot.user.id

    @property
    def _mention(self) -> re.Pattern[str]:
        return re.compile(rf"<@!?{self._id}>")


def _put(message: discord.Message, text: str) -> Put:
    where = (SHARED if message.guild is None else message.guild.id, message.channel.id, message.author.id)
    known = (message.author, *message.mentions)
    return Put(text, *where, message.created_at, private=message.guild is None, known=known)


async def _send(message: discord.Message, view: ui.LayoutView) -> None:
    """Reply to a message without a ping; where Discord refuses, only the log is told."""
    try:
        await message.reply(
            view=view,
            mention_author=False,
            allowed_mentions=discord.AllowedMentions.none(),
            nonce=str(message.id),  # discord.py sends again where the answer was lost
        )
    except respond.UNSENT as error:
        log.info("message %s could not be answered: %s", message.id, error)


@asynccontextmanager
async def _typing(channel: discord.abc.Messageable) -> AsyncGenerator[None]:
    """Show that the bot is typing where the work inside takes long."""

    async def show() -> None:
        await asyncio.sleep(PATIENCE)
        with suppress(*respond.UNSENT):
            await channel.typing()

    waiting = asyncio.create_task(show(), name="show that an answer is on its way")
    try:
        yield
    finally:
        waiting.cancel()
