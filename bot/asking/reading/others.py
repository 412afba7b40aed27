"""Small talk, what was said before, reviews, the club, and what is no question about films. Pure rules."""

import re
from dataclasses import replace
from typing import Any, cast

from bot.asking.finding.spans import CERTAIN, Catalogue
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
from bot.asking.reading.clauses import Clause, spelled_out
from bot.asking.reading.conditions import CONDITION_KINDS
from bot.asking.reading.films import is_fact, meant
from bot.asking.reading.references import Asked, Memory, films_meant
from bot.asking.wording.club_talk import OF_OTHERS
from bot.asking.wording.intents import RANDOM
from bot.asking.wording.lexicon import ASKING
from bot.asking.wording.pleasantries import OFF_TOPIC, OUTSIDE, SMALL, WISHED_ELSEWHERE
from bot.asking.wording.talk import ANOTHER, CLUB, PERIODS, WHAT_ABOUT, WHY

_OF_THE_BOT = frozenset({"praise", "complaint", "thanks", "identity", "greeting", "bye", "help"})
"""Small talk that a genre or a score may be a word of: `you’re funny`, `you’re a star`."""
_ITS_NAME = re.compile(r"(?:and |so |hi |hey |hello )*(?:what is|whats|wats) (?:your|ur) name(?: again| then)?")
"""The question for the bot's name, which is a film's title too."""
_FILMS = re.compile(r"(?<!\S)(?:films?|watch|director)(?!\S)")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
"""A letter that is drawn out: `goooood morning`."""
_OF_FILMS = re.compile(r"(?<!\S)(?:films?|cinema|directors?|actors?|about|reviews?|cast|starring|GENRE)(?!\S)")
_BY_REVIEWS = re.compile(
    r"(?<!\S)(?:by|to|in|worst|best|highest|lowest) (?:the |their )?(?:reviews|reviewers|critics)(?!\S)"
)
_OF_THE_CLUB = re.compile(
    r"(?<!\S)(?:ratings?|reviews?|polls?|watchlist|list|diary|films?|movies?|night|game|vote)(?!\S)"
)
_OF_MEMBERS = re.compile(
    r"(?<!\S)(?:here|our|we|club|server|clubs|members?|us|MEMBER|i|ive|my)(?!\S)"
    r"|(?<!\S)every(?:one|body) (?:give|gave|rated?|scored?)(?!\S)"
)
_GAVE_HERE = re.compile(
    r"(?<!\S)(?:who|which members?|anyone|anybody) (?:here|of us|among us|in (?:the|our|this) (?:club|server|group))?"
    r".*(?:gave|given|rated|scored) .*"
    r"(?<!\S)(?:here|of us|among us|(?:in|of) (?:the|our|this) (?:club|server|group))(?!\S)"
)
"""What asks which members gave a film a score."""
_GIVEN = re.compile(r"(?<!\S)(?P<score>\d{1,2})(?:/10)?(?!\S)")
_HIGH = 7
_TOP = 5
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?!\S)")
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NO_FILM_NEEDED = frozenset({"top", "lowest", "rated", "count", "divisive"})


def small_talk(asked: Asked) -> tuple[Query, ...]:
    """Read greetings, thanks and questions about the bot itself."""
    clause = asked.clause
    named = {span.kind for span in clause.spans if span.kind != "member" and span.sure == CERTAIN}
    spoken = " ".join(clause.words())
    if _ITS_NAME.fullmatch(spoken) and not any(word.capital for word in clause.message.words[clause.start + 1 :]):
        return (Small("identity"),)
    if named - {"genre", "score", "years"}:
        return ()
    plain = _DRAWN_OUT.sub(r"\1", spoken)
    said_so = dict.fromkeys((spoken, spelled_out(spoken), clause.shape, plain, _DRAWN_OUT.sub(r"\1\1", spoken)))
    for ask, pattern in SMALL:
        if named and ask not in _OF_THE_BOT:
            continue
        if any(pattern.fullmatch(said) for said in said_so):
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
_ASKS = re.compile(
    r"(?<!\S)(?:who|when|where|how|which|what|why)(?!\S)|^ ?(?:(?:it )?(?:is|was|has)|did|does|are|were)(?!\S)"
)


def _again(clause: Clause, memory: Memory, catalogue: Catalogue, last: Query) -> tuple[Query, ...]:
    films = clause.of("film")
    rest = WHAT_ABOUT.sub("", clause.shape)
    if _ASKS.search(rest) or (films and is_fact(rest)):
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
    if (given := _of_unknown_member(clause) or _given_here(clause) or _of_no_list(clause)) is not None:
        return (given,)
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
                return (Unclear(("your own score" if ask == "own" else "a member’s score",), "film"),)
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


def _is_addressed(clause: Clause) -> bool:
    """Tell whether a name stands behind an `@` that is no member's."""
    words, text = clause.message.words[clause.start : clause.end], clause.message.text
    return any(word.member is None and text[: word.start].endswith("@") for word in words) and not clause.of("member")


def _given_here(clause: Clause) -> Query | None:
    """Read who in the club gave a film a score: those who liked it, or did not."""
    if not clause.of("film") or not _GAVE_HERE.search(clause.shape):
        return None
    given = _GIVEN.search(clause.shape)
    high = given is None or float(given["score"]) >= _HIGH
    return ClubQuery("liked" if high else "disliked", clause.of("film")[0].films)


def _of_no_list(clause: Clause) -> Query | None:
    """Read what is asked of the club's films by whom or where they are from, which no list of it tells."""
    if clause.of("film") or not _OF_MEMBERS.search(clause.shape) or not OF_OTHERS.search(clause.shape):
        return None
    return Unclear(("the club’s ratings",), "question")


def _of_unknown_member(clause: Clause) -> Query | None:
    """Read what is asked of somebody who is addressed and no member."""
    if not _is_addressed(clause) or not _GIVING.search(clause.shape):
        return None
    films = clause.of("film")[0].films if clause.of("film") else ()
    return ClubQuery("member", films) if films else Unclear(("a member’s score",), "film")


_GIVING = re.compile(r"(?<!\S)(?:giv\w+|gave|rat\w+|scor\w+|think|thought|lik\w+|lov\w+|hat\w+|say|said|seen?)(?!\S)")


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
    spoken = " ".join(clause.words())
    if WISHED_ELSEWHERE.match(spoken) and not _OF_THE_CLUB.search(spoken):
        return (Small("outside"),)
    certain = any(span.sure == CERTAIN and span.kind in {"film", "person", "reviewer"} for span in clause.spans)
    if certain or _OF_FILMS.search(clause.shape) or not OFF_TOPIC.search(spoken):
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
