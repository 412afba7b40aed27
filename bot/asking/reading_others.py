"""Small talk, what was said before, reviews, the club, and what is no question about films. Pure rules."""

import re
from dataclasses import replace
from typing import Any, cast

from bot.asking.clauses import Clause
from bot.asking.conditions import CONDITION_KINDS, conditions
from bot.asking.intents import RANDOM
from bot.asking.lexicon import ASKING, GLUE
from bot.asking.query import (
    CheckQuery,
    ClubQuery,
    Condition,
    FactQuery,
    Joined,
    Leaf,
    ListQuery,
    Query,
    ReviewQuery,
    Small,
    Unclear,
)
from bot.asking.reading_films import meant, unknown_film
from bot.asking.references import Asked, Memory, films_meant
from bot.asking.spans import Catalogue
from bot.asking.talk import ANOTHER, CLUB, DOING, OUTSIDE, PERIODS, REVIEWS, SMALL, TOPIC, WHAT_ABOUT, WHY

_FILMS = re.compile(r"(?<!\S)(?:films?|watch|director)(?!\S)")
_OF_MEMBERS = re.compile(r"(?<!\S)(?:here|our|we|club|server|clubs|members?|us|MEMBER|i|ive|my)(?!\S)")
_TOP = 5
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?!\S)")
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NO_TOPIC = GLUE | frozenset(
    str.split(
        "it this that film films people they critics reviewers anyone everyone here so much most not all what who"
    )
)
_NO_FILM_NEEDED = frozenset({"top", "lowest", "rated", "count", "divisive"})


def small_talk(asked: Asked) -> tuple[Query, ...]:
    """Read greetings, thanks and questions about the bot itself."""
    clause = asked.clause
    if any(span.kind != "member" for span in clause.spans):
        return ()
    spoken = " ".join(clause.words())
    for ask, pattern in SMALL:
        if pattern.fullmatch(spoken) or pattern.fullmatch(clause.shape):
            return (Small(cast("Any", ask)),)
    return ()


def doing(asked: Asked) -> tuple[Query, ...]:
    """Read what asks for something to be done."""
    clause = asked.clause
    return (Small("doing"),) if DOING.search(clause.shape) else ()


def follow_up(asked: Asked) -> tuple[Query, ...]:
    """Read `what about FILM`, `another` and `why`, which say again what was last asked."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    last, shape = memory.query, clause.shape
    if last is None:
        return ()
    if WHY.fullmatch(shape):
        return (Unclear(memory.reasons, "reasons"),)
    if ANOTHER.fullmatch(shape) and isinstance(last, ListQuery | ReviewQuery):
        if isinstance(last, ListQuery):
            return (replace(last, without=(*last.without, *memory.shown)),)
        return (last,)
    if not (WHAT_ABOUT.search(shape) and len(clause.words()) <= _LONG):
        return ()
    return _again(clause, memory, catalogue, last)


_LONG = 8


def _again(clause: Clause, memory: Memory, catalogue: Catalogue, last: Query) -> tuple[Query, ...]:
    films = clause.of("film")
    asks_more = bool(
        re.search(
            r"(?<!\S)(?:who|when|where|how long|which)(?!\S)",
            clause.shape.replace("what about", "").replace("how about", ""),
        )
    )
    if asks_more:
        return ()
    if isinstance(last, FactQuery | CheckQuery | ReviewQuery):
        meaning = films[0].films if films else films_meant(clause, memory, catalogue) if _names_version(clause) else ()
        return (replace(last, films=meaning),) if meaning else ()
    if isinstance(last, ClubQuery) and (films or clause.of("member")):
        member = clause.of("member")
        return (
            replace(
                last,
                films=films[0].films if films else last.films,
                member_id=member[0].member if member else last.member_id,
            ),
        )
    if isinstance(last, ListQuery) and not films and (more := conditions(clause)) is not None:
        return (replace(last, where=_changed(last.where, more), without=()),)
    return ()


def _names_version(clause: Clause) -> bool:
    return bool({"one", "version", "film"} & set(clause.words()))


def _changed(before: Condition | None, more: Condition) -> Condition:
    """Return conditions with those of the same kind replaced: `and in the 60s?` asks of another decade."""
    on = _kinds(more)
    parts = before.parts if isinstance(before, Joined) and before.by == "and" else () if before is None else (before,)
    kept = tuple(part for part in parts if not (_kinds(part) & on))
    return Joined("and", (*kept, more)) if kept else more


def _kinds(condition: Condition) -> set[str]:
    if isinstance(condition, Leaf):
        return {condition.on}
    parts = condition.parts if isinstance(condition, Joined) else (condition.part,)
    return {kind for part in parts for kind in _kinds(part)}


def club(asked: Asked) -> tuple[Query, ...]:
    """Read what is asked of the members: `our top five this year`, `who here liked FILM`, `what did MEMBER give it`."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    if not _OF_MEMBERS.search(shape) or any(span.kind in CONDITION_KINDS - {"years"} for span in clause.spans):
        return ()
    if RANDOM.search(shape) or clause.of("reviewer"):
        return ()
    for ask, pattern in CLUB:
        if not pattern.search(shape):
            continue
        films = meant(clause, memory, catalogue)
        if ask not in _NO_FILM_NEEDED and not films:
            if ask in {"own", "member"}:
                return (Unclear((f"the scores of {'yourself' if ask == 'own' else 'a member'}",), "film"),)
            continue
        if ask in _NO_FILM_NEEDED and clause.of("film"):
            continue
        member = clause.of("member")
        return (
            ClubQuery(cast("Any", ask), films, member[0].member if member else None, _period(clause), _number(shape)),
        )
    return ()


def _period(clause: Clause) -> str | None:
    if match := PERIODS.search(" ".join(clause.words())):
        return match["period"]
    years = [span.range for span in clause.of("years") if span.range is not None and span.range.low == span.range.high]
    return str(int(years[0].low)) if years and years[0].low is not None else None


def _number(shape: str) -> int:
    match = _NUMBER.search(shape)
    if match is None:
        return _TOP
    return max(1, min(int(match["n"]) if match["n"].isdigit() else _WORDS[match["n"]], 10))


def reviews(asked: Asked) -> tuple[Query, ...]:
    """Read what is asked of reviews: opinions, on a topic, who liked or hated it, a quote."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    if any(span.kind in CONDITION_KINDS - {"years", "person"} for span in clause.spans) and not clause.of("film"):
        return ()
    if re.search(
        r"how many reviews|number of reviews|(?:most|highest|best|top|lowest|worst) (?:rated|reviewed)(?! review)",
        shape,
    ):
        return ()
    for ask, pattern in REVIEWS:
        if not pattern.search(shape):
            continue
        films = meant(clause, memory, catalogue)
        reviewer = clause.of("reviewer")
        if not films and not reviewer:
            return () if ask in {"liked", "disliked"} else (unknown_film(clause, catalogue, ("what reviews say",)),)
        name = reviewer[0].name if reviewer else None
        return (ReviewQuery(films, cast("Any", ask), _topic(clause), name),)
    if (reviewer := clause.of("reviewer")) and (films := meant(clause, memory, catalogue)):
        return (ReviewQuery(films, "opinions", (), reviewer[0].name),)
    return ()


def _topic(clause: Clause) -> tuple[str, ...]:
    """Return the words of what reviews are asked about, such as the camera work; empty where it is the whole film."""
    match = TOPIC.search(clause.shape)
    if match is None:
        return ()
    words = [word for word in match["topic"].split() if word not in _NO_TOPIC and not word.isupper()]
    return tuple(words[:3])


def outside(asked: Asked) -> tuple[Query, ...]:
    """Read what has nothing to do with films."""
    clause = asked.clause
    of_films = clause.of("film") or clause.of("person") or clause.of("genre")
    if OUTSIDE.search(clause.shape) and not of_films and not _FILMS.search(clause.shape):
        return (Small("outside"),)
    return ()


def unclear(clause: Clause) -> Unclear:
    """Return what was understood of a clause that asks nothing known."""
    named = tuple(span.name or span.text for span in clause.spans)
    unknown = tuple(word for word in clause.words() if word not in ASKING)
    return Unclear(named, "question", said=" ".join(unknown[:6]))
