"""The option `from` of a game: what is offered while it is typed, and which films are meant by it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice

import discord
from discord import app_commands

from bot.catalogue.stored import FilmFilter
from bot.catalogue.years import parse_years
from bot.client import Marquee
from bot.club.guessing.choosing import From
from bot.club.guessing.record import GameError, Source
from bot.errors import UserError
from bot.replies.films.filter import DECADES, known_name, offer_genres
from bot.ui import respond, theme
from bot.ui.films.filter_words import describe
from bot.ui.markup import plain

Interaction = discord.Interaction[Marquee]

EVERYTHING = "everything"
"""What is meant where nothing is typed."""

_SOURCES: Mapping[str, Source] = {EVERYTHING: "any", "rated here": "rated", "watchlists": "watchlists"}
_SAID: Mapping[str, str] = {
    EVERYTHING: "everything: all films here",
    "rated here": "rated here: what members have rated",
    "watchlists": "watchlists: what members want to see",
}
_SHOWN = 40
_GENRES = 12
"""Genres that are offered where nothing is typed, so that there is room for decades."""
_UNFINISHED = 2
"""Words at the end that may begin a genre or a decade."""


async def offer_sources(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return what can be written: sources, genres and decades that hold what is typed, or what may follow it.

    Where nothing fits, as where nothing is typed, some of each are offered.
    """
    genres = [choice.value for choice in await offer_genres(interaction, "")]
    some = [*_SOURCES, *genres[:_GENRES], *DECADES]
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return _offer(some)
    fitting = [name for name in (*_SOURCES, *genres, *DECADES) if wanted in name.casefold()]
    fitting.sort(key=lambda name: not name.casefold().startswith(wanted))
    return _offer([*fitting, *await _continued(interaction, wanted, genres)] or some)


async def _continued(interaction: Interaction, text: str, genres: Sequence[str]) -> list[str]:
    """Return what was typed as it is understood, or with the genres and decades that its last words may begin."""
    words = text.split()
    for cut in range(min(len(words), _UNFINISHED + 1)):
        done, begun = " ".join(words[: len(words) - cut]), " ".join(words[len(words) - cut :])
        with suppress(GameError):
            found, said = await read_source(interaction, done)
            asked = found.wanted
            more = [*(genres if asked.genre is None else ()), *(DECADES if asked.year_from is None else ())]
            following = [f"{said} {name}" for name in more if name.casefold().startswith(begun)]
            return following if begun else [said, *following]
    return []


def _offer(names: Sequence[str]) -> list[respond.Choice]:
    fitting = (name for name in dict.fromkeys(names) if theme.units(name) <= theme.CHOICE_VALUE)
    return [app_commands.Choice(name=_SAID.get(name, name), value=name) for name in islice(fitting, theme.CHOICES)]


async def read_source(interaction: Interaction, typed: str) -> tuple[From, str]:
    """Return which films are meant, such as `rated here, Drama 1950s`, and the same in words that read back.

    Raises:
        GameError: it is none of what can be written.
    """
    text = plain(typed, theme.CHOICE_VALUE) if typed.strip() else EVERYTHING
    written = " ".join(text.casefold().replace(",", " ").split())
    name = next((name for name in _SOURCES if f"{written} ".startswith(f"{name} ")), None)
    rest = written.removeprefix(name or "").strip()
    wanted = await _read_filter(interaction, rest) if rest else FilmFilter()
    if wanted is None:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        raise GameError(
            f"I know no films by “{shown}”. Write everything, rated here, watchlists, a genre, a decade, "
            "or two of these: rated here 1950s."
        )
    return From(_SOURCES[name or EVERYTHING], wanted), _words(name, wanted)


async def _read_filter(interaction: Interaction, text: str) -> FilmFilter | None:
    """Return the genre, the years, or both in either order; None where a part is neither."""
    words = text.split()
    for split in range(len(words) + 1):
        for named, dated in ((words[:split], words[split:]), (words[split:], words[:split])):
            if (found := await _read_parts(interaction, " ".join(named), " ".join(dated))) is not None:
                return found
    return None


async def _read_parts(interaction: Interaction, named: str, dated: str) -> FilmFilter | None:
    genre = await known_name(interaction, "genre", named) if named else None
    if named and genre is None:
        return None
    try:
        first, last = parse_years(dated) if dated else (None, None)
    except UserError:
        return None
    return FilmFilter(genre=genre, year_from=first, year_to=last)


def _words(name: str | None, wanted: FilmFilter) -> str:
    return " ".join(part for part in (name, describe(wanted).replace(" · ", " ")) if part)
