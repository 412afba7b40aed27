"""What an answer tells of the club's own scores, in servers that hide them until one has rated a film and in others."""

import re
from dataclasses import dataclass
from typing import Any, Literal, Self

import discord
from discord import ui

from bot.client import Marquee
from bot.club.ratings import ClubScore, Standing, numbers_shown
from bot.club.scores import Scale, mean_phrase, score_phrase
from bot.errors import UserError
from bot.replies.films.question import load_film
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_name, plain_label

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_NOBODY = 0

HeldBack = Literal["unrated", "sealed"]
"""Why the club's numbers are not shown: the server wants one's own rating first, or a sealed poll is open."""


@dataclass(frozen=True, slots=True)
class ClubLine:
    """What a film's card says of the club, in markdown, and whether it holds the numbers back; empty says nothing."""

    text: str = ""
    held_back: bool = False


async def held_back(interaction: Interaction, film_id: int, *, private: bool) -> HeldBack | None:
    """Return why an answer may not show the club's numbers of a film; None where it may.

    `private` says that the asker alone will see it.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:  # where there are none
        return None
    found = await interaction.client.ratings.standing(film_id, guild_id=guild_id, member_id=interaction.user.id)
    return _held_back(found, private=private)


async def club_line(interaction: Interaction, film_id: int, *, private: bool) -> ClubLine:
    """Return what a film's card says of the club; nothing where nobody has rated the film, and outside servers."""
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        return ClubLine()
    found = await interaction.client.ratings.standing(film_id, guild_id=guild_id, member_id=interaction.user.id)
    return _line(found, private=private)


async def public_club_line(bot: Marquee, film_id: int, *, guild_id: int) -> ClubLine:
    """Return what a film's card says of the club to everyone, also where no member asked for it."""
    return _line(await bot.ratings.standing(film_id, guild_id=guild_id, member_id=_NOBODY), private=False)


def _line(found: Standing, *, private: bool) -> ClubLine:
    if not found.club.count:
        return ClubLine()
    if (why := _held_back(found, private=private)) is not None:
        until = " · their scores are told when its poll closes" if why == "sealed" else ""
        return ClubLine(f"**Club**  rated by {facts.count(found.club.count, 'member')}{until}", held_back=True)
    return ClubLine(f"**Club**  {_figures(found.club, found.settings.scale)}")


def _held_back(found: Standing, *, private: bool) -> HeldBack | None:
    if found.sealed:
        return "sealed"
    shown = numbers_shown(found.settings, private=private, has_rated=found.own is not None)
    return None if shown else "unrated"


def _figures(club: ClubScore, scale: Scale) -> str:
    """Return the club's mean and of how many, such as `★ 4.13 of 5 from 7 members`."""
    assert club.mean is not None
    return f"★ {mean_phrase(club.mean, scale)} from {facts.count(club.count, 'member')}"


class ClubScoreButton(ui.DynamicItem[ui.Button[Any]], template=r"film:v1:club:(?P<film>\d{1,18})"):
    """Tells the club's score in private to whoever has rated the film."""

    def __init__(self, film_id: int) -> None:
        super().__init__(ui.Button(label="Club score", custom_id=f"film:v1:club:{film_id}"))
        self._film_id = film_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["film"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Tell the club's score, or what has to come first."""
        async with respond.told(interaction, "a click on Club score"):
            async with respond.in_time(interaction, private=True):
                said = await _club_score(interaction, self._film_id)
            await respond.tell(interaction, said, theme.CARD)


async def _club_score(click: Interaction, film_id: int) -> str:
    """Return what a member who clicked is told.

    Raises:
        UserError: they have to rate the film first, nobody has rated it, or it is not to be seen here.
    """
    guild_id = scope_of(click)
    if guild_id == SHARED:
        raise UserError("A club’s scores are told in its own server.")
    stored = await load_film(click, film_id)
    title, year = stored.film.title, stored.film.year
    found = await click.client.ratings.standing(stored.id, guild_id=guild_id, member_id=click.user.id)
    why = _held_back(found, private=True)
    if why == "sealed":
        raise UserError(
            f"A sealed poll of {plain_label(title, year)} is open. What the club thinks is told at its close."
        )
    if why is not None:
        raise UserError(
            f"Rate {plain_label(title, year)} first, so that nobody else’s score sways yours. "
            "Then this button tells you what the club thinks."
        )
    if not found.club.count:
        raise UserError(f"There is no score of the club for {plain_label(title, year)} now.")
    scale = found.settings.scale
    yours = "" if found.own is None else f"\n-# You gave it {score_phrase(found.own.score, scale)}."
    return f"**{film_name(title, year, _TITLE)}**\n{_figures(found.club, scale)}{yours}"
