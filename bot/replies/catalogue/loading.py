"""Answers to those who load films for their server: the preview, the load with its progress, and what it did."""

import asyncio
import io
import time
from collections.abc import Sequence
from weakref import WeakValueDictionary

import discord

from bot.attachments import Kept
from bot.catalogue.loading.load_report import LoadReport
from bot.catalogue.loading.preview import Counts, Preview
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.catalogue.load_undoing import UndoLoadButton
from bot.replies.catalogue.managed import managed_server
from bot.ui import respond, theme
from bot.ui.catalogue.load_card import (
    REJECTS_NAME,
    LoadPreview,
    changes,
    loaded,
    nothing_to_load,
    progress_text,
    stopped_text,
)
from bot.ui.press import Press
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]

MOST_PREVIEWS = 20
"""Previews that are open at a time, in all servers together, since each keeps what was read on disk."""


class LoadDesk:
    """Keeps one preview a member and server: a later one takes the former's place."""

    def __init__(self) -> None:
        self._previews: WeakValueDictionary[tuple[int, int], _Loading] = WeakValueDictionary()

    async def open(self, interaction: Interaction, attachments: Sequence[discord.Attachment]) -> None:
        """Show what loading files for this server would do.

        Raises:
            UserError: the files cannot be read, or this server has not added the bot.
            MissingPermissions: the member does not manage the server.
        """
        guild_id = managed_server(interaction)
        if len(self._previews) >= MOST_PREVIEWS:
            raise UserError("Many previews of loads are open right now. Please try again in ten minutes.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        preview, kept = await interaction.client.attachments.preview(attachments, guild_id=guild_id)
        place = (guild_id, interaction.user.id)
        if former := self._previews.pop(place, None):
            await former.give_way()
        if not changes(preview.counts):
            await _show_nothing(interaction, preview, kept)
            return
        loading = _Loading(interaction, preview, kept)
        self._previews[place] = loading
        try:
            await loading.show(interaction)
        except BaseException:
            await loading.leave()
            raise


async def _show_nothing(interaction: Interaction, preview: Preview, kept: Kept) -> None:
    try:
        await respond.show(interaction, nothing_to_load(preview), private=True, files=await _rejects(kept))
    finally:
        await asyncio.to_thread(kept.remove)


async def _rejects(kept: Kept) -> list[discord.File]:
    """Return the list of what is rejected or odd, where there is anything."""
    rejects = await asyncio.to_thread(kept.rejects)
    return [] if rejects is None else [discord.File(io.BytesIO(rejects), REJECTS_NAME)]


class _Loading:
    """One load, from its preview to its end."""

    def __init__(self, asker: Interaction, preview: Preview, kept: Kept) -> None:
        self._preview = preview
        self._kept = kept
        self._begun = False
        buttons = [Press("Load", self._load, discord.ButtonStyle.primary), Press("Cancel", self._cancel)]
        self.view = LoadPreview(asker, preview, buttons, self._remove)

    async def show(self, interaction: Interaction) -> None:
        """Answer with the preview, and with the list of what is rejected or odd where there is anything."""
        await respond.show(interaction, self.view, private=True, files=await _rejects(self._kept))

    async def leave(self) -> None:
        """End the preview, unless its load is under way."""
        if not self._begun:
            self.view.stop()
            await self._remove()

    async def give_way(self) -> None:
        """End the preview for a newer one of the same member, and say so on it, unless its load is under way."""
        if not self._begun:
            await self.leave()
            await self.view.give_way()

    async def _remove(self) -> None:
        await asyncio.to_thread(self._kept.remove)

    async def _cancel(self, click: Interaction) -> None:
        self._refuse_when_begun()
        self._begun = True
        await _draw(click, "Nothing was loaded.")
        end_clicked(click)
        await self._remove()

    async def _load(self, click: Interaction) -> None:
        guild_id = managed_server(click)
        self._refuse_when_begun()
        with click.client.loads.alone(guild_id):  # else the preview stays, for another click
            self._begun = True
            end_clicked(click)
            progress = _Progress(click, self._preview.counts)
            try:
                await progress.draw()
                await self._perform(click, progress, guild_id)
            finally:
                progress.end()
                await self._remove()

    async def _perform(self, click: Interaction, progress: "_Progress", guild_id: int) -> None:
        bot = click.client
        try:
            report = await bot.loads.load(
                self._kept.folder, guild_id=guild_id, member_id=click.user.id, heard=progress.hear
            )
        except Exception:
            progress.end()
            await _draw(click, stopped_text(progress.counts, progress.load_id), theme.TROUBLE)
            raise
        assert report.load_id is not None
        undo = UndoLoadButton(report.load_id)
        done = loaded(report.load_id, report.counts, report.films_in_doubt, self._preview, progress.seconds, undo)
        try:
            await bot.index.refresh()
        finally:  # where that fails, the index's next turn tries again, and the films are here
            progress.end()
            await respond.redraw(click, done, files=await _rejects(self._kept))

    def _refuse_when_begun(self) -> None:
        if self._begun:
            raise UserError("This load is under way already. One moment, please.")


class _Progress:
    """How far a load is, in the message that was clicked, drawn no oftener than Discord allows."""

    def __init__(self, click: Interaction, expected: Counts) -> None:
        assert click.message is not None
        self.counts = Counts(0, 0, 0, 0)
        self.load_id: int | None = None
        self._click = click
        self._message_id = click.message.id
        self._expected = expected
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._began

    async def draw(self) -> None:
        """Draw how far it is."""
        await _draw(self._click, progress_text(self.counts, self._expected), theme.CARD)

    def hear(self, report: LoadReport) -> None:
        """Take note of a step, and have it drawn soon."""
        self.counts = report.counts
        self.load_id = report.load_id
        self._click.client.redraws.mark(self._message_id, self.draw)

    def end(self) -> None:
        """Draw no more."""
        self._click.client.redraws.forget(self._message_id)


async def _draw(click: Interaction, text: str, colour: discord.Colour = theme.QUIET) -> None:
    await respond.redraw(click, respond.notice(text, colour), files=[])
