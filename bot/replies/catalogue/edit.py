"""Answers that edit a film's fields in a form, and make a server's own copy of a shared film for it first."""

from collections.abc import Mapping

import discord

from bot.catalogue.care.edit_fields import GROUPS, Group, read_form, text_of
from bot.catalogue.film import label
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.managed import managed_server
from bot.replies.films.question import load_film, with_film
from bot.ui import respond
from bot.ui.actions import ActionCard
from bot.ui.catalogue.audit_words import field_changes
from bot.ui.catalogue.edit_form import EditModal, group_select
from bot.ui.films.film_card import film_brief, film_name
from bot.ui.markup import inline
from bot.ui.press import Press
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_FAULT = 300


async def edit_film(interaction: Interaction, typed: str) -> None:
    """Show the film that is meant, with a select of what can be edited of it."""
    await with_film(interaction, typed, open_editor, private=True)


async def open_editor(interaction: Interaction, stored: StoredFilm) -> None:
    """Show the editor of a film in a new message, or first offer to copy it where it is shared by all servers."""
    if stored.guild_id == managed_server(interaction):
        await respond.show(interaction, _editor(interaction, stored), private=True)
        return

    async def copy(click: Interaction) -> None:
        bot, guild_id = click.client, managed_server(click)
        async with respond.in_time(click, redrawing=True):
            copy_id = await bot.care.copy(stored.id, guild_id=guild_id, member_id=click.user.id)
            await bot.index.refresh()
            own = await load_film(click, copy_id)
        await _editor(click, own).draw_over(click)

    async def leave(click: Interaction) -> None:
        await ActionCard(click, "The film stays as it is.").draw_over(click)

    buttons = [Press("Make our own copy", copy, discord.ButtonStyle.primary), Press("Leave it", leave)]
    await respond.show(interaction, ActionCard(interaction, _offer(stored), buttons), private=True)


def _offer(stored: StoredFilm) -> str:
    return (
        f"## {film_name(stored.film.title, stored.film.year, _TITLE)} is shared by all servers\n"
        "To edit it, this server needs its own copy, which then stands in for it here. Ratings and all that was said "
        "of the film in this server follow to the copy. Other servers notice nothing.\n"
        "-# The copy is a load of its own: `/catalogue audit` takes it back, and everything returns to the shared film."
    )


def _editor(interaction: Interaction, stored: StoredFilm) -> ActionCard:
    async def picked(click: Interaction, group: Group) -> None:
        managed_server(click)
        film = await load_film(click, stored.id)
        await _open_form(click, film, group)

    note = "-# What you set here stays, whatever later loads say, until it is taken back."
    return ActionCard(interaction, f"## Edit\n{film_brief(stored)}\n{note}", select=group_select(picked))


async def _open_form(
    click: Interaction, stored: StoredFilm, group: Group, typed: Mapping[str, str] | None = None
) -> None:
    """Open the form of a group, filled in with the film's values or with what was typed before."""
    film = stored.film
    texts = {field.name: text_of(film, field.name) for field in GROUPS[group]}

    async def submitted(form: Interaction, sent: Mapping[str, str]) -> None:
        try:
            async with respond.in_time(form, private=True):
                done = await _save(form, stored, sent)
        except UserError as fault:
            await _give_back(form, stored, group, sent, str(fault))
            return
        await respond.show(form, done, private=True)

    form = EditModal(label(film.title, film.year), GROUPS[group], texts | dict(typed or {}), submitted)
    await click.response.send_modal(form)


async def _save(form: Interaction, stored: StoredFilm, sent: Mapping[str, str]) -> Undoable:
    """Write what a form changes, and return what to tell.

    Raises:
        UserError: a value cannot be read, nothing is changed, or someone else was faster.
    """
    guild_id = managed_server(form)
    reading = read_form(stored.film, sent)
    if reading.faults:
        raise UserError("\n".join(reading.faults))
    bot = form.client
    entry_id = await bot.care.edit(stored.id, reading.fields, reading.shown, guild_id=guild_id, member_id=form.user.id)
    await bot.index.refresh()
    name = film_name(stored.film.title, stored.film.year, _TITLE)

    async def undo(click: Interaction) -> str:
        await bot.care.take_back(entry_id, guild_id=managed_server(click), member_id=click.user.id)
        await bot.index.refresh()
        return f"The edit of **{name}** is taken back."

    said = [f"**{name}** is edited.", *field_changes(reading.shown, reading.fields)]
    return Undoable(form, "\n".join((*said, "-# Later, `/catalogue audit` takes it back too.")), undo)


async def _give_back(form: Interaction, stored: StoredFilm, group: Group, sent: Mapping[str, str], fault: str) -> None:
    """Say what was wrong, and offer the form again with what was typed."""

    async def go_on(click: Interaction) -> None:
        managed_server(click)
        await _open_form(click, await load_film(click, stored.id), group, sent)

    faults = "\n".join(f"- {inline(line, _FAULT)}" for line in fault.splitlines())
    text = f"**Nothing was changed yet.**\n{faults}"
    buttons = [Press("Go on editing", go_on, discord.ButtonStyle.primary)]
    await respond.show(form, ActionCard(form, text, buttons), private=True)
