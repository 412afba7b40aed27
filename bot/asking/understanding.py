"""From a message to typed queries: words, spans, clauses, the grammar, references. Pure but for what it looks up."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from bot.asking.finding.missing import with_missing
from bot.asking.finding.other_titles import held_to_titles, stretches
from bot.asking.finding.spans import CERTAIN, Catalogue, Span
from bot.asking.finding.spelling import spelled
from bot.asking.finding.spoken_numbers import in_digits
from bot.asking.finding.spotting import find_spans
from bot.asking.finding.terms import is_term
from bot.asking.finding.words import read_message
from bot.asking.query import (
    CheckQuery,
    CommandQuery,
    CompareQuery,
    DoQuery,
    FactQuery,
    Field,
    FilmName,
    ListedQuery,
    Query,
    ReviewQuery,
    Small,
    Unclear,
)
from bot.asking.reading import (
    bare_film,
    beside,
    checks,
    club,
    doing,
    films,
    foreign,
    groups,
    lists,
    others,
    pairs,
    places,
    recommended,
    reviews,
    seen,
    together,
    unkept,
)
from bot.asking.reading.clauses import Clause, clauses
from bot.asking.reading.correcting import corrected
from bot.asking.reading.narrowing import narrowed
from bot.asking.reading.passed_over import passed_over
from bot.asking.reading.references import NOTHING, Asked, Memory, Named, names_place, speaks_of_film
from bot.asking.wording.framing import says_so

Reader = Callable[[Asked], tuple[Query, ...]]

READERS: tuple[Reader, ...] = (
    others.small_talk,
    foreign.foreign,
    others.off_topic,
    doing.doing,
    doing.own_lists,
    recommended.follow_up,
    club.follow_up,
    corrected,
    pairs.of_pairs,
    narrowed,
    others.follow_up,
    together.in_both,
    beside.side_by_side,
    recommended.similar,
    seen.of_seen,
    club.life,
    others.club,
    lists.all_but,
    groups.titled,
    groups.relative,
    beside.most_of_all,
    films.comparison,
    beside.tally,
    reviews.reviews,
    together.worked_together,
    checks.check,
    groups.grouped,
    places.set_somewhere,
    unkept.unkept,
    groups.about_person,
    groups.by_story,
    films.facts,
    others.outside,
    recommended.recommended,
    lists.listed,
    checks.only_said,
    bare_film.bare_film,
)
"""Who reads a clause, in this order; the first that makes something of it is believed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What one clause was taken for: its query, what it names, how sure (0 to 100), and why, in short phrases.

    `left` is what it says beside that and nobody knows; all of it where nothing was understood.
    """

    query: Query
    spans: tuple[Span, ...]
    sure: float
    reasons: tuple[str, ...]
    left: tuple[str, ...] = ()


_SHORT = 3
"""Words of a question such as `who directed`, which the next one ends."""


def with_first_named(memory: Memory, asked: tuple[Clause, ...]) -> Memory:
    """Return a memory for a message that says `it` before it names the film: `when was it made, Roma I mean`."""
    named = next((clause.of("film")[0].films for clause in asked if clause.of("film")), ())
    before = (
        bool(asked)
        and not asked[0].of("film")
        and (speaks_of_film(asked[0]) or (not asked[0].spans and len(asked[0].words()) <= _SHORT))
    )
    return replace(memory, films=named) if before and named and not memory.films else memory


def questions(text: str, catalogue: Catalogue) -> tuple[Clause, ...]:
    """Return the questions that a message holds, none where it has no words."""
    message = spelled(in_digits(read_message(text)), catalogue)
    return clauses(message, find_spans(message, catalogue)) if message.words else ()


def understand(clause: Clause, catalogue: Catalogue, memory: Memory = NOTHING) -> tuple[Understood, ...]:
    """Return what a question is taken for, several where it asks several things at once; never empty."""
    for tried in (clause, clause.with_weak()) if not _asks_of_weak(clause) else (clause.with_weak(),):
        for read in READERS:
            queries = read(Asked(tried, memory, catalogue))
            if queries and not (tried is clause and clause.weak and _lacks_film(queries, clause)):
                return _taken_for(queries, Asked(tried, memory, catalogue), read)
        if not clause.weak:
            break
    whole = (clause.written(),)
    return (Understood(others.unclear(clause), clause.spans, 0.0, _reasons(clause, None), whole),)


def _asks_of_weak(clause: Clause) -> bool:
    """Tell whether a question is asked of a title of plain words: `is No in Spanish`."""
    first = clause.message.words[clause.start].folded
    after = [word for word in clause.message.words[clause.start + 2 : clause.end] if word.folded not in {"a", "an"}]
    beside = any(
        span.start == clause.start + 1 and span.end == span.start + 1 and not _is_pronoun(clause, span)
        for span in clause.weak
    )
    words = clause.message.words
    told = any(span.end < clause.end and words[span.end].folded in _TOLD_OF for span in clause.weak)
    if told and not clause.of("film") and says_so(clause.words()):
        return True
    return beside and first in {"is", "was"} and bool(after) and _is_asked_of(after[0].folded) and not clause.of("film")


def _is_pronoun(clause: Clause, span: Span) -> bool:
    """Tell whether a title is sooner the pronoun that it is too: `is it French`, and not `is Her French`."""
    word = clause.message.words[span.start]
    return word.folded in _PRONOUNS and not word.capital


def _is_asked_of(word: str) -> bool:
    return word in _ASKED_OF or is_term(word)


_PRONOUNS = frozenset(str.split("it this that he she they there you i we"))
_TOLD_OF = frozenset({"is", "was", "has", "isnt", "wasnt", "came", "runs", "cost"})
"""Words behind a title in what somebody holds to be so: `Up is three hours long, right?`."""
_ASKED_OF = frozenset(
    {
        "in",
        "from",
        "by",
        "about",
        "set",
        "rated",
        "made",
        "shot",
        "directed",
        "longer",
        "shorter",
        "older",
        "newer",
        "good",
        "any",
    }
)


def _of_the_list(query: Query, clause: Clause, memory: Memory) -> Query:
    """Return a question that lacks its film with those of the last list to choose from."""
    if not isinstance(query, Unclear) or query.wants != "film" or query.said or memory.films:
        return query
    if memory.listed:
        return replace(query, choices=memory.listed)
    return replace(query, wants="list") if names_place(clause.shape) else query


def _taken_for(queries: tuple[Query, ...], asked: Asked, read: Reader) -> tuple[Understood, ...]:
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    if any(isinstance(query, Unclear) and query.wants == "english" for query in queries):
        return tuple(Understood(query, clause.spans, _sure(clause), _reasons(clause, read)) for query in queries)
    queries = with_missing(held_to_titles(queries, clause, catalogue), clause, catalogue)
    queries = tuple(_of_the_list(query, clause, memory) for query in queries)
    left = (*stretches(clause, queries), *passed_over(clause, queries))
    sure, reasons = _sure(clause), _reasons(clause, read)
    return tuple(Understood(query, clause.spans, sure, reasons, left) for query in queries)


WORDLESS = Understood(Small("empty"), (), 100.0, ("there are no words in it",))
"""What a message without a word is taken for."""


def remembered(memory: Memory, understood: Understood) -> Memory:
    """Return the memory after a question was understood; what is only told by its answer comes later."""
    query = understood.query
    if isinstance(query, FactQuery | CheckQuery | ReviewQuery | DoQuery | ListedQuery) and query.films:
        memory = replace(memory, films=query.films)
    elif isinstance(query, CompareQuery):
        memory = replace(memory, films=query.films[-1])
    elif isinstance(query, Unclear) and query.wants in {"film", "list"}:
        field = next((field for field in get_args(Field) if field in query.understood), None)
        return memory if field is None or query.said else replace(memory, query=FactQuery((), field))
    elif films := tuple(film for span in understood.spans if span.kind == "film" for film in span.films):
        memory = replace(memory, films=films)
    if people := [span for span in understood.spans if span.kind == "person"]:
        memory = replace(memory, person=Named(people[-1].folded, people[-1].name))
    if isinstance(query, Small | Unclear | DoQuery | CommandQuery):
        return memory
    return replace(memory, query=query, reasons=understood.reasons)


def _lacks_film(queries: tuple[Query, ...], clause: Clause) -> bool:
    """Tell whether a film is missed that a weak title may be: of what is asked, or what one thinks of, at the end."""
    ends = any(span.end == clause.end for span in clause.weak)
    if any(isinstance(query, CompareQuery) for query in queries):
        return False
    return any(
        (isinstance(query, Unclear) and query.wants == "film")
        or (
            isinstance(query, ReviewQuery)
            and not query.films
            and query.score is None
            and ends
            and not _ASKS_WHICH.search(clause.shape)
        )
        for query in queries
    )


_ASKS_WHICH = re.compile(r"(?<!\S)(?:which|what) (?:films?|ones?|else)(?!\S)")


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
        return f"the film {names}{_how_sure(span)}"
    if span.kind in {"person", "reviewer"}:
        return f"the {span.kind} {span.name}{_how_sure(span)}"
    if span.range is not None:
        return f"{span.kind}: {span.range.said}"
    return f"the {span.kind} {' or '.join(span.values) or 'mentioned'}"


def _how_sure(span: Span) -> str:
    return f" ({span.sure:.0f}% sure)" if span.sure < CERTAIN else ""


def _label(film: FilmName) -> str:
    return f"{film.title} ({film.year})" if film.year is not None else film.title
