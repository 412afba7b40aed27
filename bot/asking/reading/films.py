"""Questions about one film or several that are named: facts, checks, comparisons. Pure rules."""

import re
from collections.abc import Mapping, Sequence

from bot.asking.finding.spans import Catalogue
from bot.asking.finding.versions import gone_back_to
from bot.asking.finding.words import Word
from bot.asking.query import (
    CompareQuery,
    FactQuery,
    Field,
    FilmName,
    Measure,
    Query,
    Unclear,
)
from bot.asking.reading.clauses import Clause
from bot.asking.reading.references import Asked, Memory, films_meant, speaks_of_film
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.film_talk import FIELDS, SCORE_SITES
from bot.asking.wording.intents import COMPARISONS, COUNT, LIST_NOUN, OTHER_VERSION
from bot.asking.wording.lexicon import GLUE
from bot.asking.wording.orders import order_asked, without_order

_INSIDE = frozenset({"the", "of", "a", "an", "and"})
"""Words that stand inside titles, whose first and last they are not."""
_EITHER = re.compile(r"(?<!\S)(?:or|than|vs|versus|and|compared|between)(?!\S)")
_VERSIONS = re.compile(r"(?<!\S)(?:which|what) (?:version|one|remake|film)(?!\S)|(?<!\S)versions(?!\S)")
_IS_IT = re.compile(r"^(?:and |so )*(?:is|was) (?:the )?FILM (?:any |really |actually |much )?\w+$")
_PART = re.compile(r"^(?:and |also )*who (?:is|was|are|were|plays|played) (?:the )?(?:lead|star|main|direct|writ)")
_QUESTION = re.compile(r"(?:and |so |but )*(?:who|when|where|how|which|what|why)(?!\S)")
_ONLY_ENDED = re.compile(r"(?:and )?FILM (?:made|released|shot|produced|out|set)")
"""The last of several films with the verb of the question: `when were FILM and FILM made`."""
_OF_ONE = re.compile(
    r"^(?:and |also |so )*(?:who (?:is|was|are|were)(?: \w+)? in|what (?:is|was|are|were) (?:the|its))(?!\S)"
    r"(?!.*(?<!\S)(?:films?|ones?|best|most|[A-Z]+)(?!\S))"
)
"""What is asked of one film without a word for it: `what is the genre`, `who is in …`."""
_SETTING = frozenset({"or", "than", "vs", "versus", "and", "between"})
_BESIDE_WEAK = re.compile(r"(?<!\S)(?:between|compare[ds]?|than|vs|versus|or)(?!\S)")
MOST_FIELDS = 6
"""Facts, or films, that one question is answered for."""


def meant(clause: Clause, memory: Memory, catalogue: Catalogue, *, loosely: bool = True) -> tuple[FilmName, ...]:
    """Return the films a clause is about: those it names, else those last spoken of, `loosely` also unsaid."""
    named = clause.of("film")
    if named:
        return named[0].films
    if speaks_of_film(clause) or (loosely and not clause.unexplained()):
        return films_meant(clause, memory, catalogue)
    return ()


def unknown_film(clause: Clause, catalogue: Catalogue, understood: tuple[str, ...]) -> Unclear:
    """Return that it is not known of which film something is asked, with the nearest titles to what was written."""
    written = _title_typed(clause)
    return Unclear(understood, "film", written, catalogue.nearest(written) if written else ())


def _title_typed(clause: Clause) -> str:
    """Return the words that nobody knows as they were typed, with those of questions that go on a title with them."""
    places, words = sorted(clause.unknown_places()), clause.message.words
    if not places or places[-1] - places[0] > len(places):
        return " ".join(clause.unexplained())
    start, end = places[0], places[-1] + 1
    while start > clause.start + 1 and _begins(words, start):
        start -= 1
    named = {place for span in clause.of("film") for place in range(span.start, span.end)}
    last = min((place for place in named if place >= end), default=clause.end)
    while end < last and (words[end].capital or words[end].folded in _INSIDE or _goes_on(clause, end)):
        end += 1
    while words[end - 1].folded in _INSIDE:
        end -= 1
    return clause.message.written(start, end)


def _begins(words: Sequence[Word], start: int) -> bool:
    """Tell whether a title begins before a place: `Days of Heaven`, of which one word is nobody's."""
    before = words[start - 1]
    if before.last:
        return False
    return before.capital or (before.folded in _INSIDE and words[start - 2].capital and not words[start - 2].last)


def _goes_on(clause: Clause, place: int) -> bool:
    """Tell whether a word is a title's by the one before it, as in `zorblax the great`."""
    words = clause.message.words
    return words[place - 1].folded in {"the", "of"} and words[place].folded not in _FILM_WORDS


_FILM_WORDS = frozenset({"film", "movie", "one", "original", "remake", "first", "second", "last", "same"})


def comparison(asked: Asked) -> tuple[Query, ...]:
    """Read `which is longer, FILM or FILM` and `is FILM older than it`."""
    clause, memory = asked.clause, asked.memory
    if clause.of("reviewer"):
        return ()
    clause = with_weak_beside(clause)
    groups = compared_versions(asked, [span.films for span in clause.of("film")])
    if len(groups) == 1 and speaks_of_film(clause) and memory.films and _EITHER.search(clause.shape):
        groups.append(memory.films)
    several = len(clause.of("film")) > 1
    measured = measure_asked(clause.shape if several else OTHER_VERSION.sub(" ", clause.shape))
    if measured is None:
        return ()
    measure, most = measured
    unknown = _beside_unknown(clause)
    if len(groups) == 1 and unknown:
        missed = unknown_film(clause, asked.catalogue, ("a comparison",))
        return missed, FactQuery(groups[0], _MEASURED[measure])
    several = sum(map(len, groups))
    if len(groups) < 2 and not (several > 1 and "which" in clause.words()):  # noqa: PLR2004 - a comparison is of two
        return ()
    if len(groups) == 1:
        groups = [(film,) for film in groups[0]]
    compared = CompareQuery(tuple(groups), measure, most)
    return (compared, unknown_film(clause, asked.catalogue, ())) if unknown else (compared,)


def measure_asked(shape: str) -> tuple[Measure, bool] | None:
    """Return what films are compared by, and whether the most of it is asked for; None where nothing compares."""
    return next((rule[:2] for rule in COMPARISONS if rule[2].search(shape)), None)


def _beside_unknown(clause: Clause) -> bool:
    """Tell whether words that nobody knows stand where a film does that another is compared to."""
    inside = {place for span in clause.of("film") for place in range(span.start, span.end)}
    words = clause.message.words
    for place in clause.unknown_places():
        if words[place].folded in CHATTER:
            continue
        start = place
        while start > clause.start and start - 1 not in inside and not _sets_beside(clause, start):
            start -= 1
        end = place + 1
        while end < clause.end and end not in inside and not _parts_films(clause, end):
            end += 1
        before = _sets_beside(clause, start)
        after = end < clause.end and words[end].folded in _SETTING
        if before or after:
            return True
    return False


def _parts_films(clause: Clause, place: int) -> bool:
    """Tell whether a title ends before a word: behind a comma, or at a word that sets another beside it."""
    word = clause.message.words[place].folded
    return _sets_beside(clause, place) or word in _SETTING


def _sets_beside(clause: Clause, place: int) -> bool:
    """Tell whether a film may begin at a word, behind a comma or a word that sets it beside another."""
    words = clause.message.words
    if not 0 < place < clause.end:
        return False
    between = clause.message.text[words[place - 1].end : words[place].start]
    return words[place - 1].folded in _SETTING or any(sign in between for sign in ",/:")


_MEASURED: Mapping[Measure, Field] = {
    "runtime": "runtime", "year": "year", "score": "score", "budget": "budget", "revenue": "revenue",
}  # fmt: skip
"""What is told of a film whose other side is not known."""


def compared_versions(asked: Asked, groups: list[tuple[FilmName, ...]]) -> list[tuple[FilmName, ...]]:
    """Return the films that are named, with the other versions of one that it is compared to."""
    shape, memory = asked.clause.shape, asked.memory
    if len(groups) > 1:
        return groups
    [named, *_] = groups or [memory.films]
    if not named:
        return groups
    if groups and (dated := _of_another_year(asked, named)):
        return [named, dated]
    if (other := OTHER_VERSION.search(shape)) is not None:
        return _with_other_version(named, other["which"], asked.catalogue)
    known = tuple(dict.fromkeys((*named, *asked.catalogue.named(named[0].title))))
    if len(known) > 1 and (_VERSIONS.search(shape) or (groups and _IS_IT.search(shape) and len(named) < len(known))):
        return [(film,) for film in known]
    return groups


def _of_another_year(asked: Asked, films: tuple[FilmName, ...]) -> tuple[FilmName, ...]:
    """Return the namesakes of films that are told by their year alone: `is the 2021 FILM longer than the 1984 one`."""
    clause = asked.clause
    years = [span for span in clause.of("years") if span.range is not None and span.range.low == span.range.high]
    for span in years:
        ends = clause.message.words[span.end].folded if span.end < clause.end else ""
        if ends in _VERSION and span.range is not None:
            namesakes = asked.catalogue.named(films[0].title)
            return tuple(film for film in namesakes if film.year == span.range.low and film not in films)
    return ()


_VERSION = frozenset({"one", "version", "film", "original", "remake"})


def with_weak_beside(clause: Clause) -> Clause:
    """Return a clause with the titles of plain words in it that are set beside another: `Alien or The Thing`."""
    words = clause.message.words
    if _BESIDE_WEAK.search(clause.shape) and len(clause.of("film")) + len(clause.weak) > 1:
        while not clause.of("film"):
            clause = clause.with_weak()
    for span in clause.weak:
        before = words[span.start - 1].folded if span.start > clause.start else ""
        after = words[span.end].folded if span.end < clause.end else ""
        if clause.of("film") and (before in _SETTING or after in _SETTING - {"and"}):
            clause = clause.with_title(next((weak for weak in clause.weak if weak == span), None))
    return clause


def _with_other_version(films: tuple[FilmName, ...], which: str, catalogue: Catalogue) -> list[tuple[FilmName, ...]]:
    """Return a film beside the version of it that is asked for; the two of one title, where both are meant by it."""
    if len(films) > 1:
        return [(film,) for film in films]
    other = gone_back_to(films, which, catalogue)
    return [films, other] if other else [films]


def facts(asked: Asked) -> tuple[Query, ...]:
    """Read `who directed FILM`, `how long is it`; several facts at once where `and` or a comma joins them."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    film = clause.of("film")
    of_one = _OF_ONE.search(shape) is not None or (memory.films and _PART.search(shape))
    if not film and not speaks_of_film(clause) and _is_of_many(clause) and not of_one:
        return ()
    fields = _fields(clause)
    if not fields or (not film and not speaks_of_film(clause) and _is_of_the_most(shape)):
        return ()
    films = meant(clause, memory, catalogue)
    if not films:
        return () if clause.spans and not film else (unknown_film(clause, catalogue, fields),)
    if (paired := _paired(clause)) is not None:
        return paired
    groups = [span.films for span in film] or [films]
    by = clause.of("person")
    narrowed = tuple(span.folded for span in by)
    site = SCORE_SITES.search(shape)
    about = site[0] if site is not None else ""
    return tuple(
        FactQuery(group, field, about if field == "score" else "", by=narrowed) for group in groups for field in fields
    )


def _paired(clause: Clause) -> tuple[Query, ...] | None:
    """Read a fact of each film where each has its own: `the writer of FILM and the cast of FILM`."""
    pieces, films = clause.pieces(), clause.of("film")
    fields: list[Field | None] = [field_of(piece) for piece in pieces]
    own = len(films) > 1 and len(pieces) == len(films) and all(piece.count("FILM") == 1 for piece in pieces)
    of_both = _QUESTION.match(pieces[0]) is not None and pieces[-1].startswith(("FILM", "and FILM"))
    if not own or of_both or None in fields or len(set(fields)) < 2:  # noqa: PLR2004 - one fact of all of them
        return None
    return tuple(FactQuery(span.films, field) for span, field in zip(films, fields, strict=True) if field is not None)


def _is_of_the_most(shape: str) -> bool:
    """Tell whether a film is asked for by what it has the most or least of: `the biggest budget`."""
    order = order_asked(shape)
    return order is not None and not order.graded and not set(without_order(shape).split()) - GLUE - _EVER


_EVER = frozenset({"ever", "here", "yet", "had", "has", "was", "what", "film"})


def _is_of_many(clause: Clause) -> bool:
    return bool(LIST_NOUN.search(clause.shape) or COUNT.search(clause.shape)) or bool(clause.of("person"))


def _fields(clause: Clause) -> tuple[Field, ...]:
    """Return the facts asked for, in the order of the question: one of each piece, or else of the whole."""
    of_pieces: list[Field] = []
    for piece in clause.pieces():
        if of_pieces and _ONLY_ENDED.fullmatch(piece):
            continue
        if (asked := field_of(piece)) is not None and asked not in of_pieces:
            of_pieces.append(asked)
    if len(of_pieces) > 1:
        return tuple(of_pieces)[:MOST_FIELDS]
    field = field_of(clause.shape)
    return () if field is None else (field,)


def is_fact(shape: str) -> bool:
    """Tell whether a fact is asked for by its name, as in `the budget of FILM vs FILM`."""
    return field_of(shape) is not None


def field_of(shape: str) -> Field | None:
    """Return the fact that a shape asks for, None where it asks for none."""
    return next((field for field, pattern in FIELDS if pattern.search(shape)), None)
