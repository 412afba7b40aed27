"""An import before it is written: what was found, what it would change, and the member's choices."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.catalogue.stored import FilmSummary
from bot.club.scores import Scale, score_label
from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline, plain
from bot.ui.picker import FilmSelect
from bot.ui.press import Press
from bot.ui.timed import TimedView

PARTS: Mapping[str, str] = {
    "ratings": "Ratings",
    "diary": "Diary",
    "watchlist": "Watchlist",
    "reviews": "Reviews, as your own in this server",
}
"""What can be taken over from an export, and what it is called."""

_FILE = 80
_TITLE = 100
_EXAMPLES = 3
_NAMES = 5
_REASONS = 2
_REASON = 120
_DOT = " · "
_PLURALS = {
    "TV series": "TV series",
    "TV mini-series": "TV mini-series",
    "deleted entry": "deleted entries",
    "orphaned entry": "orphaned entries",
    "film of a list": "films of lists",
    "person": "people",
}


@dataclass(frozen=True, slots=True)
class Overwriting:
    """A film that the member has rated otherwise here, with both scores of 1 to 10."""

    title: str
    year: int | None
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Found:
    """Of one kind of thing in an export: how many are new, how many are here already, and what else is to be said."""

    new: int = 0
    here: int = 0
    more: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.here or self.more)


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What the preview of an import says.

    `found` tells of each of `PARTS` what there is of it. `left_out` counts by name; `unknown` are titles as the export
    has them; `unread` are the lines of rows that could not be read, and why.
    """

    source: str
    file: str
    rows: int
    scale: Scale
    found: Mapping[str, Found]
    changed: Sequence[Overwriting]
    seen_only: int
    left_out: Mapping[str, int]
    unknown: Sequence[str]
    unknown_rows: int
    unreadable: int
    doubtful: int
    unread: Sequence[tuple[int, str]] = ()

    @property
    def present(self) -> tuple[str, ...]:
        """The parts that the export has something of."""
        return tuple(part for part in PARTS if self.found[part] or (part == "ratings" and self.changed))


@dataclass(frozen=True, slots=True)
class Asked:
    """The question which film a title of the export is; `left` counts it and those after it."""

    name: str
    films: Sequence[FilmSummary]
    left: int


@dataclass(frozen=True, slots=True)
class ImportActions:
    """What the controls do; each answers the click."""

    write: Callable[[respond.Interaction, bool], Awaitable[None]]
    """Import, and write over the ratings here that differ where that is True."""
    answer: Callable[[respond.Interaction, int, int | None], Awaitable[None]]
    """Answer the question that counted so many as left: by the film that its title is, or None to leave it out."""
    choose: Callable[[respond.Interaction, frozenset[str]], Awaitable[None]]
    """Take over these parts and no others."""
    show_left_out: Callable[[respond.Interaction], Awaitable[None]]
    cancel: Callable[[respond.Interaction], Awaitable[None]]


class ImportPreview(TimedView):
    """What an import would do, over the controls with which its member decides."""

    refusal = "This import is another member’s. Run the command yourself to bring your own ratings."

    def __init__(self, asker: respond.Interaction, actions: ImportActions) -> None:
        super().__init__(asker)
        self._actions = actions

    def draw(self, summary: ImportSummary, parts: frozenset[str], asked: Asked | None) -> None:
        """Draw what is found, with the question that is open and the parts that are chosen."""
        card: ui.Container[Any] = ui.Container(accent_colour=theme.CARD)
        for text in _texts(summary, parts, asked):
            card.add_item(ui.TextDisplay(text))
        for row in self._rows(summary, parts, asked):
            card.add_item(row)
        self.clear_items()
        self.add_item(card)

    def _rows(self, summary: ImportSummary, parts: frozenset[str], asked: Asked | None) -> Sequence[ui.ActionRow[Any]]:
        actions = self._actions
        rows: list[ui.ActionRow[Any]] = []
        if asked is not None:
            placeholder = plain(f"Which film is “{asked.name}”?", theme.PLACEHOLDER)
            left = asked.left
            picker = FilmSelect(asked.films, placeholder, lambda click, film_id: actions.answer(click, left, film_id))
            rows.append(ui.ActionRow(picker))
            rows.append(ui.ActionRow(Press("Skip this title", lambda click: actions.answer(click, left, None))))
        if len(summary.present) > 1 or "reviews" in summary.present:
            rows.append(ui.ActionRow(_PartSelect(summary.present, parts, actions.choose)))
        return [*rows, ui.ActionRow(*self._buttons(summary, parts))]

    def _buttons(self, summary: ImportSummary, parts: frozenset[str]) -> Sequence[ui.Button[Any]]:
        actions = self._actions
        nothing_new = not any(summary.found[part].new for part in parts)
        primary = discord.ButtonStyle.primary
        buttons = [Press("Import", lambda click: actions.write(click, False), primary, disabled=nothing_new)]
        if summary.changed and "ratings" in parts:
            label = f"Import and overwrite {len(summary.changed):,}"
            buttons.append(Press(label, lambda click: actions.write(click, True), discord.ButtonStyle.danger))
        if summary.unknown_rows or summary.unreadable or summary.doubtful:
            buttons.append(Press("What is left out", actions.show_left_out))
        return [*buttons, Press("Cancel", actions.cancel)]


class _PartSelect(ui.Select[Any]):
    def __init__(
        self,
        present: Sequence[str],
        chosen: frozenset[str],
        choose: Callable[[respond.Interaction, frozenset[str]], Awaitable[None]],
    ) -> None:
        options = [discord.SelectOption(label=PARTS[part], value=part, default=part in chosen) for part in present]
        super().__init__(placeholder="What to take over", options=options, max_values=len(options))
        self._choose = choose

    async def callback(self, interaction: respond.Interaction) -> None:
        await self._choose(interaction, frozenset(self.values))


def _texts(summary: ImportSummary, parts: frozenset[str], asked: Asked | None) -> Sequence[str]:
    """Return the paragraphs of the preview: what it is, what it brings, what it leaves out, what comes next."""
    head = f"## Your {summary.source} export\n-# {inline(summary.file, _FILE)}{_DOT}{facts.count(summary.rows, 'row')}"
    brings = [line for line in (*_rating_lines(summary), *_other_lines(summary, parts)) if line]
    texts = [head, "\n".join(brings) or "There is nothing in it that you do not have here."]
    if leaves := _left_out_lines(summary):
        texts.append("\n".join(leaves))
    if asked is not None:
        name = inline(asked.name, _TITLE)
        texts.append(
            f"**“{name}” may be several films.** Choose one, or skip it."
            f"\n-# {facts.count(asked.left, 'title')} to ask about; Import leaves out what is not answered."
        )
    texts.append("-# Nothing is written until you press Import, and then *Undo import* takes it back.")
    return texts


def _rating_lines(summary: ImportSummary) -> Sequence[str]:
    ratings = summary.found["ratings"]
    if not (ratings or summary.changed):
        return ()
    said = [f"{ratings.new:,} new"]
    if ratings.here:
        said.append(f"{ratings.here:,} the same here")
    if not summary.changed:
        return (f"**Ratings:** {_DOT.join(said)}",)
    many = len(summary.changed)
    lines = [f"**Ratings:** {_DOT.join((*said, f'{many:,} rated differently here'))}"]
    for film in summary.changed[:_EXAMPLES]:
        here, there = (score_label(score, summary.scale) for score in (film.here, film.there))
        lines.append(f"- {film_name(film.title, film.year, _TITLE)}: {here} here, {there} in the file")
    if many > _EXAMPLES:
        lines.append(f"- and {many - _EXAMPLES:,} more")
    lines.append(f"-# *Import* keeps your ratings here; *Import and overwrite {many:,}* takes those of the file.")
    return lines


def _other_lines(summary: ImportSummary, parts: frozenset[str]) -> Sequence[str]:
    lines: list[str] = []
    for part, name, one, several, here in (
        ("diary", "Diary", "entry", "entries", "written here already"),
        ("watchlist", "Watchlist", "film", "films", "on it or rated already"),
        ("reviews", "Reviews", "of your own", "of your own", "of films you have reviewed here"),
    ):
        if found := summary.found[part]:
            said = [
                facts.count(found.new, one, several),
                *([f"{found.here:,} {here}"] if found.here else ()),
                *found.more,
            ]
            lines.append(f"**{name}:** {_DOT.join(said)}")
    if summary.found["reviews"].new and "reviews" not in parts:
        lines.append("-# Your reviews stay out unless you choose them below; members here could then read them.")
    if summary.seen_only:
        lines.append(
            f"-# {facts.count(summary.seen_only, 'film')} only marked as watched, with neither a rating nor a day, "
            "so there is nothing to keep."
        )
    return lines


def _left_out_lines(summary: ImportSummary) -> Sequence[str]:
    lines: list[str] = []
    if summary.left_out:
        counts = (facts.count(many, what, _PLURALS.get(what)) for what, many in summary.left_out.items())
        lines.append(f"**Left out:** {', '.join(counts)}")
    if summary.unknown_rows:
        names = ", ".join(f"“{inline(name, _TITLE)}”" for name in summary.unknown[:_NAMES])
        more = len(summary.unknown) > _NAMES
        several = f"{facts.count(summary.unknown_rows, 'row')}, such as " if more else ""
        lines.append(f"**Not found here:** {several}{names}")
    if summary.unreadable:
        lines.append(f"**Could not be read:** {facts.count(summary.unreadable, 'row')}")
        lines.extend(f"-# Line {line:,}: {inline(reason, _REASON)}" for line, reason in summary.unread[:_REASONS])
    if summary.doubtful:
        lines.append(f"**Taken without a date, a year or a review that makes no sense:** {summary.doubtful:,}")
    return lines
