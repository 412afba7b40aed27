"""Answers that show diaries, and let members correct their own."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.client import Marquee
from bot.club.settings import Settings
from bot.club.watched import DiaryPage, Entry, watches_in
from bot.errors import UserError
from bot.replies.members.diary_corrections import correct
from bot.scope import SHARED, scope_of
from bot.ui import facts, respond, theme
from bot.ui.markup import plain
from bot.ui.members.diary_card import diary_heading, diary_line
from bot.ui.members.diary_controls import EntryModal, EntrySelect, Kind
from bot.ui.pages import PageContent, Pages

Interaction = discord.Interaction[Marquee]
Someone = discord.User | discord.Member

ENTRIES_A_PAGE = 8
_NAME = 60
_YEARS_NAMED = 6

_EMPTY = "Your diary is empty. /watched writes a film in it, with its day."


async def offer_years(interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
    """Return the years that the diary asked for has, the latest first, each with its number of watches."""
    asked = getattr(interaction.namespace, "member", None) or interaction.user
    found = await interaction.client.diary.page(
        asked.id, None, guild_id=scope_of(interaction), asker_id=interaction.user.id, limit=0, offset=0
    )
    if found is None:
        return []
    years = [year for year in found.years if str(year).startswith(typed.strip())]
    return [app_commands.Choice(name=_year_label(found, year), value=year) for year in years[: theme.CHOICES]]


async def show_diary(interaction: Interaction, member: Someone, year: int | None, *, private: bool) -> None:
    """Page through a member's diary, of one year or of all; one who is hidden is shown to themselves alone.

    Where the server hides scores until one has rated a film, others' scores are left out in public, and in private for
    the films that the asker has not rated.

    Raises:
        UserError: it is a bot's, empty, or kept from others, or this server has not added the bot.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Diaries are kept in servers that have added me.")
    if member.bot:
        raise UserError(f"{plain(member.display_name, _NAME)} is a bot, and bots watch no films.")
    async with respond.in_time(interaction, private=private):
        settings = await interaction.client.club_settings.get(guild_id=guild_id)
        diary = _Diary(interaction, member, year, settings, private=private)
        await diary.pages.open()
    await respond.show(interaction, diary.pages, private=diary.private)


class _Diary:
    """A diary as one member reads it."""

    def __init__(
        self, asker: Interaction, member: Someone, year: int | None, settings: Settings, *, private: bool
    ) -> None:
        self.private = private
        self.pages = Pages(asker, self._page)
        self._asker = asker
        self._settings = settings
        self._member = member
        self._own = member.id == asker.user.id
        self._year = year

    async def _page(self, number: int) -> PageContent:
        found = await self._asker.client.diary.page(
            self._member.id,
            self._year,
            guild_id=scope_of(self._asker),
            asker_id=self._asker.user.id,
            limit=ENTRIES_A_PAGE,
            offset=number * ENTRIES_A_PAGE,
        )
        if found is None:
            raise UserError(f"{self._name} keeps their film diary to themselves.")
        watches, _ = watches_in(found.of_year(self._year))
        if watches == 0:
            raise UserError(self._nothing(found))
        self.private = self.private or found.hidden
        pages = -(-watches // ENTRIES_A_PAGE)
        if not found.entries:  # beyond the last page
            return PageContent("", (), pages)
        heading = diary_heading(self._member.mention, found, self._year, self._notes(found))
        lines = [diary_line(entry, self._settings.scale, scored=self._scored(entry)) for entry in found.entries]
        return PageContent(heading, lines, pages, [EntrySelect(found.entries, self._pick)] if self._own else [])

    @property
    def _name(self) -> str:
        return plain(self._member.display_name, _NAME)

    def _scored(self, entry: Entry) -> bool:
        """Tell whether the one who reads may see the score of a film."""
        return not self._settings.score_blind or self._own or (self.private and entry.rated_by_asker)

    def _notes(self, found: DiaryPage) -> Sequence[str]:
        if found.hidden:
            return ["You are hidden here, so nobody else sees your diary. `/mydata` changes that."]
        return [] if isinstance(self._member, discord.Member) else ["No longer in this server."]

    def _nothing(self, found: DiaryPage) -> str:
        if not found.months:
            return _EMPTY if self._own else f"{self._name} has no film in their diary here yet."
        years = ", ".join(str(year) for year in found.years[:_YEARS_NAMED])
        more = " and earlier years" if len(found.years) > _YEARS_NAMED else ""
        whose = "Your" if self._own else f"{self._name}’s"
        return f"{whose} diary has nothing of {self._year}, but films of {years}{more}."

    async def _pick(self, click: Interaction, entry: Entry) -> None:
        async def corrected(form: Interaction, typed: str, kind: Kind) -> None:
            async with respond.in_time(form, redrawing=True):
                done = await correct(form, entry, typed, kind, self._settings.time_zone)
            try:
                await self.pages.draw_again(form)
            except UserError as nothing_left:
                await respond.redraw(form, respond.notice(str(nothing_left)))
                self.pages.stop()
            await respond.show(form, done, private=True)

        await click.response.send_modal(EntryModal(entry, corrected))


def _year_label(found: DiaryPage, year: int) -> str:
    watches, _ = watches_in(found.of_year(year))
    return f"{year} · {facts.count(watches, 'watch', 'watches')}"
