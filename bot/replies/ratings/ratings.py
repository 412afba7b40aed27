"""Answers to members who rate films: what was written, what it was before, and taking it back."""

from dataclasses import dataclass, replace
from datetime import date

import discord
from discord import app_commands

from bot.catalogue.film import Spoiler
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.days import parse_day, today_in
from bot.club.ratings import Change
from bot.club.scores import Scale, offered_scores, parse_score, score_label, score_phrase
from bot.errors import UserError
from bot.replies.films.question import load_film
from bot.replies.polls.messages import film_rated
from bot.replies.reviews.writing import WriteReviewButton
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_name, plain_label
from bot.ui.reviews.text import MARKS
from bot.ui.undoable import Undoable

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_GONE = "That film is no longer in the catalogue."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member says of a film: a score of 1 to 10, shown on `scale`, and what they say beside it.

    `spoiler` is how much their own review of it gives away; with `shared` all see the answer.
    """

    score: int
    scale: Scale
    watched_on: date | None = None
    spoiler: Spoiler | None = None
    shared: bool = False


async def offer_scores(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return what may be meant by a score that is being typed, and every score where nothing is typed yet."""
    scale = (await interaction.client.club_settings.get(guild_id=scope_of(interaction))).scale
    return [app_commands.Choice(name=name, value=value) for name, value in offered_scores(typed, scale).items()]


async def read_asked(
    interaction: Interaction, score: str, watched: str | None, spoiler: Spoiler | None, *, shared: bool
) -> Asked:
    """Return what is meant by the options of `/rate`, on the server's scale and in its time zone.

    Raises:
        UserError: the score or the day is none that can be taken, ratings are not shared here, or this server has not
            added the bot.
    """
    guild_id = server_of(interaction)
    async with respond.in_time(interaction, private=not shared):
        settings = await interaction.client.club_settings.get(guild_id=guild_id)
    if shared and not settings.share_ratings:
        raise UserError("Ratings are not posted in this server, so nothing was written. Rate the film without share.")
    watched_on = parse_day(watched, today_in(settings.time_zone)) if watched and watched.strip() else None
    return Asked(parse_score(score, settings.scale), settings.scale, watched_on, spoiler, shared)


async def rate(interaction: Interaction, film: StoredFilm, asked: Asked) -> None:
    """Write a member's rating, and answer once it is on disk: in private, or for all where it is to be shared.

    Raises:
        UserError: the film has been taken out meanwhile, or this server has not added the bot.
    """
    async with respond.in_time(interaction, private=not asked.shared):
        change = await _write(interaction, film, asked)
    view = _answer(interaction, film, asked, change)
    await respond.show(interaction, view, private=not asked.shared)
    if asked.shared:  # what is between the member and the bot is told to them alone
        more = f"-# {_beside(change, asked, film) or 'You had not rated it before.'}"
        write = WriteReviewButton(film.id, asked.spoiler)
        await respond.show(interaction, respond.notice(more, theme.CARD, [write]), private=True)


async def rate_in_place(click: Interaction, film: StoredFilm, asked: Asked) -> None:
    """Write a member's rating, and answer in place of the private message that was clicked.

    Raises:
        UserError: as `rate` does.
    """
    async with respond.in_time(click, redrawing=True):
        change = await _write(click, film, asked)
    await _answer(click, film, asked, change).draw_over(click)


async def unrate(interaction: Interaction, film: StoredFilm) -> None:
    """Take a member's rating of a film out, and tell them once that is on disk.

    Raises:
        UserError: they have not rated it, or this server has not added the bot.
    """
    bot, guild_id = interaction.client, server_of(interaction)
    async with respond.in_time(interaction, private=True):
        scale = (await bot.club_settings.get(guild_id=guild_id)).scale
        change = await bot.ratings.unrate(film.id, guild_id=guild_id, member_id=interaction.user.id)
        if change is not None:
            await film_rated(bot, film.id, guild_id)
    if change is None or change.before is None:
        raise UserError(f"You have not rated {plain_label(film.film.title, film.film.year)} here.")
    name = _name(film)
    said = f"Your rating of **{name}** is taken out.\n-# It was {score_phrase(change.before.score, scale)}."

    async def undo(click: Interaction) -> str:
        await take_back(click, change)
        return as_before(name, change, scale)

    await respond.show(interaction, Undoable(interaction, said, undo), private=True)


def server_of(interaction: Interaction) -> int:
    """Return the server whose ratings are meant.

    Raises:
        UserError: this server has not added the bot.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Films are rated in servers that have added me.")
    return guild_id


async def _write(interaction: Interaction, film: StoredFilm, asked: Asked) -> Change:
    change = await interaction.client.ratings.rate(
        film.id,
        asked.score,
        guild_id=server_of(interaction),
        member_id=interaction.user.id,
        watched_on=asked.watched_on,
        spoiler=asked.spoiler,
    )
    if change is None:
        raise UserError(_GONE)
    await film_rated(interaction.client, film.id, server_of(interaction))
    return change


def _answer(interaction: Interaction, film: StoredFilm, asked: Asked, change: Change) -> Undoable:
    """Return what is answered to a rating, with *Undo*."""
    name, member = _name(film), interaction.user.mention

    async def undo(click: Interaction) -> str:
        await take_back(click, change)
        if asked.shared:
            return f"{member} has taken that rating of **{name}** back."
        return as_before(name, change, asked.scale)

    if asked.shared:
        return Undoable(interaction, f"{member} gave **{name}** {score_label(asked.score, asked.scale)}", undo)
    said = f"You gave **{name}** {score_phrase(asked.score, asked.scale)}."
    if more := _beside(change, asked, film):
        said += f"\n-# {more}"
    return Undoable(interaction, said, undo, [WriteReviewButton(film.id, asked.spoiler)])


def _beside(change: Change, asked: Asked, film: StoredFilm) -> str:
    """Return what a member is told beside their new score: the old one and what else was written, if any."""
    return " ".join((*_former(change, asked, film), *_also_done(change, asked)))


def _former(change: Change, asked: Asked, film: StoredFilm) -> list[str]:
    if change.before is None:
        return ["You can now read its reviews unhidden."] if film.review_count else []
    if change.before.score == asked.score:
        return ["As you did before."]
    return [f"Before, you gave it {score_phrase(change.before.score, asked.scale)}."]


def _also_done(change: Change, asked: Asked) -> list[str]:
    told: list[str] = []
    if asked.watched_on is not None:
        day = facts.day(asked.watched_on.isoformat())
        if change.watch is None:
            told.append(f"Your diary has it on {day} already.")
        else:
            told.append(f"Logged as watched {'again ' if change.watch.rewatch else ''}on {day}.")
    if change.listed_at is not None:
        told.append("It is off your watchlist.")
    if change.remark is not None:
        told.append(f"Your review of it is marked now: {MARKS[change.remark.after]}.")
    return told


def as_before(name: str, change: Change, scale: Scale) -> str:
    """Return how things are once a change is taken back."""
    if change.before is None:
        said = f"Undone: you have no rating of **{name}**."
    else:
        said = f"Undone: your rating of **{name}** is {score_phrase(change.before.score, scale)} again."
    told: list[str] = []
    if change.watch is not None:
        told.append("That day is out of your diary.")
    if change.listed_at is not None:
        told.append("The film is back on your watchlist.")
    return f"{said}\n-# {' '.join(told)}" if told else said


async def take_back(click: Interaction, change: Change) -> None:
    """Undo a change.

    Raises:
        UserError: the rating has been changed since, or the film is gone.
    """
    film = await load_film(click, change.film_id)
    change = replace(change, film_id=film.id)  # where it has been merged into another, its ratings are there
    if not await click.client.ratings.undo(change, guild_id=server_of(click), member_id=click.user.id):
        raise UserError("You have changed that rating since, so it stays as it is.")
    await film_rated(click.client, film.id, server_of(click))


def _name(film: StoredFilm) -> str:
    return film_name(film.film.title, film.film.year, _TITLE)
