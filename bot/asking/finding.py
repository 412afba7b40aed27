"""Finding the stretches of a message that name something: films, people, reviewers, genres, countries, years and so on.

The longest and surest first. Words of questions are never taken for a title by themselves; such titles are kept as
`weak` and used only where nothing else fits.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.asking.chatter import CHATTER, in_sayings
from bot.asking.half_names import BEFORE_NAMES, give_back_halves
from bot.asking.lexicon import ASKING, GLUE
from bot.asking.orders import PLACES
from bot.asking.query import FilmName
from bot.asking.spans import CERTAIN, Catalogue, Guess, Reading, Span, Spans, windows
from bot.asking.terms import is_term, take_certificates, take_measures, take_terms
from bot.asking.versions import told_apart
from bot.asking.words import Message, Word
from bot.catalogue.text import fold

_LONGEST_TITLE = 12
_LONGEST_NAME = 5
_SEARCHES = 14
"""Stretches of one message that are searched for with wrong letters in them."""
_SHORT = 3
_A_FAMILY_NAME = 97.0
_LONG = 4
"""Words from which on a title is too long to be said by chance."""
_ARTICLES = frozenset({"the", "a", "an"})
_STUDIO = frozenset({"studio", "studios", "company", "pictures", "productions"})
"""What a company is called beside its name."""
_OF_COMPANIES = frozenset(
    str.split(
        "by from of at did does has studio studios company companies film films movie movies production productions "
        "pictures stuff works title titles flicks make made produce produced release released"
    )
)
"""Words beside the names of companies."""
_REVIEWING = frozenset(
    str.split(
        "say said says think thinks thought write wrote review reviews reviewed give gave rate rated score scored like "
        "liked love loved hate hated by from opinion verdict according on s did does has find found enjoy enjoyed "
        "prefer prefers praise praised favourite favorite favourites favorites best worst mention mentioned"
    )
)
"""Words that stand beside the names of reviewers."""
_TERMS = frozenset(
    {"genre", "country", "language", "years", "runtime", "score", "budget", "revenue", "reviews", "certification"}
)


def find_spans(message: Message, catalogue: Catalogue) -> Spans:
    """Return what the words of a message name."""
    plain = in_sayings([word.folded for word in message.words])
    reading = Reading(message, catalogue, [place in plain for place in range(len(message.words))])
    weak: list[Span] = []
    _take_members(reading)
    _take_quoted(reading)
    _take_exact(reading, weak, shortest=2)
    take_terms(reading, shortest=2)
    _take_exact(reading, weak)
    take_terms(reading)
    take_certificates(reading)
    take_measures(reading)
    give_back_halves(reading)
    _take_likely(reading)
    give_back_halves(reading)
    dated = [_told_apart(span, reading) for span in reading.found]
    kept = [span for span in dated if not any(_swallowed(span, other) for other in dated)]
    strong = sorted(kept, key=lambda span: span.start)
    names = [span for span in strong if span.kind not in _TERMS]
    free = [span for span in weak if not any(span.start < other.end and other.start < span.end for other in names)]
    return Spans(tuple(strong), tuple(dict.fromkeys(_told_apart(span, reading) for span in free)))


def _told_apart(span: Span, reading: Reading) -> Span:
    """Return a film's span without those of its films that its name, or a year or word beside it, does not mean."""
    narrowed = told_apart(_dated(span, reading), reading)
    return narrowed if narrowed != span else replace(span, films=_by_title(span.films, span.text))


def _take_members(reading: Reading) -> None:
    for place, word in enumerate(reading.words):
        if word.member is not None:
            reading.take(Span("member", place, place + 1, word.text, member=word.member))


def _take_quoted(reading: Reading) -> None:
    """Take what stands in quotation marks for a title, whatever words it is of, where there is one like it."""
    words = reading.words
    for number in sorted({word.quotation for word in words} - {0}):
        places = [place for place, word in enumerate(words) if word.quotation == number]
        start, end = places[0], places[-1] + 1
        text = reading.message.written(start, end)
        films = reading.catalogue.named(text)
        guess = Guess(films, CERTAIN) if films else reading.catalogue.search(text)
        if guess is not None and reading.free(start, end):
            reading.take(Span("film", start, end, text, guess.sure, guess.films))


def _take_exact(reading: Reading, weak: list[Span], shortest: int = 1) -> None:
    """Take what is exactly a title or a name; titles of question words alone are weak."""
    for start, end in windows(reading, _LONGEST_TITLE, shortest):
        if not reading.free(start, end):
            continue
        text = reading.message.written(start, end)
        name = _exact_name(reading, start, end)
        films = reading.catalogue.named(text) if name is None or end - start > 1 else ()
        if name is not None and not (films and _title_fits(reading, start)):
            reading.take(name)
        elif films:
            span = Span("film", start, end, text, CERTAIN, films)
            if _is_strong(reading, span):
                reading.take(span)
            else:
                weak.append(span)


def _exact_name(reading: Reading, start: int, end: int) -> Span | None:
    if end - start > _LONGEST_NAME or all(word.folded in ASKING for word in reading.words[start:end]):
        return None
    plain = all(word.folded in ASKING for word in reading.words[start + (end - start > 1) : end])
    text = reading.message.written(start, end)
    reviewing = _is_reviewer(reading, start, end)
    found = reading.catalogue.reviewer(text, exact=True) if reviewing or (end - start > 1 and not plain) else None
    if found is not None:
        return Span("reviewer", start, end, text, found.sure, name=found.name, folded=found.folded)
    if plain:
        return None
    alone = end - start == 1
    if alone and _title_fits(reading, start):
        return None
    found = reading.catalogue.person(text, exact=not alone)
    if found is not None and alone and found.sure < _A_FAMILY_NAME:
        return None
    return None if found is None else Span("person", start, end, text, found.sure, name=found.name, folded=found.folded)


def _is_reviewer(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the words beside a name speak of a review, without which few are reviewers' names."""
    words = reading.words
    beside = {word.folded for word in (*words[max(0, start - 3) : start], *words[end : end + 2])}
    return bool(beside & _REVIEWING)


def _title_fits(reading: Reading, start: int) -> bool:
    """Tell whether a title is sooner meant than a person of the same name, by the word before."""
    before = reading.words[start - 1].folded if start else ""
    return before not in BEFORE_NAMES


def _by_title(films: tuple[FilmName, ...], text: str) -> tuple[FilmName, ...]:
    """Return those of films that have the name as their title, else all, which have it as another name."""
    titled = tuple(film for film in films if _without_article(film.title) == _without_article(text))
    return titled or films


def _without_article(title: str) -> str:
    first, _, rest = fold(title).partition(" ")
    return rest if first in _ARTICLES and rest else fold(title)


def _is_strong(reading: Reading, span: Span) -> bool:
    """Tell whether a title is one by itself: it holds a word that no question does, is long, or written as a name."""
    start, end = span.start, span.end
    words = reading.words[start:end]
    if end - start >= _LONG or (end - start == _LONG - 1 and len(span.films[0].title.split()) >= _LONG):
        return True
    own = [word for word in words if word.folded not in ASKING and not is_term(word.folded) and not _is_count(word)]
    if own:
        return True
    if len(words) == 1:
        return False
    capitals = sum(word.capital for word in words if word.folded not in GLUE)
    written = capitals > 1 and not all(word.capital for word in reading.words)
    telling = [word for word in words if word.folded not in GLUE]
    return (written and start > 0) or len(telling) >= _SHORT


def _is_count(word: Word) -> bool:
    return word.folded[:1].isdigit()


def _take_likely(reading: Reading) -> None:
    """Take what is near to a title or a name, of the words that nothing else explains."""
    left = _SEARCHES
    for low, high in _unexplained(reading):
        for start, end in (*_parts(low, high), *_widened(reading, low, high)):
            if not left:
                return
            own = [word for word in reading.words[start:end] if word.folded not in ASKING]
            within = reading.words[end - 1].folded not in GLUE
            if not reading.free(start, end) or not within or all(_is_short_number(word) for word in own):
                continue
            left -= 1
            span = _likely(reading, start, end)
            if span is not None and not (high - low > 1 and _is_half_title(span)):
                reading.take(span)


def _widened(reading: Reading, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield a word nobody knows with the words of questions beside it, since a title may hold both: `seven samuri`."""
    if high - low == 1:
        for start, end in ((low - 1, high), (low, high + 1), (low - 2, high)):
            if start >= 0 and end <= len(reading.words) and reading.words[start].folded not in GLUE:
                yield start, end


def _is_short_number(word: Word) -> bool:
    """Tell whether a word is a number too short to mean the film that has it in its title."""
    return word.folded.isdigit() and len(word.folded) < _LONG


def _is_half_title(span: Span) -> bool:
    """Tell whether one word was taken for a longer title, which is little where other words nobody knows stand by."""
    one = span.kind == "film" and span.end - span.start == 1
    return one and all(" " in _without_article(film.title) for film in span.films)


def _unexplained(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches of free words that no question is made of; glue may stand inside."""
    words = reading.words
    start: int | None = None
    end = 0
    for place, word in enumerate(words):
        known = word.folded in ASKING or word.folded in CHATTER or word.folded in PLACES
        own = not reading.taken[place] and not known
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


def _likely(reading: Reading, start: int, end: int) -> Span | None:
    text = reading.message.written(start, end)
    before = reading.words[start - 1].folded if start else ""
    by_name = before in BEFORE_NAMES
    reviewer = reading.catalogue.reviewer(text, exact=False) if _is_reviewer(reading, start, end) else None
    if reviewer is not None:
        return Span("reviewer", start, end, text, reviewer.sure, name=reviewer.name, folded=reviewer.folded)
    person = reading.catalogue.person(text, exact=False)
    film = reading.catalogue.search(text)
    if person is not None and (film is None or by_name or person.sure >= film.sure):
        return Span("person", start, end, text, person.sure, name=person.name, folded=person.folded)
    if film is not None:
        return Span("film", start, end, text, film.sure, film.films)
    return _company(reading, start, end)


def _company(reading: Reading, start: int, end: int) -> Span | None:
    """Return the company that a stretch names, where the words beside it speak of one or of films."""
    words = reading.words
    beside = {word.folded for word in (*words[max(0, start - 2) : start], *words[end : end + 2])}
    text = reading.message.written(start, end)
    spellings = reading.catalogue.company(text) if beside & _OF_COMPANIES else ()
    if not spellings:
        return None
    start -= start > 0 and words[start - 1].folded in _STUDIO and reading.free(start - 1, start)
    end += end < len(words) and words[end].folded in _STUDIO and reading.free(end, end + 1)
    return Span("company", start, end, text, values=spellings)


def _dated(span: Span, reading: Reading) -> Span:
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
    return span.kind not in {other.kind, "film"} and other.start <= span.start and span.end <= other.end
