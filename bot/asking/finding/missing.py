"""Films that are named beside others and are not here: `release dates for Memento and The Departed`. Pure rules.

They are not left to be passed over: that they are not among the films is a part of the answer.
"""

from bot.asking.finding.spans import Catalogue
from bot.asking.query import CheckQuery, CompareQuery, FactQuery, Query, SideBySideQuery, Unclear
from bot.asking.reading.clauses import Clause
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.ordinary import is_ordinary

_TYING = frozenset({"and", "or", "vs", "versus", "nor", "than", "n"})
_LEADING = frozenset({"of", "for", "about", "in", "was", "is", "did", "have", "got", "between", "does", "were"})
"""Words behind which a film is named in a question."""
_OF_FILMS = (FactQuery, CheckQuery, CompareQuery, SideBySideQuery)


def with_missing(queries: tuple[Query, ...], clause: Clause, catalogue: Catalogue) -> tuple[Query, ...]:
    """Return queries with that of the films that a question names beside those that are here, and that are not."""
    if not clause.of("film") or not all(isinstance(query, _OF_FILMS) for query in queries):
        return queries
    missing: list[Query] = []
    for start, end in _stretches(clause):
        if _is_named_beside(clause, start, end):
            text = clause.message.written(start, end)
            missing.append(Unclear((), "film", text, catalogue.nearest(text)))
    return (*queries, *missing)


def _stretches(clause: Clause) -> list[tuple[int, int]]:
    """Return where words stand together that nobody knows, but for what people say in passing."""
    found: list[tuple[int, int]] = []
    for place in sorted(clause.unknown_places()):
        if clause.message.words[place].folded in CHATTER:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _is_named_beside(clause: Clause, start: int, end: int) -> bool:
    """Tell whether a stretch is tied to a film by `and`, `or` or a comma, as another film is."""
    words, films = clause.message.words, clause.of("film")
    starts, ends = {film.start for film in films}, {film.end for film in films}
    own = [word for word in words[start:end] if word.capital or not is_ordinary(word.folded)]
    if not own:
        return False
    before = start - (start > clause.start and words[start - 1].folded in {"the", "a"})
    led = before > clause.start and words[before - 1].folded in _LEADING
    return _ties(clause, ends, before, back=True) or (led and _goes_on(clause, starts, end))


def _ties(clause: Clause, ends: set[int], start: int, *, back: bool) -> bool:
    """Tell whether a film ends before a place, with a tie between."""
    words = clause.message.words
    at = start - 1
    if at > clause.start and words[at].folded in {"of", "in", "for"}:
        at -= 1
    if at > clause.start and words[at].folded in _TYING:
        return at in ends
    comma = start > clause.start and "," in clause.message.text[words[start - 1].end : words[start].start]
    return back and comma and start in ends


def _goes_on(clause: Clause, starts: set[int], end: int) -> bool:
    """Tell whether a film is named behind a place, with a tie between and little else."""
    words = clause.message.words
    near = range(end, min(end + 3, clause.end))
    comma = end < clause.end and "," in clause.message.text[words[end - 1].end : words[end].start]
    tie = next((place for place in near if words[place].folded in _TYING), None)
    return (tie is not None and tie + 1 in starts) or (comma and end in starts)
