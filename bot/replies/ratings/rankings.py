"""Answers that rank what a server has rated: films, and the directors, countries and decades of its films."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal

import discord

from bot.catalogue.stored import FilmFilter
from bot.client import Marquee
from bot.club.periods import NAMED, parse_period
from bot.club.ranked import FilmOrder, FilmRanking, GroupKind, GroupRanking, Prior
from bot.club.rankings import Wanted
from bot.club.scores import Scale
from bot.club.settings import Settings
from bot.errors import UserError
from bot.replies.films.films import show_alone
from bot.replies.films.filter import read_filter
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond
from bot.ui.films.filter_words import describe
from bot.ui.markup import inline, plain
from bot.ui.pages import LoadPage, PageContent, Pages
from bot.ui.picker import FilmSelect
from bot.ui.ratings.ranking_lines import (
    FILM_HEADINGS,
    GROUP_HEADINGS,
    blind_footer,
    film_footer,
    film_place,
    group_footer,
    group_place,
)

Interaction = discord.Interaction[Marquee]
RankBy = Literal[FilmOrder, GroupKind]

PLACES_A_PAGE = 10
_YEARS_OFFERED = 5
_ASKED = 300
_NAME = 200

_NOTHING_YET = (
    "Nobody here has rated a film yet. Begin with `/rate`, or with *Rate* on any film’s card: "
    "from the first rating on, this list grows by itself."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member asked to be ranked, as they typed it; None was left out."""

    by: RankBy
    director: str | None
    country: str | None
    years: str | None
    genre: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """What a list is of: which ratings, what is said of that, and how scores are shown."""

    wanted: Wanted
    said: str
    scale: Scale
    blind: bool


async def offer_periods(_: Interaction, typed: str) -> list[respond.Choice]:
    """Return the periods that start with what is typed: those with a name, and the latest years."""
    this_year = datetime.now().astimezone().year
    names = [*NAMED, *(str(this_year - ago) for ago in range(_YEARS_OFFERED))]
    begun = " ".join(typed.casefold().split())
    return respond.choices(name for name in names if name.startswith(begun))


async def show_top(interaction: Interaction, asked: Asked, *, private: bool) -> None:
    """Page through what the server has rated, best placed first.

    Where the server holds scores back until one has rated a film, the list is the asker's alone and tells the numbers
    of the films they have rated.

    Raises:
        UserError: the years or the period cannot be read, or this server has not added the bot.
    """
    if scope_of(interaction) == SHARED:
        raise UserError("Ratings are kept in servers that have added me.")
    async with respond.in_time(interaction, private=private):
        settings = await interaction.client.club_settings.get(guild_id=scope_of(interaction))
        pages = Pages(interaction, _loader(interaction, asked.by, await _list(interaction, asked, settings)))
        await pages.open()
    await respond.show(interaction, pages, private=private or settings.score_blind)


def _loader(interaction: Interaction, by: RankBy, listed: _List) -> LoadPage:
    if by in ("director", "country", "decade"):
        return partial(_group_page, interaction, by, listed)
    return partial(_film_page, interaction, by, listed)


async def _list(interaction: Interaction, asked: Asked, settings: Settings) -> _List:
    found = await read_filter(interaction, None, asked.director, asked.years, asked.country, None, asked.genre, None)
    director, films = found.person, replace(found, person=None)
    today = datetime.now(settings.time_zone).date()
    period = parse_period(asked.period, today, settings.time_zone) if asked.period and asked.period.strip() else None
    return _List(
        Wanted(films, director, period),
        _said(films, director, period.name if period else None),
        settings.scale,
        settings.score_blind,
    )


def _said(films: FilmFilter, director: str | None, period: str | None) -> str:
    """Return what was asked for in words, empty where it was everything."""
    parts = (
        f"directed by {plain(director, _NAME)}" if director else None,
        describe(films),
        f"rated {'in ' if period.isdigit() else ''}{period}" if period else None,
    )
    return " · ".join(part for part in parts if part)


async def _film_page(interaction: Interaction, order: FilmOrder, listed: _List, number: int) -> PageContent:
    bot, guild_id = interaction.client, scope_of(interaction)
    ranking = await bot.rankings.films(
        order,
        listed.wanted,
        guild_id=guild_id,
        asker_id=interaction.user.id,
        limit=PLACES_A_PAGE,
        offset=number * PLACES_A_PAGE,
    )
    heading = _heading(FILM_HEADINGS[order], listed)
    if ranking.prior is None or not ranking.total:
        return PageContent(heading, [_empty(listed, ranking, "film")], 1)
    found = await bot.films.summaries([place.film_id for place in ranking.places], guild_id=guild_id)
    films = {film.id: film for film in found}
    lines = [
        film_place(
            place,
            films[place.film_id],
            order,
            listed.scale,
            held_back=listed.blind and place.film_id not in ranking.rated_by_asker,
        )
        for place in ranking.places
        if place.film_id in films
    ]
    footer = _footer(listed, ranking.prior, film_footer(order, ranking.prior, listed.scale))
    selects = [FilmSelect(found, "Open a film’s card", show_alone)] if found else []
    return PageContent(heading, [*lines, footer], _pages(ranking), selects)


async def _group_page(interaction: Interaction, kind: GroupKind, listed: _List, number: int) -> PageContent:
    ranking = await interaction.client.rankings.groups(
        kind,
        listed.wanted,
        guild_id=scope_of(interaction),
        limit=PLACES_A_PAGE,
        offset=number * PLACES_A_PAGE,
        spelled=facts.country if kind == "country" else str,
    )
    heading = _heading(GROUP_HEADINGS[kind], listed)
    if ranking.prior is None or not ranking.total:
        return PageContent(heading, [_empty(listed, ranking, kind)], 1)
    lines = [group_place(place, listed.scale, held_back=listed.blind) for place in ranking.places]
    footer = _footer(listed, ranking.prior, group_footer(ranking.prior, listed.scale))
    return PageContent(heading, [*lines, footer], _pages(ranking))


def _heading(title: str, listed: _List) -> str:
    return f"## {title}" + (f"\n-# {inline(listed.said, _ASKED)}" if listed.said else "")


def _footer(listed: _List, prior: Prior, told: str) -> str:
    return blind_footer(prior) if listed.blind else told


def _pages(ranking: FilmRanking | GroupRanking) -> int:
    return -(-ranking.total // PLACES_A_PAGE)


def _empty(listed: _List, ranking: FilmRanking | GroupRanking, what: Literal["film"] | GroupKind) -> str:
    """Return why there is nothing to rank, and what would change that."""
    if ranking.prior is None and listed.wanted.period is None:
        return _NOTHING_YET
    if what != "film":
        return f"No {what} that fits has two rated films with three ratings yet. A few more with `/rate`, and one will."
    return "No rated film fits yet. Ask for less, choose another order, or add ratings with `/rate`."
