"""Questions for films by where their story is set: no record says it, but synopses name places. Pure rules."""

from dataclasses import replace

from bot.asking.query import Condition, FactQuery, Joined, Leaf, ListQuery, Not, Query
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import conditions
from bot.asking.reading.references import Asked
from bot.asking.wording.film_talk import PLACES_SET
from bot.asking.wording.intents import COUNT, LIST_NOUN
from bot.asking.wording.lexicon import GLUE
from bot.asking.wording.talk import NEGATIONS

_TELLING = frozenset({"set", "place", "happens", "happen", "happening", "located", "situated"})
_IN = frozenset({"in", "on", "at", "around", "during", "inside", "near"})
_NEXT = frozenset(str.split("from by before after with and or but made directed starring under over that which not"))
_MOST_WORDS, _BEFORE = 3, 4
"""Words of a place's name, and before it, among which it may be denied."""


def set_somewhere(asked: Asked) -> tuple[Query, ...]:
    """Read `anything set in Berlin`: that no record says it, and whose synopsis names the place."""
    clause = asked.clause
    found = _place(clause)
    if found is None or not LIST_NOUN.search(clause.shape):
        return ()
    start, end = found
    words = tuple(word.folded for word in clause.message.words[start:end])
    kept = tuple(span for span in clause.spans if span.end <= start or span.start >= end)
    if not words or any(span.kind == "film" for span in kept):
        return ()
    story: Condition = Leaf("words", words, said=clause.message.written(start, end))
    if NEGATIONS & {word.folded for word in clause.message.words[max(clause.start, start - _BEFORE) : start]}:
        story = Not(story)
    more = conditions(replace(clause, spans=kept))
    shape = "count" if COUNT.search(clause.shape) else "list"
    where = story if more is None else Joined("and", (story, more))
    return FactQuery((), "unkept", PLACES_SET), ListQuery(where, shape=shape)


def _place(clause: Clause) -> tuple[int, int] | None:
    """Return where the name of a place stands, after `set in the`."""
    words = clause.message.words
    told = range(clause.start, clause.end - 2)
    at = next((at + 2 for at in told if words[at].folded in _TELLING and words[at + 1].folded in _IN), None)
    if at is None:
        return None
    start = next((place for place in range(at, clause.end) if words[place].folded not in GLUE), clause.end)
    most = min(clause.end, start + _MOST_WORDS)
    after = range(start, most)
    ends = (place for place in after if words[place].folded in _NEXT or (place > start and _parted(clause, place)))
    return start, next(ends, most)


def _parted(clause: Clause, place: int) -> bool:
    """Tell whether a mark stands before a word."""
    words = clause.message.words
    return not clause.message.text[words[place - 1].end : words[place].start].isspace()
