"""From readings of a typed text to films, best first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.index.penalties import TYPING, WHOLE, total, typing_penalties, whole_penalties
from bot.catalogue.index.pool import Pool, gather
from bot.catalogue.index.state import State
from bot.catalogue.index.typed import Reading, people_readings


@dataclass(frozen=True, slots=True)
class Found:
    """A film found, by the best of its names."""

    reading: Reading
    pool: Pool
    row: int
    """The place of the name in the pool."""
    penalty: float
    """The weighted sum of all penalties."""
    mismatch: float
    """The same without obscurity: how far the name is from what was typed, however well the film is known."""


def find(state: State, ways: Sequence[Reading], guild_id: int, *, limit: int, typing: bool) -> list[Found]:
    """Return the `limit` films nearest to any reading of what was typed, best first.

    Among equals the better known film comes first, then the newer, then the lower id.
    """
    groups = _searched_together(state, ways, typing=typing)
    pools = [pair for group in groups for pair in gather(state, group, guild_id, typing=typing)]
    if not pools:
        return []
    weights = TYPING if typing else WHOLE
    sums = [
        total(typing_penalties(*pair) if typing else whole_penalties(*pair, state.gram_weight), weights)
        for pair in pools
    ]
    penalty = np.concatenate(sums)
    order = np.lexsort(
        (
            np.concatenate([pool.kind for _, pool in pools]),
            np.concatenate([pool.film_id for _, pool in pools]),
            -np.concatenate([pool.year for _, pool in pools]),
            np.concatenate([pool.obscurity for _, pool in pools]),
            np.round(penalty, 6),
        )
    )
    owner = np.repeat(np.arange(len(pools)), [len(pool) for _, pool in pools])
    first = np.cumsum([0, *(len(pool) for _, pool in pools)])
    found: dict[int, Found] = {}
    for place in order.tolist():
        reading, pool = pools[owner[place]]
        row = place - int(first[owner[place]])
        film_id = int(pool.film_id[row])
        if film_id not in found:
            mismatch = float(penalty[place]) - weights["obscure"] * float(pool.rank[row])
            found[film_id] = Found(reading, pool, row, float(penalty[place]), mismatch)
            if len(found) == limit:
                break
    return list(found.values())


def _searched_together(state: State, ways: Sequence[Reading], *, typing: bool) -> list[list[Reading]]:
    """Return the readings in groups whose candidates are the same, with those that take words for a person's name."""
    plain = [way for way in ways if not way.guess]
    groups = [plain] if plain else []
    groups += [[way] for way in ways if way.guess]
    if plain and not typing and any(len(layer.segment.table.credit_word) for layer in state.layers):
        groups += [[way] for way in people_readings(plain[0], lambda words: _credited(state, words))]
    return groups


def _credited(state: State, words: Sequence[int]) -> bool:
    """Return whether some film has all `words` in the names of its people."""
    return any(len(layer.segment.table.credited(words)) for layer in state.layers)
