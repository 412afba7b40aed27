"""Letter n-grams of search forms, as numbers.

There are three sorts: any three letters of the text without its blanks; the first two letters of each word; and the
first five letters of the text with each one in turn left out, so that one wrong letter at the beginning still leaves
something in common (symmetric deletion).
"""

import numpy as np
from numpy.typing import NDArray

GRAMS = 1 << 18
"""Gram numbers run from 0 to this, excluded."""

_BLANK = 0x20
_BASE = 40
_HASHED = _BASE**3
"""From here on stand grams with bytes that are no Latin letter or digit, hashed."""
FIRST_BEGINNING = 1 << 17
"""From here on stand beginnings with a letter left out, hashed."""
_BEGINNING = 5

_FIRST = np.arange(_BEGINNING)
_ONE_LEFT_OUT = np.array([np.delete(_FIRST, left_out) for left_out in range(_BEGINNING)])
_OTHER = 255
_CODES = np.full(256, _OTHER, dtype=np.uint8)
_CODES[0] = 0
_CODES[np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", dtype=np.uint8)] = np.arange(1, 37, dtype=np.uint8)

_Bytes = NDArray[np.uint8]
_Numbers = NDArray[np.uint32]


def grams_of(text: _Bytes, at: NDArray[np.int64], *, beginnings: bool = True) -> tuple[_Numbers, _Numbers]:
    """Return the grams of many search forms at once, and the number of the form that each came from.

    `text` holds the UTF-8 bytes of the forms on end; form `n` lies from `at[n]` to `at[n + 1]`.
    """
    owner = np.repeat(np.arange(len(at) - 1, dtype=np.uint32), np.diff(at))
    letter = text != _BLANK
    first = np.empty(len(text), dtype=bool)
    first[1:] = ~letter[:-1]
    first[at[:-1][at[:-1] < len(text)]] = True
    first, owner, run = first[letter], owner[letter], text[letter]
    if len(run) == 0:
        return np.empty(0, np.uint32), np.empty(0, np.uint32)
    pair = owner[:-1] == owner[1:]
    threes = np.flatnonzero(pair[:-1] & pair[1:])
    twos = np.flatnonzero(first[:-1] & pair)
    grams = [
        _numbers(run[threes], run[threes + 1], run[threes + 2]),
        _numbers(np.zeros(len(twos), dtype=np.uint8), run[twos], run[twos + 1]),
    ]
    owners = [owner[threes], owner[twos]]
    if beginnings:
        whose, numbers = _beginnings(run, owner)
        grams.append(numbers)
        owners.append(whose)
    return np.concatenate(grams), np.concatenate(owners)


def _numbers(one: _Bytes, two: _Bytes, three: _Bytes) -> _Numbers:
    """Return a number for each three bytes: exact for Latin letters and digits, hashed where there are others."""
    codes = _CODES[one], _CODES[two], _CODES[three]
    exact = (codes[0].astype(np.uint32) * _BASE + codes[1]) * _BASE + codes[2]
    other = np.maximum(np.maximum(codes[0], codes[1]), codes[2]) == _OTHER
    if not other.any():
        return exact
    packed = (one.astype(np.uint32) << np.uint32(16)) | (two.astype(np.uint32) << np.uint32(8)) | three
    return np.where(other, _HASHED + _mixed(packed) % np.uint32(FIRST_BEGINNING - _HASHED), exact)


def _beginnings(run: _Bytes, owner: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return whose and which: the first letters of each form with one left out, and as they are where they are few."""
    starts = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    lengths = np.diff(np.append(starts, len(run)))
    places = starts[:, None] + _FIRST
    letters = np.where(lengths[:, None] > _FIRST, run[np.minimum(places, len(run) - 1)], np.uint8(0))
    packed = np.ascontiguousarray(letters[:, _ONE_LEFT_OUT]).view("<u4")[:, :, 0]
    # Of a short form, leaving out a letter it has not is the form itself, which counts once.
    count = (lengths[:, None] > _FIRST) | (_FIRST == _BEGINNING - 1)
    count &= lengths[:, None] > 1
    hashed = FIRST_BEGINNING + _mixed(packed[count]) % np.uint32(GRAMS - FIRST_BEGINNING)
    return np.repeat(owner[starts], np.count_nonzero(count, axis=1)), hashed


def _mixed(packed: _Numbers) -> _Numbers:
    """Return numbers spread over 32 bits (the finalizer of MurmurHash3, shortened)."""
    mixed = packed * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    return mixed * np.uint32(0xC2B2AE35) >> np.uint32(8)
