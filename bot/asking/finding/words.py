"""A message as words: what is read of it, folded, with where each stood. Pure rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.text import fold

LONGEST = 1_000
"""Characters of a message that are read."""
MOST_WORDS = 120
"""Words of a message that are read."""

_UNREAD = re.compile(r"https?://\S+|<(?:[#:]|@&|a:)[^>\s]*>|\|\||[`*_~]+")
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\(?(?:\d|[a-e])\)\s+(?=\S+\s)")
"""What numbers the questions of a message: `1) who … 2) when …`."""
_CODE_FENCE = re.compile(r"```(?:[a-z]+\n)?")
_WORD = re.compile(
    r"(?<![^\W_])w/o?(?![^\W_])|<@!?(?P<member>\d{1,20})>"
    r"|\d+(?:[.,]\d+)?h(?:\d+(?:m|mins?)?)?(?![^\W_])|\d+\+(?!\w)|\d{1,3}(?:,\d{3})+(?![^\W_])"
    r"|\d+(?:[.,]\d+)?(?:/\d+|['’ʼ]?s|m|mins?|bn|k)?(?![^\W_])½?|\d+½|½"
    r"|[^\W_]+(?:['’ʼ·][^\W_]+)*|(?<=\s)[&+](?=\s)"
)
_SHORT = {"w/": "with", "w/o": "without"}
_SIGNS = frozenset("&+")
"""Signs that are written for `and`."""
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[\s\"”’')\]]*(?:[?!;…]|\.(?=\s|$)|\n)")
_NEVER_LAST = frozenset({"dr", "mr", "mrs", "ms", "st", "vs", "pt", "vol", "jr"})
_APOSTROPHE = re.compile(r"['’ʼ]")
_CONTRACTED = frozenset({"who", "what", "where", "when", "how", "that", "there", "it", "he", "she", "let"})
"""Words after which `’s` is `is` and no possessive."""
_MARKED = re.compile(r"\"([^\"\n]+)\"|“([^”\n]+)”|„([^“”\n]+)[“”]|«([^»\n]+)»|(?<!\w)'([^'\n]+)'(?!\w)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message: as it was written, folded, and from where to where it stands.

    `last` says that a sentence may end after it, `quotation` numbers the quotation marks it stands between (0 for
    none), `member` is set for a mention of a member.
    """

    text: str
    folded: str
    start: int
    end: int
    last: bool = False
    quotation: int = 0
    member: int | None = None

    @property
    def capital(self) -> bool:
        """Whether it was written with a capital."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Message:
    """What is read of a message, and its words."""

    text: str
    words: tuple[Word, ...]

    def written(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as they were written, without a possessive's ending."""
        stretch = self.text[self.words[start].start : self.words[end - 1].end]
        return _POSSESSIVE.sub("", stretch)


def read_message(text: str) -> Message:
    """Return a message as words, folded and with their places; marks, addresses and what is too long are left out."""
    text = _UNREAD.sub(" ", _CODE_FENCE.sub("\n", text[:LONGEST]))
    text = _NUMBERED.sub("; ", text)
    marked = [match.span() for match in _MARKED.finditer(text)]
    words: list[Word] = []
    for match in _WORD.finditer(text):
        if len(words) == MOST_WORDS:
            break
        words.append(_word(text, match, marked))
    return Message(text, tuple(words))


def _word(text: str, match: re.Match[str], marked: Sequence[tuple[int, int]]) -> Word:
    start, end = match.span()
    quotation = next((number for number, (low, high) in enumerate(marked, 1) if low < start < high), 0)
    if (short := _SHORT.get(match[0].casefold())) is not None:
        return Word(match[0], short, start, end, quotation=quotation)
    if match[0] in _SIGNS:
        return Word(match[0], "and", start, end, quotation=quotation)
    if match["member"]:
        return Word(match[0], "MEMBER", start, end, member=int(match["member"]))
    stem = fold(_POSSESSIVE.sub("", match[0])) or match[0]
    folded = fold(match[0]) if stem in _CONTRACTED else stem
    if match[0][0].isdigit():  # `7.5`, `8/10` and `80's` are one number each
        folded = _APOSTROPHE.sub("", match[0].casefold())
    last = folded not in _NEVER_LAST and _SENTENCE_END.match(text, end) is not None
    return Word(match[0], folded, start, end, last, quotation)
