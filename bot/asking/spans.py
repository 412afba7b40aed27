"""The stretches of a message that name something: films, people, reviewers, genres, countries, years and so on.

The longest and surest first. Words of questions are never taken for a title by themselves; such titles are kept as
`weak` and used only where nothing else fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.asking.lexicon import ASKING, COUNTRY_WORDS, GENRES, GLUE, LANGUAGE_CUES, LANGUAGE_WORDS
from bot.asking.measures import measures
from bot.asking.query import FilmName, Range
from bot.asking.words import Message, Word

Kind = Literal[
    "film", "person", "reviewer", "member", "genre", "country", "language", "years", "runtime", "score", "company"
]

_LONGEST_TITLE = 12
_LONGEST_NAME = 5
_LONGEST_TERM = 3
_SEARCHES = 14
"""Stretches of one message that are searched for with wrong letters in them."""
_CERTAIN = 100.0
_SHORT = 3
_A_FAMILY_NAME = 97.0
_BEFORE_NAMES = frozenset({"by", "with", "starring", "featuring", "without"})
"""Words after which a name is sooner a person's than a film's."""
_REVIEWING = frozenset(
    str.split(
        "say said says think thinks thought write wrote review reviews reviewed give gave rate rated score scored like "
        "liked love loved hate hated by from opinion verdict according on s"
    )
)
"""Words that stand beside the names of reviewers."""
_TERMS = frozenset({"genre", "country", "language", "years", "runtime", "score"})


@dataclass(frozen=True, slots=True)
class Guess:
    """Films that a stretch may mean, how likely (0 to 100), and whether a word of it is a film's by itself."""

    films: tuple[FilmName, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class NameGuess:
    """A name that a stretch may mean: folded, as it is spelt, and how likely (0 to 100)."""

    folded: str
    name: str
    sure: float


class Catalogue(Protocol):
    """What is looked up while a message is read."""

    def named(self, text: str) -> tuple[FilmName, ...]:
        """Return the films one of whose names is exactly this."""
        ...

    def search(self, text: str) -> Guess | None:
        """Return the films that a mistyped title means, None where none is near."""
        ...

    def nearest(self, text: str) -> tuple[FilmName, ...]:
        """Return the films whose titles are nearest to what was typed, however far."""
        ...

    def person(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return who is meant by a name in credits."""
        ...

    def reviewer(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return which reviewer is meant."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """The words from `start` up to `end`, what they name, and how sure that is, 0 to 100."""

    kind: Kind
    start: int
    end: int
    text: str
    sure: float = _CERTAIN
    films: tuple[FilmName, ...] = ()
    name: str = ""
    folded: str = ""
    values: tuple[str, ...] = ()
    range: Range | None = None
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Spans:
    """What a message names, left to right, and the titles that its words of questions make."""

    strong: tuple[Span, ...]
    weak: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Reading:
    message: Message
    catalogue: Catalogue
    taken: list[bool]
    found: list[Span] = field(default_factory=list["Span"])

    @property
    def words(self) -> Sequence[Word]:
        return self.message.words

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def take(self, span: Span) -> None:
        self.found.append(span)
        for place in range(span.start, span.end):
            self.taken[place] = True


def find_spans(message: Message, catalogue: Catalogue) -> Spans:
    """Return what the words of a message name."""
    reading = _Reading(message, catalogue, [False] * len(message.words))
    weak: list[Span] = []
    _take_members(reading)
    _take_quoted(reading)
    _take_exact(reading, weak, shortest=2)
    _take_terms(reading, shortest=2)
    _take_exact(reading, weak)
    _take_terms(reading)
    _take_measures(reading)
    _take_likely(reading)
    dated = [_dated(span, reading) for span in reading.found]
    kept = [span for span in dated if not any(_swallowed(span, other) for other in dated)]
    strong = sorted(kept, key=lambda span: span.start)
    names = [span for span in strong if span.kind not in _TERMS]
    free = [span for span in weak if not any(span.start < other.end and other.start < span.end for other in names)]
    return Spans(tuple(strong), tuple(dict.fromkeys(_dated(span, reading) for span in free)))


def _take_members(reading: _Reading) -> None:
    for place, word in enumerate(reading.words):
        if word.member is not None:
            reading.take(Span("member", place, place + 1, word.text, member=word.member))


def _take_quoted(reading: _Reading) -> None:
    """Take what stands in quotation marks for a title, whatever words it is of, where there is one like it."""
    words = reading.words
    for number in sorted({word.quotation for word in words} - {0}):
        places = [place for place, word in enumerate(words) if word.quotation == number]
        start, end = places[0], places[-1] + 1
        text = reading.message.written(start, end)
        films = reading.catalogue.named(text)
        guess = Guess(films, _CERTAIN) if films else reading.catalogue.search(text)
        if guess is not None and reading.free(start, end):
            reading.take(Span("film", start, end, text, guess.sure, guess.films))


def _windows(reading: _Reading, longest: int, shortest: int = 1) -> Iterator[tuple[int, int]]:
    """Yield every few neighbouring words that are free, the longest stretches first."""
    words = reading.words
    for size in range(min(longest, len(words)), shortest - 1, -1):
        for start in range(len(words) - size + 1):
            end = start + size
            if reading.free(start, end):
                yield start, end


def _take_exact(reading: _Reading, weak: list[Span], shortest: int = 1) -> None:
    """Take what is exactly a title or a name; titles of question words alone are weak."""
    for start, end in _windows(reading, _LONGEST_TITLE, shortest):
        if not reading.free(start, end):
            continue
        text = reading.message.written(start, end)
        name = _exact_name(reading, start, end)
        films = reading.catalogue.named(text) if name is None or end - start > 1 else ()
        if name is not None and not (films and _title_fits(reading, start)):
            reading.take(name)
        elif films:
            span = Span("film", start, end, text, _CERTAIN, films)
            if _is_strong(reading, start, end):
                reading.take(span)
            else:
                weak.append(span)


def _exact_name(reading: _Reading, start: int, end: int) -> Span | None:
    if end - start > _LONGEST_NAME or all(
        word.folded in ASKING for word in reading.words[start + (end - start > 1) : end]
    ):
        return None
    text = reading.message.written(start, end)
    found = (
        reading.catalogue.reviewer(text, exact=True) if end - start > 1 or _is_reviewer(reading, start, end) else None
    )
    if found is not None:
        return Span("reviewer", start, end, text, found.sure, name=found.name, folded=found.folded)
    alone = end - start == 1
    if alone and _title_fits(reading, start):
        return None
    found = reading.catalogue.person(text, exact=not alone)
    if found is not None and alone and found.sure < _A_FAMILY_NAME:
        return None
    return None if found is None else Span("person", start, end, text, found.sure, name=found.name, folded=found.folded)


def _is_reviewer(reading: _Reading, start: int, end: int) -> bool:
    """Tell whether the words beside a name speak of a review, without which few are reviewers' names."""
    words = reading.words
    beside = {word.folded for word in (*words[max(0, start - 3) : start], *words[end : end + 2])}
    return bool(beside & _REVIEWING)


def _title_fits(reading: _Reading, start: int) -> bool:
    """Tell whether a title is sooner meant than a person of the same name, by the word before."""
    before = reading.words[start - 1].folded if start else ""
    return before not in _BEFORE_NAMES


def _is_strong(reading: _Reading, start: int, end: int) -> bool:
    """Tell whether a title is one by itself: it holds a word that no question does, or is written as a name."""
    words = reading.words[start:end]
    own = [word for word in words if word.folded not in ASKING and not _is_term(word.folded) and not _is_count(word)]
    if own:
        return True
    if len(words) == 1:
        return False
    capitals = sum(word.capital for word in words if word.folded not in GLUE)
    written = capitals > 1 and not all(word.capital for word in reading.words)
    telling = [word for word in words if word.folded not in GLUE]
    return (written and start > 0) or len(telling) >= _SHORT


def _is_term(folded: str) -> bool:
    return folded in GENRES or folded in COUNTRY_WORDS or folded in LANGUAGE_WORDS


def _is_count(word: Word) -> bool:
    return word.folded[:1].isdigit()


def _take_terms(reading: _Reading, shortest: int = 1) -> None:
    """Take genres, countries and languages; `in French` is a language, `French films` come from a country."""
    for start, end in _windows(reading, _LONGEST_TERM, shortest):
        if not reading.free(start, end):
            continue
        term = " ".join(word.folded for word in reading.words[start:end])
        kind, values = _term(reading, term, start, end)
        if kind is not None:
            reading.take(Span(kind, start, end, reading.message.written(start, end), values=values))


def _term(reading: _Reading, term: str, start: int, end: int) -> tuple[Kind | None, tuple[str, ...]]:
    before = reading.words[start - 1].folded if start else ""
    after = reading.words[end].folded if end < len(reading.words) else ""
    language = LANGUAGE_WORDS.get(term)
    spoken = after in {"language", "speaking", "spoken"} or (before in LANGUAGE_CUES and after not in _NOUNS)
    if language is not None and (spoken or term not in COUNTRY_WORDS) and term not in {"no", "or", "as", "is"}:
        return "language", language
    if term in GENRES and not (
        term in {"action", "family", "history", "drama", "mystery"} and before in {"what", "which"}
    ):
        if before != "the" or reading.words[max(start - 2, 0)].folded not in {"before", "after", "during", "since"}:
            return "genre", GENRES[term]
        return None, ()
    if term in COUNTRY_WORDS and (term != "us" or before == "the"):
        return "country", COUNTRY_WORDS[term]
    return None, ()


_NOUNS = frozenset(str.split("film films movie movies cinema one ones drama dramas comedy comedies war"))


def _take_measures(reading: _Reading) -> None:
    """Take years, running times and scores."""
    words = [word.folded if free else "·" for word, free in zip(reading.words, map(_not, reading.taken), strict=True)]
    places: dict[int, int] = {}
    at = 0
    for place, word in enumerate(words):
        places[at] = place
        at += len(word) + 1
    for found in measures(" ".join(words)):
        start = places[found.start]
        end = start + len(" ".join(words)[found.start : found.end].split())
        reading.take(Span(found.on, start, end, reading.message.written(start, end), range=found.range))


def _not(taken: bool) -> bool:
    return not taken


def _take_likely(reading: _Reading) -> None:
    """Take what is near to a title or a name, of the words that nothing else explains."""
    left = _SEARCHES
    for low, high in _unexplained(reading):
        for start, end in _parts(low, high):
            if left == 0:
                return
            if not reading.free(start, end) or all(word.folded in ASKING for word in reading.words[start:end]):
                continue
            left -= 1
            span = _likely(reading, start, end)
            if span is not None:
                reading.take(span)


def _unexplained(reading: _Reading) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches of free words that no question is made of; glue may stand inside."""
    words = reading.words
    start: int | None = None
    end = 0
    for place, word in enumerate(words):
        own = not reading.taken[place] and word.folded not in ASKING
        glue = not reading.taken[place] and word.folded in GLUE
        if own:
            start, end = (place if start is None else start), place + 1
        elif not glue and start is not None:
            yield start, end
            start = None
        if start is not None and word.last:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _parts(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the whole of a stretch, then parts of it, the longest first."""
    for size in range(high - low, 0, -1):
        for start in range(low, high - size + 1):
            yield start, start + size


def _likely(reading: _Reading, start: int, end: int) -> Span | None:
    text = reading.message.written(start, end)
    before = reading.words[start - 1].folded if start else ""
    by_name = before in _BEFORE_NAMES
    reviewer = reading.catalogue.reviewer(text, exact=False) if _is_reviewer(reading, start, end) else None
    if reviewer is not None:
        return Span("reviewer", start, end, text, reviewer.sure, name=reviewer.name, folded=reviewer.folded)
    person = reading.catalogue.person(text, exact=False)
    film = reading.catalogue.search(text)
    if person is not None and (film is None or by_name or person.sure >= film.sure):
        return Span("person", start, end, text, person.sure, name=person.name, folded=person.folded)
    if film is not None:
        return Span("film", start, end, text, film.sure, film.films)
    return None


def _dated(span: Span, reading: _Reading) -> Span:
    """Return a film's span narrowed to the year that stands beside it, as in `Solaris (1972)` or `the 1972 Solaris`."""
    if span.kind != "film":
        return span
    for other in reading.found:
        if other.kind != "years" or other.range is None or other.range.low != other.range.high:
            continue
        beside = other.start == span.end or other.end == span.start
        if beside and (fitting := tuple(film for film in span.films if film.year == other.range.low)):
            start, end = min(span.start, other.start), max(span.end, other.end)
            return Span("film", start, end, span.text, span.sure, fitting)
    return span


def _swallowed(span: Span, other: Span) -> bool:
    return span is not other and span.kind != "film" and other.start <= span.start and span.end <= other.end
