"""Answers that give a film a name of this server's own, list such names, and take them back."""

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.aliases import Alias
from bot.errors import UserError
from bot.replies.film_question import with_film
from bot.replies.managed import managed_server
from bot.replies.managed_pages import ManagedPages
from bot.ui import facts, respond, theme
from bot.ui.alias_list import AliasLine, AliasSelect
from bot.ui.pages import PageContent
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

A_PAGE = 10


async def add_alias(interaction: Interaction, typed: str, name: str) -> None:
    """Let the film that is meant be found by a name in this server."""

    async def add(answering: Interaction, stored: StoredFilm) -> None:
        bot, guild_id = answering.client, managed_server(answering)
        async with respond.in_time(answering, private=True):
            kept = await bot.aliases.add(stored.id, name, guild_id=guild_id, member_id=answering.user.id)
            await bot.index.refresh()
        line = AliasLine(kept, stored.film.title, stored.film.year)

        async def undo(click: Interaction) -> str:
            await _remove(click, stored.id, kept)
            return f"Taken back: {line.text}"

        await respond.show(
            answering, Undoable(answering, f"From now on, in this server: {line.text}", undo), private=True
        )

    await with_film(interaction, typed, add, private=True)


async def offer_aliases(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return this server's names for films, those first that hold what is typed."""
    found = await interaction.client.aliases.like(typed, guild_id=managed_server(interaction), limit=theme.CHOICES)
    return respond.choices(dict.fromkeys(_line(alias).choice for alias in found))


async def remove_alias(interaction: Interaction, typed: str) -> None:
    """Take back a name that was picked from those offered, or typed where it is one film's.

    Raises:
        UserError: no film is found by it here, or several are.
    """
    async with respond.in_time(interaction, private=True):
        alias = await _meant(interaction, typed.strip())
        done = await _taken_back(interaction, alias)
    await respond.show(interaction, done, private=True)


async def list_aliases(interaction: Interaction) -> None:
    """Page through this server's names for films.

    Raises:
        UserError: there is none.
    """
    guild_id = managed_server(interaction)

    async def page(number: int) -> PageContent:
        found, total = await interaction.client.aliases.page(guild_id=guild_id, limit=A_PAGE, offset=number * A_PAGE)
        if not total:
            raise UserError(
                "No film has a name of this server’s own yet. /catalogue alias add gives one, and "
                "/catalogue alias review shows what members type."
            )
        lines = [_line(alias) for alias in found]

        async def picked(click: Interaction, place: int) -> None:
            async with respond.in_time(click, redrawing=True):
                done = await _taken_back(click, found[place])
            try:
                await pages.draw_again(click)
            except UserError as nothing_left:
                await respond.redraw(click, respond.notice(str(nothing_left)))
                pages.stop()
            await respond.show(click, done, private=True)

        heading = (
            f"## This server’s names for films\n-# {facts.count(total, 'name')}; no other server finds films by them."
        )
        selects = [AliasSelect(lines, picked)] if lines else []
        return PageContent(heading, [line.text for line in lines], -(-total // A_PAGE), selects)

    async with respond.in_time(interaction, private=True):
        pages = ManagedPages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=True)


async def _meant(interaction: Interaction, typed: str) -> Alias:
    found = await interaction.client.aliases.like(
        typed.partition(" → ")[0], guild_id=managed_server(interaction), limit=theme.CHOICES
    )
    exact = [alias for alias in found if _line(alias).choice == typed]
    named = exact or [alias for alias in found if alias.name.casefold() == typed.casefold()]
    if len(named) != 1:
        raise UserError("Pick one of the names that are offered while you type.")
    return named[0]


async def _taken_back(interaction: Interaction, alias: Alias) -> Undoable:
    await _remove(interaction, alias.film_id, alias.name)
    line = _line(alias)

    async def undo(click: Interaction) -> str:
        bot = click.client
        await bot.aliases.add(alias.film_id, alias.name, guild_id=managed_server(click), member_id=click.user.id)
        await bot.index.refresh()
        return f"Undone, so in this server: {line.text}"

    return Undoable(interaction, f"Taken back: {line.text}", undo)


async def _remove(interaction: Interaction, film_id: int, name: str) -> None:
    bot = interaction.client
    await bot.aliases.remove(film_id, name, guild_id=managed_server(interaction), member_id=interaction.user.id)
    await bot.index.refresh()


def _line(alias: Alias) -> AliasLine:
    return AliasLine(alias.name, alias.title, alias.year)
