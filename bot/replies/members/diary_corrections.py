"""What a member corrects in their diary, and takes back."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import discord

from bot.client import Marquee
from bot.club.days import parse_day, today_in
from bot.club.watched import Entry, Watch
from bot.errors import UserError
from bot.scope import scope_of
from bot.ui import facts
from bot.ui.films.film_card import film_name
from bot.ui.members.diary_controls import Kind
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_CHANGED = "That entry has changed since, or is no longer in your diary."


async def correct(form: Interaction, entry: Entry, typed: str, kind: Kind, zone: ZoneInfo) -> Undoable:
    """Do what a form asks of an entry of the member's own diary, and return what to tell them.

    `typed` is its new day, in the time zone of the server.

    Raises:
        UserError: the day cannot be, has the film already, or the entry is not as it was when it was shown.
    """
    if kind == "erase":
        return await _erase(form, entry)
    after = replace(entry.watch, watched_on=parse_day(typed, today_in(zone)), rewatch=kind == "rewatch")
    if after == entry.watch:
        raise UserError("That is how it is written already.")
    return await _change(form, entry, after)


async def _erase(form: Interaction, entry: Entry) -> Undoable:
    store, name = form.client.diary, film_name(entry.title, entry.year, _TITLE)
    erased = await store.erase(entry.watch.id, guild_id=scope_of(form), member_id=form.user.id)
    if erased is None:
        raise UserError(_CHANGED)
    when = facts.day(erased.watched_on.isoformat())

    async def undo(click: Interaction) -> str:
        if not await store.put_back(erased, guild_id=scope_of(click), member_id=click.user.id):
            raise UserError("That film is in your diary on that day again, or no longer in the catalogue.")
        return f"Undone: **{name}** is in your diary for {when} again."

    return Undoable(form, f"**{name}** is taken out of your diary for {when}.", undo)


async def _change(form: Interaction, entry: Entry, after: Watch) -> Undoable:
    store, name = form.client.diary, film_name(entry.title, entry.year, _TITLE)
    if not await store.correct(entry.watch, after, guild_id=scope_of(form), member_id=form.user.id):
        raise UserError(_CHANGED)

    async def undo(click: Interaction) -> str:
        if not await store.correct(after, entry.watch, guild_id=scope_of(click), member_id=click.user.id):
            raise UserError(_CHANGED)
        return f"Undone: **{name}** is in your diary as before, {_described(entry.watch)}."

    return Undoable(form, f"**{name}** is in your diary now for {_described(after)}.", undo)


def _described(watch: Watch) -> str:
    when = facts.day(watch.watched_on.isoformat())
    return f"{when}, {'a rewatch' if watch.rewatch else 'the first time'}"
