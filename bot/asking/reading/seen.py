"""Questions for films that who asks has seen, or not, or has on their list: `what have I not seen by PERSON`. Pure."""

from collections.abc import Collection
from dataclasses import replace

from bot.asking.finding.spans import Spans
from bot.asking.finding.words import Message
from bot.asking.query import ListQuery, Query
from bot.asking.reading.clauses import Clause, clause_of, tidy
from bot.asking.reading.conditions import CONDITION_KINDS
from bot.asking.reading.lists import listed
from bot.asking.reading.references import Asked
from bot.asking.wording.grammar import phrases
from bot.asking.wording.intents import RANDOM

_SEEING = frozenset({"seen", "see", "watched", "watch", "saw", "rated", "logged"})
_NOT = frozenset({"not", "never", "havent", "hasnt", "didnt", "dont"})
_BEHIND = 4
"""Words behind a `not` among which what is not done is named."""
_OF_MINE = phrases("i|ive|my|me")
_STILL = phrases("(left|still|yet) .*to (see|watch)|(have|need) to (see|watch)|unseen|missing|new to me")
_DONE = phrases(r"""
    (have|did) i (\w+ )?(seen|watched|see|watch|rated|logged)|(ive|i have|i) (\w+ )?(seen|watched|saw|rated|logged)
    seen by me
""")

_SAVED = phrases(r"(that (are|is) )?(on|in|from|off|of) my (own |watch )?(list|watchlist)")

_WHEN = phrases(r"(watch|watched|see|seen|saw|logged|rated?) (\w+ )?YEARS")
"""A year in which something was seen, and not that of a film."""


def told_seen(clause: Clause) -> tuple[Clause, bool]:
    """Return a clause whose `not seen` denies nothing else in it, and whether it has one.

    What is denied in `films I have not seen by Tarkovsky` is the seeing, and not the director.
    """
    words = clause.message.words
    denied = [
        place
        for place in range(clause.start, clause.end)
        if words[place].folded in _NOT
        and any(word.folded in _SEEING for word in words[place + 1 : min(place + 1 + _BEHIND, clause.end)])
    ]
    if not denied:
        return clause, _STILL.search(clause.shape) is not None
    return reworded(clause, denied, "have"), True


def reworded(clause: Clause, places: Collection[int], word: str) -> Clause:
    """Return a clause that is read as if a word that asks nothing stood at some places."""
    words = enumerate(clause.message.words)
    plain = tuple(replace(each, folded=word) if place in places else each for place, each in words)
    message = Message(clause.message.text, plain)
    return clause_of(message, clause.start, clause.end, Spans(clause.spans, clause.weak))


def _saved(asked: Asked) -> tuple[Query, ...]:
    """Read what is asked of the own watchlist beside all of it: `comedies on my list`, `the shortest on my list`."""
    shape = tidy(_SAVED.sub(" ", asked.clause.shape))
    rest = replace(asked, clause=replace(asked.clause, shape=shape))
    queries = listed(rest)
    found = [replace(query, seen="saved") for query in queries if isinstance(query, ListQuery)]
    return tuple(query for query in found if query.where or query.sort != "known" or query.shape == "any")


def of_seen(asked: Asked) -> tuple[Query, ...]:
    """Read `what have I not seen by PERSON`, `how many GENRE films have I seen`."""
    clause = asked.clause
    if not _OF_MINE.search(clause.shape) or clause.of("film") or clause.of("member"):
        return ()
    if _SAVED.search(clause.shape):
        return _saved(asked)
    if RANDOM.search(clause.shape):
        return ()
    plain, unseen = told_seen(clause)
    kinds = {span.kind for span in clause.spans} & CONDITION_KINDS
    narrowed = bool(kinds - {"years"}) or ("years" in kinds and not _WHEN.search(clause.shape))
    if not unseen and not (narrowed and _DONE.search(clause.shape)):
        return ()
    queries = listed(replace(asked, clause=plain)) if narrowed else (ListQuery(None),)
    seen = "unseen" if unseen else "seen"
    return tuple(replace(query, seen=seen) if isinstance(query, ListQuery) else query for query in queries)
