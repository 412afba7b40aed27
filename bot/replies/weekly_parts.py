"""The time zone and the film of the week as settings: when, from where, and how the last one came out."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import discord

from bot.catalogue.stored import FilmFilter
from bot.client import Marquee
from bot.club.chosen import Settings
from bot.club.time_zones import parse_zone
from bot.club.weekly import Weekly, next_due
from bot.errors import UserError
from bot.replies.film_filter import describe, read_filter
from bot.replies.setting_parts import Change, Decision
from bot.replies.weekly import announcement_room
from bot.scope import scope_of
from bot.ui import facts, theme
from bot.ui.markup import inline
from bot.ui.settings_panel import Field, LinesForm, Part, Press, WordSelect

Interaction = discord.Interaction[Marquee]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEVER = "never"
_SOURCES: dict[str, str] = {
    "watchlists": "What most members have on their watchlists",
    "random": "Any film, by chance",
}
_TROUBLE = 400


def zone_part(settings: Settings, change: Change) -> Part:
    """Return the choice of the time zone."""

    async def sent(form: Interaction, lines: Sequence[str]) -> None:
        async def decide() -> Decision:
            zone = await asyncio.to_thread(parse_zone, lines[0])
            here = datetime.now(zone)
            said = f"From now on days and hours are those of {inline(zone.key)}, where it is {here:%H:%M} now."
            return Decision({"time_zone": zone}, said)

        await change(form, decide)

    async def ask(click: Interaction) -> None:
        more = "A city near you, such as Europe/Lisbon"
        await click.response.send_modal(LinesForm("Time zone", [Field("Time zone", more, required=True)], sent))

    name, here = inline(settings.time_zone.key, theme.CHOICE_NAME), datetime.now(settings.time_zone)
    text = f"**Time zone**\nDays and hours are those of **{name}**, where it is {here:%H:%M} now."
    return Part(text, [Press("Change the time zone", ask)])


def weekly_parts(settings: Settings, last: Weekly | None, change: Change) -> list[Part]:
    """Return the choices of the week's film, with when the next one is and how the last one came out."""
    return [
        Part("\n".join(_how_it_stands(settings, last)), [_day_select(settings, change)]),
        Part("-# The hour", [_hour_select(settings, change)]),
        Part("-# Where it comes from", [_source_select(settings, change)]),
        Part(f"-# Only films that fit: {_filtered(settings.weekly_filter)}", [_filter_button(settings, change)]),
    ]


def _how_it_stands(settings: Settings, last: Weekly | None) -> list[str]:
    lines = ["**The film of the week**"]
    if settings.weekly_day is None:
        lines.append("There is none.")
    else:
        due = next_due(datetime.now(UTC), settings.time_zone, settings.weekly_day, settings.weekly_hour)
        lines.append(f"The next is posted <t:{int(due.timestamp())}:F>.")
    if last is not None and last.trouble:
        lines.append(f"⚠ {inline(last.trouble, _TROUBLE)}")
    return lines


def _day_select(settings: Settings, change: Change) -> WordSelect:
    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            if values[0] == _NEVER:
                return Decision({"weekly_day": None}, "From now on there is no film of the week.")
            assert click.guild is not None
            announcement_room(click.guild, await click.client.club_settings.get(guild_id=scope_of(click)))
            day = int(values[0])
            return Decision({"weekly_day": day}, f"From now on the film of the week is posted on {_DAYS[day]}s.")

        await change(click, decide)

    options = {_NEVER: "No film of the week", **{str(day): f"On {name}s" for day, name in enumerate(_DAYS)}}
    return WordSelect(options, [_NEVER if settings.weekly_day is None else str(settings.weekly_day)], picked)


def _hour_select(settings: Settings, change: Change) -> WordSelect:
    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            hour = int(values[0])
            return Decision({"weekly_hour": hour}, f"From now on the film of the week is posted at {hour:02}:00.")

        await change(click, decide)

    options = {str(hour): f"At {hour:02}:00" for hour in range(24)}
    return WordSelect(options, [str(settings.weekly_hour)], picked)


def _source_select(settings: Settings, change: Change) -> WordSelect:
    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            source = "any film" if values[0] == "random" else "what most members have on their watchlists"
            return Decision({"weekly_source": values[0]}, f"From now on the film of the week is {source}.")

        await change(click, decide)

    return WordSelect(_SOURCES, [settings.weekly_source], picked)


def _filter_button(settings: Settings, change: Change) -> Press:
    wanted = settings.weekly_filter
    fields = [
        Field("Genre", default=wanted.genre or ""),
        Field("Country", default=facts.country(wanted.country) if wanted.country else ""),
        Field("Years", "A year, a decade or a span: 1957, 1950s, 1950-1965", default=_years(wanted)),
        Field("Longest", "How many minutes at most", default=str(wanted.max_runtime or "")),
    ]

    async def sent(form: Interaction, lines: Sequence[str]) -> None:
        async def decide() -> Decision:
            genre, country, years, longest = lines
            chosen = await read_filter(form, None, None, years, country, None, genre, _minutes(longest))
            return await _checked(form, chosen)

        await change(form, decide)

    async def ask(click: Interaction) -> None:
        await click.response.send_modal(LinesForm("Only films that fit", fields, sent))

    return Press("Change which films", ask)


async def _checked(form: Interaction, chosen: FilmFilter) -> Decision:
    """Return the decision for a filter.

    Raises:
        UserError: no film fits it.
    """
    found = await form.client.films.browse(chosen, guild_id=scope_of(form), limit=1, offset=0)
    if not found.total:
        raise UserError(f"No film here fits {describe(chosen) or 'that'}, so nothing is changed.")
    said = f"From now on the film of the week is one of {facts.count(found.total, 'film')}: {_filtered(chosen)}."
    return Decision({"weekly_filter": chosen}, said)


def _filtered(wanted: FilmFilter) -> str:
    return inline(describe(wanted), _TROUBLE) if wanted != FilmFilter() else "all of them"


def _years(wanted: FilmFilter) -> str:
    """Return a filter's years as they are typed."""
    first, last = wanted.year_from, wanted.year_to
    if first == last:
        return str(first or "")
    return f"{first or ''}-{last or ''}"


def _minutes(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= theme.VIEW_TEXT):
        raise UserError("Write the longest running time as a number of minutes, such as 120.")
    return int(typed)
