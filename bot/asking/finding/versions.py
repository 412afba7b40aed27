"""Films of one title told apart: `the original Scarface`, `the remake of Psycho`, and those a film goes back to. Pure.

No record says what is a remake or a sequel: of films of one title the earliest is the original.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.finding.spans import Catalogue, Reading, Span
from bot.asking.query import FilmName

_FIRST = frozenset({"original", "old", "older", "oldest", "earlier", "earliest"})
_LAST = frozenset({"new", "newer", "newest", "recent", "latest", "modern"})
_AGAIN = frozenset({"remake", "remakes", "remade", "reboot"})
_SECOND = {"second": 2, "2nd": 2, "third": 3, "3rd": 3}
_LINKING = frozenset({"the", "of", "version", "film", "movie"})
_LONGEST = 4
"""Words before a title in which it may be said which of several is meant."""
_NUMBERED = re.compile(r"[:,]? (?:Part |Chapter |Episode |Vol\. )?(?:[IVX]+|\d+|One|Two|Three|Four|Five)$|: .*$")
"""What a title of a series ends with."""


def told_apart(span: Span, reading: Reading) -> Span:
    """Return a film's span narrowed by a word beside it, `original` or `remake of`, where several share the title."""
    years = {film.year for film in span.films if film.year is not None}
    if span.kind != "film" or len(years) < 2:  # noqa: PLR2004 - one cannot be told from itself
        return span
    words = [word.folded for word in reading.words]
    start = span.start
    while start > 0 and span.start - start < _LONGEST and reading.free(start - 1, start):
        start -= 1
        if words[start] in _SECOND and len(years) >= _SECOND[words[start]]:
            return replace(span, start=start, films=_of_place(span.films, _SECOND[words[start]]))
        if words[start] in _FIRST | _LAST | _AGAIN or (words[start] == "first" and words[max(start - 1, 0)] == "the"):
            return replace(span, start=start, films=version(span.films, words[start]))
        if words[start] not in _LINKING:
            break
    after = span.end + (words[span.end : span.end + 1] == ["the"])
    if words[after : after + 1] and words[after] in _AGAIN | {"original"}:
        return replace(span, end=after + 1, films=version(span.films, words[after]))
    return span


def version(films: Sequence[FilmName], word: str) -> tuple[FilmName, ...]:
    """Return those of films of one title that `original`, `new` or `remake` means, where their years are known."""
    dated = [film for film in films if film.year is not None]
    first, last = (pick(film.year or 0 for film in dated) for pick in (min, max))
    if word in _AGAIN:
        return tuple(film for film in dated if film.year != first)
    return tuple(film for film in dated if film.year == (last if word in _LAST else first))


def _of_place(films: Sequence[FilmName], place: int) -> tuple[FilmName, ...]:
    """Return the second or third of films of one title, by year."""
    year = sorted({film.year for film in films if film.year is not None})[place - 1]
    return tuple(film for film in films if film.year == year)


def gone_back_to(films: Sequence[FilmName], word: str, catalogue: Catalogue) -> tuple[FilmName, ...]:
    """Return the other films that `the original` or `the remake` means beside a film: its namesakes, or its series."""
    known = {film.id for film in films}
    namesakes = [film for film in catalogue.named(films[0].title) if film.id not in known]
    later = word in _AGAIN | _LAST
    if not namesakes and not later and (base := _NUMBERED.sub("", films[0].title)) != films[0].title:
        namesakes = [film for film in catalogue.named(base) if film.id not in known]
    year = films[0].year
    if year is None or word == "other":
        return tuple(namesakes)
    return tuple(film for film in namesakes if film.year is not None and (film.year > year) is later)
