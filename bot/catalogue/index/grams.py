"""Letter n-grams of search forms, as numbers: three letters of the text without blanks, and the start of each word."""

import numpy as np
from numpy.typing import NDArray

GRAMS = 1 << 17
"""Gram numbers run from 0 to this, excluded."""

_BLANK = 0x20
_START = 0
_BASE = 40
_ASCII_GRAMS = _BASE**3

_CODES = np.full(256, 255, dtype=np.uint8)
_CODES[np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", dtype=np.uint8)] = np.arange(1, 37, dtype=np.uint8)


def grams_of(text: NDArray[np.uint8], starts: NDArray[np.int64]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the grams of many search forms at once.

    `text` holds the UTF-8 bytes of all forms on end, `starts` where each begins and, last, where all end. The answer
    is the gram numbers and, beside them, the number of the form each came from, in rising order of forms.
    """
    owner = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    letter = text != _BLANK
    first = np.empty(len(text), dtype=bool)
    if len(text):
        first[0] = True
        np.logical_not(letter[:-1], out=first[1:])
        first[starts[:-1][starts[:-1] < len(text)]] = True
    first = first[letter]
    owner = owner[letter]
    squashed = text[letter]
    if len(squashed) < 2:  # noqa: PLR2004 - a gram needs two letters
        return np.empty(0, np.uint32), np.empty(0, np.uint32)
    pair = owner[:-1] == owner[1:]
    triple = pair[:-1] & pair[1:]
    threes = np.flatnonzero(triple)
    twos = np.flatnonzero(first[:-1] & pair)
    grams = np.concatenate(
        [
            _number(squashed[threes], squashed[threes + 1], squashed[threes + 2]),
            _number(np.zeros(len(twos), dtype=np.uint8), squashed[twos], squashed[twos + 1]),
        ]
    )
    return grams, np.concatenate([owner[threes], owner[twos]])


def _number(one: NDArray[np.uint8], two: NDArray[np.uint8], three: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return a number for each three bytes: exact for letters and digits, hashed where another byte takes part."""
    codes = [_CODES[byte] for byte in (one, two, three)]
    codes[0] = np.where(one == _START, np.uint8(0), codes[0])
    plain = (codes[0] < _BASE) & (codes[1] < _BASE) & (codes[2] < _BASE)
    exact = (codes[0].astype(np.uint32) * _BASE + codes[1]) * _BASE + codes[2]
    if plain.all():
        return exact
    mixed = (one.astype(np.uint32) * 0x9E3B + two * np.uint32(0x85EB) + three * np.uint32(0x6C8F)) * np.uint32(0x9E3779B1)
    hashed = _ASCII_GRAMS + (mixed >> np.uint32(8)) % np.uint32(GRAMS - _ASCII_GRAMS)
    return np.where(plain, exact, hashed).astype(np.uint32)
