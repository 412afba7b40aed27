"""Which of the films of one title is meant, by what their records say: `the Pacino Scarface`, `the American one`.

What stands beside a title, or with `one` behind it or alone, is a condition on the films that the title may mean. Only
the database knows which of them fit, so this is asked there, and only where there is such a condition.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.asking.finding.spans import Catalogue, Kind, Span, Spans
from bot.asking.query import (
    CompareQuery,
    Condition,
    FilmName,
    Joined,
    Leaf,
    ListQuery,
    On,
    RecommendQuery,
    SimilarQuery,
    Unclear,
)
from bot.asking.reading.clauses import Clause, clause_of
from bot.asking.reading.references import Memory
from bot.asking.wording.places import LANGUAGE_WORDS
from bot.catalogue.text import fold

_TELLING: frozenset[Kind] = frozenset({"person", "country", "language", "genre"})
"""What films of one title are told apart by, beside years."""
_ONE = frozenset({"one", "version", "film", "movie"})
_TYING = frozenset(
    str.split("with by from in starring featuring stars directed made which that has is was of the where")
)
"""Words that tie what tells films apart to `the one` before it: `the one with Judy Garland`."""
_POINTING = frozenset({"the", "that"})
_OF_SEVERAL = ListQuery | RecommendQuery | SimilarQuery
"""Queries on whose films `the French one` goes on, which is for `narrowing` to read."""


@dataclass(frozen=True, slots=True)
class Which:
    """Films of which one is meant, by a condition, and where both stand in the message.

    `named` is the film's span, None where it is only the one last spoken of.
    """

    films: tuple[FilmName, ...]
    where: Condition
    start: int
    end: int
    named: Span | None = None

    def unfit(self, clause: Clause, fitting: Collection[int]) -> Unclear | None:
        """Return that no film of the title is the one that is told of behind it; None where one is."""
        if fitting or (self.named is not None and self.named.start != self.start):
            return None
        films = self.films if self.named is None else self.named.films
        return Unclear((), "film", clause.message.written(self.start, self.end), films)

    def told(self, clause: Clause, fitting: Collection[int]) -> Clause:
        """Return a clause in which those of the films that fit are named; as it is where all of them do, or none."""
        films = tuple(film for film in self.films if film.id in fitting)
        if not films or len(films) == len(self.films):
            return clause
        text = clause.message.written(self.start, self.end)
        span = Span("film", self.start, self.end, text, films=films)
        kept = [each for each in clause.spans if each.end <= self.start or each.start >= self.end]
        weak = tuple(each for each in clause.weak if each.end <= self.start or each.start >= self.end)
        return clause_of(clause.message, clause.start, clause.end, Spans((*kept, span), weak))


def which_film(clause: Clause, catalogue: Catalogue, memory: Memory) -> Which | None:
    """Return the condition by which a clause says which film of a title it means; None where it says none."""
    telling = [span for span in clause.spans if span.kind in _TELLING]
    for span in telling:
        found = _beside(clause, span, catalogue) or _alone(clause, span, catalogue, memory)
        if found is not None:
            return found
    return None


def _beside(clause: Clause, span: Span, catalogue: Catalogue) -> Which | None:
    """Return what is meant by `the Pacino Scarface` and `Solaris, the American one`."""
    words = clause.message.words
    for film in clause.of("film"):
        if film.start == span.end and len(film.films) > 1:
            start = span.start - (span.start > clause.start and words[span.start - 1].folded in _POINTING)
            return Which(film.films, _condition(span), start, film.end, film)
        between = [word.folded for word in words[film.end : span.start]]
        if film.end <= span.start and between == ["the"] and _is_one(clause, span.end):
            films = _namesakes(film.films, catalogue)
            return Which(films, _condition(span), film.start, span.end + 1, film)
    return None


def _alone(clause: Clause, span: Span, catalogue: Catalogue, memory: Memory) -> Which | None:
    """Return what is meant by `the American one` or `the one with Judy Garland` after a film was spoken of."""
    last = memory.query
    if clause.of("film") or not memory.films or last is None or isinstance(last, _OF_SEVERAL):
        return None
    named = tuple(film for films in last.films for film in films) if isinstance(last, CompareQuery) else memory.films
    before = clause.message.words[span.start - 1].folded if span.start > clause.start else ""
    alone = (span.start - clause.start, span.end) == (1, clause.end)
    if before in _POINTING and (alone or _is_one(clause, span.end)):
        return Which(_namesakes(named, catalogue), _condition(span), span.start - 1, span.end)
    start = span.start
    while start > clause.start and clause.message.words[start - 1].folded in _TYING:
        start -= 1
    behind = start < span.start and _is_one(clause, start - 1) and start - 1 > clause.start
    films = _namesakes(named, catalogue)
    if not behind or clause.message.words[start - 2].folded not in _POINTING or len(films) < 2:  # noqa: PLR2004
        return None
    return Which(films, _condition(span), start - 2, span.end)


def _is_one(clause: Clause, place: int) -> bool:
    return place < clause.end and clause.message.words[place].folded in _ONE


def _namesakes(films: tuple[FilmName, ...], catalogue: Catalogue) -> tuple[FilmName, ...]:
    return tuple(dict.fromkeys((*films, *catalogue.named(films[0].title))))


def _condition(span: Span) -> Condition:
    if span.kind == "person":
        return Leaf("person", (span.folded,), said=span.name)
    leaf = Leaf(_ON[span.kind], span.values, said=span.text)
    spoken = LANGUAGE_WORDS.get(fold(span.text)) if span.kind == "country" else None
    # The Russian one may be Soviet: of films of one title the language tells as well.
    return leaf if spoken is None else Joined("or", (leaf, Leaf("language", spoken, said=span.text)))


_ON: Mapping[Kind, On] = {"country": "country", "language": "language", "genre": "genre"}
