"""A load of films as those who manage a server see it: its preview, how far it is, what it did, and undoing it."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import discord
from discord import ui

from bot.catalogue.loading.loaded import Load, Undoing
from bot.catalogue.loading.preview import Counts, Preview, Sample
from bot.ui import facts, respond, theme
from bot.ui.actions import ActionCard
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline, plain
from bot.ui.polls.words import stamp
from bot.ui.press import Press

REJECTS_NAME = "rejects.txt"
"""The attachment that lists what is rejected, and what was odd."""

_FILES = 5
_NAME = 80
_TITLE = 100
_DIRECTORS = 80
_REASON = 250
_BAR = 20
_DOT = " · "
_FORMATS = {
    "page": "film pages",
    "json": "JSON",
    "csv": "CSV",
    "tmdb": "TMDB",
    "movielens": "MovieLens",
    "movielens-dat": "MovieLens",
    "imdb": "IMDb",
    "letterboxd": "Letterboxd",
}
_NOT_A_FILM = (
    "-# Known are film pages, JSON, JSON Lines, CSV and TSV, and the tables of MovieLens, IMDb, TMDB and Letterboxd, "
    "packed with gzip or zip too."
)


class LoadPreview(ActionCard):
    """What a load would do, over *Load* and *Cancel*; `over` is told when nobody has decided in time."""

    refusal = "This load is another member’s. Run the command yourself to load films."

    def __init__(
        self,
        asker: respond.Interaction,
        preview: Preview,
        buttons: Sequence[Press],
        over: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(asker, preview_text(preview), buttons)
        _with_list(self, preview)
        self._over = over

    async def on_timeout(self) -> None:
        """Say that what was read is gone, where the message is still there to be edited."""
        await self._over()
        await self._say("This preview is over, and nothing was loaded. Run the command again to load.")

    async def give_way(self) -> None:
        """Say that the asker's newer preview has taken this one's place."""
        await self._say("Your newer preview has replaced this one, of which nothing was loaded.")

    async def _say(self, text: str) -> None:
        with suppress(discord.HTTPException):
            await self._drawn_by.edit_original_response(view=respond.notice(text), attachments=[])


def preview_text(preview: Preview) -> str:
    """Return what a load would do, in markdown."""
    return "\n".join(("## Films for this server", *_file_lines(preview.files), *_outcome_lines(preview)))


def _outcome_lines(preview: Preview) -> list[str]:
    counts = preview.counts
    if not _films(counts) and not counts.reviews:
        return ["I could read no film in it.", *_reason_lines(preview), "", _NOT_A_FILM]
    lines = [
        *_count_lines(counts, "get"),
        f"**Ambiguous:** {preview.in_doubt:,}{_DOT}**Rejected:** {preview.rejected:,}",
    ]
    if preview.in_doubt:
        lines.append("-# What is ambiguous is taken as new, and may be a film that is here.")
    lines += _reason_lines(preview)
    if not changes(counts):
        return [*lines, "", "There is nothing in it that this server does not have."]
    if preview.samples:
        lines += ["", _sample_heading(len(preview.samples), _films(counts)), *map(_sample_line, preview.samples)]
    return [*lines, "", "-# Nothing is written until you press Load, and then *Undo* takes it back."]


def _reason_lines(preview: Preview) -> list[str]:
    lines = [f"- {inline(reason, _REASON)}" for reason in preview.reasons]
    if _films(preview.counts):  # else they are among the reasons, by line
        lines += [f"- {inline(notice, _REASON)}" for notice in preview.notices]
    if preview.rejected or preview.warnings:
        lines += ["", f"-# `{REJECTS_NAME}` says by line what is rejected, ambiguous or odd, and why."]
    return lines


def _sample_heading(shown: int, films: int) -> str:
    if shown < films:
        return f"**{shown} of them**"
    return "**The films**" if films > 1 else "**The film**"


def nothing_to_load(preview: Preview) -> ui.LayoutView:
    """Return what is told of files in which there is nothing to load, with nothing to decide."""
    return _with_list(respond.notice(preview_text(preview), theme.CARD), preview)


def _with_list(view: ui.LayoutView, preview: Preview) -> ui.LayoutView:
    """Return a view with the list of what is rejected or odd below it, where there is anything."""
    if preview.rejected or preview.warnings:
        view.add_item(ui.File[Any](f"attachment://{REJECTS_NAME}"))
    return view


def changes(counts: Counts) -> bool:
    """Tell whether a load would change anything."""
    return bool(counts.new or counts.updated or counts.reviews)


def progress_text(counts: Counts, expected: Counts) -> str:
    """Return how far a load is, in a bar and in words."""
    done, whole = _films(counts), max(_films(expected), 1)
    filled = min(_BAR * done // whole, _BAR)
    return f"## Loading\n`{'█' * filled}{'░' * (_BAR - filled)}` {done:,} of {facts.count(whole, 'film')}"


def loaded(
    load_id: int, counts: Counts, in_doubt: int, preview: Preview, seconds: float, undo: ui.Item[Any]
) -> ui.LayoutView:
    """Return what a load did over the button that takes it back, with the list that its preview had."""
    text = loaded_text(load_id, counts, in_doubt, preview, seconds)
    return _with_list(respond.notice(text, theme.CARD, [undo]), preview)


def loaded_text(load_id: int, counts: Counts, in_doubt: int, preview: Preview, seconds: float) -> str:
    """Return what a load did, what it left out, and whether it came out otherwise than its preview said."""
    took = f"{seconds:.0f} s" if seconds >= 1 else "less than a second"
    lines = [f"## Loaded\n-# Load {load_id}, in {took}", *_count_lines(counts, "got")]
    if in_doubt:
        lines.append(f"**Ambiguous:** {in_doubt:,}\n-# `/catalogue duplicates` shows which films may be one.")
    if preview.rejected:
        lines.append(f"**Rejected:** {preview.rejected:,}\n-# `{REJECTS_NAME}` says by line what is not here, and why.")
    if counts != preview.counts:
        lines.append(
            f"The films changed between the preview and the load: the preview said {_brief(preview.counts)}. "
            "What was in the files is here all the same."
        )
    lines.append("-# The films can be looked up now. *Undo* takes them back, and so does `/catalogue undo`.")
    return "\n".join(lines)


def stopped_text(counts: Counts, load_id: int | None) -> str:
    """Return what is there of a load that did not come to its end."""
    if load_id is None:
        return "## Not loaded\nThe load came to nothing, and no film was changed."
    return (
        f"## Stopped in the middle\nOf load {load_id} this is here: {_brief(counts)}.\n"
        f"-# Load the files again to get the rest, or take it back with `/catalogue undo load:{load_id}`."
    )


def load_line(load: Load) -> str:
    """Return a load as an entry of a list: what was loaded, when and by whom, what it did, and what became of it."""
    lines = [
        f"**{load.id}** · {load_files(load)}",
        f"-# {stamp(load.started_at, 'f')} by {_loader(load.loaded_by)}",
        f"-# {_brief(_counts(load))}{f', {load.rejects:,} rejected' if load.rejects else ''}",
    ]
    if load.undone_at is not None:
        lines.append(f"-# **Taken back** {stamp(load.undone_at)}")
    elif not load.finished:
        lines.append("-# **Unfinished**: under way, or stopped in the middle")
    return "\n".join(lines)


def load_files(load: Load) -> str:
    """Return the names of a load's files, as far as they are worth telling, in markdown."""
    name = inline(load.name, _NAME)
    return name if load.files == 1 else f"{name} and {load.files - 1:,} more"


def load_choice(load: Load) -> str:
    """Return a load as a choice of autocomplete, which begins with its number."""
    rest = f" and {load.files - 1:,} more" if load.files > 1 else ""
    tail = f"{rest} ({load.started_at[:10]}, {load.films_new:,} new)"
    head = f"{load.id}: "
    return head + plain(load.name, theme.CHOICE_NAME - theme.units(head + tail)) + tail


def undo_question(undoing: Undoing) -> str:
    """Return what taking a load back comes to, in markdown."""
    load = undoing.load
    goes = [
        facts.count(load.films_new, "film that it brought", "films that it brought") if load.films_new else "",
        facts.count(load.reviews_new, "review") if load.reviews_new else "",
    ]
    lines = [
        f"## Take load {load.id} back?",
        f"{load_files(load)}\n-# {stamp(load.started_at, 'f')} by {_loader(load.loaded_by)}",
        f"**What goes:** {', '.join(part for part in goes if part) or 'nothing'}",
    ]
    if load.films_updated:
        lines.append(f"**As they were before:** {facts.count(load.films_updated, 'film')}")
    if undoing.touched:
        lines.append(
            f"**Kept out of sight:** members have done something with {undoing.touched:,} of the films. "
            "What they rated and wrote is kept, and is there again when such a film is."
        )
    return "\n".join(lines)


def undone_text(load: Load) -> str:
    """Return what was taken back."""
    return (
        f"Load {load.id} is taken back: {facts.count(load.films_new, 'film')} and "
        f"{facts.count(load.reviews_new, 'review')} gone, {facts.count(load.films_updated, 'film')} as before."
    )


def _file_lines(files: Sequence[tuple[str, str]]) -> list[str]:
    lines = [f"-# {inline(name, _NAME)}{_DOT}{_FORMATS.get(kind, inline(kind))}" for name, kind in files[:_FILES]]
    if len(files) > _FILES:
        lines.append(f"-# and {len(files) - _FILES:,} more")
    return lines


def _count_lines(counts: Counts, get: str) -> list[str]:
    films = f"{counts.new:,} new{_DOT}{counts.updated:,} updated{_DOT}{counts.unchanged:,} unchanged"
    lines = [f"**Films:** {films}", f"**Reviews:** {counts.reviews:,} new"]
    if counts.copied:
        shared = facts.count(counts.copied, "shared film")
        each = f"{get}s" if counts.copied == 1 and get == "get" else get
        lines.insert(1, f"-# {shared} {each} a copy of this server’s own.")
    return lines


def _brief(counts: Counts) -> str:
    return f"{counts.new:,} new, {counts.updated:,} updated, {facts.count(counts.reviews, 'review')}"


def _sample_line(sample: Sample) -> str:
    by = f"{_DOT}{inline(', '.join(sample.directors), _DIRECTORS)}" if sample.directors else ""
    return f"- {film_name(sample.title, sample.year, _TITLE)}{by}"


def _films(counts: Counts) -> int:
    return counts.new + counts.updated + counts.unchanged


def _counts(load: Load) -> Counts:
    return Counts(load.films_new, load.films_updated, 0, load.reviews_new)


def _loader(loaded_by: int | None) -> str:
    if loaded_by is None:
        return "whoever runs this bot"
    return f"<@{loaded_by}>" if loaded_by else "a member who is forgotten"
