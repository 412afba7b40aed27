"""Answers to members who tell what they watched, and the option in which they say when."""

from contextlib import suppress
from datetime import date

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.days import parse_day, recent_days, today_in
from bot.errors import UserError
from bot.replies.films.question import load_film
from bot.replies.ratings.rate_button import RateButton
from bot.replies.reviews.writing import WriteReviewButton
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond
from bot.ui.films.film_card import film_name, plain_label
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150


async def offer_days(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return the day that is meant by what is typed, and the days of the last week that begin like it.

    Nothing is offered for what is no day, since who goes on would write a day they never meant.
    """
    today = await _today(interaction)
    offered = [name for name in recent_days(today) if name.startswith(typed.strip().casefold())]
    with suppress(UserError):  # what is typed may be no day yet
        offered.insert(0, facts.day(parse_day(typed, today).isoformat()))
    return respond.choices(dict.fromkeys(offered))


async def read_day(interaction: Interaction, typed: str | None) -> date:
    """Return the day that is typed, or today where nothing is, in the time zone of the server.

    Raises:
        UserError: it is no day, or none on which a film can have been watched.
    """
    today = await _today(interaction)
    return parse_day(typed, today) if typed and typed.strip() else today


async def log_watch(interaction: Interaction, film: StoredFilm, *, day: date, rewatch: bool | None) -> None:
    """Write a watch in the member's diary, and tell them once that is on disk.

    Raises:
        UserError: it is written already, the film has been taken out, or this server has not added the bot.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Diaries are kept in servers that have added me.")
    when = facts.day(day.isoformat())
    async with respond.in_time(interaction, private=True):
        logged = await interaction.client.diary.log(
            film.id, day, rewatch=rewatch, guild_id=guild_id, member_id=interaction.user.id
        )
        if logged is None:
            await load_film(interaction, film.id)  # says so where the film is gone
            raise UserError(f"{plain_label(film.film.title, film.film.year)} is in your diary for {when} already.")
    name = film_name(film.film.title, film.film.year, _TITLE)
    more = ["A rewatch." if logged.watch.rewatch else "The first time."]
    if logged.listed_at is not None:
        more.append("It is off your watchlist.")
    if film.review_count and not logged.watch.rewatch:
        more.append("You can now read its reviews unhidden.")

    async def undo(click: Interaction) -> str:
        if not await click.client.diary.undo(logged, guild_id=scope_of(click), member_id=click.user.id):
            raise UserError("That entry is no longer in your diary.")
        back = "" if logged.listed_at is None else " It is back on your watchlist."
        return f"Undone: **{name}** is not in your diary for {when}.{back}"

    said = f"**{name}** is in your diary for {when}.\n-# {' '.join(more)}"
    beside = [RateButton(film.id), WriteReviewButton(film.id)]
    await respond.show(interaction, Undoable(interaction, said, undo, beside), private=True)


async def _today(interaction: Interaction) -> date:
    settings = await interaction.client.club_settings.get(guild_id=scope_of(interaction))
    return today_in(settings.time_zone)
