"""The time zone and the film of the week as settings: when, from where, and how the last one came out."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import discord

from bot.client import Marquee
from bot.club.chosen import Settings
from bot.club.time_zones import is_fixed, parse_zone, zone_name
from bot.club.weekly import Weekly, next_due
from bot.errors import UserError
from bot.replies.settings.parts import Change, Decision, FormError, channel_trouble
from bot.replies.settings.weekly_filter import filter_part
from bot.ui import facts, theme
from bot.ui.markup import inline
from bot.ui.press import Press
from bot.ui.settings.setting_words import DAYS, SOURCES, hour_words, weekly_opening
from bot.ui.settings.settings_panel import Field, LinesForm, Part, WordSelect

Interaction = discord.Interaction[Marquee]

_NEVER = "never"
_TROUBLE = 400
_ALL_YEAR = "If your clocks change in summer, write a city instead."
_TAKEN_FROM: Mapping[str, str] = {
    "watchlists": "the one that is on most members’ watchlists",
    "random": "taken by chance from the films that fit",
}


def zone_part(settings: Settings, change: Change) -> Part:
    """Return the choice of the time zone."""

    async def ask(click: Interaction) -> None:
        await _ask_zone(click, "", change)

    text = f"**Time zone**\nDays and hours are those of {_where(settings.time_zone)} now."
    return Part(text, [Press("Change the time zone", ask)])


async def _ask_zone(click: Interaction, typed: str, change: Change) -> None:
    """Open the form of the time zone, with what was typed before."""

    async def sent(form: Interaction, lines: Sequence[str]) -> None:
        async def reopen(again: Interaction) -> None:
            await _ask_zone(again, lines[0], change)

        async def decide() -> Decision:
            try:
                zone = await asyncio.to_thread(parse_zone, lines[0])
            except UserError as fault:
                raise FormError([str(fault)], reopen) from None
            said = f"From now on days and hours are those of {_where(zone)} now."
            return Decision({"time_zone": zone}, f"{said} {_ALL_YEAR}" if is_fixed(zone) else said)

        await change(form, decide)

    more = "A city near you, such as Europe/Lisbon"
    await click.response.send_modal(LinesForm("Time zone", [Field("Time zone", more, typed, required=True)], sent))


def _where(zone: ZoneInfo) -> str:
    """Return a time zone and what its clocks show, in markdown."""
    return f"**{inline(zone_name(zone), theme.CHOICE_NAME)}**, where it is {datetime.now(zone):%H:%M}"


def weekly_parts(settings: Settings, last: Weekly | None, guild: discord.Guild, change: Change) -> list[Part]:
    """Return the choices of the week's film, with when the next one is and how the last one came out."""
    return [
        Part("\n".join(_how_it_stands(settings, last, guild)), [_day_select(settings, guild, change)]),
        Part("-# The hour", [_hour_select(settings, change)]),
        Part("-# Where it comes from", [_source_select(settings, change)]),
        filter_part(settings, change),
    ]


def last_trouble(last: Weekly, settings: Settings) -> str:
    """Return in a sentence what was in the way of the last film of the week."""
    due = datetime.fromisoformat(last.due_at).astimezone(settings.time_zone)
    said = "" if last.posted_at else " was not posted"
    return f"The film of the week of {facts.day(due.date().isoformat())}{said}: {last.trouble}"


def _how_it_stands(settings: Settings, last: Weekly | None, guild: discord.Guild) -> list[str]:
    lines = ["**The film of the week**"]
    trouble = None
    if settings.weekly_day is None:
        lines.append("There is none.")
    elif trouble := _in_the_way(settings, guild):
        when = f"{DAYS[settings.weekly_day]}s at {hour_words(settings.weekly_hour)}"
        lines.append(f"It is due on {when}, but cannot be posted.\n⚠ {inline(trouble, _TROUBLE)}")
    else:
        due = next_due(datetime.now(UTC), settings.time_zone, settings.weekly_day, settings.weekly_hour)
        lines.append(f"The next is posted <t:{int(due.timestamp())}:F>.")
    if trouble is None and last is not None and last.trouble:
        lines.append(f"⚠ {inline(last_trouble(last, settings), _TROUBLE)}")
    return lines


def _in_the_way(settings: Settings, guild: discord.Guild) -> str | None:
    """Return why no film of the week can be posted as things are chosen; None where one can."""
    if settings.announcement_channel is None:
        return "The film of the week needs a channel for announcements. Choose one under Channels."
    return channel_trouble("announcement_channel", settings.announcement_channel, guild)


def _day_select(settings: Settings, guild: discord.Guild, change: Change) -> WordSelect:
    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            if values[0] == _NEVER:
                return Decision({"weekly_day": None}, "From now on there is no film of the week.")
            chosen = await click.client.club_settings.get(guild_id=guild.id)
            if trouble := _in_the_way(chosen, guild):
                raise UserError(trouble)
            day = int(values[0])
            return Decision({"weekly_day": day}, f"From now on the film of the week is posted on {DAYS[day]}s.")

        await change(click, decide)

    options = {_NEVER: "No film of the week", **{str(day): f"On {name}s" for day, name in enumerate(DAYS)}}
    return WordSelect(options, [_NEVER if settings.weekly_day is None else str(settings.weekly_day)], picked)


def _hour_select(settings: Settings, change: Change) -> WordSelect:
    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            hour = int(values[0])
            return Decision({"weekly_hour": hour}, f"{weekly_opening(settings)} posted at {hour_words(hour)}.")

        await change(click, decide)

    options = {str(hour): f"At {hour_words(hour)}" for hour in range(24)}
    return WordSelect(options, [str(settings.weekly_hour)], picked)


def _source_select(settings: Settings, change: Change) -> WordSelect:
    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            return Decision({"weekly_source": values[0]}, f"{weekly_opening(settings)} {_TAKEN_FROM[values[0]]}.")

        await change(click, decide)

    return WordSelect(SOURCES, [settings.weekly_source], picked)
