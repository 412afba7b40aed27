"""What films have in common, and in what they differ, line by line. Pure rules."""

from collections.abc import Callable, Sequence
from itertools import product

from bot.asking.query import Field
from bot.asking.saying.countries_said import country_said
from bot.asking.saying.phrasing import VALUES, FilmTold
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.film import Film
from bot.catalogue.text import fold
from bot.ui import facts

_MOST_NAMES = 4
_SHARED: tuple[tuple[str, Callable[[Film], Sequence[str]]], ...] = (
    ("directed by {}", lambda film: film.directors),
    ("written by {}", lambda film: film.writers),
    ("with {}", lambda film: film.cast),
    ("from {}", lambda film: [country_said(name) for name in film.countries]),
    ("in {}", lambda film: [facts.language(film.language)] if film.language else []),
    ("{}", lambda film: film.genres),
    ("of the {}", lambda film: [f"{film.year // 10 * 10}s"] if film.year else []),
    ("produced by {}", lambda film: film.companies),
)
"""What films may share, and how it is said of both."""
_APART: tuple[tuple[str, Field], ...] = (
    *(("director", "director"), ("length", "runtime"), ("country", "country"), ("language", "language")),
    *(("genres", "genre"), ("budget", "budget"), ("earnings", "revenue"), ("certificate", "certification")),
)
"""In what they are told apart, beside the year that stands in their names."""
_PAIRS = 9


def likest(groups: Sequence[Sequence[FilmTold]]) -> tuple[FilmTold, ...]:
    """Return one film of each group, of those that their titles may mean, so that they share the most."""
    choices = [each for each, _ in zip(product(*groups), range(_PAIRS), strict=False)]
    return max(choices, key=lambda films: sum(len(names) for _, names in _in_common(films)))


def in_common(films: Sequence[FilmTold], voice: Voice) -> tuple[str, ...]:
    """Return what films share, a line each; that they share nothing where it is so."""
    named = listed([voice.title(told.label) for told in films])
    shared = [words.format(voice.safe(_names(names))) for words, names in _in_common(films)]
    if not shared:
        return (f"The records know of nothing that {named} have in common.",)
    return (f"What {named} have in common:", *(f"- {said}" for said in shared))


def alike_in(films: Sequence[FilmTold], on: Field, voice: Voice) -> tuple[str, ...]:
    """Return whether films share their director, country or the like: what they share, or what each of them has."""
    words, read = _ALIKE_IN[on]
    values = [read(told.film) for told in films]
    every = "both" if len(films) == 2 else "all"  # noqa: PLR2004 - two are both
    first, *others = values
    same = [name for name in first if all(fold(name) in map(fold, names) for names in others)]
    if same:
        return (f"Yes, {every} are {words.format(voice.safe(_names(same)))}.",)
    if not all(values):
        unknown = [voice.title(told.label) for told, names in zip(films, values, strict=True) if not names]
        return (f"The records do not say it of {listed(unknown)}.",)
    each = (voice.safe(words.format(_names(names))) for names in values)
    return ("No:", *(f"- {voice.title(told.label)}: {said}" for told, said in zip(films, each, strict=True)))


_ALIKE_IN: dict[Field, tuple[str, Callable[[Film], Sequence[str]]]] = {
    "director": ("directed by {}", lambda film: film.directors),
    "writer": ("written by {}", lambda film: film.writers),
    "cast": ("with {}", lambda film: film.cast),
    "country": ("from {}", lambda film: [country_said(name) for name in film.countries]),
    "language": ("in {}", lambda film: [facts.language(film.language)] if film.language else []),
    "genre": ("{}", lambda film: film.genres),
    "year": ("from {}", lambda film: [str(film.year)] if film.year else []),
    "company": ("produced by {}", lambda film: film.companies),
}
"""What it may be asked whether films share, and how it is said of both."""


def apart(films: Sequence[FilmTold], voice: Voice) -> tuple[str, ...]:
    """Return films beside each other: what they share in a line, and what of each is another, a line each."""
    lines: list[str] = [f"{listed([voice.title(told.label) for told in films])}:"]
    for name, field in _APART:
        values = [VALUES[field](told.film) for told in films]
        if any(values) and len(set(values)) > 1:
            lines.append(f"- {name}: {voice.safe('; '.join(value or 'unknown' for value in values))}")
    scores = [told.film.score if told.film.score is not None else told.reviewers_mean for told in films]
    by = {"in its record" if told.film.score is not None else "by reviewers" for told in films}
    if len(by) == 1 and None not in scores:
        said = "; ".join(facts.score(score) for score in scores if score is not None)
        lines.append(f"- score {by.pop()}: {said}")
    shared = [words.format(voice.safe(_names(names))) for words, names in _in_common(films)]
    return (*lines, f"- alike: {', '.join(shared)}") if shared else tuple(lines)


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return listed(names) if more <= 0 else f"{', '.join(names[:_MOST_NAMES])} and {more} more"


def _in_common(films: Sequence[FilmTold]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for words, read in _SHARED:
        first, *others = [read(told.film) for told in films]
        folded = [{fold(name) for name in names} for names in others]
        names = [name for name in first if all(fold(name) in each for each in folded)]
        if names:
            found.append((words, names))
    return found
