"""Films and their names in packed arrays: what is searched, saved and mapped into memory."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in UTF-8, packed on end: number `n` lies from `at[n]` to `at[n + 1]`."""

    data: NDArray[np.uint8]
    at: Ints

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, place: int) -> str:
        return self.data[self.at[place] : self.at[place + 1]].tobytes().decode("utf-8", "replace")

    def take(self, places: NDArray[np.intp]) -> "Texts":
        """Return the texts at `places`, in that order."""
        starts = self.at[places]
        lengths = self.at[places + 1] - starts
        at = np.zeros(len(places) + 1, dtype=np.int64)
        np.cumsum(lengths, out=at[1:])
        data = np.empty(at[-1], dtype=np.uint8)
        for begin in range(0, len(places), CHUNK):
            end = min(begin + CHUNK, len(places))
            steps = np.repeat(starts[begin:end] - at[begin:end], lengths[begin:end])
            steps += np.arange(int(at[begin]), int(at[end]))
            data[at[begin] : at[end]] = self.data[steps]
        return Texts(data, at)


CHUNK = 1 << 13
"""Rows worked on in one array operation: it bounds memory, and how long one operation holds up other threads."""


@dataclass(frozen=True, slots=True)
class Table:
    """Films and their names as columns; `name_film` leads from a name to its film's number."""

    film_id: Ints
    guild_id: Ints
    year: NDArray[np.int16]
    """0 where it is unknown."""
    obscurity: NDArray[np.float64]
    """The popularity with its sign turned, so that it rises."""
    titles: Texts
    people: Texts
    """The people of a film, parted by line breaks."""
    shadow_film: NDArray[np.uint32]
    """The film of a server that stands in for the shared film of `shadow_id`."""
    shadow_id: Ints

    credit_word: NDArray[np.uint32]
    """The words of people's names, as numbers, in rising order."""
    credit_film: NDArray[np.uint32]
    """The film each stands in."""

    name_film: NDArray[np.uint32]
    name_kind: NDArray[np.uint8]
    name_guild: Ints
    """The server that alone knows the name, 0 for everyone's."""
    article_length: NDArray[np.uint8]
    """Bytes of the leading article and its blank, 0 where there is none."""
    keys: Texts
    """The search forms, article included."""
    aliases: Texts
    """The name as it was written, for aliases only."""

    def __len__(self) -> int:
        return len(self.film_id)

    def people_of(self, film: int) -> tuple[str, ...]:
        """Return the people of film number `film`."""
        joined = self.people[film]
        return tuple(joined.split("\n")) if joined else ()

    def credited(self, words: Sequence[int]) -> NDArray[np.intp]:
        """Return the films, best known first, with all of `words` in the names of their people."""
        films: NDArray[np.uint32] | None = None
        for word in words:
            begin = np.searchsorted(self.credit_word, np.uint32(word), "left")
            end = np.searchsorted(self.credit_word, np.uint32(word), "right")
            found = self.credit_film[begin:end]
            films = found if films is None else np.intersect1d(films, found, assume_unique=True)
        return np.empty(0, np.intp) if films is None else films.astype(np.intp)


@dataclass(frozen=True, slots=True)
class Starts:
    """The first sixteen bytes of all search forms without article, sorted, as pairs of big-endian numbers."""

    head: NDArray[np.uint64]
    tail: NDArray[np.uint64]
    name: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Grams:
    """Which names hold each letter n-gram."""

    at: Ints
    """Where the names of a gram begin; those of gram `n` end at `at[n + 1]`."""
    names: NDArray[np.uint32]
    """The names, gram after gram, in rising order."""
    weight: NDArray[np.uint16]
    """The weight of each gram: the rarer, the more."""
    name_weight: NDArray[np.uint32]
    """The sum of the weights of a name's grams."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A table of films, best known first, with what finds their names.

    A film's number is its rank by popularity, and names stand in the order of their films, so the front of every list
    holds the best known.
    """

    table: Table
    starts: Starts
    grams: Grams

    def __len__(self) -> int:
        return len(self.table)
