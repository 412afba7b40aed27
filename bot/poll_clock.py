"""The polls' clock: closes those whose time is up, once, and has every result posted, once."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import discord
from discord.ext import tasks

from bot.client import Marquee
from bot.club.deadlines import stored
from bot.club.polls.record import Poll
from bot.redraws import PACE
from bot.replies.polls.messages import Drawn, draw, mark_stale, passes, put_up
from bot.ui import respond, theme
from bot.ui.markup import inline
from bot.ui.polls.words import way_to

log = logging.getLogger(__name__)

GRACE = timedelta(seconds=4)
"""How long after its time a poll still waits for votes clicked before: Discord drops what is not answered in three
seconds, and times are kept in whole seconds."""

STALE = timedelta(minutes=1)
"""How long whoever took on posting a result may be at it before another takes its place."""

_QUESTION = 200
_MESSAGE_GONE = "\n-# The poll’s message is gone. `/poll results` shows the whole count, `/poll list` posts it again."


class PollClock:
    """Looks every two seconds which polls are to be closed and which results are to be posted.

    What is done is in the database, so that restarts and second copies do none of it twice. A process that dies while
    it posts a result leaves it to the next one, which posts it under the same nonce; Discord takes that once.
    """

    def __init__(self, bot: Marquee) -> None:
        self._bot = bot
        # A poll is closed in one turn and its result drawn in the next, which keeps the pace of its message.
        self.loop = tasks.loop(seconds=PACE)(self.turn)
        self.loop.before_loop(self.begin)

    async def begin(self) -> None:
        """Have the messages of open polls drawn anew, since the bot may have stopped before it had shown a vote."""
        await self._bot.wait_until_ready()
        try:
            for poll in await self._bot.polls.standing():
                mark_stale(self._bot, poll)
        except Exception:
            log.exception("the messages of open polls could not be drawn anew")

    async def turn(self) -> None:
        """Post the results that are still to be posted, then close what is due; one poll's fault stops no other."""
        try:
            ended = await self._bot.polls.unannounced()
            due = await self._bot.polls.due(before=_ago(GRACE))
        except Exception:
            log.exception("the polls could not be looked at; the next turn tries again")
            return
        await asyncio.gather(*(self._close(poll) for poll in due), *(self._announce(poll) for poll in ended))

    async def _close(self, poll: Poll) -> None:
        try:
            if not await self._bot.polls.close(poll.id, guild_id=poll.guild_id, before=_ago(GRACE)):
                return
        except Exception:
            log.exception("poll %d could not be closed; the next turn tries again", poll.id)
            return
        if poll.message_id is not None:
            self._bot.redraws.forget(poll.message_id)  # the next drawing is the last

    async def _announce(self, poll: Poll) -> None:
        try:
            if await self._bot.polls.claim_announcement(poll.id, guild_id=poll.guild_id, stale=_ago(STALE)):
                await announce(self._bot, poll)
        except Exception:
            log.exception("the result of poll %d could not be posted; it is tried again in a minute", poll.id)


async def announce(bot: Marquee, poll: Poll) -> None:
    """Show how a poll ended, in its message and in a reply to it, and note that this is done.

    Where the bot may no longer write, or the channel is gone, the result waits in `/poll results`.

    Raises:
        discord.HTTPException: Discord could not take it now.
    """
    drawn = await draw(bot, poll.id, poll.guild_id)
    if drawn is None or drawn.poll.is_open:  # opened again meanwhile
        return
    await put_up(bot, drawn)
    try:
        await _reply(bot, drawn)
    except discord.HTTPException as error:
        if passes(error):
            raise
        log.warning("the result of poll %d could not be posted in its channel: %s", poll.id, error)
    await _tell_the_server(bot, drawn)
    await bot.polls.announced(poll.id, guild_id=poll.guild_id, closed_at=drawn.poll.closed_at)


async def _reply(bot: Marquee, drawn: Drawn) -> None:
    poll = drawn.poll
    assert poll.closed_at is not None
    known = await bot.polls.get(poll.id, guild_id=poll.guild_id)  # drawing may have shown that its message is gone
    message_id = None if known is None else known.message_id
    said = drawn.ending if message_id else f"### {inline(poll.question, _QUESTION)}\n{drawn.ending}{_MESSAGE_GONE}"
    view = respond.notice(said, theme.CARD)
    room = bot.get_partial_messageable(poll.channel_id, guild_id=poll.guild_id)
    mentions = discord.AllowedMentions.none()
    nonce = f"{poll.id}-{datetime.fromisoformat(poll.closed_at):%y%m%d%H%M%S}"
    if message_id is None:
        await room.send(view=view, nonce=nonce, allowed_mentions=mentions)
        return
    reference = discord.MessageReference(
        message_id=message_id, channel_id=poll.channel_id, guild_id=poll.guild_id, fail_if_not_exists=False
    )
    await room.send(view=view, nonce=nonce, reference=reference, allowed_mentions=mentions)


async def _tell_the_server(bot: Marquee, drawn: Drawn) -> None:
    """Post the result where the server announces things as well, unless some read there who may not see the poll."""
    poll = drawn.poll
    assert poll.closed_at is not None
    chosen = (await bot.club_settings.get(guild_id=poll.guild_id)).announcement_channel
    guild = bot.get_guild(poll.guild_id)
    room = guild.get_channel(chosen) if guild is not None and chosen is not None else None
    if guild is None or not isinstance(room, discord.TextChannel) or room.id == poll.channel_id:
        return
    if not _readers_see(room, guild.get_channel_or_thread(poll.channel_id)):
        return
    more = f"### {inline(poll.question, _QUESTION)}\n{drawn.ending}\n{way_to(poll)}".rstrip()
    view = respond.notice(more, theme.CARD)
    nonce = f"r{poll.id}-{datetime.fromisoformat(poll.closed_at):%y%m%d%H%M%S}"
    try:
        await room.send(view=view, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
    except discord.HTTPException as error:
        if passes(error):
            raise
        log.warning("the result of poll %d could not be announced: %s", poll.id, error)


def _readers_see(room: discord.TextChannel, place: object) -> bool:
    """Tell whether every role that reads a room sees a place as well; one that is gone or private is seen by none."""
    if isinstance(place, discord.Thread):
        place = None if place.is_private() else place.parent
    if not isinstance(place, discord.abc.GuildChannel):
        return False
    readers = [role for role in room.guild.roles if room.permissions_for(role).view_channel]
    return all(place.permissions_for(role).view_channel for role in readers)


def _ago(time: timedelta) -> str:
    return stored(datetime.now(UTC) - time)
