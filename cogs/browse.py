"""`/search` and `/random`: films by text, person, years, country, language, genre and length."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.catalogue.stored import FilmFilter
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films.films import card_of, show_alone
from bot.replies.films.filter import (
    offer_countries,
    offer_genres,
    offer_languages,
    offer_people,
    offer_years,
    read_filter,
)
from bot.replies.films.words import word_pages
from bot.scope import everywhere, scope_of
from bot.ui import facts, respond
from bot.ui.films.film_card import film_line
from bot.ui.films.filter_words import describe
from bot.ui.markup import inline
from bot.ui.pages import PageContent, Pages
from bot.ui.picker import FilmSelect, FilmView

Interaction = discord.Interaction[Marquee]
_Command = TypeVar("_Command", bound=Callable[..., Coroutine[Any, Any, None]])

FILMS_A_PAGE = 8


def _film_filters(command: _Command) -> _Command:
    """Describe and complete the filter options, which both commands share."""
    described = app_commands.describe(
        text="Words of the title, in any order",
        person="A director, writer or actor",
        years="A year, a decade or a span: 1957, 1950s, 1950-1965",
        country="Where the film was made",
        language="The language spoken",
        genre="Drama, comedy, horror …",
        max_runtime="How much time you have: 90, 2h, 1h45",
        private="Show the answer to you alone",
    )
    completed = app_commands.autocomplete(
        person=offer_people,
        years=offer_years,
        country=offer_countries,
        language=offer_languages,
        genre=offer_genres,
    )
    return described(completed(command))


class Browse(commands.Cog):
    """Looking through the catalogue."""

    @app_commands.command(name="search", description="Look through the films by words, person, years, country …")
    @everywhere
    @app_commands.describe(words="Words in reviews and synopses: “a phrase”, -without, by:reviewer, film:title")
    @_film_filters
    async def search(  # noqa: PLR0913, PLR0917 - one parameter an option
        self,
        interaction: Interaction,
        text: str | None = None,
        words: str | None = None,
        person: str | None = None,
        years: str | None = None,
        country: str | None = None,
        language: str | None = None,
        genre: str | None = None,
        max_runtime: str | None = None,
        private: bool = False,
    ) -> None:
        """List the films that fit, page by page."""
        async with respond.in_time(interaction, private=private):
            wanted = await read_filter(interaction, text, person, years, country, language, genre, max_runtime)
            asked = (words or "").strip()
            load = partial(_page, interaction, wanted)
            if asked:
                load = word_pages(interaction, asked, wanted, private=private)
            pages = Pages(interaction, load)
            await pages.open()
        await respond.show(interaction, pages, private=private)

    @app_commands.command(name="random", description="Let chance pick a film")
    @everywhere
    @_film_filters
    async def random(  # noqa: PLR0913, PLR0917 - one parameter an option
        self,
        interaction: Interaction,
        text: str | None = None,
        person: str | None = None,
        years: str | None = None,
        country: str | None = None,
        language: str | None = None,
        genre: str | None = None,
        max_runtime: str | None = None,
        private: bool = False,
    ) -> None:
        """Show any one of the films that fit."""
        async with respond.in_time(interaction, private=private):
            wanted = await read_filter(interaction, text, person, years, country, language, genre, max_runtime)
            view = await _any_film(interaction, wanted, private=private)
        await respond.show(interaction, view, private=private)


async def _page(interaction: Interaction, wanted: FilmFilter, number: int) -> PageContent:
    """Draw one page of the films that fit."""
    store, guild_id = interaction.client.films, scope_of(interaction)
    page = await store.browse(wanted, guild_id=guild_id, limit=FILMS_A_PAGE, offset=number * FILMS_A_PAGE)
    if page.total == 0:
        raise _nothing_fits(wanted)
    asked = describe(wanted)
    heading = f"## {facts.count(page.total, 'film')}" + (f"\n-# {inline(asked, 300)}" if asked else "")
    selects = [FilmSelect(page.films, "Open a film’s card", show_alone)] if page.films else []
    pages = -(-page.total // FILMS_A_PAGE)
    return PageContent(heading, [film_line(film) for film in page.films], pages, selects)


async def _any_film(interaction: Interaction, wanted: FilmFilter, *, private: bool) -> FilmView:
    film = await interaction.client.films.random(wanted, guild_id=scope_of(interaction))
    if film is None:
        raise _nothing_fits(wanted)

    async def another(click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            view = await _any_film(click, wanted, private=private)
        await view.draw_over(click)

    return await card_of(interaction, film, private=private, another=another)


def _nothing_fits(wanted: FilmFilter) -> UserError:
    asked = describe(wanted)
    if not asked:
        return UserError("There are no films here yet. Whoever runs this bot can load some.")
    return UserError(f"No film fits {asked}. Leave one of these out, or pick from what is offered while you type.")


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Browse())
