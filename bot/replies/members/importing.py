"""Answers to members who bring their ratings along: the preview, its controls, what was written, and taking it back."""

import asyncio
import io
import re
from typing import Any, Self
from weakref import WeakValueDictionary

import discord
from discord import ui

from bot.client import Marquee
from bot.club.importing.draft import PARTS, ImportDraft, Outlook, Question, left_out_text
from bot.club.importing.plan import Part, Plan
from bot.club.importing.undoing import Undone
from bot.club.importing.writing import Choices, Importer, Written
from bot.club.scores import Scale
from bot.errors import UserError
from bot.replies.members.import_reading import read_export
from bot.replies.polls.messages import films_rated
from bot.replies.ratings.ratings import server_of
from bot.scope import scope_of
from bot.ui import facts, respond, theme
from bot.ui.members.import_card import Asked, Found, ImportActions, ImportPreview, ImportSummary, Overwriting
from bot.ui.timed import end_clicked

Interaction = discord.Interaction[Marquee]

_LIST_NAME = "left-out.txt"
_AT_FIRST: frozenset[Part] = frozenset({"ratings", "diary", "watchlist"})
"""What is taken over unless the member chooses otherwise; reviews are others' to read, so they are asked for."""


class ImportDesk:
    """Reads members' exports, one at a time, and keeps one preview a member: a later one takes the former's place."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)
        self._previews: WeakValueDictionary[tuple[int, int], ImportPreview] = WeakValueDictionary()

    async def open(self, interaction: Interaction, attachment: discord.Attachment, *, television: bool) -> None:
        """Show a member what importing a file would do.

        Raises:
            UserError: the file is none that can be imported, or this server has not added the bot.
        """
        bot, guild_id, member_id = interaction.client, server_of(interaction), interaction.user.id
        async with respond.in_time(interaction, private=True), self._turn:
            draft = await read_export(bot, attachment, guild_id=guild_id, member_id=member_id, television=television)
            scale = (await bot.club_settings.get(guild_id=guild_id)).scale
            importing = _Importing(interaction, attachment.filename, draft, scale)
            await importing.draw(interaction)
        former = self._previews.pop((guild_id, member_id), None)
        if former is not None:
            former.stop()
        self._previews[guild_id, member_id] = importing.view
        await respond.show(interaction, importing.view, private=True)


class _Importing:
    """One member's import, from its preview to the moment it is written."""

    def __init__(self, asker: Interaction, name: str, draft: ImportDraft, scale: Scale) -> None:
        self._name = name
        self._draft = draft
        self._scale: Scale = scale
        self._parts: frozenset[Part] = _AT_FIRST
        self._outlook: Outlook | None = None
        self._begun = False
        self.view = ImportPreview(
            asker, ImportActions(self._write, self._answer, self._choose, self._show_left_out, self._cancel)
        )

    async def draw(self, interaction: Interaction) -> None:
        """Draw the preview as the answers so far make it."""
        asked = await self._question(interaction)
        self._outlook, summary = await asyncio.to_thread(self._look_ahead)
        self.view.draw(summary, frozenset(self._parts), asked)

    def _look_ahead(self) -> tuple[Outlook, ImportSummary]:
        outlook = self._draft.outlook()
        return outlook, _summary(self._name, self._draft, outlook, self._scale)

    async def _question(self, interaction: Interaction) -> Asked | None:
        """Return the next question that still has films to choose from."""
        while self._draft.questions:
            question = self._draft.questions[0]
            films = await interaction.client.films.summaries(
                [film.id for film in question.candidates], guild_id=scope_of(interaction)
            )
            if films:
                return Asked(_asked_name(question), films, len(self._draft.questions))
            self._draft.answer(None)
        return None

    async def _answer(self, click: Interaction, left: int, film_id: int | None) -> None:
        if left == len(self._draft.questions):  # else a second quick click, on a question that is answered already
            self._draft.answer(film_id)
        await self._draw_again(click)

    async def _choose(self, click: Interaction, parts: frozenset[str]) -> None:
        self._parts = frozenset(part for part in PARTS if part in parts)
        await self._draw_again(click)

    async def _draw_again(self, click: Interaction) -> None:
        async with respond.in_time(click, redrawing=True):
            await self.draw(click)
        self._refuse_when_begun()  # the message may tell by now what was imported
        await self.view.draw_over(click)

    async def _write(self, click: Interaction, overwrite: bool) -> None:
        assert self._outlook is not None
        self._refuse_when_begun()
        self._begun = True
        changed = self._outlook.plan.ratings.changed if overwrite else ()
        shown = {rating.film_id: rating.before.score for rating in changed if rating.before is not None}
        importer = Importer(server_of(click), click.user.id, click.user.display_name, self._draft.file.source)
        try:
            async with respond.in_time(click, redrawing=True):
                written = await click.client.imports.write(self._outlook.films, Choices(self._parts, shown), importer)
                await films_rated(click.client, server_of(click))
        except BaseException:
            self._begun = False
            raise
        buttons = [] if written.import_id is None else [UndoImportButton(written.import_id)]
        await respond.redraw(click, respond.notice(_written(written, importer.source), theme.CARD, buttons))
        end_clicked(click)

    def _refuse_when_begun(self) -> None:
        if self._begun:
            raise UserError("This import is under way already. One moment, please.")

    async def _show_left_out(self, click: Interaction) -> None:
        assert self._outlook is not None
        text = await asyncio.to_thread(left_out_text, self._draft, self._outlook.left_out)
        view = respond.notice("Every row that is left out, with its line and why:")
        view.add_item(ui.File[Any](f"attachment://{_LIST_NAME}"))
        file = discord.File(io.BytesIO(text.encode("utf-8", "replace")), _LIST_NAME)
        await respond.show(click, view, private=True, files=[file])

    async def _cancel(self, click: Interaction) -> None:
        self._refuse_when_begun()
        await respond.redraw(click, respond.notice("Nothing was imported."))
        end_clicked(click)


class UndoImportButton(ui.DynamicItem[ui.Button[Any]], template=r"import:v1:undo:(?P<import>\d{1,18})"):
    """Takes an import back, after every restart too."""

    def __init__(self, import_id: int) -> None:
        super().__init__(ui.Button(label="Undo import", custom_id=f"import:v1:undo:{import_id}"))
        self._import_id = import_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["import"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Undo the import, for the member whose it is."""
        async with respond.told(interaction, "a click on Undo import"):
            async with respond.in_time(interaction, redrawing=True):
                undone = await interaction.client.imports.undo(
                    self._import_id, guild_id=scope_of(interaction), member_id=interaction.user.id
                )
                await films_rated(interaction.client, scope_of(interaction))
            await respond.redraw(interaction, respond.notice(_undone(undone)))


def _asked_name(question: Question) -> str:
    return question.name.label if question.name.year is not None else f"{question.name.label}, without a year"


def _summary(name: str, draft: ImportDraft, outlook: Outlook, scale: Scale) -> ImportSummary:
    titles = draft.titles
    lost = sum(remark.lost for remark in draft.file.remarks)
    return ImportSummary(
        source=draft.file.source,
        file=name,
        rows=len(draft.file.rows) + lost + sum(draft.file.left_out.values()),
        scale=scale,
        found=_found(outlook.plan),
        changed=[
            Overwriting(titles[rating.film_id].title, titles[rating.film_id].year, rating.before.score, rating.score)
            for rating in outlook.plan.ratings.changed
            if rating.before is not None
        ],
        seen_only=outlook.seen_only,
        left_out=draft.file.left_out,
        unknown=list(dict.fromkeys(left.name for left in outlook.left_out)),
        unknown_rows=len(outlook.left_out),
        unreadable=lost,
        doubtful=len(draft.file.remarks) - lost,
        unread=[(remark.line, remark.reason) for remark in draft.file.remarks if remark.lost],
    )


def _found(plan: Plan) -> dict[str, Found]:
    """Return what the preview says of each part: what is new, what is here, and what else there is to it."""
    ratings, diary, watchlist, reviews = plan.ratings, plan.diary, plan.watchlist, plan.reviews
    rewatches = sum(rewatch for _, _, rewatch in diary.new)
    said_of_diary = facts.count(rewatches, "rewatch", "rewatches") if rewatches else ""
    said_of_watchlist = f"no room for {watchlist.no_room:,}" if watchlist.no_room else ""
    said_of_reviews = (
        f"{reviews.too_long:,} too long" if reviews.too_long else "",
        f"{reviews.no_room:,} more than I take at a time" if reviews.no_room else "",
    )
    return {
        "ratings": Found(len(ratings.new), ratings.same),
        "diary": Found(len(diary.new), diary.here, tuple(filter(None, [said_of_diary]))),
        "watchlist": Found(len(watchlist.new), watchlist.here, tuple(filter(None, [said_of_watchlist]))),
        "reviews": Found(len(reviews.new), reviews.here, tuple(filter(None, said_of_reviews))),
    }


def _written(written: Written, source: str) -> str:
    parts = [
        facts.count(written.new, "new rating") if written.new else "",
        f"{facts.count(written.overwritten, 'rating')} written over" if written.overwritten else "",
        facts.count(written.watches, "diary entry", "diary entries") if written.watches else "",
        f"{facts.count(written.to_watch, 'film')} on your watchlist" if written.to_watch else "",
        facts.count(written.reviews, "review") if written.reviews else "",
    ]
    done = [part for part in parts if part]
    lines = [f"## Imported from {source}", f"{', '.join(done)}."] if done else ["There was nothing left to import."]
    if written.kept:
        lines.append(f"-# {facts.count(written.kept, 'rating')} of yours stayed as before.")
    if written.gone:
        lines.append(f"-# {facts.count(written.gone, 'film')} left the catalogue meanwhile.")
    if done:
        lines.append("-# For 30 days, *Undo import* takes all of this back; what you change meanwhile stays.")
    return "\n".join(lines)


def _undone(undone: Undone) -> str:
    parts = [
        f"{facts.count(undone.taken_out, 'rating')} taken out" if undone.taken_out else "",
        f"{facts.count(undone.put_back, 'rating')} as before" if undone.put_back else "",
        f"{facts.count(undone.watches, 'diary entry', 'diary entries')} taken out" if undone.watches else "",
        f"{facts.count(undone.off_watchlist, 'film')} off your watchlist" if undone.off_watchlist else "",
        f"{facts.count(undone.reviews, 'review')} taken out" if undone.reviews else "",
    ]
    said = f"Undone: {', '.join(part for part in parts if part) or 'there was nothing left to take back'}."
    if undone.changed_since:
        said += f"\n-# Left as they are, since you changed them meanwhile: {undone.changed_since:,}."
    return said
