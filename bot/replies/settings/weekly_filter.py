"""Which films may be the film of the week: a form that tells all its mistakes at once and can be gone on with."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.catalogue.stored import FilmFilter
from bot.catalogue.years import parse_years
from bot.client import Marquee
from bot.club.chosen import Settings
from bot.errors import UserError
from bot.replies.films.filter import known_name, read_minutes
from bot.replies.settings.parts import Change, Decision, FormError
from bot.scope import scope_of
from bot.ui import facts
from bot.ui.films.filter_words import NamedKind, describe
from bot.ui.press import Press
from bot.ui.settings.setting_words import filter_words, weekly_opening
from bot.ui.settings.settings_panel import Field, LinesForm, Part
from bot.ui.theme import clip

Interaction = discord.Interaction[Marquee]

_NAME = 40


def filter_part(settings: Settings, change: Change) -> Part:
    """Return the choice of the films that may be the week's."""

    async def ask(click: Interaction) -> None:
        await _open_form(click, _as_typed(settings.weekly_filter), settings, change)

    text = f"-# Only films that fit: {filter_words(settings.weekly_filter)}"
    return Part(text, [Press("Change which films", ask)])


async def _open_form(click: Interaction, typed: Sequence[str], settings: Settings, change: Change) -> None:
    """Open the form with what is chosen, or with what was typed before."""

    async def sent(form: Interaction, lines: Sequence[str]) -> None:
        async def reopen(again: Interaction) -> None:
            await _open_form(again, lines, settings, change)

        async def decide() -> Decision:
            chosen, faults = await _read(form, lines)
            count = 0 if faults else await _count(form, chosen)
            if not count:
                raise FormError(faults or [f"No film here fits {describe(chosen) or 'that'}."], reopen)
            said = f"{weekly_opening(settings)} one of {facts.count(count, 'film')}: {filter_words(chosen)}."
            return Decision({"weekly_filter": chosen}, said)

        await change(form, decide)

    genre, country, years, longest = typed
    fields = [
        Field("Genre", default=genre),
        Field("Country", default=country),
        Field("Years", "A year, a decade or a span: 1957, 1950s, 1950-1965", default=years),
        Field("Longest", "How long it may run: 90, 2h, 1h45", default=longest),
    ]
    await click.response.send_modal(LinesForm("Only films that fit", fields, sent))


async def _read(form: Interaction, lines: Sequence[str]) -> tuple[FilmFilter, list[str]]:
    """Return the filter that was typed, and what of it cannot be read."""
    genre, country, years, longest = (" ".join(line.split()) for line in lines)
    asked: dict[str, Any] = {}
    faults: list[str] = []
    names: tuple[tuple[NamedKind, str], ...] = (("genre", genre), ("country", country))
    for kind, typed in names:
        asked[kind] = await known_name(form, kind, typed) if typed else None
        if typed and asked[kind] is None:
            faults.append(f"No film here has the {kind} “{clip(typed, _NAME)}”.")
    try:
        asked["year_from"], asked["year_to"] = parse_years(years) if years else (None, None)
    except UserError as fault:
        faults.append(str(fault))
    try:
        asked["max_runtime"] = read_minutes(longest)
    except UserError as fault:
        faults.append(str(fault))
    return FilmFilter(**asked), faults


async def _count(form: Interaction, chosen: FilmFilter) -> int:
    found = await form.client.films.browse(chosen, guild_id=scope_of(form), limit=1, offset=0)
    return found.total


def _as_typed(wanted: FilmFilter) -> tuple[str, str, str, str]:
    """Return a filter's genre, country, years and longest running time as they are typed."""
    first, last = wanted.year_from, wanted.year_to
    years = str(first or "") if first == last else f"{first or ''}-{last or ''}"
    country = facts.country(wanted.country) if wanted.country else ""
    longest = facts.runtime(wanted.max_runtime) if wanted.max_runtime else ""
    return wanted.genre or "", country, years, longest
