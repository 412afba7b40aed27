"""Posting the film of the week: its card where things are announced, and its discussion."""

import logging
from datetime import datetime
from typing import Any

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.chosen import Settings
from bot.club.weekly import Due, WeeklySource
from bot.errors import UserError
from bot.permissions import ANNOUNCEMENTS, require
from bot.replies.films.buttons import buttons_in
from bot.replies.films.discussions import Place, thread_of
from bot.replies.ratings.club_score import public_club_line
from bot.ui.settings.weekly_card import weekly_card

log = logging.getLogger(__name__)

_NOTHING: dict[WeeklySource, str] = {
    "watchlists": "No watchlist here holds a film that fits and has not been the film of the week lately.",
    "random": "No film here fits that has not been the film of the week lately.",
}
_NOT_TAKEN = "Discord did not take it. I try again in a while."


async def post_weekly(bot: Marquee, due: Due, now: datetime) -> bool:
    """Post a server's film of the week unless another process is at it; tell whether it was posted.

    What keeps it from being posted is noted for the server's admins, and it is tried again while it is less than a day
    late.
    """
    chosen = await bot.weekly.choose(due, now)
    taken_on, film_id = await bot.weekly.claim(due, chosen, now)
    if not taken_on:
        return False
    try:
        room, film = _room(bot, due), await _film(bot, due, film_id)
        thread_id, trouble = await _discussed(bot, due.settings, room, film)
        message = await _announce(bot, due, room, film, thread_id)
    except (UserError, discord.HTTPException) as error:
        said = str(error) if isinstance(error, UserError) else _NOT_TAKEN
        log.warning("the film of the week of server %d was not posted: %s", due.guild_id, error)
        await bot.weekly.failed(due, now, said)
        return False
    await bot.weekly.posted(due, now, channel_id=room.id, message_id=message.id, trouble=trouble)
    return True


def _room(bot: Marquee, due: Due) -> discord.TextChannel:
    """Return the channel in which a server's news are announced.

    Raises:
        UserError: there was none, it was gone, or the bot may not write there; the text says so.
    """
    guild, channel_id = bot.get_guild(due.guild_id), due.settings.announcement_channel
    if guild is None:
        raise UserError("I am not in this server.")
    if channel_id is None:
        raise UserError("There was no channel for announcements.")
    room = guild.get_channel(channel_id)
    if not isinstance(room, discord.TextChannel):
        raise UserError("The channel for announcements was gone.")
    require(room, ANNOUNCEMENTS)
    return room


async def _film(bot: Marquee, due: Due, film_id: int | None) -> StoredFilm:
    film = None if film_id is None else await bot.films.get(film_id, guild_id=due.guild_id)
    if film is None:
        raise UserError(_NOTHING[due.settings.weekly_source])
    return film


async def _discussed(
    bot: Marquee, settings: Settings, room: discord.TextChannel, film: StoredFilm
) -> tuple[int | None, str | None]:
    """Open the film's discussion; return its thread, or why there is none: the film is announced without it."""
    chosen: Any = room.guild.get_channel(settings.discussion_channel) if settings.discussion_channel else None
    place: Place = chosen if isinstance(chosen, discord.TextChannel | discord.ForumChannel) else room
    try:
        return await thread_of(bot, film, place), None
    except UserError as error:
        said = str(error)
    except discord.HTTPException as error:
        said = f"Discord did not let me open its discussion: {error.text or error.code}."
    log.warning("the film of the week of server %d has no discussion: %s", room.guild.id, said)
    return None, f"It was posted without a discussion. {said}"


async def _announce(
    bot: Marquee, due: Due, room: discord.TextChannel, film: StoredFilm, thread_id: int | None
) -> discord.Message:
    club = await public_club_line(bot, film.id, guild_id=due.guild_id)
    on_lists = await bot.weekly.on_lists(film.id, guild_id=due.guild_id)
    view = weekly_card(film, buttons_in(due.guild_id, film, club), club.text, on_lists=on_lists, thread_id=thread_id)
    # A process that dies before it has noted this leaves it to another; Discord takes a nonce once.
    nonce = f"w{datetime.fromisoformat(due.due_at):%y%m%d%H%M}-{film.id}"
    return await room.send(view=view, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
