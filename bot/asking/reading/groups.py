"""Questions for films by other roads: by one of them, by their story, by who made them. Pure rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from bot.asking.finding.spans import Span
from bot.asking.query import (
    Condition,
    FilmName,
    Grouped,
    GroupQuery,
    Joined,
    Leaf,
    ListQuery,
    Not,
    PersonQuery,
    Query,
    Range,
)
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import conditions
from bot.asking.reading.lists import in_order, where_asked
from bot.asking.reading.references import Asked
from bot.asking.wording.grammar import pattern
from bot.asking.wording.intents import (
    ABOUT,
    ACTING_DIRECTOR,
    COUNT,
    LIST_NOUN,
    MORE_THAN,
    MOST,
    RELATIVE,
    SAME_HAND,
    SAME_TIME,
    WHO_IS,
    WHO_IS_SPOKEN_OF,
    WORKED_WITH,
)
from bot.asking.wording.lexicon import GLUE, NUMBERS
from bot.asking.wording.orders import order_asked
from bot.asking.wording.ordinary import is_ordinary
from bot.asking.wording.pleasantries import OUTSIDE

_MOST_WORDS = 4
_EXACT, _A_FAMILY_NAME = 100.0, 97.0
_MONEY = re.compile(r"(?<!\S)(?:money|expensive|budget)(?!\S)")

_RELATIVE: Mapping[str, tuple[Literal["runtime", "years"], bool, str]] = {
    "longer": ("runtime", True, "longer than"),
    "shorter": ("runtime", False, "shorter than"),
    "older": ("years", False, "older than"),
    "earlier": ("years", False, "earlier than"),
    "before": ("years", False, "before"),
    "newer": ("years", True, "newer than"),
    "later": ("years", True, "later than"),
    "after": ("years", True, "after"),
    "more recent": ("years", True, "more recent than"),
}
_RELATIVE_TO_LAST = pattern(r"""
    (?<!\S)(anything|something|any|any of (his|her|their)|films?) (a (bit|little|lot) |much |even |that is |slightly
    )*(?P<how>longer|shorter|older|newer|earlier|later|more recent)( (ones?|films?))?(?!\S)(?! than)
""")
_WHAT = re.compile(r"^(?:what is|which is|what was|anything|is there anything|what else|what other)(?!\S)")
_WHO = re.compile(r"^(?:who|when|how long|how much)(?!\S)")
_IN_IT = frozenset({"it", "them", "lots", "many", "some"})
_WITH = re.compile(r"(?<!\S)with (?:an?|some|lots of|many)(?!\S)")
"""What a film is only asked to have, and of which other words than those of questions tell."""
_WITHOUT = re.compile(r"(?<!\S)(?:without|with no|not about|no)(?!\S)")
"""What a film is not to tell of."""
_TITLED = pattern(r"""
    (?<!\S)(films|ones|versions|(every|each|any|all|a) film) (\w+ ){0,4}?(called|named|titled|entitled
    with the title|by the name( of)?) FILM(?!\S)
    (?<!\S)how many (versions (of )?)?(FILM films|FILM (are|do|is)|versions of FILM)(?!\S)
""")
_OTHERS = re.compile(r"(?<!\S)(?:films|else|other|another|works?|anything|filmography)(?!\S)")


def about_person(asked: Asked) -> tuple[Query, ...]:
    """Read `who is PERSON` and `who is he`."""
    clause, person = asked.clause, asked.memory.person
    people = clause.of("person")
    if people and not clause.of("film") and WHO_IS.search(clause.shape):
        return (PersonQuery(people[0].folded, people[0].name),)
    if person is not None and WHO_IS_SPOKEN_OF.search(clause.shape):
        return (PersonQuery(person.folded, person.name),)
    return ()


_GROUPED: Mapping[str, Grouped] = {
    **dict.fromkeys(("director", "directors", "filmmaker", "person", "people", "directed", "made", "make"), "director"),
    **dict.fromkeys(("makes",), "director"),
    **dict.fromkeys(("actor", "actors", "actress", "actresses", "acted in", "starred in", "is in", "was in"), "cast"),
    **dict.fromkeys(("appear in", "appears in", "appeared in", "appears", "turns up", "shows up", "pops up"), "cast"),
    **dict.fromkeys(("writer", "writers", "wrote", "written"), "writer"),
    **dict.fromkeys(("country", "countries"), "country"),
    **dict.fromkeys(("genre", "genres"), "genre"),
    **dict.fromkeys(("language", "languages"), "language"),
    **dict.fromkeys(("decade", "decades"), "decade"),
    **dict.fromkeys(("year", "years"), "year"),
}


def grouped(asked: Asked) -> tuple[Query, ...]:
    """Read `who directed the most films`, `how many countries`, `did PERSON make more films than PERSON`."""
    clause = asked.clause
    if clause.of("film"):
        return ()
    if people := clause.of("person"):
        return _of_people(people, clause.shape)
    match = MOST.search(clause.shape)
    return () if match is None else _counted(match, clause)


def _counted(match: re.Match[str], clause: Clause) -> tuple[Query, ...]:
    if match["many"]:
        return (GroupQuery(_GROUPED[match["many"]], conditions(clause), count=True),)
    rare = match["least"] or match["rarest"]
    said = match["part"] or match["who"] or match["of"] or match["from"] or match["common"] or match["did"]
    by = _GROUPED.get(rare or said or "")
    if by is None or _MONEY.search(clause.shape):
        return ()
    return (GroupQuery(by, conditions(clause), least=rare is not None),)


def _of_people(people: Sequence[Span], shape: str) -> tuple[Query, ...]:
    if len(people) > 1 and MORE_THAN.search(shape):
        return (GroupQuery("director", among=tuple(person.folded for person in people)),)
    match = WORKED_WITH.search(shape) if len(people) == 1 else None
    return () if match is None else (_beside(people[0], match),)


def _beside(person: Span, match: re.Match[str]) -> Query:
    """Return who had the most films with somebody: their actors, or the directors they worked for."""
    said = next((word for word in match.groupdict().values() if word), "")
    of_directors = said.startswith("director")
    theirs = Leaf("person", (person.folded,), role="cast" if of_directors else None, said=person.name)
    return GroupQuery("director" if of_directors else "cast", theirs, apart=(person.folded,))


def relative(asked: Asked) -> tuple[Query, ...]:
    """Read `films longer than FILM` and `what else did the director of FILM make`."""
    clause, memory = asked.clause, asked.memory
    films = clause.of("film")
    named = films[0].films if len(films) == 1 else memory.films if not films else ()
    if not named or not (LIST_NOUN.search(clause.shape) or _WHAT.search(clause.shape)):
        return ()
    ids = tuple(str(film.id) for film in named)
    said = named[0].title
    more = where_asked(replace(asked, clause=clause))
    if (match := _relative_to(clause, films)) and not _WHO.search(clause.shape):
        on, is_more, words = _RELATIVE[match["how"] or match["side"]]
        leaf = Leaf(on, ids, said=f"{words} {said}", more=is_more)
    elif (time := SAME_TIME.search(clause.shape)) and (at := _at_the_time(named, time["unit"])):
        where = at if more is None else Joined("and", (at, more))
        shape = "count" if COUNT.search(clause.shape) else "list"
        return (ListQuery(where, shape=shape, without=tuple(film.id for film in named)),)
    elif (hand := SAME_HAND.search(clause.shape)) and (hand["its"] or _OTHERS.search(clause.shape)):
        leaf = Leaf("hand", ids, role="writer" if "writer" in hand.groupdict().values() else "director", said=said)
    else:
        return ()
    where = leaf if more is None else Joined("and", (leaf, more))
    order = order_asked(clause.shape) if leaf.on == "hand" else None
    if order is not None:
        return (in_order(clause, ListQuery(where), order),)
    shape = "count" if COUNT.search(clause.shape) else "list"
    return (ListQuery(where, shape=shape, without=tuple(film.id for film in named)),)


def _at_the_time(films: Sequence[FilmName], unit: str) -> Condition | None:
    """Return that films are of the year or decade of one, or of any of those that its title may mean."""
    span = 10 if unit == "decade" else 1
    firsts = sorted({film.year // span * span for film in films if film.year is not None})
    said = "the {}s" if unit == "decade" else "from {}"
    parts = tuple(
        Leaf("years", range=Range(first, first + span - 1, said.format(first)), said=said.format(first))
        for first in firsts
    )
    return None if not parts else parts[0] if len(parts) == 1 else Joined("or", parts)


def _relative_to(clause: Clause, named: Sequence[Span]) -> re.Match[str] | None:
    """Return by what films are compared with one: with that last spoken of also where no word stands for it."""
    return RELATIVE.search(clause.shape) or (None if named else _RELATIVE_TO_LAST.search(clause.shape))


def titled(asked: Asked) -> tuple[Query, ...]:
    """Read `how many films are called FILM`, `films with the title FILM`."""
    clause = asked.clause if asked.clause.of("film") else asked.clause.with_weak()
    films = clause.of("film")
    if len(films) != 1 or not _TITLED.search(clause.shape):
        return ()
    ids = tuple(str(film.id) for film in films[0].films)
    named = Leaf("title", ids, said=f"called “{films[0].films[0].title}”")
    more = conditions(clause)
    where = named if more is None else Joined("and", (named, more))
    return (ListQuery(where, shape="count" if COUNT.search(clause.shape) else "list"),)


def _is_plain(clause: Clause, span: Span) -> bool:
    """Tell whether a title is sooner the plain word that it is too: `films without aliens`, `films about mirrors`."""
    word = clause.message.words[span.start]
    told = word.quotation or word.capital or span.end - span.start > 1
    return span.kind == "film" and not told and is_ordinary(word.folded)


def by_story(asked: Asked) -> tuple[Query, ...]:
    """Read `a film about a letter`: words that the synopsis is to hold, beside other conditions."""
    clause = asked.clause
    if ACTING_DIRECTOR.search(clause.shape):
        return ()
    match = ABOUT.search(clause.shape)
    for span in (*clause.of("film"), *clause.of("person")):
        plain = clause.without(span)
        guessed = span.sure < (_EXACT if span.kind == "film" else _A_FAMILY_NAME) or _is_plain(clause, span)
        if match is None and guessed and (match := ABOUT.search(plain.shape)):
            clause = plain
    if match is None:
        return ()
    left_out = GLUE | NUMBERS.keys() | _IN_IT
    words = tuple(word for word in match["topic"].split() if word not in left_out)[:_MOST_WORDS]
    by_the_way = _WITH.search(match[0]) is not None
    told = OUTSIDE.search(match["topic"]) or set(words) & {word.casefold() for word in clause.unexplained()}
    if not words or (by_the_way and not told):
        return ()
    story: Condition = Leaf("words", words, said=" ".join(words))
    if _WITHOUT.search(match[0]):
        story = Not(story)
    where = conditions(clause)
    return (ListQuery(story if where is None else Joined("and", (story, where))),)
