"""Comparisons of films in a sentence, with the numbers. Pure rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.asking.query import CompareQuery, Measure
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.film import Film
from bot.ui import facts


def _in_records(score: float) -> str:
    return f"{facts.score(score)} in the records"


def _by_reviewers(mean: float) -> str:
    return f"{facts.score(mean)} by reviewers"


_MEASURED: Mapping[Measure, tuple[str, str, Callable[[Film], float | None], Callable[[float], str]]] = {
    "runtime": ("is longer", "is shorter", lambda film: film.runtime_minutes, lambda value: facts.runtime(int(value))),
    "year": ("is newer", "is older", lambda film: film.year, lambda _: ""),
    "budget": ("is more expensive", "is cheaper", lambda film: film.budget, lambda value: facts.money(int(value))),
    "revenue": ("earned more", "earned less", lambda film: film.revenue, lambda value: facts.money(int(value))),
    "score": ("is higher rated", "is lower rated", lambda film: film.score, _in_records),
}
"""How more and less of a measure are said, what it is of a film, and how it is written; a year stands in the name."""
_OF_SEVERAL: Mapping[str, str] = {
    "is longer": "is the longest",
    "is shorter": "is the shortest",
    "is newer": "is the newest",
    "is older": "is the oldest",
    "is more expensive": "is the most expensive",
    "is cheaper": "is the cheapest",
    "earned more": "earned the most",
    "earned less": "earned the least",
    "is higher rated": "is the highest rated",
    "is lower rated": "is the lowest rated",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What is said of films that were compared, and whether it is known of two of them at least."""

    lines: tuple[str, ...]
    known: bool = True


def comparison(films: Sequence[FilmTold], query: CompareQuery, voice: Voice) -> Compared:
    """Return which of the films has the most or the least of a measure, with the numbers; what is unknown is said."""
    more, less, value_of, write = _MEASURED[query.measure]
    known = [(value, told) for told in films if (value := value_of(told.film)) is not None]
    if query.measure == "score" and len(known) < len(films):
        known = [(told.reviewers_mean, told) for told in films if told.reviewers_mean is not None]
        write = _by_reviewers
    unknown = [voice.title(told.label) for told in films if all(told is not each for _, each in known)]
    missing = [f"The records do not say it of {listed(unknown)}."] if unknown else []
    if len(known) < 2:  # noqa: PLR2004 - a comparison is of two
        rest = [f"{voice.title(told.label)}{_after(': ', write(value))}." for value, told in known]
        return Compared((" ".join(["That cannot be compared.", *missing, *rest]),), known=False)
    known.sort(key=lambda each: each[0], reverse=query.most)
    numbers = [(voice.title(told.label), write(value)) for value, told in known]
    alike, word = known[0][0] == known[1][0], more if query.most else less
    if len(known) > 2:  # noqa: PLR2004 - a sentence holds two
        word = word if len(query.films) < 3 else _OF_SEVERAL[word]  # noqa: PLR2004 - of two titles one is longer
        verdict = "None alone" if alike else f"{numbers[0][0]} {word}"
        return Compared((f"{verdict}:", *(f"- {film}{_after(', ', number)}" for film, number in numbers), *missing))
    (first, one), (second, other) = numbers
    if alike:
        return Compared((f"Neither: {first} and {second} are alike{_after(', both ', one)}.", *missing))
    return Compared((f"{first} {word} than {second}{_after(': ', one)}{_after(' to ', other)}.", *missing))


def _after(sign: str, number: str) -> str:
    return f"{sign}{number}" if number else ""
