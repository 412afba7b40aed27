"""Settling an evening: which film, when and where, with an event on Discord and a reminder."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.deadlines import parse_deadline, stored
from bot.club.nights.record import Board, Evening, Night, NightError, Plan, Step
from bot.club.nights.times import begins_at
from bot.replies.films.question import load_film, with_film
from bot.replies.nights.access import find_night, require_host
from bot.replies.nights.events import Voice, require_events, settle_event
from bot.replies.nights.messages import NightButton, mark_stale, replace_message
from bot.replies.rooms import NIGHT_ROOM, require_room
from bot.ui import respond, theme
from bot.ui.markup import inline, plain
from bot.ui.nights.card import EVENT_PLACE, NAME, event_link, film_words, scheduled_card
from bot.ui.polls.words import stamp, way_to

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]

REMIND_MINUTES = 60
"""How long before an evening begins its guests are reminded."""

MOST_MINUTES = 1_440
"""The earliest reminder there is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a host says of an evening; None of each is for the bot to fill in. `remind` is in minutes, 0 for never."""

    title: str | None
    when: str | None
    channel: Voice | None
    place: str | None
    remind: int = REMIND_MINUTES


async def schedule(interaction: Interaction, night: str | None, asked: Asked) -> None:
    """Settle a night's next evening and tell all.

    Raises:
        UserError: there is no such night or film, the time cannot be taken, the member is no host, or the bot lacks a
            permission; the text names it.
    """
    async with respond.in_time(interaction):
        found = await find_night(interaction, night)
        await require_host(interaction, found)
        room = require_room(interaction.channel, NIGHT_ROOM)
        require_events(room.guild, asked.channel)
        board = await interaction.client.nights.board(found.id, guild_id=found.guild_id)
        assert board is not None, "nights are never deleted"
        starts = await _starts(interaction, board, asked.when)
        place = _place(asked, room.name)
        known = None if (asked.title or "").strip() else await load_film(interaction, next_film(board))

    async def use(answering: Interaction, film: StoredFilm) -> None:
        remind = starts - timedelta(minutes=asked.remind)
        plan = Plan(
            film_id=film.id,
            starts_at=stored(starts),
            voice_id=asked.channel.id if asked.channel is not None else None,
            place=place,
            room_id=room.id,
            remind_at=stored(remind) if asked.remind and remind > datetime.now(UTC) else None,
        )
        await _settle(answering, board, film, plan)

    if known is not None:
        await use(interaction, known)
    else:
        await with_film(interaction, asked.title or "", use)


def next_film(board: Board) -> int:
    """Return the film that is to be shown next: the one that is settled, else the one that won the vote.

    Raises:
        NightError: there is none, or the vote is still open.
    """
    if board.evening.is_scheduled and board.evening.film_id is not None:
        return board.evening.film_id
    if board.open_poll is not None:
        raise NightError("The vote is still open. /poll close ends it, or name the film with the option film.")
    winner = None if board.vote is None else board.vote.winner
    if winner is None or winner.film_id is None:
        raise NightError("No film has been chosen yet. Name it with the option film, or open a vote with /night vote.")
    return winner.film_id


async def _settle(interaction: Interaction, board: Board, film: StoredFilm, plan: Plan) -> None:
    bot, night = interaction.client, board.night
    async with respond.in_time(interaction):
        settled = await bot.nights.schedule(night.id, plan, guild_id=night.guild_id, by=interaction.user.id)
        evening, trouble = await _with_event(bot, settled.board, film)
        view = draw_scheduled(settled.board.night, evening, film, *trouble)
    mark_stale(bot, settled.board.night)
    await respond.show(interaction, view)
    message = await interaction.original_response()
    await bot.nights.told(
        settled.step_id, guild_id=night.guild_id, channel_id=message.channel.id, message_id=message.id
    )
    if settled.former is not None:
        said = f"Replaced by {interaction.user.mention}. [Go to the evening as it is now]({message.jump_url})"
        await strike_out(bot, night, settled.former, settled.was, said)
    if (poll := settled.board.open_poll) is not None:
        said = f"The evening is settled, and the vote of **{inline(night.name, NAME)}** is still open. {way_to(poll)}"
        await respond.tell(
            interaction, f"{said}\n-# `/poll close` ends it, which `/night watched` waits for.", theme.CARD
        )


async def strike_out(bot: Marquee, night: Night, step: Step, evening: Evening, said: str) -> None:
    """Strike out what was told when an evening was settled or watched, and say below why."""
    if step.message_id is not None and step.channel_id is not None:
        text = f"~~**{inline(night.name, NAME)}** {step.kind} {film_words(evening)}~~\n-# {said}"
        await replace_message(bot, step.channel_id, step.message_id, respond.notice(text))


async def _with_event(bot: Marquee, settled: Board, film: StoredFilm) -> tuple[Evening, list[str]]:
    """Make or change the event; return the evening with it, and what came in between."""
    night = settled.night
    trouble: list[str] = []
    try:
        await settle_event(bot, night, settled.evening, film)
    except discord.HTTPException as error:
        log.warning("the event of night %d could not be made: %s", night.id, error)
        trouble.append("Discord would not take the event just now; the evening stands. `/night schedule` tries again.")
    now = await bot.nights.board(night.id, guild_id=night.guild_id)
    return settled.evening if now is None else now.evening, trouble


def draw_scheduled(night: Night, evening: Evening, film: StoredFilm, *trouble: str) -> ui.LayoutView:
    """Return what is told of an evening that is settled, with its buttons; `trouble` is told beside, in markdown."""
    notes = [*trouble]
    if evening.event_id is not None:
        link = event_link(night, evening).strip()
        notes.append(f"{link}, press *Interested*, and Discord tells you when it begins.")
    if evening.remind_at is not None:
        notes.append(f"Who comes is named in a reminder here {stamp(evening.remind_at)}.")
    if film.film.runtime_minutes is None:
        notes.append("Its running time is not known, so the event is two hours long.")
    row = [NightButton(night.id, "coming"), NightButton(night.id, "away")]
    return scheduled_card(night, evening, film, notes, [row])


async def _starts(interaction: Interaction, board: Board, typed: str | None) -> datetime:
    night, now = board.night, datetime.now(UTC)
    zone = (await interaction.client.club_settings.get(guild_id=night.guild_id)).time_zone
    if typed is not None and typed.strip():
        return parse_deadline(typed, now, zone)
    begins = begins_at(board.evening.starts_at, night.weekly_from, now, zone)
    if begins is None or datetime.fromisoformat(begins) <= now:
        raise NightError("Say when it begins, with the option when: friday 20:00.")
    return datetime.fromisoformat(begins)


def _place(asked: Asked, room: str) -> str | None:
    if asked.channel is not None and asked.place:
        raise NightError("It is either in a voice channel or at another place. Leave one of the two out.")
    if asked.channel is not None:
        return None
    return plain(asked.place, EVENT_PLACE) if asked.place and asked.place.strip() else f"#{room}"
