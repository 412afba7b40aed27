"""Answers that tell of which films something is not known, and lead to editing them."""

from collections.abc import Mapping

import discord

from bot.catalogue.care.gaps import GAPS, Gap
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.edit import open_editor
from bot.replies.catalogue.managed import managed_server
from bot.replies.catalogue.managed_pages import ManagedPages
from bot.replies.films.question import load_film
from bot.ui import facts, respond
from bot.ui.actions import ActionCard, ChoiceSelect
from bot.ui.films.film_card import film_line
from bot.ui.pages import PageContent
from bot.ui.picker import FilmSelect

Interaction = discord.Interaction[Marquee]

FILMS_A_PAGE = 8
_WORDS: Mapping[Gap, str] = {
    "year": "a year",
    "director": "a director",
    "synopsis": "a synopsis",
    "runtime": "a running time",
    "cast": "a cast",
    "genre": "a genre",
    "country": "a country",
    "language": "a language",
    "poster": "a poster",
}


async def show_gaps(interaction: Interaction, gap: Gap | None) -> None:
    """Tell how many films each fact is missing of, or page through those without a given one."""
    if gap is not None:
        await _show_films(interaction, gap)
        return
    async with respond.in_time(interaction, private=True):
        films, counts = await interaction.client.care.gaps(guild_id=managed_server(interaction))
    missing: list[Gap] = [each for each in GAPS if counts[each]]
    lines = [f"## What is not known\n-# Of {facts.count(films, 'film')} that this server sees"]
    lines += [f"**{counts[each]:,}** without {_WORDS[each]}" for each in missing]
    if not missing:
        lines.append("Nothing: every film has all of it.")
    choices: dict[Gap, tuple[str, str]] = {
        each: (f"Without {_WORDS[each]}", facts.count(counts[each], "film")) for each in missing
    }
    select = ChoiceSelect("See which films", choices, _show_films) if choices else None
    await respond.show(interaction, ActionCard(interaction, "\n".join(lines), select=select), private=True)


async def _show_films(interaction: Interaction, gap: Gap) -> None:
    guild_id = managed_server(interaction)

    async def edit(click: Interaction, film_id: int) -> None:
        async with respond.in_time(click, private=True):
            stored = await load_film(click, film_id)
        await open_editor(click, stored)

    async def page(number: int) -> PageContent:
        bot = interaction.client
        ids, total = await bot.care.films_without(
            gap, guild_id=guild_id, limit=FILMS_A_PAGE, offset=number * FILMS_A_PAGE
        )
        if not total:
            raise UserError(f"No film is without {_WORDS[gap]}.")
        films = await bot.films.summaries(ids, guild_id=guild_id)
        heading = f"## Films without {_WORDS[gap]}\n-# {facts.count(total, 'film')}, this server’s own first"
        selects = [FilmSelect(films, "Edit one of these", edit)] if films else []
        return PageContent(heading, [film_line(film) for film in films], -(-total // FILMS_A_PAGE), selects)

    async with respond.in_time(interaction, private=True):
        pages = ManagedPages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=True)
