"""A film as members see it, in three sizes from one record: the card, the brief, the line.

The card is made of Discord's layout components and not an embed: it takes the whole width of a phone, keeps its
facts in reading order there (an embed's columns fall apart), has a real heading, and holds its buttons and selects
inside its frame. It also shows to members who have switched embeds off.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import discord
from discord import ui

from bot.catalogue.film import Film, label
from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.catalogue.text import fold
from bot.ui import facts, theme
from bot.ui.links import film_links, web_address
from bot.ui.markup import block, inline, plain

# Shares of the 4,000 characters of a message, so that the fullest card leaves room for what stands below it.
_TITLE = 220
_ORIGINAL_TITLE = 200
_TAGLINE = 180
_SYNOPSIS = 1_000
_BRIEF_SYNOPSIS = 220
_NAME = 60
_NAMES_SHOWN = 10
_LINE_TITLE = 150
_LINE_FACTS = 180
_FACTS = 1_500

_DOT = " · "


def film_card(stored: StoredFilm, buttons: Sequence[ui.Item[Any]] = (), club: str = "") -> ui.Container[Any]:
    """Return the full card of a film; what is unknown is left out.

    Up to five `buttons` stand in a row, over one of those that lead to the film's pages on the web. `club` is what the
    club says of the film, a line of markdown, or empty where it says nothing.
    """
    film = stored.film
    card: ui.Container[Any] = ui.Container(_head(film), accent_colour=theme.CARD)
    synopsis = block(film.synopsis, _SYNOPSIS) if film.synopsis else ""
    if synopsis:
        card.add_item(ui.Separator(visible=False))
        card.add_item(ui.TextDisplay(synopsis))
    if known := "\n".join((*_fact_lines(stored), *([club] if club else []))):
        card.add_item(ui.Separator())
        card.add_item(ui.TextDisplay(known))
    elif not (synopsis or _vitals(film)):
        card.add_item(ui.TextDisplay("-# Nothing more is known of this film yet."))
    links = [ui.Button[Any](label=name, url=url) for name, url in film_links(film)]
    if rows := [row for row in (buttons, links) if row]:
        card.add_item(ui.Separator(visible=False))
    for row in rows:
        card.add_item(ui.ActionRow(*row[: theme.ROW_BUTTONS]))
    return card


def film_name(title: str, year: int | None, limit: int) -> str:
    """Return `Title (Year)` in markdown, the title within `limit` units and kept apart from the year."""
    return inline(title, limit) if year is None else f"{inline(title, limit)} ({year})"


def film_brief(stored: StoredFilm) -> str:
    """Return a film in a few lines of markdown, for cards that are about something else."""
    film = stored.film
    lines = [f"**{film_name(film.title, film.year, _TITLE)}**{_by(film.directors)}"]
    if vitals := _vitals(film):
        lines.append(f"-# {vitals}")
    if film.synopsis and (synopsis := block(film.synopsis, _BRIEF_SYNOPSIS)):
        lines.append(synopsis)
    return "\n".join(lines)


def film_line(summary: FilmSummary) -> str:
    """Return a film as one entry of a list: its name in bold, and a smaller line of facts where any is known."""
    name = f"**{film_name(summary.title, summary.year, _LINE_TITLE)}**"
    known = _DOT.join(part for part in _summary_parts(summary) if part)
    return f"{name}\n-# {inline(known, _LINE_FACTS)}" if known else name


def film_option(summary: FilmSummary) -> discord.SelectOption:
    """Return a film as an option of a select: its name and year, described by its director and what else is known."""
    known = _DOT.join(part for part in _summary_parts(summary) if part)
    return discord.SelectOption(
        label=plain_label(summary.title, summary.year),
        value=str(summary.id),
        description=plain(known, theme.OPTION_DESCRIPTION) if known else None,
    )


def plain_label(title: str, year: int | None, director: str | None = None) -> str:
    """Return `Title (Year)`, with `, Director` where given, within what Discord takes as a choice or an option.

    The title gives way, never the year or the director.
    """
    tail = f" ({year})" if year is not None else ""
    if director:
        tail += f", {plain(director, _NAME // 2)}"
    return plain(title, theme.CHOICE_NAME - theme.units(tail)) + tail


def _head(film: Film) -> ui.Item[Any]:
    """Return the title and what stands under it, beside the poster where there is one."""
    lines = [f"## {film_name(film.title, film.year, _TITLE)}"]
    if film.original_title and fold(film.original_title) != fold(film.title):
        lines.append(f"-# {inline(film.original_title, _ORIGINAL_TITLE)}")
    if vitals := _vitals(film):
        lines.append(vitals)
    if film.tagline:
        lines.append(f"*{inline(film.tagline, _TAGLINE)}*")
    text = "\n".join(lines)
    poster = web_address(film.poster, theme.MEDIA_URL)
    if poster is None:
        return ui.TextDisplay[Any](text)
    alt = plain(f"Poster of {label(film.title, film.year)}", theme.ALT_TEXT)
    return ui.Section[Any](text, accessory=ui.Thumbnail[Any](poster, description=alt))


def _vitals(film: Film) -> str:
    """Return the line under a title: score and votes, length, certification, language."""
    parts = (
        None if film.score is None else f"Source ★ **{facts.number(film.score)}** / 10",
        None if film.votes is None else facts.count(film.votes, "vote"),
        None if film.runtime_minutes is None else facts.runtime(film.runtime_minutes),
        None if film.certification is None else inline(film.certification, _NAME),
        None if film.language is None else inline(facts.language(film.language), _NAME),
    )
    return _DOT.join(part for part in parts if part)


def _names(names: Iterable[str]) -> str | None:
    """Return names joined by commas, those beyond the first ten counted; None where there are none."""
    every = [name for name in names if name.strip()]
    shown = [inline(name, _NAME) for name in every[:_NAMES_SHOWN]]
    if len(every) > _NAMES_SHOWN:
        return f"{', '.join(shown)} and {len(every) - _NAMES_SHOWN} more"
    return ", ".join(shown) or None


def _released(film: Film) -> str | None:
    phrase = facts.release(film.released, film.status)
    return None if phrase is None else inline(phrase, _NAME)


def _streaming(film: Film) -> str | None:
    if film.streaming is None:
        return None
    return _names(film.streaming) or "Not available to stream"


_LABELLED: tuple[tuple[str, str, Callable[[Film], str | None]], ...] = (
    ("Director", "Directors", lambda film: _names(film.directors)),
    ("Writer", "Writers", lambda film: _names(film.writers)),
    ("Cast", "Cast", lambda film: _names(film.cast)),
    ("Genre", "Genres", lambda film: _names(film.genres)),
    ("Country", "Countries", lambda film: _names(facts.country(name) for name in film.countries)),
    ("Company", "Companies", lambda film: _names(film.companies)),
    ("Released", "Released", _released),
    ("Budget", "Budget", lambda film: None if film.budget is None else facts.money(film.budget)),
    ("Box office", "Box office", lambda film: None if film.revenue is None else facts.money(film.revenue)),
    ("Streaming", "Streaming", _streaming),
)
"""The facts below the synopsis, in order: the label of one, the label of several, and the words, None if unknown."""


def _fact_lines(stored: StoredFilm) -> Iterable[str]:
    room = _FACTS
    for one, several, words in _LABELLED:
        if (fact := words(stored.film)) is None:
            continue
        line = f"**{several if ', ' in fact else one}**  {fact}"
        if (room := room - theme.units(line)) >= 0:
            yield line
    if stored.review_count:
        yield f"**Reviews**  {stored.review_count:,}"


def _by(directors: Sequence[str]) -> str:
    shown = _names(directors[:2])
    return f"{_DOT}{shown}" if shown else ""


def _summary_parts(summary: FilmSummary) -> Iterable[str | None]:
    yield ", ".join(summary.directors[:2])
    yield None if summary.score is None else f"★ {facts.number(summary.score)}"
    yield None if summary.runtime_minutes is None else facts.runtime(summary.runtime_minutes)
    yield ", ".join(facts.country(name) for name in summary.countries[:2])
    yield ", ".join(summary.genres[:2])
