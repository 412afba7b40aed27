"""Nominating films for a movie night, taking them back, and saying whether one comes."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.catalogue.stored import StoredFilm
from bot.catalogue.text import fold
from bot.client import Marquee
from bot.club.nights.record import Board, Entry, Night, NightError, Nominated
from bot.replies.films.question import with_film
from bot.replies.nights.access import find_night, is_host, server_of
from bot.replies.nights.messages import mark_stale, on_click
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.actions import ActionCard
from bot.ui.films.film_card import film_name, plain_label
from bot.ui.markup import inline, plain
from bot.ui.nights.card import LABEL, NAME
from bot.ui.nights.form import NominationSelect, TitleForm
from bot.ui.nights.words import listed, refusal_words
from bot.ui.polls.words import stamp
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150


async def nominate_typed(interaction: Interaction, title: str, night: str | None) -> None:
    """Nominate the film that is meant, after asking where that is not clear.

    Raises:
        UserError: there is no such night or film.
    """
    async with respond.in_time(interaction, private=True):
        found = await find_night(interaction, night)
    await with_film(interaction, title, partial(nominate, night=found), private=True)


async def nominate(interaction: Interaction, film: StoredFilm, night: Night) -> None:
    """Put a film on a night's board, and tell the member once that is on disk, or which rule keeps it out.

    Raises:
        UserError: the night is over, or the film is gone.
    """
    bot, guild_id, member_id = interaction.client, server_of(interaction), interaction.user.id
    label = plain_label(film.film.title, film.film.year)
    name = film_name(film.film.title, film.film.year, _TITLE)
    async with respond.in_time(interaction, private=True):
        done = await bot.nights.nominate(night.id, film.id, label, guild_id=guild_id, member_id=member_id)
    if not isinstance(done, Nominated):
        await respond.tell(interaction, refusal_words(done, name), theme.TROUBLE)
        return
    await _redraw(bot, night.id, guild_id)
    more = "-# Members see it on the board, and the next vote takes it in."
    if done.unknown:
        more = f"-# Its {listed(done.unknown)} {'is' if len(done.unknown) == 1 else 'are'} not known, so it is let in. "
        more += "A host can still take it off."

    async def undo(click: Interaction) -> str:
        await click.client.nights.withdraw(done.nomination.id, guild_id=guild_id, member_id=member_id)
        await _redraw(click.client, night.id, guild_id)
        return f"Undone: **{name}** is off the board of **{inline(night.name, NAME)}**."

    said = f"**{name}** is nominated for **{inline(night.name, NAME)}**.\n{more}"
    await respond.show(interaction, Undoable(interaction, said, undo), private=True)


@on_click("nominate")
async def ask_title(interaction: Interaction, night_id: int) -> None:
    """Ask for the title of a film to nominate."""
    server_of(interaction)

    async def typed(sent: Interaction, title: str) -> None:
        async with respond.in_time(sent, private=True):
            board = await _board(sent, night_id)
        await with_film(sent, title, partial(nominate, night=board.night), private=True)

    await interaction.response.send_modal(TitleForm("", typed))


async def offer_nominations(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the nominations that a member may take off the boards, by their films' names."""
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        return []
    entries: list[Entry] = []
    for night in await interaction.client.nights.named(None, guild_id=guild_id):
        entries += await _loose(interaction, await _board(interaction, night.id))
    labels = dict.fromkeys(plain(entry.nomination.label, theme.CHOICE_NAME) for entry in entries)
    return respond.choices(label for label in labels if fold(typed) in fold(label))


async def withdraw_typed(interaction: Interaction, title: str | None, night: str | None) -> None:
    """Take a nomination off a board: a member's own, or for a host anyone's.

    Raises:
        UserError: there is no such night, or nothing of that title that the member may take off.
    """
    async with respond.in_time(interaction, private=True):
        board = await _board(interaction, (await find_night(interaction, night)).id)
        entries = await _loose(interaction, board)
    wanted = fold(title or "")
    if not wanted:
        await _withdraw_one(interaction, board, _own(interaction, entries))
        return
    fitting = [entry for entry in entries if wanted in fold(entry.nomination.label)]
    exact = [entry for entry in fitting if fold(entry.nomination.label) == wanted]
    if not fitting:
        raise NightError(f"You have nothing like “{plain(title or '', LABEL)}” on the board of {board.night.name}.")
    await _withdraw_one(interaction, board, exact or fitting)


@on_click("withdraw")
async def withdraw_clicked(interaction: Interaction, night_id: int) -> None:
    """Take one of the member's own nominations off the board."""
    async with respond.in_time(interaction, private=True):
        board = await _board(interaction, night_id)
    await _withdraw_one(interaction, board, _own(interaction, board.entries))


@on_click("coming")
async def come(interaction: Interaction, night_id: int) -> None:
    """Note that the member comes to the next evening."""
    await _answer(interaction, night_id, coming=True)


@on_click("away")
async def stay_away(interaction: Interaction, night_id: int) -> None:
    """Note that the member does not come to the next evening."""
    await _answer(interaction, night_id, coming=False)


async def _answer(interaction: Interaction, night_id: int, *, coming: bool) -> None:
    guild_id, member_id = server_of(interaction), interaction.user.id
    async with respond.in_time(interaction, private=True):
        board = await interaction.client.nights.answer(night_id, coming=coming, guild_id=guild_id, member_id=member_id)
    mark_stale(interaction.client, board.night)
    begins = f" {stamp(board.evening.starts_at, 'F')}" if board.evening.starts_at is not None else ""
    count = facts.count(len(board.coming), "member")
    said = f"You are {'coming' if coming else 'not coming'} to **{inline(board.night.name, NAME)}**{begins}."
    if coming:
        said += f"\n-# {count} so far. You are named in the reminder, once the evening is scheduled."
    await respond.tell(interaction, said, theme.CARD)


async def _withdraw_one(interaction: Interaction, board: Board, entries: Sequence[Entry]) -> None:
    """Take the one nomination off, or ask which of several."""
    if not entries:
        raise NightError(f"You have nothing on the board of {board.night.name} to withdraw.")
    if len(entries) == 1:
        await _withdraw(interaction, board.night, entries[0])
        return

    async def picked(click: Interaction, nomination_id: int) -> None:
        entry = next(each for each in entries if each.nomination.id == nomination_id)
        await _withdraw(click, board.night, entry, redrawing=True)

    question = f"Which film do you withdraw from **{inline(board.night.name, NAME)}**?"
    view = ActionCard(interaction, question, select=NominationSelect(entries, picked))
    await respond.show(interaction, view, private=True)


async def _withdraw(interaction: Interaction, night: Night, entry: Entry, *, redrawing: bool = False) -> None:
    bot, nomination, who = interaction.client, entry.nomination, interaction.user.id
    name = f"**{inline(nomination.label, _TITLE)}**"
    async with respond.in_time(interaction, private=True, redrawing=redrawing):
        if nomination.member_id != who:
            await bot.nights.take_off(nomination.id, guild_id=night.guild_id, by=who)
        else:
            await bot.nights.withdraw(nomination.id, guild_id=night.guild_id, member_id=who)
    await _redraw(bot, night.id, night.guild_id)
    said = f"{name} is off the board of **{inline(night.name, NAME)}**."
    if nomination.member_id != who:  # which is a host's step
        view = respond.notice(f"{said}\n-# `/night undo` puts it back.", theme.CARD)
        await (respond.redraw(interaction, view) if redrawing else respond.show(interaction, view, private=True))
        return

    async def undo(click: Interaction) -> str:
        if not await click.client.nights.put_back(nomination, guild_id=night.guild_id, member_id=who):
            raise NightError("It cannot be put back: the film has been nominated again, or the evening is over.")
        await _redraw(click.client, night.id, night.guild_id)
        return f"Undone: {name} is on the board of **{inline(night.name, NAME)}** again."

    view = Undoable(interaction, said, undo)
    await (view.draw_over(interaction) if redrawing else respond.show(interaction, view, private=True))


async def _loose(interaction: Interaction, board: Board) -> Sequence[Entry]:
    """Return the nominations that a member may take off a board."""
    return board.entries if await is_host(interaction, board.night) else _own(interaction, board.entries)


def _own(interaction: Interaction, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.nomination.member_id == interaction.user.id]


async def _board(interaction: Interaction, night_id: int) -> Board:
    board = await interaction.client.nights.board(night_id, guild_id=server_of(interaction))
    if board is None:
        raise NightError("That movie night is no longer there.")
    return board


async def _redraw(bot: Marquee, night_id: int, guild_id: int) -> None:
    night = await bot.nights.get(night_id, guild_id=guild_id)
    if night is not None:
        mark_stale(bot, night)
