"""The sentence that is shown of a text in which words were found: the one with the most of them."""

import re
from collections.abc import Sequence

from bot.catalogue.reviews.prose import prose
from bot.catalogue.reviews.sentences import Span, sentences

LONGEST_SENTENCE = 320
"""Characters of a sentence that are shown; a longer one is cut around its first match."""

OPEN, CLOSE = "\x02", "\x03"
"""What stands around each match in a text that `best_sentence` reads."""

_READ_AROUND = 3_000

_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_BLANK = re.compile(r"\s")


def best_sentence(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the sentence of a text with the most different matches in it, as shown, and where they are.

    In `marked` each match stands between `OPEN` and `CLOSE`; of a text without any it is the first sentence.
    """
    stored, matches = _unmarked(marked)
    if matches:
        stored, matches = _around(stored, matches)
    shown = prose(stored)
    places = [Span(shown.place(match.start), shown.place(match.end - 1) + 1) for match in matches]
    best: tuple[str, tuple[Span, ...]] = ("", ())
    most = -1
    for sentence in sentences(shown.text):
        inside = [place for place in places if sentence.start <= place.start and place.end <= sentence.end]
        different = len({shown.text[place.start : place.end].casefold() for place in inside})
        if different > most:
            most = different
            best = _cut(shown.text[sentence.start : sentence.end], [_moved(place, -sentence.start) for place in inside])
    return best


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    pieces = _MARKS.split(marked)
    matches: list[Span] = []
    place = 0
    for number, piece in enumerate(pieces):
        if number % 2 and piece:
            matches.append(Span(place, place + len(piece)))
        place += len(piece)
    return "".join(pieces), matches


def _around(text: str, matches: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return the part of a long text around its first match."""
    start = max(matches[0].start - _READ_AROUND, 0)
    end = matches[0].end + _READ_AROUND
    inside = [_moved(match, -start) for match in matches if match.end <= end]
    return text[start:end], inside


def _cut(sentence: str, places: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return a sentence within `LONGEST_SENTENCE`, cut at blanks where it can be, with its first match in it."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence, tuple(places)
    start, end = 0, LONGEST_SENTENCE - 2
    if places and places[0].end > end:
        start = places[0].start - LONGEST_SENTENCE // 3
        blank = _BLANK.search(sentence, start, places[0].start)
        start = blank.end() if blank else start
        end = min(start + LONGEST_SENTENCE - 2, len(sentence))
    if end < len(sentence):
        floor = next((place.end for place in places if place.end > start), start)
        blank = max((found.start() for found in _BLANK.finditer(sentence, max(floor, start + 1), end)), default=end)
        end = blank
    before, after = "…" if start else "", "…" if end < len(sentence) else ""
    inside = (place for place in places if start <= place.start and place.end <= end)
    return before + sentence[start:end] + after, tuple(_moved(place, len(before) - start) for place in inside)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
