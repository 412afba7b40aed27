"""Finding the stretches of a message that name something: films, people, reviewers, genres, countries, years and so on.

The longest and surest first. Words of questions are never taken for a title by themselves; such titles are kept as
`weak` and used only where nothing else fits.
"""

from dataclasses import replace

from bot.asking.finding.enumerated import with_rows
from bot.asking.finding.half_names import BEFORE_NAMES, give_back_halves
from bot.asking.finding.likely import is_reviewer, is_said_plainly, take_likely
from bot.asking.finding.longer_titles import take_articled, take_longer
from bot.asking.finding.members_named import take_first_names, take_members
from bot.asking.finding.numbered_films import take_numbered
from bot.asking.finding.spans import CERTAIN, Catalogue, Guess, Reading, Span, Spans, person_span, windows
from bot.asking.finding.terms import is_term, take_certificates, take_eras, take_measures, take_terms
from bot.asking.finding.versions import told_apart
from bot.asking.finding.words import Message, Word
from bot.asking.query import FilmName
from bot.asking.wording.chatter import in_sayings
from bot.asking.wording.framing import in_long_frames
from bot.asking.wording.lexicon import ASKING, GLUE
from bot.catalogue.text import fold

_LONGEST_TITLE = 12
_LONGEST_NAME = 5
_SHORT = 3
_A_FAMILY_NAME = 97.0
_LONG = 4
"""Words from which on a title is too long to be said by chance."""
_ARTICLES = frozenset({"the", "a", "an"})
_DATING = frozenset({"the", "one", "from", "of", "that", "is", "i", "mean", "version", "film", "made", "in"})
"""Words between a title and the year that says which film is meant: `Crash, the one from 1996`."""
_TERMS = frozenset(
    {"genre", "country", "language", "years", "runtime", "score", "budget", "revenue", "reviews", "certification"}
)


def find_spans(message: Message, catalogue: Catalogue) -> Spans:
    """Return what the words of a message name."""
    spoken = [word.folded for word in message.words]
    plain = {*in_sayings(spoken), *in_long_frames(spoken)}
    reading = Reading(message, catalogue, [place in plain for place in range(len(message.words))])
    weak: list[Span] = []
    take_members(reading)
    take_numbered(reading)
    _take_quoted(reading)
    take_eras(reading)
    _take_exact(reading, weak, shortest=2)
    take_first_names(reading)
    take_terms(reading, shortest=2)
    _take_exact(reading, weak)
    take_terms(reading)
    take_certificates(reading)
    take_measures(reading)
    give_back_halves(reading)
    take_longer(reading)
    take_articled(reading)
    take_likely(reading)
    take_longer(reading)
    give_back_halves(reading)
    dated = [_told_apart(span, reading) for span in reading.found]
    kept = [span for span in dated if not any(_swallowed(span, other) for other in dated)]
    strong = sorted(kept, key=lambda span: span.start)
    names = [span for span in strong if span.kind not in _TERMS]
    free = [span for span in weak if not any(span.start < other.end and other.start < span.end for other in names)]
    found = Spans(tuple(strong), tuple(dict.fromkeys(_told_apart(span, reading) for span in free)))
    return with_rows(found, message)


def _told_apart(span: Span, reading: Reading) -> Span:
    """Return a film's span without those of its films that its name, or a year or word beside it, does not mean."""
    narrowed = told_apart(_dated(span, reading), reading)
    return narrowed if narrowed != span else replace(span, films=_by_title(span.films, span.text))


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
        if _ends_in_article(reading, start, end):
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
            elif not _is_spoken_to(reading, span):
                weak.append(span)


def _ends_in_article(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch ends in an article that is none of its own, as in `is Stalker the best`.

    A title may be written with its article behind a comma, as in a catalogue, and nothing after it: `Piano, The`.
    """
    words = reading.words
    if end - start == 1 or words[end - 1].folded not in _ARTICLES:
        return False
    comma = "," in reading.message.text[words[end - 2].end : words[end - 1].start]
    alone = end == len(words) or not reading.message.text[words[end - 1].end : words[end].start].isspace()
    return not (comma and alone)


def _exact_name(reading: Reading, start: int, end: int) -> Span | None:
    if end - start > _LONGEST_NAME or all(word.folded in ASKING for word in reading.words[start:end]):
        return None
    plain = all(word.folded in ASKING for word in reading.words[start + (end - start > 1) : end])
    text = reading.message.written(start, end)
    reviewing = is_reviewer(reading, start, end)
    found = reading.catalogue.reviewer(text, exact=True) if reviewing or (end - start > 1 and not plain) else None
    if found is not None:
        return Span("reviewer", start, end, text, found.sure, name=found.name, folded=found.folded)
    if plain:
        return None
    alone = end - start == 1
    if alone and _title_fits(reading, start):
        return None
    found = reading.catalogue.person(text, exact=not alone)
    if found is not None and alone and (found.sure < _A_FAMILY_NAME or is_said_plainly(reading, start)):
        return None
    return None if found is None else person_span(start, end, text, found)


def _title_fits(reading: Reading, start: int) -> bool:
    """Tell whether a title is sooner meant than a person of the same name, by the word before; a poll is of films."""
    before = reading.words[start - 1].folded if start else ""
    return before not in BEFORE_NAMES or any(word.folded in {"poll", "polls", "vote"} for word in reading.words[:start])


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


def _is_spoken_to(reading: Reading, span: Span) -> bool:
    """Tell whether a title is only a pronoun where it stands: `which of us`, `something for her`, `tell me`."""
    word = reading.words[span.start]
    before = [each.folded for each in reading.words[max(span.start - 2, 0) : span.start]]
    if span.end - span.start > 1 or word.capital or word.quotation or word.folded not in _PRONOUNS or not before:
        return False
    return before[-1] in _SAID_TO or (before[-1] == "of" and before[0] in _SOME)


_PRONOUNS = frozenset(str.split("i me we us you it he him she her they them that this those these one"))
_SAID_TO = frozenset(str.split("for to with let tell give show among amongst between help"))
_SOME = frozenset(str.split("which who some one two most all any both many each none few either neither"))


def _is_count(word: Word) -> bool:
    return word.folded[:1].isdigit()


def _dated(span: Span, reading: Reading) -> Span:
    """Return a film's span narrowed to the year that stands beside it, as in `Solaris (1972)` or `the 1972 Solaris`."""
    if span.kind != "film":
        return span
    for other in reading.found:
        if other.kind != "years" or other.range is None or other.range.low != other.range.high:
            continue
        between = {word.folded for word in reading.words[span.end : other.start]}
        beside = other.start == span.end or other.end == span.start or (between >= {"one"} and between <= _DATING)
        if beside and (fitting := tuple(film for film in span.films if film.year == other.range.low)):
            start, end = min(span.start, other.start), max(span.end, other.end)
            return Span("film", start, end, span.text, span.sure, fitting)
    return span


def _swallowed(span: Span, other: Span) -> bool:
    longer = other.end - other.start > span.end - span.start
    return longer and span.kind not in {other.kind, "film"} and other.start <= span.start and span.end <= other.end
