"""Answers that show a watchlist, and that pick a film from it."""

import discord

from bot.client import Marquee
from bot.club.watched import Draw, WatchlistPage
from bot.errors import UserError
from bot.replies.films.films import card_of, show_alone
from bot.replies.films.filter import read_minutes
from bot.replies.films.question import load_film
from bot.replies.members.watchlist import server_of
from bot.ui import facts, respond
from bot.ui.films.film_card import film_line
from bot.ui.markup import plain
from bot.ui.pages import PageContent, Pages
from bot.ui.picker import FilmSelect, FilmView

Interaction = discord.Interaction[Marquee]
Someone = discord.User | discord.Member

FILMS_A_PAGE = 8
_NAME = 60

_EMPTY = "Your watchlist is empty. /watchlist add puts a film on it, and so does the button on a film’s card."


async def show_watchlist(interaction: Interaction, member: Someone, *, private: bool) -> None:
    """Page through a member's watchlist; one who is hidden is shown to themselves alone.

    Raises:
        UserError: it is a bot's, empty, or kept from others, or this server has not added the bot.
    """
    guild_id, name = server_of(interaction), plain(member.display_name, _NAME)
    if member.bot:
        raise UserError(f"{name} is a bot, and bots watch no films.")
    own = member.id == interaction.user.id
    alone = private

    async def page(number: int) -> PageContent:
        nonlocal alone
        bot, offset = interaction.client, number * FILMS_A_PAGE
        found = await bot.watchlist.page(
            member.id, guild_id=guild_id, asker_id=interaction.user.id, limit=FILMS_A_PAGE, offset=offset
        )
        if found is None:
            raise UserError(f"{name} keeps their watchlist to themselves.")
        if found.films == 0:
            raise UserError(_EMPTY if own else f"{name} has no film on their watchlist here.")
        alone = private or found.hidden
        films = await bot.films.summaries(found.film_ids, guild_id=guild_id)
        selects = [FilmSelect(films, "Open a film’s card", show_alone)] if films else []
        return PageContent(
            _heading(member, found), [film_line(film) for film in films], -(-found.films // FILMS_A_PAGE), selects
        )

    async with respond.in_time(interaction, private=private):
        pages = Pages(interaction, page)
        await pages.open()
    await respond.show(interaction, pages, private=alone)


async def pick_film(interaction: Interaction, longest: str | None, *, private: bool) -> None:
    """Show the card of a film from the member's own watchlist, picked at random among those that are short enough.

    Raises:
        UserError: `longest` is no running time, no film fits, or this server has not added the bot.
    """
    server_of(interaction)
    minutes = read_minutes(longest)
    async with respond.in_time(interaction, private=private):
        view = await _any_film(interaction, minutes, private=private)
    await respond.show(interaction, view, private=private)


async def _any_film(
    interaction: Interaction, longest: int | None, *, but: int | None = None, private: bool
) -> FilmView:
    drawn = await interaction.client.watchlist.draw(
        longest, but=but, guild_id=server_of(interaction), member_id=interaction.user.id
    )
    if drawn.film_id is None:
        raise UserError(_none_fits(drawn, longest))
    film = await load_film(interaction, drawn.film_id)

    async def another(click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            view = await _any_film(click, longest, but=film.id, private=private)
        await view.draw_over(click)

    return await card_of(interaction, film, another=another, private=private)


def _none_fits(drawn: Draw, longest: int | None) -> str:
    if longest is None or drawn.films == 0:
        return _EMPTY
    listed, length = facts.count(drawn.films, "film"), facts.runtime(longest)
    unknown = f" Of {drawn.untimed:,} the running time is not known." if drawn.untimed else ""
    return f"Your watchlist has {listed}, but none known to run {length} or less.{unknown}"


def _heading(member: Someone, found: WatchlistPage) -> str:
    """Return what stands over a watchlist: whose, how many films, how long they take together, and what to know."""
    total = facts.count(found.films, "film")
    if found.minutes:
        total += f", {facts.runtime(found.minutes)} in all"
    if found.minutes and found.untimed:
        total += f" without {found.untimed:,} of unknown length"
    lines = [f"## {member.mention}’s watchlist", f"-# {total}"]
    if found.hidden:
        lines.append("-# You are hidden here, so nobody else sees your watchlist. `/mydata` changes that.")
    elif not isinstance(member, discord.Member):
        lines.append("-# No longer in this server.")
    return "\n".join(lines)
