"""The filter options of the browsing commands: what is offered while they are typed, and what they ask for."""

from collections.abc import Iterable

import discord

from bot.catalogue.searching.live_names import NameNotFoundError
from bot.catalogue.stored import FilmFilter
from bot.catalogue.text import fold
from bot.catalogue.values import parse_runtime
from bot.catalogue.years import parse_years
from bot.client import Marquee
from bot.errors import UserError
from bot.scope import scope_of
from bot.ui import respond, theme
from bot.ui.films.filter_words import LONGEST, READABLE, NamedKind
from bot.ui.markup import plain

Interaction = discord.Interaction[Marquee]

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
_SHOWN = 20
DECADES = tuple(f"{year}s" for year in range(2020, 1880, -10))
"""What is offered for years, the latest first."""


async def offer_people(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the people whose name holds what is typed, those of most films first."""
    store = interaction.client.films
    people = await store.facets("person", typed, guild_id=scope_of(interaction), limit=theme.CHOICES)
    return _offer(people)


async def offer_years(_: Interaction, typed: str) -> list[respond.Choice]:
    """Return the decades that start with what is typed; a year or span is typed without help."""
    return respond.choices(decade for decade in DECADES if decade.startswith(typed.strip()))


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
    names = [READABLE[kind](stored) for stored in await _stored(interaction, kind)]
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
    max_runtime: str | None,
) -> FilmFilter:
    """Return what the options ask for; options left blank ask for nothing.

    Raises:
        UserError: the years are no year, decade or span, or the running time is none.
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
        max_runtime=read_minutes(max_runtime),
    )


def read_minutes(typed: str | None) -> int | None:
    """Return the running time that is typed, in minutes; None where nothing is.

    Raises:
        UserError: it is no running time.
    """
    text = " ".join((typed or "").split())
    if not text:
        return None
    minutes = parse_runtime(text)
    if minutes is None:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        raise UserError(f"I cannot read “{shown}” as a running time. Write 90, 2h or 1h45.")
    return minutes


def _given(text: str | None) -> str | None:
    return (text or "").strip()[:LONGEST] or None


def _offer(names: Iterable[str]) -> list[respond.Choice]:
    """Return the names as choices; one too long for Discord is left out, since a clipped name would find nothing."""
    shown = ((name, plain(name)) for name in names)
    return respond.choices(name for name, seen in shown if name == seen and theme.units(name) <= theme.CHOICE_VALUE)


async def _stored(interaction: Interaction, kind: NamedKind) -> tuple[str, ...]:
    return await interaction.client.films.facets(kind, "", guild_id=scope_of(interaction), limit=_MOST_NAMES)


async def known_name(interaction: Interaction, kind: NamedKind, typed: str) -> str | None:
    """Return a name as the catalogue holds it, which may be a code or written with other capitals; None is unknown."""
    folded = fold(typed)
    meant = {folded, _ALSO_CALLED.get(folded, folded)}
    stored = await _stored(interaction, kind)
    return next((name for name in stored if meant & {fold(name), fold(READABLE[kind](name))}), None)


async def _stored_name(interaction: Interaction, kind: NamedKind, typed: str | None) -> str | None:
    """Return the name as `known_name` does, and one that is unknown as it was typed."""
    wanted = _given(typed)
    return None if wanted is None else await known_name(interaction, kind, wanted) or wanted


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
