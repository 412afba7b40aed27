"""Small talk, what was said before, reviews, the club, and what is no question about films. Pure rules."""

import re
from dataclasses import replace
from typing import Any, cast

from bot.asking.clauses import Clause
from bot.asking.conditions import CONDITION_KINDS
from bot.asking.intents import RANDOM
from bot.asking.lexicon import ASKING
from bot.asking.pleasantries import OFF_TOPIC, OUTSIDE, SMALL
from bot.asking.query import (
    CheckQuery,
    ClubQuery,
    FactQuery,
    ListedQuery,
    ListQuery,
    Query,
    ReviewQuery,
    Small,
    Unclear,
)
from bot.asking.reading_films import meant
from bot.asking.references import Asked, Memory, films_meant
from bot.asking.spans import CERTAIN, Catalogue
from bot.asking.talk import ANOTHER, CLUB, PERIODS, WHAT_ABOUT, WHY

_OF_THE_BOT = frozenset({"praise", "complaint", "thanks"})
"""Small talk that a genre may be a word of: `you’re funny`."""
_FILMS = re.compile(r"(?<!\S)(?:films?|watch|director)(?!\S)")
_OF_FILMS = re.compile(r"(?<!\S)(?:films?|cinema|directors?|actors?|about|reviews?|cast|starring|GENRE)(?!\S)")
_BY_REVIEWS = re.compile(
    r"(?<!\S)(?:by|to|in|worst|best|highest|lowest) (?:the |their )?(?:reviews|reviewers|critics)(?!\S)"
)
_OF_MEMBERS = re.compile(r"(?<!\S)(?:here|our|we|club|server|clubs|members?|us|MEMBER|i|ive|my)(?!\S)")
_TOP = 5
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?!\S)")
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NO_FILM_NEEDED = frozenset({"top", "lowest", "rated", "count", "divisive"})


def small_talk(asked: Asked) -> tuple[Query, ...]:
    """Read greetings, thanks and questions about the bot itself."""
    clause = asked.clause
    named = {span.kind for span in clause.spans if span.kind != "member" and span.sure == CERTAIN}
    if named - {"genre"}:
        return ()
    spoken = " ".join(clause.words())
    for ask, pattern in SMALL:
        if named and ask not in _OF_THE_BOT:
            continue
        if pattern.fullmatch(spoken) or pattern.fullmatch(clause.shape):
            return (Small(cast("Any", ask)),)
    return ()


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
    if isinstance(last, FactQuery | CheckQuery | ReviewQuery | ListedQuery):
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
    return ()


def _names_version(clause: Clause) -> bool:
    return bool({"one", "version", "film"} & set(clause.words()))


def club(asked: Asked) -> tuple[Query, ...]:
    """Read what is asked of the members: `our top five this year`, `who here liked FILM`, `what did MEMBER give it`."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    if not _OF_MEMBERS.search(shape) or any(span.kind in CONDITION_KINDS - {"years"} for span in clause.spans):
        return ()
    if RANDOM.search(shape) or clause.of("reviewer") or _BY_REVIEWS.search(shape):
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
            ClubQuery(
                cast("Any", ask), films, member[0].member if member else None, period_asked(clause), number_asked(shape)
            ),
        )
    return ()


def period_asked(clause: Clause) -> str | None:
    """Return the period that a clause names, `last month` or a year."""
    if match := PERIODS.search(" ".join(clause.words())):
        return match["period"]
    years = [span.range for span in clause.of("years") if span.range is not None and span.range.low == span.range.high]
    return str(int(years[0].low)) if years and years[0].low is not None else None


def number_asked(shape: str) -> int:
    """Return how many are asked for: five where no number is named, and ten at the most."""
    match = _NUMBER.search(shape)
    if match is None:
        return _TOP
    return max(1, min(int(match["n"]) if match["n"].isdigit() else _WORDS[match["n"]], 10))


def off_topic(asked: Asked) -> tuple[Query, ...]:
    """Read what has nothing to do with films, though its words may be near to a title."""
    clause = asked.clause
    certain = any(span.sure == CERTAIN and span.kind in {"film", "person", "reviewer"} for span in clause.spans)
    if certain or _OF_FILMS.search(clause.shape) or not OFF_TOPIC.search(" ".join(clause.words())):
        return ()
    return (Small("outside"),)


def outside(asked: Asked) -> tuple[Query, ...]:
    """Read what has nothing to do with films."""
    clause = asked.clause
    films = [span for span in clause.of("film") if span.sure == CERTAIN or span.end - span.start > 1]
    of_films = films or clause.of("person") or clause.of("genre")
    if OUTSIDE.search(clause.shape) and not of_films and not _FILMS.search(clause.shape):
        return (Small("outside"),)
    return ()


def unclear(clause: Clause) -> Unclear:
    """Return what was understood of a clause that asks nothing known."""
    named = tuple(span.name or span.text for span in clause.spans)
    unknown = tuple(word for word in clause.words() if word not in ASKING)
    return Unclear(named, "question", said=" ".join(unknown[:6]))
