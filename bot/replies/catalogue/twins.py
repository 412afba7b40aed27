"""Answers that show films which are likely one, pair by pair, to merge or to part for good."""

import discord

from bot.catalogue.care.twins import Twins
from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.managed import managed_server
from bot.replies.catalogue.managed_pages import ManagedPages
from bot.replies.catalogue.merging import ask_about
from bot.ui import respond
from bot.ui.catalogue.twins_card import twin_entry, twins_heading
from bot.ui.films.film_card import film_name
from bot.ui.pages import PageContent
from bot.ui.press import Clicked, Press

Interaction = discord.Interaction[Marquee]

_TITLE = 100
_NONE = "No two films here look like one."


async def show_twins(interaction: Interaction) -> None:
    """Page through the pairs of films that are likely one.

    Raises:
        UserError: there is none.
    """
    async with respond.in_time(interaction, private=True):
        pairs = await interaction.client.care.twins(guild_id=managed_server(interaction))
        twins = _TwinsList(interaction, pairs)
        await twins.pages.open()
    await respond.show(interaction, twins.pages, private=True)


class _TwinsList:
    """The pairs that are left, as one admin goes through them."""

    def __init__(self, asker: Interaction, pairs: list[Twins]) -> None:
        self.pages = ManagedPages(asker, self._page)
        self._asker = asker
        self._pairs = pairs
        self._dismissed: list[tuple[int, Twins]] = []
        self._said = ""

    async def _page(self, number: int) -> PageContent:
        films: tuple[StoredFilm, StoredFilm] | None = None
        while number < len(self._pairs) and (films := await self._films(self._pairs[number])) is None:
            del self._pairs[number]  # merged, or out of sight by now
        undo = [Press("Undo", self._undo)] if self._dismissed else []
        if films is None:
            if self._pairs:
                return PageContent("", (), len(self._pairs))
            if not self._dismissed:
                raise UserError(f"{self._said}\n{_NONE}".strip())
            return PageContent(f"{self._said}\n{_NONE}", (), 1, links=undo)
        one, other = films
        entries = [twin_entry("First", one), twin_entry("Second", other)]
        parting = Press("Not the same", self._dismisser(number, films))
        buttons = [*self._merges(one, other), parting, *undo]
        return PageContent(twins_heading(self._said, len(self._pairs)), entries, len(self._pairs), links=buttons)

    async def _films(self, twins: Twins) -> tuple[StoredFilm, StoredFilm] | None:
        guild_id = managed_server(self._asker)
        one, other = [await self._asker.client.films.get(each, guild_id=guild_id) for each in twins.pair]
        if one is None or other is None or (one.id, other.id) != twins.pair:
            return None
        return one, other

    def _merges(self, one: StoredFilm, other: StoredFilm) -> list[Press]:
        """Return a button for each of the two that can be kept, which are this server's own."""

        def into(kept: StoredFilm, dropped: StoredFilm) -> Press:
            async def ask(click: Interaction) -> None:
                managed_server(click)
                await ask_about(click, kept, dropped)

            return Press(f"Merge into the {'first' if kept is one else 'second'}", ask, discord.ButtonStyle.primary)

        pairs = ((one, other), (other, one))
        return [into(kept, dropped) for kept, dropped in pairs if kept.guild_id]

    def _dismisser(self, number: int, films: tuple[StoredFilm, StoredFilm]) -> Clicked:
        twins = self._pairs[number]
        names = " and ".join(f"**{film_name(each.film.title, each.film.year, _TITLE)}**" for each in films)

        async def dismiss(click: Interaction) -> None:
            guild_id = managed_server(click)
            if twins not in self._pairs:  # a second quick click is not about the pair that came after
                await self.pages.turn(click, number)
                return
            async with respond.in_time(click, redrawing=True):
                await click.client.care.set_different(twins.pair, True, guild_id=guild_id, member_id=click.user.id)
            self._pairs.remove(twins)
            self._dismissed.append((number, twins))
            self._said = f"{names} are two films, and are not asked about again."
            await self.pages.turn(click, number)

        return dismiss

    async def _undo(self, click: Interaction) -> None:
        number, twins = self._dismissed[-1]
        guild_id = managed_server(click)
        async with respond.in_time(click, redrawing=True):
            await click.client.care.set_different(twins.pair, False, guild_id=guild_id, member_id=click.user.id)
        self._dismissed.pop()
        self._pairs.insert(min(number, len(self._pairs)), twins)
        self._said = "Undone: you are asked about this pair again."
        await self.pages.turn(click, number)
