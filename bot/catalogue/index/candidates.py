"""The few hundred names out of a million that are worth a close look, found by the letter n-grams they share."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index.grams import grams_of
from bot.catalogue.index.segment import Segment, Starts

Names = NDArray[np.intp]
Seen = Callable[[Names], NDArray[np.bool_]]
"""Tells which of the names given may be found."""

BUDGET = 150_000
"""Postings read for one text: it bounds the time a search takes; what is cut off is the least known."""
SURVIVORS = 1_000
"""Names whose shared grams are counted in full."""
_MOST_GRAMS = 60
"""Grams of one text that are read; the sum of so many weights fits 16 bits up to ten million names."""
_NEAR_BEST = 0.4
"""Names that share less than this part of what the best name shares are not looked at."""
_START_BYTES = 16

_scratch = threading.local()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The grams of a typed text, those held by the fewest names first, and their weights."""

    grams: NDArray[np.uint32]
    weights: NDArray[np.uint16]

    @property
    def total(self) -> float:
        """The weight of all grams."""
        return float(self.weights.sum(dtype=np.int64))


def wanted(segment: Segment, text: str, weights: NDArray[np.uint16]) -> Wanted:
    """Return the grams of the search form `text`."""
    data = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    grams = np.array(sorted(set(grams_of(data, np.array([0, len(data)], dtype=np.int64))[0].tolist())), dtype=np.uint32)
    at = segment.grams.at
    grams = grams[np.argsort(at[grams + 1] - at[grams], kind="stable")[:_MOST_GRAMS]]
    return Wanted(grams, weights[grams])


def sharing(segment: Segment, want: Wanted, seen: Seen) -> tuple[Names, NDArray[np.float64]]:
    """Return the names that share the most with `want`, in order of name, and the weight each shares.

    The rarest grams are counted up over all names; for the others only the names that then stand out are looked up.
    """
    holders = _holders(segment, want)
    counts = _zeros(len(segment.table.keys))
    read, left = 0, BUDGET
    for names, weight in zip(holders, want.weights, strict=True):
        if left <= 0 or (len(names) > left and left < BUDGET // 2):
            break
        counts[names[:left].astype(np.intp)] += weight
        left -= len(names)
        read += 1
    best = int(counts.max(initial=0))
    found = np.flatnonzero(counts > best * _NEAR_BEST) if best else np.empty(0, dtype=np.intp)
    found = found[seen(found)]
    shared = counts[found].astype(np.int64)
    if len(found) > SURVIVORS:
        order = (shared << 32) - found
        found = np.sort(found[np.argpartition(order, len(found) - SURVIVORS)[-SURVIVORS:]])
        shared = counts[found].astype(np.int64)
    shared += _looked_up(holders[read:], want.weights[read:], found)
    return found, shared.astype(np.float64)


def shared_by(segment: Segment, want: Wanted, names: Names) -> NDArray[np.float64]:
    """Return the weight that each of `names` shares with `want`."""
    return _looked_up(_holders(segment, want), want.weights, names).astype(np.float64)


def _holders(segment: Segment, want: Wanted) -> list[NDArray[np.uint32]]:
    """Return the names that hold each gram."""
    return [segment.grams.names[segment.grams.at[gram] : segment.grams.at[gram + 1]] for gram in want.grams.tolist()]


def _looked_up(holders: Sequence[NDArray[np.uint32]], weights: NDArray[np.uint16], names: Names) -> NDArray[np.int64]:
    """Return the summed weights of the grams whose holders each of `names` is among."""
    shared = np.zeros(len(names), dtype=np.int64)
    if not len(names):
        return shared
    needles = names.astype(np.uint32)
    for among, weight in zip(holders, weights.tolist(), strict=True):
        if len(among):
            places = np.minimum(np.searchsorted(among, needles), len(among) - 1)
            shared += np.where(among[places] == needles, weight, 0)
    return shared


def _zeros(size: int) -> NDArray[np.uint16]:
    """Return this thread's array of `size` zeros."""
    counts: NDArray[np.uint16] | None = getattr(_scratch, "counts", None)
    if counts is None or len(counts) < size:
        counts = _scratch.counts = np.zeros(size, dtype=np.uint16)
    view = counts[:size]
    view.fill(0)
    return view


def same_as(starts: Starts, text: str, seen: Seen, limit: int) -> Names:
    """Return up to `limit` of the best known names whose first sixteen bytes without article are those of `text`."""
    start = text.encode("utf-8", "replace")[:_START_BYTES].ljust(_START_BYTES, b"\0")
    return _best_known(starts, start, start, seen, limit)


def beginning_with(starts: Starts, text: str, seen: Seen, limit: int) -> Names:
    """Return up to `limit` of the best known names that begin, without article, as `text` does in sixteen bytes."""
    start = text.encode("utf-8", "replace")[:_START_BYTES]
    return _best_known(starts, start.ljust(_START_BYTES, b"\0"), start.ljust(_START_BYTES, b"\xff"), seen, limit)


def _best_known(starts: Starts, low: bytes, high: bytes, seen: Seen, limit: int) -> Names:
    names = starts.name[_place(starts, low, "left") : _place(starts, high, "right")].astype(np.intp)
    if len(names) > limit * 4:
        names = np.partition(names, limit * 4)[: limit * 4]
    return np.sort(names[seen(names)])[:limit]


def _place(starts: Starts, start: bytes, side: str) -> int:
    head, tail = np.uint64(int.from_bytes(start[:8], "big")), np.uint64(int.from_bytes(start[8:], "big"))
    begin, end = np.searchsorted(starts.head, head, "left"), np.searchsorted(starts.head, head, "right")
    return int(begin + np.searchsorted(starts.tail[begin:end], tail, "left" if side == "left" else "right"))
