"""Making movie nights, their rules, their boards, and ending them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord

from bot.catalogue.text import fold
from bot.catalogue.years import parse_years
from bot.client import Marquee
from bot.club.nights.record import NewNight, NightError
from bot.club.nights.rules import NightRules, Span
from bot.club.nights.times import parse_when
from bot.replies.films.filter import read_minutes
from bot.replies.nights.access import find_night, is_host, name_key, read_name, require_host, server_of
from bot.replies.nights.events import remove_event
from bot.replies.nights.messages import draw, mark_stale, post_board
from bot.replies.rooms import NIGHT_ROOM, require_room
from bot.ui import facts, respond, theme
from bot.ui.markup import inline, plain
from bot.ui.names import LANGUAGES
from bot.ui.nights.card import NAME
from bot.ui.nights.words import carry_line, rules_line

Interaction = discord.Interaction[Marquee]

_ANY = frozenset({"any", "all", "-"})
_PARTING = re.compile(r"[,;/]|\bor\b|\band\b")
_MOST_PARTS = 10
_MOST_NAMES = 400
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a host says of a night's rules; None of each leaves it as it is, `any` lifts a limit."""

    nominations: int | None = None
    longest: str | None = None
    languages: str | None = None
    years: str | None = None
    unrated: bool | None = None
    carry: bool | None = None


async def create(interaction: Interaction, typed: str, when: str | None, wishes: Wishes) -> None:
    """Make a movie night, and answer with its board.

    Raises:
        UserError: the name is taken or none, the time or a rule cannot be read, or the bot may not post here.
    """
    bot, guild_id = interaction.client, server_of(interaction)
    async with respond.in_time(interaction):
        name = read_name(typed)
        room = require_room(interaction.channel, NIGHT_ROOM)
        zone = (await bot.club_settings.get(guild_id=guild_id)).time_zone
        begins = parse_when(when, datetime.now(UTC), zone) if when and when.strip() else None
        rules = await _read_rules(interaction, NightRules(), wishes)
        new = NewNight(name, name_key(name), rules, begins, room.id)
        night, step_id = await bot.nights.create(new, guild_id=guild_id, by=interaction.user.id)
    message = await post_board(interaction, night)
    await bot.nights.told(step_id, guild_id=guild_id, channel_id=message.channel.id, message_id=message.id)


async def show_board(interaction: Interaction, night: str | None) -> None:
    """Post a night's board here for its hosts, or show it in private to any other member.

    Raises:
        UserError: there is no such night, or the bot may not post here.
    """
    bot = interaction.client
    async with respond.in_time(interaction):
        found = await find_night(interaction, night)
        hosts = await is_host(interaction, found)
        board = await bot.nights.board(found.id, guild_id=found.guild_id)
        assert board is not None, "nights are never deleted"
    if hosts:
        await post_board(interaction, found)
    else:
        await respond.show(interaction, await draw(bot, board), private=True)


async def change_rules(interaction: Interaction, night: str | None, wishes: Wishes) -> None:
    """Tell a night's rules, or change those that are given.

    Raises:
        UserError: there is no such night, a rule cannot be read, or the member is no host.
    """
    bot = interaction.client
    async with respond.in_time(interaction, private=True):
        found = await find_night(interaction, night)
        said = f"The rules of **{inline(found.name, NAME)}**"
        if wishes == Wishes():
            rules = found.rules
        else:
            await require_host(interaction, found)
            rules = await _read_rules(interaction, found.rules, wishes)
            await bot.nights.change_rules(found.id, rules, guild_id=found.guild_id, by=interaction.user.id)
            mark_stale(bot, found)
            said += " are now"
    more = "\n-# Films on the board stay there; the next vote leaves out those that these rules do not let in."
    carry = f"\n{line}" if (line := carry_line(rules)) else ""
    said = f"{said}: {rules_line(rules)}.{carry}{'' if wishes == Wishes() else more}"
    await respond.tell(interaction, said, theme.CARD)


async def cancel(interaction: Interaction, night: str | None) -> None:
    """End a movie night, with the event of its evening.

    Raises:
        UserError: there is no such night, its vote is open, or the member is no host.
    """
    bot = interaction.client
    async with respond.in_time(interaction, private=True):
        found = await find_night(interaction, night)
        await require_host(interaction, found)
        board, _ = await bot.nights.cancel(found.id, guild_id=found.guild_id, by=interaction.user.id)
        mark_stale(bot, found)
        if board.evening.event_id is not None:
            await remove_event(bot, found, board.evening.event_id)
    said = f"**{inline(found.name, NAME)}** is cancelled. Its history is kept, and `/night undo` brings it back."
    await respond.tell(interaction, said, theme.CARD)


async def _read_rules(interaction: Interaction, rules: NightRules, wishes: Wishes) -> NightRules:
    """Return the rules with what is wished changed.

    Raises:
        UserError: the running time, a language or the years cannot be read.
    """
    if wishes.nominations is not None:
        rules = replace(rules, most=wishes.nominations)
    if wishes.longest is not None:
        rules = replace(rules, longest=_read_longest(wishes.longest))
    if wishes.languages is not None:
        rules = replace(rules, languages=await _read_languages(interaction, wishes.languages))
    if wishes.years is not None:
        rules = replace(rules, years=_read_years(wishes.years))
    if wishes.unrated is not None:
        rules = replace(rules, unrated=wishes.unrated)
    return rules if wishes.carry is None else replace(rules, carries=wishes.carry)


def _parts(typed: str, what: str) -> list[str]:
    parts = [part.strip() for part in _PARTING.split(typed.casefold()) if part.strip()]
    if len(parts) > _MOST_PARTS:
        raise NightError(f"Name up to {_MOST_PARTS} {what}.")
    return [] if len(parts) == 1 and parts[0] in _ANY else parts


def _read_longest(typed: str) -> int | None:
    return None if typed.strip().casefold() in {*_ANY, "0"} else read_minutes(typed)


def _read_years(typed: str) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(parse_years(part) for part in _parts(typed, "spans of years")))


async def _read_languages(interaction: Interaction, typed: str) -> tuple[str, ...]:
    """Return every spelling of the languages that are meant, since sources write some as codes."""
    films = interaction.client.films
    stored = await films.facets("language", "", guild_id=server_of(interaction), limit=_MOST_NAMES)
    return tuple(dict.fromkeys(name for part in _parts(typed, "languages") for name in _spellings(part, stored)))


def _spellings(typed: str, stored: Iterable[str]) -> list[str]:
    wanted = fold(typed)
    found = [word for code, name in LANGUAGES.items() if wanted in {code, fold(name)} for word in (code, name)]
    found += [name for name in stored if wanted in {fold(name), fold(facts.language(name))}]
    if not found:
        raise NightError(f"I know no language called “{plain(typed, _SHOWN)}”. Write it like French, or any.")
    return found
