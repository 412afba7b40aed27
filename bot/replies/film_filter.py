"""The filter options of the browsing commands: what is offered while they are typed, and what they ask for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import discord

from bot.catalogue.live_names import NameNotFoundError
from bot.catalogue.stored import FilmFilter
from bot.catalogue.text import fold
from bot.catalogue.years import parse_years
from bot.client import Marquee
from bot.scope import scope_of
from bot.ui import facts, respond, theme
from bot.ui.markup import plain

Interaction = discord.Interaction[Marquee]
NamedKind = Literal["country", "language", "genre"]

_READABLE: Mapping[NamedKind, Callable[[str], str]] = {
    "country": facts.country,
    "language": facts.language,
    "genre": str,
}
"""How the stored name of each kind is shown: sources give some as codes."""

_ALSO_CALLED = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "england": "united kingdom",
    "ussr": "soviet union",
    "korea": "south korea",
    "holland": "netherlands",
    "sci fi": "science fiction",
    "scifi": "science fiction",
    "sf": "science fiction",
    "noir": "film noir",
    "kids": "family",
    "cartoon": "animation",
}
"""What people write for names that the catalogue holds in full."""

_MOST_NAMES = 400
_DECADES = tuple(f"{year}s" for year in range(2020, 1880, -10))
_LONGEST = 200


async def offer_people(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the people whose name holds what is typed, those of most films first."""
    store = interaction.client.films
    people = await store.facets("person", typed, guild_id=scope_of(interaction), limit=theme.CHOICES)
    return _offer(people)


async def offer_years(_: Interaction, typed: str) -> list[respond.Choice]:
    """Return the decades that start with what is typed; a year or span is typed without help."""
    return respond.choices(decade for decade in _DECADES if decade.startswith(typed.strip()))


async def offer_countries(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the countries whose name holds what is typed."""
    return await _offer_names("country", interaction, typed)


async def offer_languages(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the languages whose name holds what is typed."""
    return await _offer_names("language", interaction, typed)


async def offer_genres(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the genres whose name holds what is typed."""
    return await _offer_names("genre", interaction, typed)


async def _offer_names(kind: NamedKind, interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Offer the names that start with what is typed, then those that hold it, the commonest first."""
    wanted = typed.strip().casefold()
    names = [_READABLE[kind](stored) for stored in await _stored(interaction, kind)]
    names = sorted(
        (name for name in dict.fromkeys(names) if wanted in name.casefold()),
        key=lambda name: not name.casefold().startswith(wanted),
    )
    return _offer(names)


async def read_filter(  # noqa: PLR0913, PLR0917 - one parameter an option
    interaction: Interaction,
    text: str | None,
    person: str | None,
    years: str | None,
    country: str | None,
    language: str | None,
    genre: str | None,
    max_runtime: int | None,
) -> FilmFilter:
    """Return what the options ask for; options left blank ask for nothing.

    Raises:
        UserError: the years are no year, decade or span.
    """
    first, last = parse_years(years) if years and years.strip() else (None, None)
    return FilmFilter(
        text=_given(text),
        person=await _person(interaction, person),
        year_from=first,
        year_to=last,
        country=await _stored_name(interaction, "country", country),
        language=await _stored_name(interaction, "language", language),
        genre=await _stored_name(interaction, "genre", genre),
        max_runtime=max_runtime,
    )


def describe(wanted: FilmFilter) -> str:
    """Return what a filter asks for in words, empty where it asks for nothing."""
    parts = (
        f"“{plain(wanted.text, _LONGEST)}”" if wanted.text else None,
        f"with {plain(wanted.person, _LONGEST)}" if wanted.person else None,
        _years(wanted.year_from, wanted.year_to),
        *(plain(_READABLE[kind](name), _LONGEST) for kind in _READABLE if (name := getattr(wanted, kind))),
        f"at most {facts.runtime(wanted.max_runtime)}" if wanted.max_runtime else None,
    )
    return " · ".join(part for part in parts if part)


def _years(first: int | None, last: int | None) -> str | None:
    if first is None and last is None:
        return None
    if first == last:
        return str(first)
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first}"
    return f"{first}s" if first % 10 == 0 and last == first + 9 else f"{first}–{last}"


def _given(text: str | None) -> str | None:
    return (text or "").strip()[:_LONGEST] or None


def _offer(names: Iterable[str]) -> list[respond.Choice]:
    """Return the names as choices; one too long for Discord is left out, since a clipped name would find nothing."""
    shown = ((name, plain(name)) for name in names)
    return respond.choices(name for name, seen in shown if name == seen and theme.units(name) <= theme.CHOICE_VALUE)


async def _stored(interaction: Interaction, kind: NamedKind) -> tuple[str, ...]:
    return await interaction.client.films.facets(kind, "", guild_id=scope_of(interaction), limit=_MOST_NAMES)


async def _stored_name(interaction: Interaction, kind: NamedKind, typed: str | None) -> str | None:
    """Return the name as the catalogue holds it, which may be a code or written with other capitals."""
    wanted = _given(typed)
    if wanted is None:
        return None
    folded = fold(wanted)
    meant = {folded, _ALSO_CALLED.get(folded, folded)}
    for stored in await _stored(interaction, kind):
        if meant & {fold(stored), fold(_READABLE[kind](stored))}:
            return stored
    return wanted


async def _person(interaction: Interaction, typed: str | None) -> str | None:
    """Return what is looked for in people's names: as typed where someone has it, else the nearest name there is."""
    wanted, guild_id = _given(typed), scope_of(interaction)
    if wanted is None or await interaction.client.films.facets("person", wanted, guild_id=guild_id, limit=1):
        return wanted
    try:
        found = await interaction.client.reviews.person(wanted, guild_id=guild_id)
    except NameNotFoundError:
        return wanted
    return found.name if found else wanted
