"""Preparing a choice poll: finding the films that were named, and its maker's decisions until it opens."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

import discord

from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.client import Marquee
from bot.club.deadlines import parse_closing
from bot.club.polls.drafting import (
    MOST_NAMES,
    QUESTION,
    Choice,
    ChoiceList,
    Doubt,
    Terms,
    Unknown,
    collected,
    completed,
    hindrances,
    last_name,
    make_draft,
    names_in,
)
from bot.club.polls.record import MOST_OPTIONS, PollDraft
from bot.club.polls.sources import Source
from bot.errors import FilmNotFoundError, UserError
from bot.replies.films.filter import read_filter
from bot.replies.films.option import find_film, offer_titles
from bot.replies.films.question import load_film
from bot.replies.polls.access import room_for_polls, server_of
from bot.replies.polls.posting import open_here
from bot.ui import facts, respond, theme
from bot.ui.markup import clean, plain
from bot.ui.polls.draft_card import DraftActions, DraftState, PollDraftView, choice_label
from bot.ui.polls.words import LABEL
from bot.ui.timed import TimedView, end_clicked

Interaction = discord.Interaction[Marquee]
Take = Literal["my watchlist", "everyone’s watchlists", "nominations", "random", "plain texts"]
"""Where a poll's choices may come from beside what is typed; plain texts are no titles to be looked for."""

USUALLY = 5
"""How many films are taken where nobody says."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to begin a draft with: the names that were typed, and how many films of a source that fit filters."""

    typed: str
    take: Take | None = None
    how_many: int | None = None
    years: str | None = None
    country: str | None = None
    genre: str | None = None
    longest: str | None = None

    @property
    def source(self) -> Source | None:
        """Where films are to be taken from; a filter or a number alone asks for any films."""
        if self.take is not None:
            return None if self.take == "plain texts" else self.take
        filters = (self.how_many, self.years, self.country, self.genre, self.longest)
        return None if all(given is None for given in filters) else "random"


async def offer_choices(interaction: Interaction, typed: str) -> list[respond.Choice]:
    """Return what was typed with its last name completed, as far as Discord's 100 characters go."""
    if interaction.namespace.take == "plain texts":
        return []
    before, last = last_name(typed)
    titles = [str(choice.value) for choice in await offer_titles(interaction, last)]
    return respond.choices(completed(before, titles, theme.CHOICE_VALUE))


async def show_draft(interaction: Interaction, terms: Terms, wanted: Wanted) -> None:
    """Show a member the poll they are about to open, in private.

    Raises:
        UserError: this server has not added the bot.
    """
    async with respond.in_time(interaction, private=True):
        drafting = _Drafting(interaction, terms, wanted)
        await drafting.begin(interaction, wanted)
    await respond.show(interaction, drafting.view, private=True)


class _Drafting:
    """One member's draft, from what they typed to the moment it opens."""

    def __init__(self, asker: Interaction, terms: Terms, wanted: Wanted) -> None:
        self._terms = _asking(terms)
        self._as_texts = wanted.take == "plain texts"
        self._listed = ChoiceList()
        self._notes: list[str] = []
        self._begun = False
        self.view = PollDraftView(
            asker,
            DraftActions(
                self._open, self._cancel, self._add, self._change, self._answer, self._take_out, self._keep_unknown
            ),
        )

    async def begin(self, interaction: Interaction, wanted: Wanted) -> None:
        """Gather what there will be to vote for, and draw it."""
        await self._take_in(interaction, wanted.typed)
        await self._fill(interaction, wanted)
        await self._draw(interaction)

    async def _take_in(self, interaction: Interaction, typed: str) -> None:
        """Find the films that are named."""
        names = names_in(clean(typed))
        if self._as_texts:
            for name in names:
                self._listed.add(_text(name))
            return
        for name in names[:MOST_NAMES]:
            try:
                found = await find_film(interaction, name)
            except FilmNotFoundError as error:
                self._listed.miss(Unknown(name, error.suggestions))
            else:
                if found.film is not None:
                    self._listed.add(_of_film(found.film))
                else:
                    self._listed.doubt(Doubt(name, tuple(film.id for film in found.candidates)))
        if len(names) > MOST_NAMES:
            more = facts.count(len(names) - MOST_NAMES, "more name")
            self._notes.append(f"I looked for the first {MOST_NAMES} names and left out {more}.")

    async def _fill(self, interaction: Interaction, wanted: Wanted) -> None:
        """Add films of the source that was asked for."""
        source = wanted.source
        room = MOST_OPTIONS - len(self._listed.choices)
        if source is None or room == 0:
            return
        try:
            fitting = await read_filter(
                interaction, None, None, wanted.years, wanted.country, None, wanted.genre, wanted.longest
            )
        except UserError as error:
            self._notes.append(str(error))
            return
        count, guild_id = min(wanted.how_many or USUALLY, room), server_of(interaction)
        taken = await interaction.client.poll_sources.take(
            source,
            count,
            fitting,
            but=self._listed.film_ids,
            guild_id=guild_id,
            member_id=interaction.user.id,
        )
        for film in await interaction.client.films.summaries(taken, guild_id=guild_id):
            self._listed.add(_of_summary(film))
        if len(taken) < count:
            found = f"just {facts.count(len(taken), 'film')}" if taken else "no film"
            self._notes.append(f"I found {found} {_FOUND_IN[source]} to add.")

    async def _draw(self, interaction: Interaction) -> None:
        """Draw the draft as it stands."""
        asked = await self._asked(interaction)
        zone = (await interaction.client.club_settings.get(guild_id=server_of(interaction))).time_zone
        now = datetime.now(UTC)
        closes_at: str | None = ""
        with suppress(UserError):  # which is among the hindrances
            closes_at = parse_closing(self._terms.closes, now, zone)
        found = hindrances(self._listed, self._terms, now, zone)
        with collected(found):
            await room_for_polls(interaction)
        self.view.draw(DraftState(self._listed, self._terms, closes_at, found, asked, self._notes))
        self._notes = []

    async def _asked(self, interaction: Interaction) -> Sequence[FilmSummary]:
        """Return the films of the next doubt that still has some."""
        for doubt in tuple(self._listed.doubts):
            if films := await interaction.client.films.summaries(doubt.film_ids, guild_id=server_of(interaction)):
                return films
            self._listed.answer(doubt, None)
        return ()

    async def _draw_over(self, click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            await self._draw(click)
        await self.view.draw_over(click)

    async def _add(self, form: Interaction, typed: str) -> None:
        async with respond.in_time(form, redrawing=True):
            await self._take_in(form, typed)
        await self._draw_over(form)

    async def _change(self, form: Interaction, terms: Terms) -> None:
        self._terms = _asking(terms)
        await self._draw_over(form)

    async def _answer(self, click: Interaction, doubt: Doubt, film_id: int | None) -> None:
        async with respond.in_time(click, redrawing=True):
            choice = None if film_id is None else _of_film(await load_film(click, film_id))
        self._listed.answer(doubt, choice)
        await self._draw_over(click)

    async def _take_out(self, click: Interaction, choices: Sequence[Choice]) -> None:
        self._listed.take_out(choices)
        await self._draw_over(click)

    async def _keep_unknown(self, click: Interaction) -> None:
        for unknown in self._listed.unknown:
            self._listed.add(_text(unknown.typed))
        self._listed.unknown.clear()
        await self._draw_over(click)

    async def _open(self, click: Interaction) -> None:
        if self._begun:
            raise UserError("This poll is being opened already. One moment, please.")
        self._begun = True
        try:
            async with respond.in_time(click, redrawing=True):
                draft = await self._final(click)
                view = None if draft is None else await open_here(click, draft)
        except BaseException:
            self._begun = False
            raise
        if view is None:
            self._begun = False
            await self._draw_over(click)
        elif isinstance(view, TimedView):
            await view.draw_over(click)
        else:
            await respond.redraw(click, view)
            end_clicked(click)

    async def _final(self, click: Interaction) -> PollDraft | None:
        """Return the poll as it is to be opened, or None where its maker has to look at it once more."""
        room, guild_id = await room_for_polls(click), server_of(click)
        role_id = self._terms.voter_role
        if role_id is not None and (click.guild is None or click.guild.get_role(role_id) is None):
            self._terms = replace(self._terms, voter_role=None)
            self._notes.append("The role that was to vote is gone, so this would be a poll for everyone now.")
        ids = [choice.film_id for choice in self._listed.choices if choice.film_id is not None]
        there = {film.id for film in await click.client.films.summaries(ids, guild_id=guild_id)}
        gone = [choice for choice in self._listed.choices if choice.film_id and choice.film_id not in there]
        self._listed.take_out(gone)
        self._notes += [f"{choice.label} has left the catalogue meanwhile, so it is taken out." for choice in gone]
        zone = (await click.client.club_settings.get(guild_id=guild_id)).time_zone
        now = datetime.now(UTC)
        if self._notes or hindrances(self._listed, self._terms, now, zone):
            return None
        return make_draft(self._listed, self._terms, channel_id=room.id, now=now, zone=zone)

    async def _cancel(self, click: Interaction) -> None:
        await respond.redraw(click, respond.notice("No poll was opened."))
        end_clicked(click)


_FOUND_IN: Mapping[Source, str] = {
    "my watchlist": "on your watchlist",
    "everyone’s watchlists": "on anyone’s watchlist",
    "nominations": "on the boards of your nights",
    "random": "in the catalogue",
}


def _asking(terms: Terms) -> Terms:
    """Return terms with a question in which something can be read."""
    return replace(terms, question=" ".join(clean(terms.question).split()) or QUESTION)


def _of_film(stored: StoredFilm) -> Choice:
    return _choice(stored.id, stored.film.title, stored.film.year, stored.film.directors)


def _of_summary(film: FilmSummary) -> Choice:
    return _choice(film.id, film.title, film.year, film.directors)


def _choice(film_id: int, title: str, year: int | None, directors: Sequence[str]) -> Choice:
    full = choice_label(title, year, directors[0]) if directors else ""
    return Choice(choice_label(title, year), film_id, full)


def _text(typed: str) -> Choice:
    return Choice(plain(typed, LABEL))
