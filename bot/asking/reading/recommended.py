"""Questions for something to watch: by taste, or like a film; and what follows on them. Pure rules."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.asking.query import Condition, FilmName, Joined, Leaf, ListQuery, Query, Range, RecommendQuery, SimilarQuery
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import conditions
from bot.asking.reading.films import meant, unknown_film
from bot.asking.reading.leaves import speaks_of
from bot.asking.reading.lists import listed
from bot.asking.reading.narrowing import changed
from bot.asking.reading.references import Asked
from bot.asking.reading.seen import reworded, told_seen
from bot.asking.wording.grammar import phrases
from bot.asking.wording.intents import LIKE_FILM, RANDOM
from bot.asking.wording.lexicon import NUMBERS
from bot.asking.wording.talk import ANOTHER, WHAT_ABOUT, WHY
from bot.asking.wording.wishing import LIKED_AND_MORE

_OF_ONE = phrases("one|it|that|this")
_OTHERS = phrases("others|more|any more|ones")
_ME = phrases("i|me|my|myself")
_US = phrases("we|us|our|together|everyone|everybody|all of us|club|group|tonight")
_BY_LOT = phrases("random|randomly|surprise|draw")
_MANNERS = re.compile(r"(?<!\S)(?:good|great|nice|(?:for |with |me and |and )*MEMBER(?: and (?:me|i))?)(?!\S) ?")
"""What says nothing of the films: praise, and with whom they are to be watched."""
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d|two|three|four|five|six|seven|eight|nine)(?!\S)")
_SEVERAL = phrases("films|some|few|several|ideas|recommendations|suggestions|options|ones")
_ONE = phrases("a|an|one|something|anything|film")
_NOT_LONG = phrases(r"(not|nothing|isnt|never)( \w+){0,6}? (long|lengthy)")
_SHORT = phrases("short|quick|not (too |so |very )?long")
_LONG_EVENING, _SOME, _MANY = 100, 3, 5
"""Minutes up to which a film for tonight is short, and how many films are named where no number is asked for."""


def follow_up(asked: Asked) -> tuple[Query, ...]:
    """Read `another`, `why` and `what about a comedy` after something to watch was named."""
    clause, memory, last = asked.clause, asked.memory, asked.memory.query
    if not isinstance(last, RecommendQuery | SimilarQuery):
        return ()
    if WHY.fullmatch(clause.shape) and memory.shown:
        if isinstance(last, SimilarQuery):  # what the films share is why
            return (replace(last, limit=1 if _OF_ONE.search(clause.shape) else last.limit, why=True),)
        return (replace(last, why=memory.shown, limit=len(memory.shown)),)
    if ANOTHER.fullmatch(clause.shape):
        limit = last.limit if _OTHERS.search(clause.shape) else 1
        again = replace(last, limit=limit, without=(*last.without, *memory.shown))
        return (replace(again, why=()) if isinstance(again, RecommendQuery) else again,)
    if (compared := _compared(asked)) is not None:
        return (replace(last, where=changed(last.where, compared), without=(*last.without, *memory.shown)),)
    return _with_more(clause, last)


def _with_more(clause: Clause, last: RecommendQuery | SimilarQuery) -> tuple[Query, ...]:
    """Read conditions without films of their own, which change those of what was recommended last."""
    more = conditions(clause)
    if clause.of("film") or more is None or not (WHAT_ABOUT.search(clause.shape) or _is_wished(clause)):
        return ()
    where = changed(last.where, more)
    if isinstance(last, SimilarQuery):
        return (replace(last, where=where, without=(), limit=_MANY),)
    return (replace(last, where=where, without=(), why=()),)


def _compared(asked: Asked) -> Condition | None:
    """Return what `something shorter` asks of films, by those that were named."""
    match = _THAN.fullmatch(asked.clause.shape)
    if match is None or not asked.memory.shown:
        return None
    on, more, said = _COMPARED[match["how"]]
    return Leaf(on, tuple(map(str, asked.memory.shown)), said=said, more=more)


def _is_wished(clause: Clause) -> bool:
    """Tell whether other conditions are wished for with no films of their own: `something French`, `a comedy then`."""
    words = {word for word in clause.shape.split() if not word.isupper()}
    return not words - _WISHING and not clause.unexplained()


_COMPARED: Mapping[str, tuple[Literal["runtime", "years"], bool, str]] = {
    **dict.fromkeys(
        ("shorter", "quicker", "less long", "not long", "not that long", "not too long", "not as long"),
        ("runtime", False, "shorter than that"),
    ),
    "longer": ("runtime", True, "longer than that"),
    **dict.fromkeys(("older", "earlier"), ("years", False, "older than that")),
    **dict.fromkeys(("newer", "more recent", "more modern", "later"), ("years", True, "newer than that")),
}
"""What films are compared by with those that were named before."""
_THAN = re.compile(
    r"(?:(?:and|or|but|ok|maybe|no|got|have you got|do you have|give me|what about|how about|something|anything|one|a"
    r"|film|films|bit|little|much|even|that is|rather|too long|is there) )*"
    rf"(?P<how>{'|'.join(_COMPARED)})(?: (?:one|ones|film|films|then|instead|than (?:that|this|it|those)))*"
)
_SIMILAR_TO_IT = re.compile(
    r"FILM .*(?<!\S)(?:something|anything|films?|ones?|more|else)(?: \w+)?"
    r" (?:similar|alike|like (?:it|that|this)|along (?:those|the same|similar) lines)(?!\S)"
)
"""Films like one that was named before: `FILM was too long, something similar but under 100 minutes`."""
_BUT = re.compile(
    r"(?<!\S)(?:but|only|just|and|that is|thats|which is|something|anything|one|though|a bit|bit|much|slightly|,)"
    rf" (?:a bit |a little |a lot |much |slightly |is |way |not so |something |rather )*(?P<how>{'|'.join(_COMPARED)})"
    r"(?! (?:than )?(?:RUNTIME|YEARS|\d))(?!\S)"
)
"""What compares films to the one they are to be like."""
_WISHING = frozenset(
    str.split("""
    something anything a an one film films maybe rather instead then please but and or no ok i want would like from in
    by with the give me make it more some of prefer preferably only just not less under over
    """)
)


def recommended(asked: Asked) -> tuple[Query, ...]:
    """Read `what should we watch tonight`, `recommend me a French film`, `pick a comedy for us`."""
    shape = asked.clause.shape
    if not RANDOM.search(shape) or _BY_LOT.search(shape):
        return ()
    clause = _without_number(told_seen(asked.clause)[0])
    plain = _NOT_LONG.sub("something short", _MANNERS.sub("", clause.shape).strip())
    queries = listed(replace(asked, clause=replace(clause, shape=plain)))
    found = queries[0] if queries else None
    if not isinstance(found, ListQuery) or found.shape != "any":
        return ()
    said = speaks_of(found.where, "runtime") or not (_SHORT.search(shape) or _NOT_LONG.search(shape))
    where = found.where if said else _short(found.where)
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
    wordings = (LIKE_FILM.search, LIKED_AND_MORE.fullmatch, _SIMILAR_TO_IT.search)
    if not any(find(clause.shape) for find in wordings):
        return ()
    films = meant(clause, asked.memory, asked.catalogue)
    if not films:
        return (unknown_film(clause, asked.catalogue, ("films like another",)),)
    named = [span.films for span in clause.of("film")] or [films]
    limit = _limit(clause) if _NUMBER.search(clause.shape) else _MANY
    where = conditions(clause)
    return tuple(SimilarQuery(each, _beside(clause, where, each), limit) for each in named)


def _beside(clause: Clause, where: Condition | None, films: tuple[FilmName, ...]) -> Condition | None:
    """Return conditions with what is asked of films by the one they are to be like: `like FILM but shorter`."""
    match = _BUT.search(clause.shape)
    if match is None:
        return where
    on, more, said = _COMPARED[match["how"]]
    compared = Leaf(on, tuple(str(film.id) for film in films), said=said, more=more)
    return compared if where is None else Joined("and", (where, compared))


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
