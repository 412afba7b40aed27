"""The names to be scored for one reading of a typed text, gathered from every layer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index import candidates
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


def gather(state: State, reading: Reading, guild_id: int, *, typing: bool) -> Pool:
    """Return the names of every layer that may be what `reading` means, visible to a member of `guild_id`."""
    found = [_found(state, layer, reading, guild_id, typing=typing) for layer in state.layers]
    keys: list[str] = []
    articles: list[str] = []
    for layer, (names, _) in zip(state.layers, found, strict=True):
        table = layer.segment.table
        for name, cut in zip(names.tolist(), table.article_length[names].tolist(), strict=True):
            key = table.keys[name]
            keys.append(key[cut:])
            articles.append(key[: cut - 1] if cut else "")
    tables = [layer.segment.table for layer in state.layers]
    films = [table.name_film[names].astype(np.intp) for table, (names, _) in zip(tables, found, strict=True)]
    obscurity = np.concatenate([table.obscurity[film] for table, film in zip(tables, films, strict=True)])
    return Pool(
        layer=np.repeat(np.arange(len(found)), [len(names) for names, _ in found]),
        name=np.concatenate([names for names, _ in found]),
        film=np.concatenate(films),
        film_id=np.concatenate([table.film_id[film] for table, film in zip(tables, films, strict=True)]),
        kind=np.concatenate([table.name_kind[names] for table, (names, _) in zip(tables, found, strict=True)]),
        year=np.concatenate([table.year[film] for table, film in zip(tables, films, strict=True)]).astype(np.int64),
        obscurity=obscurity,
        rank=_rank(tables[0], obscurity),
        typed_share=np.concatenate([share for _, share in found]),
        keys=keys,
        articles=articles,
    )


def _rank(table: Table, obscurity: Floats) -> Floats:
    """Return how obscure films are among those of the largest layer, films equally known counting alike."""
    return np.log1p(np.searchsorted(table.obscurity, obscurity, "left")) / np.log1p(_MILLION)


def _found(state: State, layer: Layer, reading: Reading, guild_id: int, *, typing: bool) -> tuple[Numbers, Floats]:
    """Return names of one layer and their share of the typed grams."""
    segment, text = layer.segment, reading.key.text

    def seen(names: Numbers) -> NDArray[np.bool_]:
        return state.visible(layer, segment.table.name_film[names].astype(np.intp), guild_id)

    want = candidates.wanted(segment, text, state.gram_weight)
    if reading.people:
        films = segment.table.credited(reading.people)
        films = films[state.visible(layer, films, guild_id)][:FILMS_OF_PERSON]
        names = _names_of(segment.table, films)
        return names, candidates.shared_by(segment, want, names) / max(want.total, 1.0)
    names, weight = candidates.sharing(segment, want, seen)
    share = weight / max(want.total, 1.0)
    films = segment.table.name_film[names].astype(np.intp)
    if typing:
        promise = share - _rank(state.layers[0].segment.table, segment.table.obscurity[films])
    else:
        promise = share / 2 + weight / np.maximum(want.total + segment.grams.name_weight[names] - weight, 1.0)
        if reading.year:
            promise += 0.2 * (np.abs(segment.table.year[films] - reading.year) <= 1)
    if len(names) > CLOSE_LOOKS:
        best = np.sort(np.argpartition(-promise, CLOSE_LOOKS)[:CLOSE_LOOKS])
        kept, kept_share = names[best], share[best]
    else:
        kept, kept_share = names, share
    sure = candidates.same_as(segment.starts, text, seen, SAME)
    if typing:
        sure = np.concatenate([sure, candidates.beginning_with(segment.starts, text, seen, BEGINNINGS)])
    extra = np.setdiff1d(sure, kept)
    places = np.minimum(np.searchsorted(names, extra), max(len(names) - 1, 0))
    extra_share = np.where(names[places] == extra, share[places], 1.0) if len(names) else np.ones(len(extra))
    return np.concatenate([kept, extra]), np.concatenate([kept_share, extra_share])


def _names_of(table: Table, films: Numbers) -> Numbers:
    """Return the names of `films`, given in rising order."""
    begins = np.searchsorted(table.name_film, films.astype(np.uint32), "left")
    ends = np.searchsorted(table.name_film, films.astype(np.uint32), "right")
    return np.concatenate([np.arange(begin, end) for begin, end in zip(begins, ends, strict=True)] or [np.empty(0, np.intp)])
