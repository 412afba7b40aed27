"""Trakt's exports: an array of what a member rated, watched, or means to watch, as JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from bot.catalogue.film import Reject
from bot.catalogue.formats.decoding import Text
from bot.catalogue.formats.json_window import BrokenError, JsonWindow
from bot.club.rating_files import cells
from bot.club.rating_files.record import Ids, ImportedRating, LeftOut, Outcome, Remark
from bot.club.rating_files.tables import Forgiving, Table

KIND = "trakt"

_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*(?:\]|\{(?s:.){0,4000}?"(?:rated_at|watched_at|listed_at)"\s*:)')
_NO_FILMS = {"show": "TV series", "season": "TV season", "episode": "TV episode", "person": "person"}
_IMDB = re.compile(r"tt\d{7,10}", re.ASCII)
_TMDB = re.compile(r"\d{1,10}", re.ASCII)


def matches(head: bytes) -> bool:
    """Tell whether a file begins as an array of what somebody rated, watched or listed."""
    return _BEGINNING.match(head) is not None


def read(tables: Sequence[Table]) -> Iterator[Outcome]:
    """Read the films of each array; what is no film is counted."""
    for table in tables:
        text = Text(table.stream)
        window = JsonWindow(text)
        if window.next_start() == "[":
            window.move(window.at + 1)
        while window.next_start() not in {"", "]"}:
            line = window.line
            try:
                value = window.take_value()
            except BrokenError as broken:
                yield Remark(table.file, line, str(broken))
            else:
                yield from _outcomes(table.file, line, value)
        yield from (
            Remark(table.file, event.line, event.reason) for event in text.events() if isinstance(event, Reject)
        )


def _outcomes(file: str, line: int, value: Any) -> Iterator[Outcome]:
    item = _mapping(value)
    kind = item.get("type", "movie")
    if isinstance(kind, str) and kind in _NO_FILMS:
        yield LeftOut(_NO_FILMS[kind])
        return
    film = _mapping(item.get("movie"))
    try:
        title = cells.title(_text(film.get("title")))
        score = cells.points(_text(item["rating"])) if "rating" in item else None
    except ValueError as error:
        yield Remark(file, line, str(error))
        return
    forgiving = Forgiving(file, line)
    record = ImportedRating(
        title,
        forgiving.read(cells.year, _text(film.get("year"))),
        file,
        line,
        ids=_ids(_mapping(film.get("ids"))),
        score=score,
        rated_at=forgiving.read(cells.instant, _text(item.get("rated_at"))),
        watched_on=forgiving.read(cells.day, _text(item.get("watched_at"))),
        on_watchlist="listed_at" in item,
    )
    yield from forgiving.remarks
    yield record


def _mapping(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return a text or a whole number as text; anything else, and true and false, as none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return value if isinstance(value, str) else str(value)


def _ids(given: Mapping[str, Any]) -> Ids:
    imdb, tmdb = _text(given.get("imdb")), _text(given.get("tmdb"))
    found: list[tuple[str, str]] = []
    if _IMDB.fullmatch(imdb):
        found.append(("imdb", imdb))
    if _TMDB.fullmatch(tmdb):
        found.append(("tmdb", tmdb))
    return tuple(found)
