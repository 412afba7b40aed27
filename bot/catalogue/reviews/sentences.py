"""Where sentences end, and pages made of whole ones."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_NEVER_LAST = frozenset((
    *("mr", "mrs", "ms", "messrs", "mme", "mlle", "dr", "prof", "st", "sgt", "lt", "col", "gen", "capt", "cpl", "rev"),
    *("hon", "gov", "sen", "rep", "pres", "vs", "v", "cf", "eg", "e.g", "ie", "i.e", "a.k.a", "viz", "approx", "ca"),
    *("fig", "vol", "ch", "pp", "ep", "feat", "ft", "dir", "est", "incl", "esp", "орг", "напр"),
))  # fmt: skip
"""Abbreviations with which no sentence ends."""

_SOMETIMES_LAST = frozenset((
    *("etc", "jr", "sr", "inc", "co", "ltd", "corp", "bros", "no", "dept", "min", "mins", "hrs", "a.m", "p.m"),
    *("u.s", "u.k", "u.s.a", "u.s.s.r", "др", "пр", "т.д", "т.п"),
))  # fmt: skip
"""Abbreviations that end a sentence where one clearly starts after them."""

_STARTERS = frozenset((
    *("the", "this", "that", "these", "those", "it", "it's", "its", "i", "i'm", "he", "she", "they", "we", "you"),
    *("his", "her", "their", "our", "my", "but", "and", "so", "yet", "there", "here", "what", "when", "while"),
    *("where", "why", "how", "who", "if", "in", "on", "at", "as", "a", "an", "not", "no", "all", "every", "some"),
    *("most", "one", "also", "then", "even", "with", "for"),
))  # fmt: skip
"""Words that, with a capital, show that a new sentence has begun rather than a name gone on."""

# A run is entered once, at its beginning, and never given back: else a text of one long run takes minutes.
_STOP = re.compile(
    r"""(?P<cjk>[。！？｡]++[」』”’）)]*+)
    | (?P<break>(?<!\s)(?=[^\S\n]*+\n[^\S\n]*+\n)\s++)
    | (?P<stops>\.(?:[ ]\.)+|(?<![.!?…؟।॥۔])[.!?…؟।॥۔]++)(?P<closers>["'”’»)\]*_]*+)(?=\s|$)""",
    re.VERBOSE,
)
_NEXT_WORD = re.compile(r"[\s\"'“”‘’«»(\[¿¡*_—–-]*(?P<word>[^\W_](?:[^\W_]|['’](?=[^\W_]))*)?")
_LONGEST_WORD = 40
_BLANK = re.compile(r"\s+")


class Span(NamedTuple):
    """A stretch of a text, from `start` up to but not including `end`."""

    start: int
    end: int


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order; together they hold everything in it but blanks between them."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _STOP.finditer(text):
        if _ends(text, start, match):
            if span := _trimmed(text, start, match.end()):
                yield span
            start = match.end()
    if span := _trimmed(text, start, len(text)):
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    return Span(start + left, start + right) if right > left else None


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a stop ends the sentence that began at `start`."""
    if match["stops"] is None:
        return True
    following = _NEXT_WORD.match(text, match.end())
    word = following["word"] if following is not None else None
    if word is None or match["stops"][0] in "؟।॥۔":
        return True
    goes_on = word[0].islower()
    if match["stops"] != ".":  # `Airplane! is`, `so ... yes`
        return not goes_on
    return not (goes_on and match["closers"]) and _full_stop_ends(text, start, match, word)


def _full_stop_ends(text: str, start: int, match: re.Match[str], following: str) -> bool:
    before = _word_before(text, start, match.start())
    if not before:
        return not following[0].islower()
    word = before.casefold()
    if word in _NEVER_LAST:
        return False
    begins = following[0].isupper() and following.casefold() in _STARTERS
    if word in _SOMETIMES_LAST:
        return begins
    if word.isdecimal() and not text[start : match.start() - len(before)].strip():  # `1.` in a list
        return False
    is_initial = len(word) == 1 and word.isalpha()
    if (is_initial and word != "i") or ("." in word and len(word.replace(".", "")) == word.count(".") + 1):
        return begins
    return True


def _word_before(text: str, start: int, end: int) -> str:
    """Return the word that ends at `end`, with the stops and apostrophes inside it."""
    place = end
    while place > max(start, end - _LONGEST_WORD) and (text[place - 1].isalnum() or text[place - 1] in ".'’"):
        place -= 1
    return text[place:end].lstrip(".'’")


def pages(text: str, limit: int, size: Callable[[str], int] = len) -> tuple[str, ...]:
    """Return a text cut into pages of at most `limit`, at sentences, else at blanks; only an endless word is split.

    `size` measures a piece of text, such as its length once escaped; the size of a whole must not exceed the sum of its
    pieces'.
    """
    found: list[str] = []
    start = end = taken = 0
    for span in _pieces(text, limit, size):
        gap = size(text[end : span.start])
        room = size(text[span.start : span.end])
        if end > start and taken + gap + room > limit:
            found.append(text[start:end])
            start, taken, gap = span.start, 0, 0
        elif end == start:
            start, gap = span.start, 0
        taken += gap + room
        end = span.end
    if end > start:
        found.append(text[start:end])
    return tuple(found)


def _pieces(text: str, limit: int, size: Callable[[str], int]) -> Iterator[Span]:
    """Return the sentences, those longer than a page in their words, words longer than a page in parts."""
    for sentence in _sentences(text):
        if size(text[sentence.start : sentence.end]) <= limit:
            yield sentence
            continue
        start = sentence.start
        for blank in _BLANK.finditer(text, sentence.start, sentence.end):
            yield from _parts(text, Span(start, blank.start()), limit, size)
            start = blank.end()
        yield from _parts(text, Span(start, sentence.end), limit, size)


def _parts(text: str, word: Span, limit: int, size: Callable[[str], int]) -> Iterator[Span]:
    if size(text[word.start : word.end]) <= limit:
        yield word
        return
    start, taken = word.start, 0
    for place in range(word.start, word.end):
        room = size(text[place])
        if taken + room > limit and place > start:
            yield Span(start, place)
            start, taken = place, 0
        taken += room
    yield Span(start, word.end)
