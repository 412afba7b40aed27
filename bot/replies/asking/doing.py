"""The buttons below an answer that do what was asked for in plain words, as the commands do it and after every restart.

All that a click needs stands in the button's id, so nothing is kept of what was asked until it is done.
"""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Self

import discord
from discord import ui

from bot.asking.answered import Offer
from bot.asking.answers.doing import POLL_DAYS
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.polls.drafting import QUESTION, Terms
from bot.club.polls.sources import Source
from bot.errors import UserError
from bot.replies.films.discussions import discuss
from bot.replies.films.question import Use, load_film
from bot.replies.members.watched import log_watch, read_day
from bot.replies.members.watchlist import add_film, remove_film
from bot.replies.polls.access import server_of, voting_role
from bot.replies.polls.draft import Wanted, show_draft
from bot.replies.ratings.rate_button import RateButton
from bot.replies.ratings.ratings import rate, read_asked, unrate
from bot.replies.reviews.writing import write_review
from bot.ui import respond, theme
from bot.ui.answer_card import pressed
from bot.ui.films.film_card import plain_label
from bot.ui.markup import plain

Interaction = discord.Interaction[Marquee]

_ID = "do:v1:{deed}:{on}:{value}:{member}"
_SOURCES: Mapping[str, Source] = {
    "all": "everyone’s watchlists",
    "mine": "my watchlist",
    "boards": "nominations",
    "any": "random",
}
"""Where a poll's films come from, as an id has it."""


class DoButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"do:v1:(?P<deed>rate|unrate|list|unlist|log|review|discuss|poll)"
    r":(?P<on>[a-z]{1,10}|[0-9]{1,18}(?:\.[0-9]{1,18}){0,9}):(?P<value>[0-9a-z-]{0,12}):(?P<member>[0-9]{1,20})",
):
    """Does what its label says, for the one member who asked for it."""

    def __init__(self, button: ui.Button[Any], deed: str, on: str, value: str, member_id: int) -> None:
        super().__init__(button)
        self._deed = deed
        self._on = on
        self._value = value
        self._member_id = member_id

    @classmethod
    def of(cls, offer: Offer, member_id: int) -> Self:
        """Return the button of an offer to a member."""
        on = ".".join(map(str, offer.films)) or next(name for name, from_ in _SOURCES.items() if from_ == offer.source)
        value = _value(offer)
        custom_id = _ID.format(deed=offer.deed, on=on, value=value, member=member_id)
        button: ui.Button[Any] = ui.Button(
            label=theme.clip(plain(offer.label), theme.BUTTON_LABEL),
            style=discord.ButtonStyle.primary,
            custom_id=custom_id,
        )
        return cls(button, offer.deed, on, value, member_id)

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        assert isinstance(item, ui.Button)
        return cls(item, match["deed"], match["on"], match["value"], int(match["member"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Do it."""
        async with respond.told(interaction, f"a click on what was offered ({self._deed})"):
            if interaction.user.id != self._member_id:
                whose = f"This button is <@{self._member_id}>’s. Write to me and you get your own."
                await respond.tell(interaction, whose, theme.TROUBLE)
                return
            at_once = self._deed in _AT_ONCE and (self._deed != "rate" or bool(self._value))
            if at_once:
                await interaction.response.defer()  # so that the answer is another message, and this one drawn anew
            await _DEEDS[self._deed](interaction, self._on, self._value)
            if at_once:
                await self._mark(interaction)

    async def _mark(self, interaction: Interaction) -> None:
        """Show on its message that the button has done what it says; where that fails, it is done all the same."""
        with suppress(*respond.UNSENT):
            message = await interaction.original_response()
            await respond.redraw(interaction, pressed(message, self.custom_id))


def _value(offer: Offer) -> str:
    if offer.day is not None:
        return offer.day.isoformat()
    return offer.when.replace(" ", "-") if offer.score is None else str(offer.score)


async def _with_film(interaction: Interaction, on: str, use: Use) -> None:
    async with respond.in_time(interaction, private=True):
        film = await load_film(interaction, int(on))
    await use(interaction, film)


async def _rate(interaction: Interaction, on: str, value: str) -> None:
    if not value:
        await RateButton(int(on)).callback(interaction)
        return
    # Of ten is the one way to write a score that each scale reads as the same, whichever the server has by now.
    asked = await read_asked(interaction, f"{value}/10", None, None, shared=False)
    await _with_film(interaction, on, partial(rate, asked=asked))


async def _unrate(interaction: Interaction, on: str, _: str) -> None:
    await _with_film(interaction, on, unrate)


async def _list(interaction: Interaction, on: str, _: str) -> None:
    await _with_film(interaction, on, add_film)


async def _unlist(interaction: Interaction, on: str, _: str) -> None:
    await _with_film(interaction, on, remove_film)


async def _log(interaction: Interaction, on: str, value: str) -> None:
    day = await read_day(interaction, value)
    await _with_film(interaction, on, partial(log_watch, day=day, rewatch=None))


async def _review(interaction: Interaction, on: str, _: str) -> None:
    # No sign that the answer is on its way: a form can only be the first answer.
    await write_review(interaction, await load_film(interaction, int(on)))


async def _discuss(interaction: Interaction, on: str, _: str) -> None:
    await _with_film(interaction, on, discuss)


async def _poll(interaction: Interaction, on: str, value: str) -> None:
    server_of(interaction)
    async with respond.in_time(interaction, private=True):
        role = await voting_role(interaction, None)
        source = _SOURCES.get(on)
        films = [] if source is not None else await _still_there(interaction, on)
    day = POLL_DAYS.get(value.replace("-", " "))
    question = QUESTION if day is None else f"{QUESTION.removesuffix('?')} {day}?"
    await show_draft(interaction, Terms(question, voter_role=role), Wanted(_typed(films), source))
    if source is None and len(films) <= on.count("."):
        await respond.tell(interaction, "Not every film is in the draft: some have left the catalogue meanwhile.")


async def _still_there(interaction: Interaction, on: str) -> list[StoredFilm]:
    """Return the films of a poll that the server sees.

    Raises:
        UserError: it sees none of them.
    """
    films: list[StoredFilm] = []
    for film_id in on.split("."):
        if not film_id.isdigit():
            break
        with suppress(UserError):  # that it is gone is told below the draft
            films.append(await load_film(interaction, int(film_id)))
    if not films:
        raise UserError("Those films are no longer in the catalogue.")
    return films


def _typed(films: list[StoredFilm]) -> str:
    """Return films as the option `choices` of `/poll choose` has them typed."""
    times = Counter((film.film.title, film.film.year) for film in films)
    labels = [
        plain_label(
            film.film.title,
            film.film.year,
            next(iter(film.film.directors), None) if times[film.film.title, film.film.year] > 1 else None,
        )
        for film in films
    ]
    return "; ".join(label.replace(";", " ") for label in labels)


_DEEDS: Mapping[str, Callable[[Interaction, str, str], Awaitable[None]]] = {
    "rate": _rate,
    "unrate": _unrate,
    "list": _list,
    "unlist": _unlist,
    "log": _log,
    "review": _review,
    "discuss": _discuss,
    "poll": _poll,
}
_AT_ONCE = frozenset({"rate", "unrate", "list", "unlist", "log"})
"""What is done by the click alone; the others open something that may yet be left undone."""
