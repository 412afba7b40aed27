"""The names to be scored for a typed text, gathered from every layer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index import candidates
from bot.catalogue.index.candidates import Wanted
from bot.catalogue.index.segment import Table
from bot.catalogue.index.state import Layer, Numbers, State
from bot.catalogue.index.typed import Reading

Floats = NDArray[np.float64]

CLOSE_LOOKS = 100
"""Names of a layer that are scored in full, of those found by their grams."""
SAME = 40
"""Names that equal the typed text, scored in any case."""
BEGINNINGS = 60
"""Names that begin as the text being typed, scored in any case."""
FILMS_OF_PERSON = 40
"""Films of one person that are scored when a name stands beside the title."""
_YEAR_PROMISE = 0.2
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Pool:
    """Names, one a row."""

    layer: Numbers
    name: Numbers
    film: Numbers
    """The film's number in its layer."""
    film_id: NDArray[np.int64]
    kind: NDArray[np.uint8]
    year: NDArray[np.int64]
    obscurity: Floats
    rank: Floats
    """The logarithm of how many films are better known: 0 for none, 1 for a million."""
    typed_share: Floats
    """The weight of the grams in common, as a part of all that was typed."""
    keys: list[str]
    """Search forms without article."""
    articles: list[str]

    def __len__(self) -> int:
        return len(self.keys)


def gather(state: State, ways: Sequence[Reading], guild_id: int, *, typing: bool) -> list[tuple[Reading, Pool]]:
    """Return the names that may be meant by `ways`, readings of one text, for each of them.

    The names are looked for once, by the grams of the last reading, which has all that was typed.
    """
    wants = [candidates.wanted(state.layers[0].segment, way.key.text, state.gram_weight) for way in ways]
    found = [_found(state, layer, ways, wants[-1], guild_id, typing=typing) for layer in state.layers]
    if not any(len(names) for names, _ in found):
        return []
    pool, shared = _pool(state, [names for names, _ in found]), np.concatenate([weight for _, weight in found])
    shares = [np.minimum(shared / max(want.total, 1.0), 1.0) for want in wants]
    return [(way, replace(pool, typed_share=share)) for way, share in zip(ways, shares, strict=True)]


def _pool(state: State, found: Sequence[Numbers]) -> Pool:
    """Return the names `found` in each layer as rows."""
    tables = [layer.segment.table for layer in state.layers]
    parts = list(zip(tables, found, strict=True))
    films = [table.name_film[names].astype(np.intp) for table, names in parts]
    owned = list(zip(tables, films, strict=True))
    keys: list[str] = []
    articles: list[str] = []
    for table, names in parts:
        for name, cut in zip(names.tolist(), table.article_length[names].tolist(), strict=True):
            key = table.keys[name]
            keys.append(key[cut:])
            articles.append(key[: cut - 1] if cut else "")
    obscurity = np.concatenate([table.obscurity[film] for table, film in owned])
    return Pool(
        layer=np.repeat(np.arange(len(parts)), [len(names) for names in found]),
        name=np.concatenate(found),
        film=np.concatenate(films),
        film_id=np.concatenate([table.film_id[film] for table, film in owned]),
        kind=np.concatenate([table.name_kind[names] for table, names in parts]),
        year=np.concatenate([table.year[film] for table, film in owned]).astype(np.int64),
        obscurity=obscurity,
        rank=_rank(tables[0], obscurity),
        typed_share=np.zeros(len(keys)),
        keys=keys,
        articles=articles,
    )


def _rank(table: Table, obscurity: Floats) -> Floats:
    """Return how obscure films are among those of the largest layer, films equally known counting alike."""
    return np.log1p(np.searchsorted(table.obscurity, obscurity, "left")) / np.log1p(_MILLION)


def _found(
    state: State, layer: Layer, ways: Sequence[Reading], want: Wanted, guild_id: int, *, typing: bool
) -> tuple[Numbers, Floats]:
    """Return names of one layer and the weight of the grams in `want` that each shares."""
    segment, table, way = layer.segment, layer.segment.table, ways[-1]

    def seen(names: Numbers) -> NDArray[np.bool_]:
        return state.visible_names(layer, names, guild_id)

    if way.people:
        films = table.credited(way.people)
        names = _names_of(table, films[state.visible(layer, films, guild_id)][:FILMS_OF_PERSON])
        names = names[seen(names)]
        return names, candidates.shared_by(segment, want, names)
    names, shared = candidates.sharing(segment, want, seen)
    share = shared / max(want.total, 1.0)
    films = table.name_film[names].astype(np.intp)
    if typing:
        promise = share - _rank(state.layers[0].segment.table, table.obscurity[films])
    else:
        promise = share / 2 + shared / np.maximum(want.total + segment.grams.name_weight[names] - shared, 1.0)
    if ways[0].year:
        promise += _YEAR_PROMISE * (np.abs(table.year[films] - ways[0].year) <= 1)
    if len(names) > CLOSE_LOOKS:
        best = np.sort(np.argpartition(-promise, CLOSE_LOOKS)[:CLOSE_LOOKS])
        names, shared = names[best], shared[best]
    texts = dict.fromkeys(way.key.text for way in ways)
    sure = [candidates.same_as(segment.starts, text, seen, SAME) for text in texts]
    if typing:
        sure += [candidates.beginning_with(segment.starts, text, seen, BEGINNINGS) for text in texts]
    more = set(np.concatenate(sure).tolist()).difference(names.tolist())
    extra = np.array(sorted(more), dtype=np.intp)
    return np.concatenate([names, extra]), np.concatenate([shared, candidates.shared_by(segment, want, extra)])


def _names_of(table: Table, films: Numbers) -> Numbers:
    """Return the names of `films`, given in rising order."""
    begins = np.searchsorted(table.name_film, films.astype(np.uint32), "left")
    ends = np.searchsorted(table.name_film, films.astype(np.uint32), "right")
    names: list[int] = []
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        names += range(begin, end)
    return np.array(names, dtype=np.intp)
