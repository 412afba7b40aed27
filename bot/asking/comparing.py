"""Comparisons of films in a sentence, with the numbers. Pure rules."""

from collections.abc import Callable, Mapping, Sequence

from bot.asking.phrasing import FilmTold
from bot.asking.query import Measure
from bot.asking.voice import Voice, listed
from bot.catalogue.film import Film
from bot.ui import facts

_MEASURED: Mapping[Measure, tuple[str, Callable[[Film], float | None], Callable[[float], str]]] = {
    "runtime": ("longer/shorter", lambda film: film.runtime_minutes, lambda value: facts.runtime(int(value))),
    "year": ("newer/older", lambda film: film.year, lambda value: str(int(value))),
    "budget": ("more expensive/cheaper", lambda film: film.budget, lambda value: facts.money(int(value))),
    "revenue": (
        "the bigger earner/the smaller earner",
        lambda film: film.revenue,
        lambda value: facts.money(int(value)),
    ),
    "score": ("higher rated/lower rated", lambda film: film.score, lambda value: f"{facts.score(value)} by the page"),
}


def _by_reviewers(mean: float) -> str:
    return f"{facts.score(mean)} by reviewers"


def comparison(films: Sequence[FilmTold], measure: Measure, voice: Voice, *, most: bool) -> str:
    """Return which of the films has the most or the least of a measure, with the numbers; what is unknown is said."""
    words, value_of, write = _MEASURED[measure]
    known = [(value, told) for told in films if (value := value_of(told.film)) is not None]
    if measure == "score" and len(known) < len(films):
        known = [(told.reviewers_mean, told) for told in films if told.reviewers_mean is not None]
        write = _by_reviewers
    unknown = [told for told in films if all(told is not each for _, each in known)]
    missing = (
        f"The records do not say it of {listed([voice.title(told.label) for told in unknown])}." if unknown else ""
    )
    if len(known) < 2:  # noqa: PLR2004 - a comparison is of two
        rest = "".join(f" {voice.title(told.label)}: {write(value)}." for value, told in known)
        return f"That cannot be compared. {missing}{rest}"
    known.sort(key=lambda each: each[0], reverse=most)
    numbers = ", ".join(f"{voice.title(told.label)} {write(value)}" for value, told in known)
    (first, best), (second, _) = known[0], known[1]
    if first == second:
        return f"Neither: {numbers}. {missing}".strip()
    word = words.split("/")[0 if most else 1]
    if len(known) > 2 and measure in {"runtime", "year"}:  # noqa: PLR2004 - the most of several
        word = "the " + {"longer": "longest", "shorter": "shortest", "newer": "newest", "older": "oldest"}[word]
    return f"{voice.title(best.label)} is {word}: {numbers}. {missing}".strip()
