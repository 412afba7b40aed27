"""From scored names to films, best first, with reasons and a confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.index.names import Kind
from bot.catalogue.index.penalties import TYPING, WHOLE, penalties, total
from bot.catalogue.index.pool import gather
from bot.catalogue.index.records import Confidence, Match
from bot.catalogue.index.segment import Table
from bot.catalogue.index.state import State
from bot.catalogue.index.typed import Reading

_POINTS = 1.6


@dataclass(frozen=True, slots=True)
class Ranked:
    """A film found, and the penalties it stands on."""

    match: Match
    points: float


def ranked(state: State, ways: Sequence[Reading], guild_id: int, *, limit: int, typing: bool) -> list[Ranked]:
    """Return the `limit` films nearest to any reading of what was typed, best first."""
    pools = [(reading, pool) for reading in ways if len(pool := gather(state, reading, guild_id, typing=typing))]
    if not pools:
        return []
    rows = []
    for reading, pool in pools:
        found = penalties(reading, pool, state.gram_weight, typing=typing)
        rows.append(total(found, TYPING if typing else WHOLE))
    points = np.concatenate(rows)
    film_id = np.concatenate([pool.film_id for _, pool in pools])
    year = np.concatenate([pool.year for _, pool in pools])
    obscurity = np.concatenate([pool.obscurity for _, pool in pools])
    kind = np.concatenate([pool.kind for _, pool in pools])
    which = np.repeat(np.arange(len(pools)), [len(pool) for _, pool in pools])
    first = np.concatenate([[0], np.cumsum([len(pool) for _, pool in pools])])
    best: list[Ranked] = []
    done: set[int] = set()
    for row in np.lexsort((kind, film_id, -year, obscurity, np.round(points, 6))).tolist():
        if int(film_id[row]) in done:
            continue
        done.add(int(film_id[row]))
        pool = pools[which[row]][1]
        own = row - first[which[row]]
        table = state.layers[pool.layer[own]].segment.table
        alias = table.aliases[pool.name[own]] if pool.kind[own] == Kind.ALIAS else ""
        score = max(0.0, 100 - _POINTS * float(points[row]))
        best.append(Ranked(match(table, int(pool.film[own]), score, (f"alias “{alias}”",) if alias else ()), float(points[row])))
        if len(best) == limit:
            break
    return best


def match(table: Table, film: int, score: float, reasons: tuple[str, ...]) -> Match:
    """Return film number `film` of `table` as it is answered."""
    return Match(int(table.film_id[film]), table.titles[film], int(table.year[film]) or None, round(score, 1), reasons)


def confidence(found: Sequence[Ranked]) -> Confidence:
    """Return how sure the first of `found` is the film that was meant."""
    if not found or found[0].match.score < 45:
        return Confidence.NONE
    gap = found[1].points - found[0].points if len(found) > 1 else 99
    if gap > 4: return Confidence.SURE
    return Confidence.LIKELY if gap > 2 else Confidence.CHOICE
