"""Answers about reviewers, and about the people in films' credits."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.catalogue.reviews.reviewed import NameCount, Person, ReviewFilter
from bot.client import Marquee
from bot.club.tastes.taste import nearness
from bot.errors import UserError
from bot.replies.films.films import show_alone
from bot.replies.reviews.reviews import draw_reviews
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.markup import inline, plain
from bot.ui.name_picker import NamePicker, PickedName
from bot.ui.pages import PageContent, Pages
from bot.ui.people import nearness_line, person_film_line, profile_heading
from bot.ui.picker import FilmSelect
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]

FILMS_A_PAGE = 10
_NAME = 80


async def offer_reviewers(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return reviewers by what is typed of their name."""
    found = await interaction.client.reviews.reviewer_names(typed, guild_id=scope_of(interaction))
    return _offer(found)


async def offer_credited(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return directors, writers and actors by what is typed of their name."""
    found = await interaction.client.reviews.person_names(typed, guild_id=scope_of(interaction))
    return _offer(found)


async def show_reviewer(interaction: Interaction, typed: str, *, private: bool) -> None:
    """Show what a reviewer has reviewed and how they score, after asking who is meant where that is not clear.

    Raises:
        UserError: no reviewer has a name like this one.
    """
    async with respond.in_time(interaction, private=private):
        meant = await interaction.client.reviews.reviewers_meant(typed, guild_id=scope_of(interaction))
    await _with_name(interaction, typed, meant, "review", partial(_show_reviewer, private=private))


async def _show_reviewer(interaction: Interaction, name: str, *, private: bool) -> None:
    async def page(number: int) -> PageContent:
        profile = await interaction.client.reviews.reviewer(name, guild_id=scope_of(interaction))
        if profile is None:
            raise UserError("That reviewer has written nothing about the films here.")
        wanted = ReviewFilter(reviewer=profile.name)
        found = await draw_reviews(interaction, wanted, number, names_film=True, private=private)
        heading = profile_heading(profile, whole=number == 0)
        if number == 0 and (taste := await _taste(interaction, profile.name)):
            heading = f"{heading}\n{taste}"
        return PageContent(heading, found.entries, found.pages, found.selects)

    await _show_pages(interaction, Pages(interaction, page), private=private)


async def _taste(interaction: Interaction, reviewer: str) -> str | None:
    """Return how near a reviewer is to the taste of this server's members, None where too little is known."""
    bot, guild_id = interaction.client, scope_of(interaction)
    if guild_id == SHARED:
        return None
    theirs = await bot.reviews.reviewer_scores(reviewer, guild_id=guild_id)
    near = nearness(theirs, await bot.ratings.means(theirs, guild_id=guild_id))
    if near is None:
        return None
    return nearness_line(near, (await bot.club_settings.get(guild_id=guild_id)).scale)


async def show_person(interaction: Interaction, typed: str, *, private: bool) -> None:
    """Page through the films of a director, writer or actor, after asking who is meant where that is not clear.

    Raises:
        UserError: nobody in the credits has a name like this one.
    """
    async with respond.in_time(interaction, private=private):
        meant = await interaction.client.reviews.people_meant(typed, guild_id=scope_of(interaction))
    await _with_name(interaction, typed, meant, "credit", partial(_show_person, private=private))


async def _show_person(interaction: Interaction, name: str, *, private: bool) -> None:
    async def page(number: int) -> PageContent:
        person = await interaction.client.reviews.person(name, guild_id=scope_of(interaction))
        if person is None:
            raise UserError("That person has no film here.")
        return await _person_page(interaction, person, number)

    await _show_pages(interaction, Pages(interaction, page), private=private)


async def _person_page(interaction: Interaction, person: Person, number: int) -> PageContent:
    shown = person.films[number * FILMS_A_PAGE : (number + 1) * FILMS_A_PAGE]
    films = await interaction.client.films.summaries([film.film_id for film in shown], guild_id=scope_of(interaction))
    heading = f"## {inline(person.name, _NAME)}\n-# {facts.count(len(person.films), 'film')} here, the latest first"
    return PageContent(
        heading,
        [person_film_line(film) for film in shown],
        -(-len(person.films) // FILMS_A_PAGE),
        [FilmSelect(films, "Open a film’s card", show_alone)] if films else [],
    )


async def _with_name(
    interaction: Interaction, typed: str, meant: Sequence[NameCount], counted: str, show: PickedName
) -> None:
    """Show the one who is meant, or ask in private which of several it is; `counted` is as in `NamePicker`."""
    if len(meant) == 1:
        await show(interaction, meant[0].name)
        return

    async def picked(click: Interaction, name: str) -> None:
        await show(click, name)
        end_clicked(click)
        await respond.withdraw(interaction)

    await respond.show(interaction, NamePicker(interaction, typed, meant, counted, picked), private=True)


async def _show_pages(interaction: Interaction, pages: Pages, *, private: bool) -> None:
    async with respond.in_time(interaction, private=private):
        await pages.open()
    await respond.show(interaction, pages, private=private)


def _offer(found: tuple[NameCount, ...]) -> list[respond.Choice]:
    """Return the names as choices; one that cannot be shown as it is would find nothing, and is left out."""
    names = (each.name for each in found)
    return respond.choices(
        dict.fromkeys(name for name in names if plain(name) == name and theme.units(name) <= theme.CHOICE_VALUE)
    )
