"""A text as words with their places and surroundings, for blacking some of them out. Pure rules."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

INK: Final = "█"
"""The letter of which bars are made."""

APOSTROPHES: Final = "'’ʼ‘`´"

_BEFORE_A_WORD = " \t\"'“‘«„([{*_~>"
_ENDS_A_SENTENCE = ".!?…:;•—–\n\r"
_QUOTES: Final = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", "*": "*", "_": "_"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a bar where `text` begins with `INK`: `text[start:end]` of the whole.

    `opens` says that a sentence may begin with it, `marked_before` and `marked_after` hold the letters around it.
    """

    text: str
    start: int
    end: int
    opens: bool
    before: str
    after: str

    @property
    def is_bar(self) -> bool:
        """Whether it has been blacked out."""
        return self.text.startswith(INK)

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper() or self.text[0].istitle()


def scan(text: str) -> Iterator[Token]:
    """Yield the words of a text and its bars, in order; a possessive's ending right behind a bar belongs to the bar."""
    at = 0
    while at < len(text):
        if text[at] == INK:
            end = _bar_end(text, at)
        elif text[at].isalnum():
            end = _word_end(text, at)
        else:
            at += 1
            continue
        before, after = text[at - 1 : at], text[end : end + 1]
        yield Token(text[at:end], at, end, _opens(text, at), before, after)
        at = end


def are_marked(first: Token, last: Token) -> bool:
    """Tell whether quotation marks or the stars of emphasis stand right around what reaches from `first` to `last`."""
    return bool(last.after) and last.after in _QUOTES.get(first.before, "")


def _bar_end(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == INK:
        end += 1
    possessive = text[end : end + 1] in APOSTROPHES and text[end + 1 : end + 2] in ("s", "S")
    if end < len(text) and possessive and not text[end + 2 : end + 3].isalnum():
        return end + 2
    return end


def _word_end(text: str, at: int) -> int:
    """Return where a word ends: its letters, marks on them, what is invisible in it, and apostrophes between them."""
    end = at
    for place in range(at, len(text)):
        letter = text[place]
        if letter.isalnum():
            end = place + 1
        elif letter in APOSTROPHES:
            if place > end or not text[place + 1 : place + 2].isalnum():
                break
        elif unicodedata.category(letter)[0] == "M":
            end = place + 1
        elif unicodedata.category(letter) != "Cf":
            break
    return end


def _opens(text: str, at: int) -> bool:
    place = at - 1
    while place >= 0 and text[place] in _BEFORE_A_WORD:
        place -= 1
    return place < 0 or text[place] in _ENDS_A_SENTENCE
