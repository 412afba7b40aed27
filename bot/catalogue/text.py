"""Folding of titles and names: the one form in which two spellings of the same thing are equal."""

import re
import unicodedata

_COMBINING_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_ASCII_WORDS = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")


def collapse(text: str) -> str:
    """Return `text` with every run of white space made one blank and none at its ends."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return `text` without case, diacritics and punctuation, words parted by one blank, `&` read as `and`.

    Marks are dropped from Latin, Greek and Cyrillic letters only: a kana's voicing mark or a Devanagari vowel
    sign makes another letter. A text of nothing but punctuation or emoji folds to itself without case, so that
    no two titles meet at "".
    """
    if text.isascii():
        words = _NOT_ASCII_WORDS.sub(" ", text.lower().replace("&", " and ").replace("'", ""))
    else:
        # Decomposed before and after, since each of folding case and decomposing makes new work for the other.
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        composed = unicodedata.normalize("NFC", _COMBINING_MARKS.sub("", decomposed))
        composed = composed.replace("&", " and ").replace("'", "").replace("’", "")
        words = "".join(letter if _is_word(letter) else " " for letter in composed)
    return " ".join(words.split()) or collapse(text.casefold())


def _is_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
