"""What a question of a message means by those before it in the same message. Pure rules.

`is A longer than B, and which of them is older` asks the second of both films; `films by A? films by B? the longest of
them all` asks of both lists; and what is asked of a film that is not here is not asked of another.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.finding.spans import Span
from bot.asking.query import FilmName, Joined, ListQuery, Query, Unclear
from bot.asking.reading.clauses import Clause
from bot.asking.reading.references import Memory, speaks_of_film
from bot.asking.wording.grammar import phrases
from bot.asking.wording.intents import COMPARISONS

_WHICH_OF_BOTH = phrases(r"""
    (which|what|who)( one| film)?( of| out of)? (the two|them|those|these|both|the pair)|which one|which film
    (which|what)(?= (is|was|are|runs|came|has|cost|made|did|scored|one))|out of (the two|both|them)|of the two
""")
_BOTH = phrases(r"both( of them| films)?|each( one| of them)?|the two( of them)?|they|either( one| of them)?|them")
_ONE_OF_BOTH = phrases(
    r"the (longer|shorter|older|newer|earlier|later|better|worse|cheaper|first|second|other)( one| film| of the two)"
)
_OF_TWO = (
    (_WHICH_OF_BOTH, "which", " FILM or FILM"),
    (_ONE_OF_BOTH, "FILM and FILM", ""),
    (_BOTH, "FILM and FILM", ""),
)
"""What asks of two films, what stands for it where they are named, and what is put behind."""
_OF_ALL = phrases(r"""
    of (them|these|those|the lot|the whole lot|all|both)( all| lists| lot)?|(of )?all( of)? (them|these|those)
    overall|altogether|among (them|these|those)|from (both|all)( of)? (lists|them|these|those)?
""")
_THAT_ONE = phrases("(that|this|the other) (one|film)|that")
_IS_IT = re.compile(r"(?:and |or |but )*(?:is|was|isnt) it (?:also |any |the |much )*\w+")
_IS_ONE = re.compile(r"(?:and |or |but )*(?:is|was|isnt) FILM (?:\w+ ){0,2}\w+$")
_LIST_NOUNS = frozenset({"films", "film", "PERSON", "GENRE", "COUNTRY", "anything", "something"})


def going_on(clause: Clause, before: Sequence[Clause], memory: Memory) -> Clause:
    """Return a question with the films of those before it that it asks of; as it is where it asks of none."""
    named = _named(before)
    words = set(clause.shape.split())
    compares = any(rule[2].search(clause.shape) for rule in COMPARISONS)
    if compares and named and _IS_ONE.match(clause.shape) and clause.of("film")[0].films != named[-1].films:
        return replace(clause, spans=(named[-1], *clause.spans), shape=f"{clause.shape} than FILM")
    if clause.of("film") or not named:
        return clause
    if compares and len(named) > 1 and _IS_IT.fullmatch(clause.shape):
        return replace(clause, spans=(*clause.spans, *named[-2:]), shape=f"{clause.shape} FILM or FILM")
    both = _of_both(clause, named, before, compares=compares) if not words & _LIST_NOUNS else None
    if both is not None:
        return both
    if compares and speaks_of_film(clause) and _is_another(memory.films, named[-1]) and "than" not in words:
        shape = _THAT_ONE.sub("it", clause.shape)
        return replace(clause, spans=(*clause.spans, named[-1]), shape=f"{shape} than FILM")
    return clause


def _of_both(clause: Clause, named: Sequence[Span], before: Sequence[Clause], *, compares: bool) -> Clause | None:
    """Return a question that asks of the last films that were named together; None where it asks of neither."""
    asked_of = last if len(last := before[-1].of("film")) > 2 else named[-2:]  # noqa: PLR2004 - more than two
    for asks, instead, behind in _OF_TWO:
        if len(named) > 1 and asks.search(clause.shape) and (compares or not behind):
            shape = asks.sub(instead, clause.shape, count=1) + behind
            return replace(clause, spans=(*clause.spans, *asked_of), shape=shape)
    return None


def _named(before: Sequence[Clause]) -> list[Span]:
    """Return the films that are named before, each once, in their order."""
    spans = [span for clause in before for span in clause.of("film")]
    return list({span.films: span for span in spans}.values())


def _is_another(films: Sequence[FilmName], span: Span) -> bool:
    return bool(films) and films[0] not in span.films


def of_all_lists(clause: Clause, lists: Sequence[ListQuery], memory: Memory) -> Memory:
    """Return a memory of all lists that a message asked for, where a question goes on them together."""
    wheres = [query.where for query in lists if query.where is not None]
    if len(wheres) < 2 or len(wheres) < len(lists) or not _OF_ALL.search(clause.shape):  # noqa: PLR2004 - several
        return memory
    return replace(memory, query=ListQuery(Joined("or", tuple(dict.fromkeys(wheres)))))


def is_of_missing(clause: Clause, queries: Sequence[Query], last: Query | None) -> bool:
    """Tell whether a question is asked of a film that the one before named and that is not here."""
    missing = isinstance(last, Unclear) and last.wants == "film" and bool(last.said)
    if not missing or clause.of("film"):
        return False
    unread = all(isinstance(query, Unclear) and not query.said for query in queries)
    return speaks_of_film(clause) or (unread and not clause.spans and not clause.unexplained())
