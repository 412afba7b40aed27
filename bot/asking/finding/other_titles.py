"""Words beside a title that make it another film's: `the godfather part 3`, `mad max beyond thunderdome`. Pure rules.

The film that was found is then not the one that is asked for, and is only offered as the nearest.
"""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz

from bot.asking.finding.spans import Catalogue, Span
from bot.asking.query import CheckQuery, CompareQuery, FactQuery, FilmName, Query, ReviewQuery, SimilarQuery, Unclear
from bot.asking.reading.clauses import Clause
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.grammar import phrases, words_of
from bot.asking.wording.intents import LIKE_FILM
from bot.asking.wording.lexicon import NUMBERS
from bot.asking.wording.review_talk import NO_TOPIC
from bot.catalogue.text import fold

_PARTS = frozenset({"part", "pt", "chapter", "episode", "volume", "vol"})
_ROMAN = frozenset({"ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "2nd", "3rd", "4th", "5th"})
_HIGHEST = 12
_INSIDE = frozenset({"the", "of", "a"})
"""Words that may stand between a title and the rest of a longer one."""
_OFFERED = 3
_SLIP = 75.0
"""How like a word of the title one is that was written wrong beside it, 0 to 100."""
_RATING = phrases("rated?|give|gave|given|score[ds]?|logg?e?d?|mark(ed)?|top|best|stars?|points?|out of|nights?")
"""What a number after a title belongs to."""
_MARK = re.compile(r"[^\w\s'’.]")


def held_to_titles(queries: tuple[Query, ...], clause: Clause, catalogue: Catalogue) -> tuple[Query, ...]:
    """Return queries with those of films that only half fit what was written put as films that nobody knows."""
    reviewed = any(isinstance(query, ReviewQuery) for query in queries)
    others: dict[tuple[FilmName, ...], Unclear] = {}
    last: tuple[int, Unclear] | None = None
    for span in clause.of("film"):
        if last is not None and _goes_on(clause, last[0], span.start):
            others[span.films] = last[1]  # `of the Ring` goes on what began as another film's title
        elif (found := another_title(clause, span, reviewed=reviewed)) is not None:
            start, end = found
            text = clause.message.written(start, end)
            near = dict.fromkeys((*span.films, *catalogue.nearest(text)))
            last = end, Unclear((), "film", text, tuple(near)[:_OFFERED])
            others[span.films] = last[1]
    return tuple(dict.fromkeys(_held(query, others) for query in queries)) if others else queries


def _goes_on(clause: Clause, end: int, start: int) -> bool:
    words = clause.message.words[end:start]
    return end < start and all(word.folded in _INSIDE for word in words) and _beside(clause, end)


def _held(query: Query, others: Mapping[tuple[FilmName, ...], Unclear]) -> Query:
    asked: tuple[tuple[FilmName, ...], ...] = ()
    if isinstance(query, FactQuery | CheckQuery | ReviewQuery):
        asked = (query.films,)
    elif isinstance(query, CompareQuery):
        asked = query.films
    return next((others[films] for films in asked if films in others), query)


def another_title(clause: Clause, span: Span, *, reviewed: bool = False) -> tuple[int, int] | None:
    """Return where the longer title stands that a film's name is written as a part of; None where it has its own.

    Where reviews are asked what they say, the words after a title are sooner that than a part of it.
    """
    end = _numbered(clause, span) or _of_another_year(clause, span)
    end = end if end is not None or reviewed else _lengthened(clause, span)
    return None if end is None else (min(span.start, end), max(span.end, end))


def _numbered(clause: Clause, span: Span) -> int | None:
    """Return where the number of a part ends, or begins, that a title is written with and has none of."""
    following = [word.folded for word in clause.message.words[span.end : clause.end]]
    before = clause.message.words[span.start - 1].folded if span.start > clause.start else ""
    if before in _ORDINALS and len(span.films) == 1:
        return span.start - 1
    if not following or not _beside(clause, span.end):
        return None
    if following[0] in _PARTS and len(following) > 1 and (_is_number(following[1]) or following[1] == "one"):
        return span.end + 2
    alone = _is_number(following[0]) and _RATING.search(clause.shape) is None
    versus = following[0] == "v" and any(each.start == span.end + 1 for each in clause.of("film"))
    return span.end + 1 if alone and not versus else None


def _is_number(word: str) -> bool:
    if word.isdigit():
        return 1 < int(word) <= _HIGHEST
    return word in _ROMAN or NUMBERS.get(word, 0) > 1


def _of_another_year(clause: Clause, span: Span) -> int | None:
    """Return where the year ends, or begins, that stands beside a title and is none of its films'."""
    for years in clause.of("years"):
        one = years.range is not None and years.range.low == years.range.high
        beside = years.start == span.end or years.end == span.start
        if one and beside and years.text.isdigit() and years.range is not None:
            known = {film.year for film in span.films}
            if years.range.low not in known and None not in known:
                return years.end if years.start == span.end else years.start
    return None


def _lengthened(clause: Clause, span: Span) -> int | None:
    """Return where the unknown words end that go on a title; what people say in passing goes on none."""
    words = clause.message.words
    unknown = clause.unknown_places()
    place = span.end
    while place < clause.end and _beside(clause, place) and words[place].folded in _INSIDE:
        place += 1
    end = place
    while end < clause.end and _beside(clause, end) and end in unknown and _names(words[end].folded):
        end += 1
    return end if end > place else None


_AGAINST = frozenset({"v", "vs", "versus"})


def _names(word: str) -> bool:
    """Tell whether a word may go on a title: it is no number, and nothing people say in passing."""
    return word not in CHATTER | _AGAINST and any(map(str.isalpha, word))


def _beside(clause: Clause, place: int) -> bool:
    """Tell whether a word stands right after the one before it, with no mark between them."""
    words = clause.message.words
    if place >= clause.end:
        return False
    return not _MARK.search(clause.message.text[words[place - 1].end : words[place].start])


def stretches(clause: Clause, queries: tuple[Query, ...]) -> tuple[str, ...]:
    """Return what a clause says that none of its queries asks, in stretches as they were written."""
    if not all(isinstance(query, _TOLD_APART) for query in queries):
        return ()
    if any(isinstance(query, FactQuery) and query.field == "summary" and query.about for query in queries):
        return ()  # the answer itself says what was not understood
    topics = {word for query in queries if isinstance(query, ReviewQuery) for word in (*query.topic, *NO_TOPIC)}
    said = " ".join(query.said for query in queries if isinstance(query, Unclear)).casefold()
    said += " ".join(query.reviewer or "" for query in queries if isinstance(query, ReviewQuery)).casefold()
    likeness = _LIKENESS if any(isinstance(query, SimilarQuery) for query in queries) else frozenset[str]()
    words = clause.message.words
    named = {word for span in clause.spans for film in span.films for word in fold(film.title).split()}
    found: list[list[int]] = []
    for place in sorted(clause.unknown_places()):
        folded = words[place].folded
        known = folded in CHATTER or folded in topics or folded in likeness or words[place].text.casefold() in said
        if known or len(folded) == 1 or any(fuzz.ratio(folded, word) >= _SLIP for word in named):
            continue
        if found and found[-1][1] == place:
            found[-1][1] = place + 1
        else:
            found.append([place, place + 1])
    return tuple(clause.message.written(start, end) for start, end in found)


_LIKENESS = frozenset({"if", *words_of([LIKE_FILM])})
_TOLD_APART = (FactQuery, CheckQuery, CompareQuery, ReviewQuery, SimilarQuery, Unclear)
