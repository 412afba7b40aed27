"""Names of people and reviewers, found by what is typed of them, with wrong letters or half of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from bot.catalogue.index.transliterate import to_latin
from bot.catalogue.text import fold

NEAR = 70.0
"""The likeness (0 to 100) from which a name counts as the one that was typed."""

LONGEST = 80
"""Characters of a typed name that are read."""

_CANDIDATES = 200
_SKETCH_WORDS = 2
_SHARED = 0
_HALF_TYPED = 0.96
_CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name in one scope: its folded form, how often it stands there, and the scope (0 is shared)."""

    folded: str
    count: int
    guild_id: int = _SHARED


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A folded name that fits, how well (0 to 100), and how often it stands in what the server sees."""

    folded: str
    likeness: float
    count: int


class NameIndex:
    """An index over folded names, which are compared in Latin letters: `kalatozov` finds `Калатозов`, and back.

    Each name has a sketch: a set of its pairs of neighbouring letters, hashed into 128 bits. The names whose sketches
    hold most of what is typed are compared letter by letter. The pass over the sketches takes a few milliseconds for
    200,000 names, most of it outside the interpreter's lock.
    """

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        listed = list(entries)
        self._names = [entry.folded for entry in listed]
        self._spelled = [_latin(entry.folded) for entry in listed]
        self._counts = np.array([entry.count for entry in listed], np.int64)
        self._guilds = np.array([entry.guild_id for entry in listed], np.int64)
        self._sketches = np.asfortranarray(_sketches(self._spelled))
        self._sizes = np.bitwise_count(self._sketches).sum(axis=1, dtype=np.int32)

    def __len__(self) -> int:
        return len(self._names)

    def search(self, typed: str, *, guild_id: int, limit: int = 25) -> tuple[NameMatch, ...]:
        """Return the names most like what is typed, the best first; the commonest where nothing is typed."""
        folded = fold(typed[:LONGEST])
        spelled = _latin(folded)
        rows: dict[str, int] = {}
        counts: dict[str, int] = {}
        for row in self._candidates(spelled, guild_id):
            name = self._names[row]
            rows.setdefault(name, row)
            counts[name] = counts.get(name, 0) + int(self._counts[row])
        alike = likenesses(spelled, [self._spelled[row] for row in rows.values()])
        found = [NameMatch(name, each, counts[name]) for name, each in zip(rows, alike, strict=True)]
        found.sort(key=lambda match: (-match.likeness, match.folded != folded, -match.count, match.folded))
        return tuple(found[:limit])

    def _candidates(self, spelled: str, guild_id: int) -> Sequence[int]:
        order = self._counts.astype(np.float64)
        if spelled:
            sketch = _sketches([spelled])[0]
            shared = sum(np.bitwise_count(column & word) for column, word in zip(self._sketches.T, sketch, strict=True))
            # Shared pairs decide, then the shorter name, then the commoner one.
            order = order / (order.max(initial=0) + 1) + shared * 1000.0 - self._sizes
        order[(self._guilds != _SHARED) & (self._guilds != guild_id)] = -np.inf
        rows = np.arange(len(order))
        if len(rows) > _CANDIDATES:
            rows = np.argpartition(-order, _CANDIDATES)[:_CANDIDATES]
        return [int(row) for row in rows if order[row] > -np.inf]


def likeness(typed: str, name: str) -> float:
    """Return how like two names are, folded and in Latin letters, 0 to 100; a name half typed counts by the half."""
    return likenesses(typed, [name])[0]


def likenesses(typed: str, names: Sequence[str]) -> list[float]:
    """Return how like each name is to what is typed, as `likeness` does; all at once, which takes less time.

    The best of three: letter by letter, whatever the order of the words, and word by word where the typed words may be
    the beginnings of the name's.
    """
    if not names:
        return []
    whole = np.maximum(_ratios(typed, names), _ratios(typed, names, fuzz.token_sort_ratio)).tolist()
    places: dict[str, int] = {}
    split = [[places.setdefault(word, len(places)) for word in name.split()] for name in names]
    beginnings = [_beginnings(part, [*places]) for part in typed.split()] if places else []
    return [
        100.0 if name == typed else _best(alike, words, beginnings)
        for name, alike, words in zip(names, whole, split, strict=True)
    ]


def _best(whole: float, words: Sequence[int], beginnings: Sequence[Sequence[float]]) -> float:
    """Return the likeness of a name by that of the whole and by its words, which are places in `beginnings`."""
    if not words or not beginnings:
        return whole
    halves = sum(max([near[word] for word in words]) for near in beginnings) / len(beginnings)
    return round(max(whole, halves * _HALF_TYPED), 2)


def _latin(folded: str) -> str:
    return folded if folded.isascii() else to_latin(folded)


def _beginnings(part: str, words: Sequence[str]) -> list[float]:
    """Return how like a typed word is to each of some words, or to its beginning."""
    return np.maximum(_ratios(part, words), _ratios(part, [word[: len(part)] for word in words])).tolist()


def _ratios(typed: str, names: Sequence[str], ratio: Callable[..., float] = fuzz.ratio) -> npt.NDArray[np.float64]:
    return process.cdist([typed], names, scorer=ratio, dtype=np.float64)[0]


def _sketches(names: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return a row of `_SKETCH_WORDS` words of 64 bits for each name."""
    parts = [_sketch_chunk(names[start : start + _CHUNK]) for start in range(0, len(names), _CHUNK)]
    return np.concatenate(parts) if parts else np.zeros((0, _SKETCH_WORDS), np.uint64)


def _sketch_chunk(names: Sequence[str]) -> npt.NDArray[np.uint64]:
    # Each name begins with a blank, so that first letters of words make pairs of their own; the last letter of a name
    # and the first blank of the next make one too many, which is masked.
    joined = " " + " ".join(names) + " "
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    lengths = np.array([len(name) + 1 for name in names], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    pairs = (letters[:-1] * np.uint64(0x9E3779B1) + letters[1:]) * np.uint64(0x9E3779B97F4A7C15)
    bit = pairs >> np.uint64(57)
    flags = np.uint64(1) << (bit & np.uint64(63))
    columns = [np.where(bit >> np.uint64(6) == word, flags, np.uint64(0)) for word in range(_SKETCH_WORDS)]
    return np.stack([np.bitwise_or.reduceat(column[: int(lengths.sum())], starts) for column in columns], axis=1)
