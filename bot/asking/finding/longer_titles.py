"""Longer titles with a slip in them, of which a part is a name too: `Tokio Story`, `Lawrence of Arabai`. Pure rules.

What was found in such a stretch, the `Lawrence` or the `Tokio`, gives way to the title that all of it is near to.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from bot.asking.finding.spans import CERTAIN, Reading, Span
from bot.asking.wording.lexicon import ASKING, GLUE, NUMBERS
from bot.asking.wording.ordinary import is_ordinary
from bot.catalogue.text import fold

_NEAR = 86.0
"""How like a title all of a stretch has to be, 0 to 100."""
_SEARCHES = 6
"""Stretches of one message that are searched for."""
_FOREIGN = frozenset(str.split("le la les l el los las il lo un une una der die das o os as i gli"))
"""Articles of other languages, which belong to a title behind them."""
_ROMAN = re.compile("[ivx]+")
"""A number beside a title is none of its slips: `the godfather part iii` is another film."""
_UNTITLED = frozenset(str.split("film films movie movies directed director released year long made release"))
"""Words beside titles that are sooner of the question."""


def take_longer(reading: Reading) -> None:
    """Take what is near to a longer title in whole, for what only a part of it was taken for."""
    left = _SEARCHES
    for span in [each for each in reading.found if each.kind in {"film", "person", "company"}]:
        for start, end in _around(reading, span):
            if not left:
                return
            left -= 1
            if (longer := _titled(reading, start, end)) is not None:
                reading.found.remove(span)
                reading.take(longer)
                break


def take_articled(reading: Reading) -> None:
    """Take an article of another language with the title behind it: `le samurai` is none of the Seven."""
    words = reading.words
    for start, word in enumerate(words[:-1]):
        end = start + 2
        known = words[start + 1].folded in ASKING
        if word.folded not in _FOREIGN or known or not reading.free(start, end) or not _joined(reading, start, end):
            continue
        if (span := _titled(reading, start, end)) is not None:
            reading.take(span)


def _titled(reading: Reading, start: int, end: int) -> Span | None:
    text = reading.message.written(start, end)
    guess = reading.catalogue.search(text)
    typed = fold(text)
    films = tuple(film for film in guess.films if fuzz.ratio(typed, fold(film.title)) >= _NEAR) if guess else ()
    return Span("film", start, end, text, min(guess.sure, 95.0), films) if guess and films else None


def _around(reading: Reading, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the stretches that a span may be a part of: with a word nobody knows, or any beside half a name."""
    half = span.kind == "person" and span.end - span.start == 1 and " " in span.folded
    for start, end in ((span.start, span.end + 2), (span.start, span.end + 1), (span.start - 1, span.end)):
        if start < 0 or end > len(reading.words) or not _joined(reading, start, end):
            continue
        others = [*range(start, span.start), *range(span.end, end)]
        more = [reading.words[place].folded for place in others if reading.words[place].folded not in GLUE]
        edge = reading.words[end - 1 if end > span.end else start].folded
        if any(word.isdigit() or word in NUMBERS or _ROMAN.fullmatch(word) for word in more):
            continue
        if not more or edge in GLUE or any(reading.taken[place] for place in others) or set(more) & _UNTITLED:
            continue
        if half or span.sure < CERTAIN or not all(word in ASKING or is_ordinary(word) for word in more):
            yield start, end


def _joined(reading: Reading, start: int, end: int) -> bool:
    words, text = reading.words, reading.message.text
    return all(text[words[place].end : words[place + 1].start].isspace() for place in range(start, end - 1))
