"""Questions for films by other roads: by one of them, by their story, by who made them. Pure rules."""

import re
from collections.abc import Mapping
from typing import Literal

from bot.asking.conditions import conditions
from bot.asking.grammar import pattern
from bot.asking.intents import ABOUT, COUNT, LIST_NOUN, MORE_THAN, MOST, RELATIVE, SAME_HAND, WHO_IS
from bot.asking.lexicon import GLUE, NUMBERS
from bot.asking.pleasantries import OUTSIDE
from bot.asking.query import Grouped, GroupQuery, Joined, Leaf, ListQuery, PersonQuery, Query
from bot.asking.references import Asked

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
_WHAT = re.compile(r"^(?:what is|which is|what was|anything|is there anything|what else|what other)(?!\S)")
_WHO = re.compile(r"^(?:who|when|how long|how much)(?!\S)")
_IN_IT = frozenset({"it", "them", "lots", "many", "some"})
_WITH = re.compile(r"(?<!\S)with (?:an?|some|lots of|many)(?!\S)")
"""What a film is only asked to have, and of which other words than those of questions tell."""
_TITLED = pattern(r"""
    (?<!\S)(films|ones|versions) (\w+ ){0,4}?(called|named|titled|entitled|with the title|by the name( of)?) FILM(?!\S)
    (?<!\S)how many (versions (of )?)?(FILM films|FILM (are|do|is)|versions of FILM)(?!\S)
""")
_OTHERS = re.compile(r"(?<!\S)(?:films|else|other|another|works?|anything|filmography)(?!\S)")


def about_person(asked: Asked) -> tuple[Query, ...]:
    """Read `who is PERSON`."""
    clause = asked.clause
    people = clause.of("person")
    if people and not clause.of("film") and WHO_IS.search(clause.shape):
        return (PersonQuery(people[0].folded, people[0].name),)
    return ()


_GROUPED: Mapping[str, Grouped] = {
    **dict.fromkeys(("director", "directors", "filmmaker", "person", "people", "directed", "made"), "director"),
    **dict.fromkeys(
        ("actor", "actors", "actress", "actresses", "acted in", "starred in", "is in", "appeared in"), "cast"
    ),
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
    people = clause.of("person")
    if len(people) > 1 and MORE_THAN.search(clause.shape):
        return (GroupQuery("director", among=tuple(person.folded for person in people)),)
    match = MOST.search(clause.shape)
    if match is None or people:
        return ()
    if match["many"]:
        return (GroupQuery(_GROUPED[match["many"]], conditions(clause), count=True),)
    by = _GROUPED.get(match["who"] or match["common"] or match["did"] or "")
    if by is None or _MONEY.search(clause.shape):
        return ()
    return (GroupQuery(by, conditions(clause)),)


def relative(asked: Asked) -> tuple[Query, ...]:
    """Read `films longer than FILM` and `what else did the director of FILM make`."""
    clause, memory = asked.clause, asked.memory
    films = clause.of("film")
    named = films[0].films if len(films) == 1 else memory.films if not films else ()
    if not named or not (LIST_NOUN.search(clause.shape) or _WHAT.search(clause.shape)):
        return ()
    ids = tuple(str(film.id) for film in named)
    said = named[0].title
    more = conditions(clause)
    if (match := RELATIVE.search(clause.shape)) and not _WHO.search(clause.shape):
        on, is_more, words = _RELATIVE[match["how"] or match["side"]]
        leaf = Leaf(on, ids, said=f"{words} {said}", more=is_more)
    elif SAME_HAND.search(clause.shape) and _OTHERS.search(clause.shape):
        leaf = Leaf("hand", ids, role="director", said=said)
    else:
        return ()
    where = leaf if more is None else Joined("and", (leaf, more))
    shape = "count" if COUNT.search(clause.shape) else "list"
    return (ListQuery(where, shape=shape, without=tuple(film.id for film in named)),)


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


def by_story(asked: Asked) -> tuple[Query, ...]:
    """Read `a film about a letter`: words that the synopsis is to hold, beside other conditions."""
    clause = asked.clause
    match = ABOUT.search(clause.shape)
    for span in (*clause.of("film"), *clause.of("person")):
        plain = clause.without(span)
        guessed = span.sure < (_EXACT if span.kind == "film" else _A_FAMILY_NAME)
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
    story = Leaf("words", words, said=" ".join(words))
    where = conditions(clause)
    return (ListQuery(story if where is None else Joined("and", (story, where))),)
