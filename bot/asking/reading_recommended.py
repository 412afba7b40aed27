"""Questions for something to watch: by taste, or like a film; and what follows on them. Pure rules."""

import re
from dataclasses import replace

from bot.asking.clauses import Clause
from bot.asking.conditions import conditions
from bot.asking.grammar import phrases
from bot.asking.intents import LIKE_FILM, RANDOM
from bot.asking.lexicon import NUMBERS
from bot.asking.narrowing import changed
from bot.asking.query import Condition, Joined, Leaf, ListQuery, Query, Range, RecommendQuery, SimilarQuery
from bot.asking.reading_films import meant, unknown_film
from bot.asking.reading_lists import listed
from bot.asking.reading_seen import reworded, told_seen
from bot.asking.references import Asked
from bot.asking.talk import ANOTHER, WHAT_ABOUT, WHY

_ME = phrases("i|me|my|myself")
_US = phrases("we|us|our|together|everyone|everybody|all of us|club|group|tonight")
_BY_LOT = phrases("random|randomly|surprise|draw")
_MANNERS = re.compile(r"(?<!\S)(?:good|great|nice|(?:for |with |me and |and )*MEMBER(?: and (?:me|i))?)(?!\S) ?")
"""What says nothing of the films: praise, and with whom they are to be watched."""
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d|two|three|four|five|six|seven|eight|nine)(?!\S)")
_SEVERAL = phrases("films|some|few|several|ideas|recommendations|suggestions|options|ones")
_ONE = phrases("a|an|one|something|anything|film")
_SHORT = phrases("short|quick|not (too |so |very )?long")
_LONG_EVENING, _SOME, _MANY = 100, 3, 5
"""Minutes up to which a film for tonight is short, and how many films are named where no number is asked for."""


def follow_up(asked: Asked) -> tuple[Query, ...]:
    """Read `another`, `why` and `what about a comedy` after something to watch was named."""
    clause, memory, last = asked.clause, asked.memory, asked.memory.query
    if not isinstance(last, RecommendQuery | SimilarQuery):
        return ()
    if WHY.fullmatch(clause.shape) and isinstance(last, RecommendQuery) and memory.shown:
        return (replace(last, why=memory.shown, limit=len(memory.shown)),)
    if ANOTHER.fullmatch(clause.shape):
        again = replace(last, limit=1, without=(*last.without, *memory.shown))
        return (replace(again, why=()) if isinstance(again, RecommendQuery) else again,)
    more = conditions(clause)
    if not WHAT_ABOUT.search(clause.shape) or clause.of("film") or more is None:
        return ()
    where = changed(last.where, more)
    if isinstance(last, SimilarQuery):
        return (replace(last, where=where, without=(), limit=_MANY),)
    return (replace(last, where=where, without=(), why=()),)


def recommended(asked: Asked) -> tuple[Query, ...]:
    """Read `what should we watch tonight`, `recommend me a French film`, `pick a comedy for us`."""
    shape = asked.clause.shape
    if not RANDOM.search(shape) or _BY_LOT.search(shape):
        return ()
    clause = _without_number(told_seen(asked.clause)[0])
    queries = listed(replace(asked, clause=replace(clause, shape=_MANNERS.sub("", clause.shape).strip())))
    found = queries[0] if queries else None
    if not isinstance(found, ListQuery) or found.shape != "any":
        return ()
    where = found.where if clause.of("runtime") or not _SHORT.search(shape) else _short(found.where)
    members = clause.of("member")
    return (
        RecommendQuery(
            where,
            "us" if _US.search(shape) and not _ME.search(shape) and not members else "me",
            members[0].member if members else None,
            _limit(asked.clause),
            found.without,
        ),
    )


def similar(asked: Asked) -> tuple[Query, ...]:
    """Read `films like FILM`, `if I liked FILM`."""
    clause = asked.clause
    if not LIKE_FILM.search(clause.shape):
        return ()
    films = meant(clause, asked.memory, asked.catalogue)
    if not films:
        return (unknown_film(clause, asked.catalogue, ("films like another",)),)
    named = [span.films for span in clause.of("film")] or [films]
    limit = _limit(clause) if _NUMBER.search(clause.shape) else _MANY
    return tuple(SimilarQuery(each, conditions(clause), limit) for each in named)


def _without_number(clause: Clause) -> Clause:
    """Return a clause without how many films are asked for, which is no condition of theirs."""
    inside = {place for span in clause.spans for place in range(span.start, span.end)}
    words = enumerate(clause.words(), clause.start)
    numbers = [place for place, word in words if place not in inside and _NUMBER.fullmatch(word)]
    return reworded(clause, numbers, "some") if numbers else clause


def _short(where: Condition | None) -> Condition:
    said = f"at most {_LONG_EVENING} minutes"
    short = Leaf("runtime", range=Range(None, _LONG_EVENING, said), said=said)
    return short if where is None else Joined("and", (where, short))


def _limit(clause: Clause) -> int:
    """Return how many films are asked for: one, some, or the number, of which there are up to five."""
    if match := _NUMBER.search(clause.shape):
        number = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]
        return max(1, min(number, _MANY))
    if _SEVERAL.search(clause.shape) or any(span.text.casefold().endswith("s") for span in clause.of("genre")):
        return _MANY
    return 1 if _ONE.search(clause.shape) else _SOME
