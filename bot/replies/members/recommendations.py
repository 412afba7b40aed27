"""Answers that recommend films: to the one who asks, to two, or like a film that was named."""

from functools import partial

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.recommending.recommendations import Answer
from bot.club.recommending.recommended import Asked
from bot.errors import UserError
from bot.replies.films.films import show_alone
from bot.scope import SHARED, scope_of
from bot.ui import respond
from bot.ui.films.film_card import plain_label
from bot.ui.markup import plain
from bot.ui.members.recommend_card import Shown, recommend_entry, recommend_heading
from bot.ui.pages import PageContent, Pages
from bot.ui.picker import FilmSelect

Interaction = discord.Interaction[Marquee]
Member = discord.User | discord.Member

FILMS_A_PAGE = 5

KNOWN = 500
"""How many of the best known films are looked at, whatever members have rated."""

_NAME = 60
_ALONE = "Shown to you alone, since you are hidden here."
_NOTHING = "There is no film here that you have not rated or logged. Whoever runs this bot can load more."
_DONE = "You have rated or logged all of these since. Run `/recommend` again for more."


async def recommend_films(
    interaction: Interaction, like: StoredFilm | None, *, with_member: Member | None, private: bool
) -> None:
    """Recommend films to the asker, or to them and another member, all alike or like one film.

    Raises:
        UserError: the other is the asker, a bot or hidden, nothing is left to recommend, or too little is known of the
            film, or this server has not added the bot.
    """
    asked = _asked(interaction, like, with_member)
    async with respond.in_time(interaction, private=private):
        bot = interaction.client
        known = await bot.index.popular(guild_id=asked.guild_id, limit=KNOWN)
        answer = await bot.recommendations.films(asked, known=[film.film_id for film in known])
        if answer is None:
            assert with_member is not None
            raise UserError(f"{plain(with_member.display_name, _NAME)} keeps their ratings to themselves.")
        if not answer.found.films:
            raise UserError(_NOTHING if like is None else _nothing_like(like))
        pages = Pages(interaction, partial(_page, interaction, asked, _shown(answer, like, with_member)))
        await pages.open()
    await respond.show(interaction, pages, private=private or answer.asker_hidden)


def _asked(interaction: Interaction, like: StoredFilm | None, with_member: Member | None) -> Asked:
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("I recommend films in servers that have added me, from what is rated there.")
    if with_member is None:
        return Asked(guild_id, interaction.user.id, None, like.id if like else None)
    if with_member.id == interaction.user.id:
        raise UserError("That is you. Leave the other member out, and the films are for you alone.")
    if with_member.bot:
        raise UserError(f"{plain(with_member.display_name, _NAME)} is a bot, and bots watch no films.")
    return Asked(guild_id, interaction.user.id, with_member.id, like.id if like else None)


def _shown(answer: Answer, like: StoredFilm | None, with_member: Member | None) -> Shown:
    return Shown(
        answer.found,
        answer.settings.scale,
        answer.settings.score_blind,
        other=with_member.mention if with_member else None,
        like=(like.film.title, like.film.year) if like else None,
        notes=[_ALONE] if answer.asker_hidden else [],
    )


async def _page(interaction: Interaction, asked: Asked, shown: Shown, number: int) -> PageContent:
    """Draw a page of the films that are left, since one may be rated while the list is read."""
    bot, reasons = interaction.client, {film.film_id: film for film in shown.found.films}
    seen = await bot.recommendations.seen_among(reasons, asked)
    left = [film_id for film_id in reasons if film_id not in seen]
    part = left[number * FILMS_A_PAGE : (number + 1) * FILMS_A_PAGE]
    films = await bot.films.summaries(part, guild_id=asked.guild_id)
    entries = [recommend_entry(film, reasons[film.id], shown) for film in films] or [_DONE]
    selects = [FilmSelect(films, "Open a film’s card", show_alone)] if films else []
    return PageContent(recommend_heading(shown), entries, -(-len(left) // FILMS_A_PAGE), selects)


def _nothing_like(like: StoredFilm) -> str:
    name = plain_label(like.film.title, like.film.year)
    return f"I know too little of {name} to say what is like it, or you have rated all that is."
