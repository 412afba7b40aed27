"""How far each name is from what was typed, as penalties with names; the weights stand in two tables."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from bot.catalogue.index.grams import grams_of
from bot.catalogue.index.names import Kind
from bot.catalogue.index.normalise import is_number
from bot.catalogue.index.pool import Floats, Pool
from bot.catalogue.index.sound import sounds
from bot.catalogue.index.typed import Reading

WHOLE: Final[dict[str, float]] = {
    "letters": 1.00,
    "many letters": 1.80,
    "edits": 1.70,
    "order": 2.90,
    "subset": 4.30,
    "sound": 2.00,
    "beginning": 0.60,
    "typed words": 7.80,
    "exact words": 4.40,
    "typed grams": 4.10,
    "number": 0.50,
    "article": 1.70,
    "learned": -4.00,
    "alias": 0.60,
    "main": 5.00,
    "subtitle": 1.90,
    "acronym": 1.10,
    "person": 1.00,
    "guess": 0.30,
    "year near": 0.80,
    "year differs": 8.00,
    "year unknown": 2.00,
    "obscure": 10.50,
}
"""The weights for a whole title, fitted so that a sum that is one less makes a name 2.7 times as likely to be meant.

What each penalty means stands in docs/titles.md.
"""

TYPING: Final[dict[str, float]] = {
    "beginning": 1.20,
    "word beginning": 10.80,
    "as typed": 10.50,
    "edits": 3.50,
    "typed grams": 2.30,
    "learned": -4.00,
    "alias": 3.00,
    "main": 3.40,
    "subtitle": 2.70,
    "acronym": 2.30,
    "year near": 0.70,
    "year differs": 5.00,
    "year unknown": 2.00,
    "obscure": 11.20,
}
"""The weights for a title being typed."""

MANY_LETTERS = 5
_HALF_ALIKE = 0.5
_RUN_TOGETHER = 2


def whole_penalties(reading: Reading, pool: Pool, gram_weight: NDArray[np.uint16]) -> dict[str, Floats]:
    """Return each penalty of `WHOLE` for each name of `pool`, from 0 to 1."""
    typed = reading.key.text
    words = _Words(typed, pool.keys, gram_weight)
    heard, *spoken = sounds([typed, *pool.keys])
    letters = letters_wrong(typed, pool.keys)
    run = [len(key) - key.count(" ") for key in [typed, *pool.keys]]
    wrong = letters / np.maximum(run[1:], run[0])
    # Words that were run together or apart are the same words, though none of them is alike.
    most = np.minimum(_RUN_TOGETHER * wrong, 1)
    return _common_penalties(reading, pool) | {
        "letters": wrong,
        "many letters": np.minimum(letters, MANY_LETTERS) / MANY_LETTERS,
        "order": 1 - _compared(fuzz.token_sort_ratio, typed, pool.keys) / 100,
        "subset": np.minimum(1 - _compared(fuzz.token_set_ratio, typed, pool.keys) / 100, most),
        "sound": 1 - _compared(fuzz.ratio, heard, spoken) / 100,
        "typed words": np.minimum(1 - words.typed_part, most),
        "exact words": np.where(letters, 1 - words.exact_part, 0),
        "number": words.other_numbers,
        "article": np.array([article != reading.key.article for article in pool.articles], dtype=float),
        "beginning": _beginning(typed, pool.keys, slack=0),
        "person": np.full(len(pool), float(bool(reading.people))),
        "guess": np.full(len(pool), float(reading.guess)),
    }


def typing_penalties(reading: Reading, pool: Pool) -> dict[str, Floats]:
    """Return each penalty of `TYPING` for each name of `pool`, from 0 to 1."""
    typed, article = reading.key.text, reading.key.article
    beginning = _beginning(typed, pool.keys, slack=1)
    word_beginning = as_typed = _word_beginning(typed, pool.keys, beginning)
    if article:
        typed = f"{article} {typed}"
        whole = [f"{held} {key}" if held else key for held, key in zip(pool.articles, pool.keys, strict=True)]
        as_typed = _word_beginning(typed, whole, _beginning(typed, whole, slack=1))
    return _common_penalties(reading, pool) | {
        "beginning": beginning,
        "word beginning": word_beginning,
        "as typed": as_typed,
    }


def letters_wrong(typed: str, keys: list[str]) -> Floats:
    """Return the letters missing, added, changed or swapped in each name, blanks apart."""
    return _compared(OSA.distance, typed.replace(" ", ""), [key.replace(" ", "") for key in keys])


def _common_penalties(reading: Reading, pool: Pool) -> dict[str, Floats]:
    found = {
        "edits": 1 - _compared(fuzz.ratio, reading.key.text, pool.keys) / 100,
        "typed grams": 1 - pool.typed_share,
        "obscure": pool.rank,
    }
    for kind in (Kind.LEARNED, Kind.ALIAS, Kind.MAIN, Kind.SUBTITLE, Kind.ACRONYM):
        found[kind.name.lower()] = (pool.kind == kind).astype(float)
    return found | _year_penalties(reading.year, pool.year)


def total(found: dict[str, Floats], weights: dict[str, float]) -> Floats:
    """Return the weighted sum of penalties."""
    return np.add.reduce([weight * found[name] for name, weight in weights.items()])


def _compared(scorer: Any, typed: str, keys: list[str]) -> Floats:
    return cdist([typed], keys, scorer=scorer, dtype=np.float32)[0].astype(np.float64)


def _beginning(typed: str, keys: list[str], *, slack: int) -> Floats:
    """Return the letters wrong in the beginning of each name, as a part of those typed."""
    size = len(typed)
    wrong = [
        _compared(OSA.distance, typed, [key[:cut] for key in keys]) for cut in range(size - slack, size + slack + 1)
    ]
    return np.minimum.reduce(wrong) / size


def _word_beginning(typed: str, keys: list[str], beginning: Floats) -> Floats:
    """Return the letters wrong from the word of each name on where they are fewest."""
    size = len(typed)
    tails: list[str] = []
    owners: list[int] = []
    for owner, key in enumerate(keys):
        place = key.find(" ")
        while place >= 0:
            tails.append(key[place + 1 : place + 1 + size])
            owners.append(owner)
            place = key.find(" ", place + 1)
    least = beginning.copy()
    if tails:
        np.minimum.at(least, np.array(owners), _compared(OSA.distance, typed, tails) / size)
    return least


def _year_penalties(year: int | None, years: NDArray[np.int64]) -> dict[str, Floats]:
    """Return the penalties of a typed year: none where it is the film's, little where it is one off."""
    if year is None:
        nothing = np.zeros(len(years))
        return {"year near": nothing, "year differs": nothing, "year unknown": nothing}
    off = np.abs(years - year)
    unknown = years == 0
    return {
        "year near": (off == 1).astype(float),
        "year differs": ((off > 1) & ~unknown).astype(float),
        "year unknown": unknown.astype(float),
    }


class _Words:
    """How the words of the typed text and of each name meet.

    A word counts by the weight of its grams, so that rare words matter and `of` hardly does, times its likeness to the
    nearest word of the other side.
    """

    def __init__(self, typed: str, keys: list[str], gram_weight: NDArray[np.uint16]) -> None:
        lines = [key.split() for key in keys]
        asked = typed.split()
        places = {word: place for place, word in enumerate(dict.fromkeys(asked))}
        flat = np.array([places.setdefault(word, len(places)) for line in lines for word in line], dtype=np.intp)
        lengths = np.array([len(line) for line in lines], dtype=np.intp)
        starts = np.cumsum(lengths) - lengths
        first = np.array([places[word] for word in asked], dtype=np.intp)
        vocabulary = list(places)
        alike = cdist(asked, vocabulary, scorer=OSA.normalized_similarity, dtype=np.float32, score_cutoff=_HALF_ALIKE)
        weight = _word_weights(vocabulary, gram_weight)
        best = np.maximum.reduceat(alike[:, flat], starts, axis=1)
        share = weight[first] / weight[first].sum()
        self.typed_part: Floats = share @ best
        self.exact_part: Floats = share @ (best == 1)
        numbers = [is_number(word) for word in vocabulary]
        # Square roots of different integers: two sums are equal only if the same numbers were added.
        mark = np.where(numbers, np.sqrt(np.arange(2.0, len(vocabulary) + 2)), 0)
        self.other_numbers: Floats = (~np.isclose(np.add.reduceat(mark[flat], starts), mark[first].sum())).astype(float)


def _word_weights(words: list[str], gram_weight: NDArray[np.uint16]) -> Floats:
    """Return the summed gram weights of each word."""
    encoded = [word.encode("utf-8", "replace") for word in words]
    at = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum([len(word) for word in encoded], out=at[1:])
    grams, owners = grams_of(np.frombuffer(b"".join(encoded), dtype=np.uint8), at, beginnings=False)
    return np.bincount(owners, gram_weight[grams], minlength=len(words)).astype(np.float64) + 1
