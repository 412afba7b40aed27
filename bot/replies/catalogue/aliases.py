"""Answers that give a film a name of this server's own, list such names, and take them back."""

from collections.abc import Sequence

import discord

from bot.catalogue.film import Film, label
from bot.catalogue.stored import StoredFilm
from bot.catalogue.text import fold
from bot.client import Marquee
from bot.club.aliases import LONGEST, Alias
from bot.errors import UserError
from bot.replies.catalogue.managed import managed_server
from bot.replies.catalogue.managed_pages import ManagedPages
from bot.replies.films.question import with_film
from bot.ui import facts, respond, theme
from bot.ui.actions import ActionCard
from bot.ui.catalogue.alias_list import AliasLine, AliasSelect
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline
from bot.ui.pages import PageContent
from bot.ui.press import Press
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

A_PAGE = 10
_NAMED_SO = 5
_TITLE = 150


async def add_alias(interaction: Interaction, typed: str, name: str) -> None:
    """Let the film that is meant be found by a name in this server, after asking where another is called so."""

    async def meant(answering: Interaction, stored: StoredFilm) -> None:
        async with respond.in_time(answering, private=True):
            others = await _others_called(answering, name, stored.id)
            done = None if others else await _added(answering, stored, name)
        await respond.show(answering, done or _question(answering, stored, name, others), private=True)

    await with_film(interaction, typed, meant, private=True)


async def _added(interaction: Interaction, stored: StoredFilm, name: str) -> Undoable:
    bot, guild_id = interaction.client, managed_server(interaction)
    kept = await bot.aliases.add(stored.id, name, guild_id=guild_id, member_id=interaction.user.id)
    await bot.index.refresh()
    line = AliasLine(kept, stored.film.title, stored.film.year)

    async def undo(click: Interaction) -> str:
        await _remove(click, stored.id, kept)
        return f"Taken back: {line.text}"

    return Undoable(interaction, f"From now on, in this server: {line.text}", undo)


def _question(interaction: Interaction, stored: StoredFilm, name: str, others: Sequence[str]) -> ActionCard:
    async def add(click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            done = await _added(click, stored, name)
        await done.draw_over(click)

    async def leave(click: Interaction) -> None:
        await ActionCard(click, "The films are called as before.").draw_over(click)

    text = (
        f"## “{inline(name, LONGEST)}” is a name already\n"
        f"It means {' and '.join(others)}. Shall it find **{film_name(stored.film.title, stored.film.year, _TITLE)}** "
        "too? Who types it may then get that one instead."
    )
    return ActionCard(interaction, text, [Press("Add it", add), Press("Leave it", leave)])


async def _others_called(interaction: Interaction, name: str, film_id: int) -> list[str]:
    """Return the other films that this server finds by exactly such a name, in markdown, the first few."""
    bot, guild_id, wanted = interaction.client, managed_server(interaction), fold(name)
    answer = await bot.index.search(name, guild_id=guild_id, limit=_NAMED_SO)
    found = [await bot.films.get(match.film_id, guild_id=guild_id) for match in answer.matches]
    learned = await bot.aliases.like(name, guild_id=guild_id, limit=_NAMED_SO)
    called = {alias.film_id for alias in learned if fold(alias.name) == wanted}
    return [
        f"**{film_name(stored.film.title, stored.film.year, _TITLE)}**"
        for stored in found
        if stored is not None and stored.id != film_id and (stored.id in called or wanted in _names(stored.film))
    ]


def _names(film: Film) -> set[str]:
    names = [film.title, label(film.title, film.year), film.original_title, *(alias.name for alias in film.aliases)]
    return {fold(name) for name in names if name}


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

        them = "it" if total == 1 else "them"
        heading = (
            f"## This server’s names for films\n-# {facts.count(total, 'name')}; no other server finds films by {them}."
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
