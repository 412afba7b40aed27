"""The scheduled event of an evening on Discord: making it, keeping it in step, and noticing that it is gone."""

import logging
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.nights.record import Evening, Night
from bot.errors import UserError
from bot.permissions import EVENTS, EVENTS_IN_VOICE
from bot.replies.nights.messages import mark_stale
from bot.ui import theme
from bot.ui.films.film_card import film_brief
from bot.ui.markup import plain
from bot.ui.nights.card import EVENT_PLACE, event_name
from bot.ui.permissions import permission_names

log = logging.getLogger(__name__)

Voice = discord.VoiceChannel | discord.StageChannel

UNKNOWN_RUNTIME = timedelta(hours=2)
"""How long an event is where nobody knows how long its film is."""

_DESCRIPTION = 1_000
_OVER = frozenset({discord.EventStatus.canceled, discord.EventStatus.completed})


def require_events(guild: discord.Guild, voice: Voice | None) -> None:
    """Check that the bot may make an event, in a voice channel where one is given.

    Raises:
        UserError: it lacks a permission; the text names it.
    """
    needed = EVENTS if voice is None else EVENTS_IN_VOICE
    allowed = guild.me.guild_permissions if voice is None else voice.permissions_for(guild.me)
    if missing := [name for name in needed if not getattr(allowed, name)]:
        where = "in this server" if voice is None else f"in #{voice.name}"
        raise UserError(
            f"To make an event I lack a permission {where}: {permission_names(missing)}. "
            "An admin can give it to my role, and then you can ask again."
        )


async def settle_event(bot: Marquee, night: Night, evening: Evening, film: StoredFilm) -> int | None:
    """Give an evening its event, or put the one it has in step; return it, None where the evening has another by now.

    Raises:
        discord.HTTPException: Discord did not take it.
    """
    guild = bot.get_guild(night.guild_id)
    if guild is None:
        return None
    fields = _fields(guild, night, evening, film)
    if evening.event_id is not None and (event := await _find(guild, evening.event_id)) is not None:
        await event.edit(**fields)
        return event.id
    event = await guild.create_scheduled_event(**fields, privacy_level=discord.PrivacyLevel.guild_only)
    kept = False
    try:
        kept = await bot.nights.event_made(
            evening.id, guild_id=night.guild_id, event_id=event.id, instead_of=evening.event_id
        )
    finally:
        if not kept:
            await event.delete()
    return event.id if kept else None


async def remove_event(bot: Marquee, night: Night, event_id: int) -> None:
    """Delete an event, where it is still there and the bot may."""
    guild = bot.get_guild(night.guild_id)
    if guild is None:
        return
    try:
        event = await _find(guild, event_id)
        if event is not None:
            await event.delete()
    except discord.HTTPException as error:
        log.warning("the event %d could not be deleted: %s", event_id, error)


async def look_after_event(bot: Marquee, night: Night, evening: Evening) -> None:
    """Notice that the event of an evening to come was deleted or cancelled; the evening stands, and its board says so.

    Raises:
        discord.HTTPException: Discord would not tell.
    """
    guild = bot.get_guild(night.guild_id)
    if guild is None or evening.event_id is None or await _find(guild, evening.event_id) is not None:
        return
    await bot.nights.event_lost(evening.id, guild_id=night.guild_id, event_id=evening.event_id)
    mark_stale(bot, night)
    log.info("the event of night %d is gone; its evening stands", night.id)


async def _find(guild: discord.Guild, event_id: int) -> discord.ScheduledEvent | None:
    """Return an event that is still to come or under way."""
    try:
        event = await guild.fetch_scheduled_event(event_id, with_counts=False)
    except discord.NotFound:
        return None
    return None if event.status in _OVER else event


def _fields(guild: discord.Guild, night: Night, evening: Evening, film: StoredFilm) -> dict[str, Any]:
    assert evening.starts_at is not None
    starts = datetime.fromisoformat(evening.starts_at)
    minutes = film.film.runtime_minutes
    fields: dict[str, Any] = {
        "name": event_name(night, film),
        "description": theme.clip(film_brief(film), _DESCRIPTION),
        "start_time": starts,
        "end_time": starts + (UNKNOWN_RUNTIME if minutes is None else timedelta(minutes=minutes)),
    }
    voice = None if evening.voice_id is None else guild.get_channel(evening.voice_id)
    if isinstance(voice, Voice):
        return {**fields, "channel": voice, "entity_type": _event_type(voice)}
    place = evening.place or night.name  # where the voice channel is gone
    return {**fields, "location": plain(place, EVENT_PLACE), "entity_type": discord.EntityType.external}


def _event_type(voice: Voice) -> discord.EntityType:
    stage = isinstance(voice, discord.StageChannel)
    return discord.EntityType.stage_instance if stage else discord.EntityType.voice
