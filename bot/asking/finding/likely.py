"""What is near to a title or a name, of the words that nothing else in a message explains. Pure rules."""

from collections.abc import Iterator

from bot.asking.finding.half_names import BEFORE_NAMES
from bot.asking.finding.spans import CERTAIN, Guess, NameGuess, Reading, Span, person_span
from bot.asking.finding.words import Word
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.lexicon import ASKING, GLUE
from bot.asking.wording.orders import PLACES
from bot.asking.wording.ordinary import is_ordinary, is_plain
from bot.catalogue.text import fold

_SEARCHES = 14
"""Stretches of one message that are searched for with wrong letters in them."""
_LONG = 4
"""Digits from which on a number may be a title by itself."""
_A_FAMILY_NAME = 97.0
_ARTICLES = ("the ", "a ", "an ")
_NAMING = frozenset({"by", "starring", "featuring", "did", "does", "has", "directed", "director", "actor", "actress"})
"""Words after which a plain word is a family name."""
_STUDIO = frozenset({"studio", "studios", "company", "pictures", "productions"})
"""What a company is called beside its name."""
_OF_A_FAMILY = frozenset({"bros", "brothers", "sisters", "sons"})
"""Words of companies' names that mean a family behind another name: `the coen bros`."""
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


def is_reviewer(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the words beside a name speak of a review, without which few are reviewers' names."""
    words = reading.words
    beside = {word.folded for word in (*words[max(0, start - 3) : start], *words[end : end + 2])}
    return bool(beside & _REVIEWING)


def is_said_plainly(reading: Reading, start: int) -> bool:
    """Tell whether a family name is sooner the plain word it is too: `a king`, and not `films by king`."""
    word, before = reading.words[start], reading.words[start - 1].folded if start else ""
    possessive = word.text.endswith(("'s", "’s"))
    return is_plain(word.folded) and not word.capital and not possessive and before not in _NAMING


def take_likely(reading: Reading) -> None:
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
            if span is not None and span.kind == "person" and high - low == 1 and span.sure < _A_FAMILY_NAME:
                span = _longer_title(reading, low, high, span)
            if span is not None and not (high - low > 1 and _is_half_title(span)):
                reading.take(span)


def _longer_title(reading: Reading, low: int, high: int, person: Span) -> Span:
    """Return the title that a word near to a name is surer a part of, else the name: `the white raindeer`."""
    for start, end in _widened(reading, low, high):
        found = _likely(reading, start, end) if reading.free(start, end) else None
        if found is not None and found.kind == "film" and found.sure >= person.sure:
            return found
    return person


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
    return one and all(" " in _bare(film.title) for film in span.films)


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
    reviewer = reading.catalogue.reviewer(text, exact=False) if is_reviewer(reading, start, end) else None
    if reviewer is not None:
        return Span("reviewer", start, end, text, reviewer.sure, name=reviewer.name, folded=reviewer.folded)
    plain = end - start == 1 and is_ordinary(fold(text))
    person = reading.catalogue.person(text, exact=False)
    sure = _A_NAMED if _makes(reading, start, end) else _A_FAMILY_NAME
    if person is not None and plain and (person.sure < sure or is_said_plainly(reading, start)):
        person = None
    film = _film(reading.catalogue.search(text), text, plain=plain)
    if person is not None and (film is None or by_name or _is_sooner(person, film, text)):
        return person_span(start, end, text, person)
    if film is not None:
        return Span("film", start, end, text, film.sure, film.films)
    return _company(reading, start, end)


def _is_sooner(person: NameGuess, film: Guess, text: str) -> bool:
    """Tell whether a person is sooner meant than a film; half a name with a slip in it is not, beside a whole title."""
    half = " " not in text and " " in person.folded and person.sure < _A_FAMILY_NAME
    whole = all(" " not in _bare(each.title) for each in film.films)
    return person.sure >= film.sure and not (half and whole)


def _makes(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a word stands where only somebody is named, and is written as a name: `did Wells direct`."""
    words = reading.words
    if not start or end == len(words) or not words[start].capital:
        return False
    return words[start - 1].folded in _DID and words[end].folded in _MAKES


_DID = frozenset({"did", "does", "has", "didnt", "hasnt"})
_MAKES = frozenset(str.split("direct make write star act play appear do directed made written starred acted shoot"))
_A_NAMED = 90.0
"""How sure a plain word has to be a slip of a name where only somebody is named."""


def _company(reading: Reading, start: int, end: int) -> Span | None:
    """Return the company that a stretch names, where the words beside it speak of one or of films."""
    words = reading.words
    beside = {word.folded for word in (*words[max(0, start - 2) : start], *words[end : end + 2])}
    text = reading.message.written(start, end)
    family = text.casefold() in _OF_A_FAMILY
    spellings = reading.catalogue.company(text) if beside & _OF_COMPANIES and not family else ()
    if not spellings:
        return None
    start -= start > 0 and words[start - 1].folded in _STUDIO and reading.free(start - 1, start)
    end += end < len(words) and words[end].folded in _STUDIO and reading.free(end, end + 1)
    return Span("company", start, end, text, values=spellings)


def _film(guess: Guess | None, text: str, *, plain: bool) -> Guess | None:
    """Return the film that a word may mean; a plain word means only one that has it in its title."""
    if guess is None or guess.sure == CERTAIN or not plain:
        return guess
    films = tuple(film for film in guess.films if fold(text) in fold(film.title).split())
    return Guess(films, guess.sure) if films else None


def _bare(title: str) -> str:
    folded = fold(title)
    return next((folded.removeprefix(article) for article in _ARTICLES if folded.startswith(article)), folded)
