"""From a message to typed queries: words, spans, clauses, the grammar, references. Pure but for what it looks up."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.asking import reading_films, reading_groups, reading_lists, reading_others
from bot.asking.clauses import Clause, clauses
from bot.asking.query import CheckQuery, CompareQuery, FactQuery, FilmName, Query, ReviewQuery, Small, Unclear
from bot.asking.references import NOTHING, Asked, Memory, Named
from bot.asking.spans import Catalogue, Span, find_spans
from bot.asking.words import read_message

Reader = Callable[[Asked], tuple[Query, ...]]

READERS: tuple[Reader, ...] = (
    reading_others.small_talk,
    reading_others.follow_up,
    reading_others.doing,
    reading_others.club,
    reading_groups.relative,
    reading_films.comparison,
    reading_others.reviews,
    reading_films.check,
    reading_groups.grouped,
    reading_groups.similar,
    reading_films.unkept,
    reading_groups.about_person,
    reading_groups.by_story,
    reading_films.facts,
    reading_others.outside,
    reading_lists.listed,
    reading_films.bare_film,
)
"""Who reads a clause, in this order; the first that makes something of it is believed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What one clause was taken for: its query, what it names, how sure (0 to 100), and why, in short phrases."""

    query: Query
    spans: tuple[Span, ...]
    sure: float
    reasons: tuple[str, ...]


def questions(text: str, catalogue: Catalogue) -> tuple[Clause, ...]:
    """Return the questions that a message holds, none where it has no words."""
    message = read_message(text)
    return clauses(message, find_spans(message, catalogue)) if message.words else ()


def understand(clause: Clause, catalogue: Catalogue, memory: Memory = NOTHING) -> tuple[Understood, ...]:
    """Return what a question is taken for, several where it asks several things at once; never empty."""
    for tried in (clause, clause.with_weak()):
        for read in READERS:
            queries = read(Asked(tried, memory, catalogue))
            if queries and not (tried is clause and clause.weak and _lacks_film(queries)):
                return tuple(Understood(query, tried.spans, _sure(tried), _reasons(tried, read)) for query in queries)
        if not clause.weak:
            break
    return (Understood(reading_others.unclear(clause), clause.spans, 0.0, _reasons(clause, None)),)


WORDLESS = Understood(Small("empty"), (), 100.0, ("there are no words in it",))
"""What a message without a word is taken for."""


def remembered(memory: Memory, understood: Understood) -> Memory:
    """Return the memory after a question was understood; what is only told by its answer comes later."""
    query = understood.query
    if isinstance(query, FactQuery | CheckQuery | ReviewQuery) and query.films:
        memory = replace(memory, films=query.films)
    elif isinstance(query, CompareQuery):
        memory = replace(memory, films=query.films[-1])
    elif films := tuple(film for span in understood.spans if span.kind == "film" for film in span.films):
        memory = replace(memory, films=films)
    if people := [span for span in understood.spans if span.kind == "person"]:
        memory = replace(memory, person=Named(people[-1].folded, people[-1].name))
    if isinstance(query, Small | Unclear):
        return memory
    return replace(memory, query=query, reasons=understood.reasons)


def _lacks_film(queries: tuple[Query, ...]) -> bool:
    return any(isinstance(query, Unclear) and query.wants == "film" for query in queries)


def is_idle(query: Query) -> bool:
    """Tell whether a query asks nothing of the records, so that it is passed over beside one that does."""
    unclear = isinstance(query, Unclear) and query.wants == "question" and not query.understood
    return unclear or isinstance(query, Small)


def _sure(clause: Clause) -> float:
    return min((span.sure for span in clause.spans), default=100.0)


def _reasons(clause: Clause, read: Reader | None) -> tuple[str, ...]:
    named = [f"“{span.text}” is {_span_said(span)}" for span in clause.spans]
    return (f"read as “{clause.shape}”", *named, f"by the rule {getattr(read, '__name__', 'none')}")


def _span_said(span: Span) -> str:
    if span.kind == "film":
        names = " or ".join(_label(film) for film in span.films[:3])
        return f"the film {names} ({span.sure:.0f}%)"
    if span.kind in {"person", "reviewer"}:
        return f"the {span.kind} {span.name} ({span.sure:.0f}%)"
    if span.range is not None:
        return f"{span.kind}: {span.range.said}"
    return f"the {span.kind} {' or '.join(span.values) or 'mentioned'}"


def _label(film: FilmName) -> str:
    return f"{film.title} ({film.year})" if film.year is not None else film.title
