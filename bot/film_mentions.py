"""Film titles in what people write: where to look for them in a message."""

import re
from collections.abc import Iterator

MOST = 24
"""How many stretches of a message are looked up."""

LONGEST = 1_000
"""Characters of a message that are read."""

_LONGEST_TITLE = 100
_WHOLE = 8
_WINDOWS = range(6, 1, -1)
_WORDS_WITH_WINDOWS = 30

_MARKED = re.compile(
    r'"([^"\n]+)"|“([^”\n]+)”|„([^“”\n]+)[“”]|«([^»\n]+)»|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|__([^_\n]+)__|_([^_\n]+)_'
)
_DATED = re.compile(r"((?:[^\s.!?,;:()]+[ ]){0,7}[^\s.!?,;:()]+[ ]?\((?:18|19|20)\d\d\))")
_LINKING = r"(?:of|the|and|a|an|in|on|to|for|at|by|with|from|is|&|de|la|le|les|der|die|das|und|et|del|du)"
_CAPITAL = r"[^\W\da-zа-яё_][\w'’.-]*|\d+[\w'’-]*"
_CAPITALISED = re.compile(rf"(?:{_CAPITAL})(?:[,:]?[ ](?:{_LINKING}[ ]){{0,3}}(?:{_CAPITAL}))*")
_NOT_TEXT = re.compile(r"https?://\S+|<[@#:!&a-z][^>\s]*>|`[^`]*`|\|\|")
_WORD = re.compile(r"[\w'’.-]+")


def title_candidates(text: str) -> Iterator[str]:
    """Yield the stretches of a message that may be film titles, the likeliest first, each once.

    A short message as a whole, what stands in quotation marks or italics, what has a year behind it, and words with
    capitals; addresses, mentions and code are passed over.
    """
    text = _NOT_TEXT.sub("\n", text[:LONGEST])
    seen: set[str] = set()
    for candidate in _candidates(text):
        tidy = " ".join(candidate.split()).strip(" ,;:.-")
        if len(seen) >= MOST:
            return
        if tidy and len(tidy) <= _LONGEST_TITLE and tidy.casefold() not in seen:
            seen.add(tidy.casefold())
            yield tidy


def _candidates(text: str) -> Iterator[str]:
    if len(text.split()) <= _WHOLE:
        yield text
    for match in _MARKED.finditer(text):
        yield next(group for group in match.groups() if group)
    for match in _DATED.finditer(text):
        yield match[0]
    for match in _CAPITALISED.finditer(text):
        yield match[0]


def windows(text: str) -> Iterator[str]:
    """Yield every few neighbouring words of a short message, the longest stretches first: titles in small letters."""
    words = _WORD.findall(_NOT_TEXT.sub(" ", text[:LONGEST]))
    if len(words) > _WORDS_WITH_WINDOWS:
        return
    for size in _WINDOWS:
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])
