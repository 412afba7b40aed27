"""Which films a movie night lets in, and what a lost vote brings to the next: pure rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

CARRY = 1
"""What a nomination brings along to the next vote, in halves of a vote: it tips a tie, and never outweighs a vote."""

MOST_NOMINATIONS = 25
"""Nominations on one board: as many as one vote holds."""

Span = tuple[int | None, int | None]
"""The first and the last year, both inclusive; None where it is open."""


@dataclass(frozen=True, slots=True)
class NightRules:
    """A night's rules.

    `most` nominations a member; `longest` running time in minutes, None for any; `languages` in every spelling that
    sources use, and `years`, each empty for any; `unrated` lets in only films that nobody who comes has rated;
    `carries` gives carry-overs.
    """

    most: int = 2
    longest: int | None = None
    languages: tuple[str, ...] = ()
    years: tuple[Span, ...] = ()
    unrated: bool = False
    carries: bool = True


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What the rules ask of a film; None is unknown. `rated` says that someone who comes has rated it.

    Before anyone has said that they come, that is anyone in the club.
    """

    runtime: int | None = None
    language: str | None = None
    year: int | None = None
    rated: bool = False


@dataclass(frozen=True, slots=True)
class TooLong:
    """It runs longer than the night takes; in minutes."""

    runtime: int
    longest: int


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """It is in another language than the night takes."""

    language: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherYears:
    """It is of another year than the night takes."""

    year: int
    years: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AlreadyRated:
    """Someone who comes has rated it; `anyone` where nobody has said yet that they come."""

    anyone: bool = False


@dataclass(frozen=True, slots=True)
class OnBoard:
    """It is nominated already, by this member."""

    member_id: int


@dataclass(frozen=True, slots=True)
class TooMany:
    """The member has as many nominations on the board as the night takes."""

    most: int


@dataclass(frozen=True, slots=True)
class BoardFull:
    """The board holds as many nominations as one vote can."""

    most: int = MOST_NOMINATIONS


Refusal = TooLong | OtherLanguage | OtherYears | AlreadyRated | OnBoard | TooMany | BoardFull
"""The rule that keeps a film out, with what it found."""


def film_refusal(rules: NightRules, film: FilmFacts, *, guests: bool) -> Refusal | None:
    """Return the rule that keeps a film out, the first in the order in which they are printed; unknown facts pass.

    `guests` says that someone has said that they come.
    """
    if rules.longest is not None and film.runtime is not None and film.runtime > rules.longest:
        return TooLong(film.runtime, rules.longest)
    if rules.languages and film.language is not None and film.language.casefold() not in _folded(rules.languages):
        return OtherLanguage(film.language, rules.languages)
    if rules.years and film.year is not None and not any(_within(film.year, span) for span in rules.years):
        return OtherYears(film.year, rules.years)
    if rules.unrated and film.rated:
        return AlreadyRated(anyone=not guests)
    return None


def place_refusal(rules: NightRules, *, by: int | None, own: int, board: int) -> Refusal | None:
    """Return why the board takes no more of a member, who has `own` of its `board` nominations.

    `by` is who has nominated the same film, None where nobody has.
    """
    if by is not None:
        return OnBoard(by)
    if own >= rules.most:
        return TooMany(rules.most)
    if board >= MOST_NOMINATIONS:
        return BoardFull()
    return None


def unknown_facts(rules: NightRules, film: FilmFacts) -> tuple[str, ...]:
    """Return what a rule asks for and nobody knows of a film, in words; such a film is let in."""
    asked = (
        (rules.longest is not None and film.runtime is None, "running time"),
        (bool(rules.languages) and film.language is None, "language"),
        (bool(rules.years) and film.year is None, "year"),
    )
    return tuple(words for unknown, words in asked if unknown)


def carried(
    ranking: Sequence[int], owners: Mapping[int, int], guests: Collection[int], shown: int | None
) -> dict[int, int]:
    """Return what each nomination of a vote brings to the next, in halves of a vote.

    `ranking` is how the vote came out, the best first; `owners` whose each is; `shown` the one that was watched. Each
    guest gets one carry-over at most, for the best placed of theirs that lost. What was carried before is spent.
    """
    given: set[int] = set()
    result: dict[int, int] = {}
    for nomination in ranking:
        owner = owners[nomination]
        earns = nomination != shown and owner in guests and owner not in given
        if earns:
            given.add(owner)
        result[nomination] = CARRY if earns else 0
    return result


def _within(year: int, span: Span) -> bool:
    first, last = span
    return (first is None or first <= year) and (last is None or year <= last)


def _folded(names: Collection[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)
