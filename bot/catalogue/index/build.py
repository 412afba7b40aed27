"""Packing of films into a segment: one pass over the films in Python, the rest in whole arrays."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index.grams import FIRST_BEGINNING, GRAMS, grams_of
from bot.catalogue.index.names import LONGEST_NAME, names_of
from bot.catalogue.index.people import NameNumbers
from bot.catalogue.index.records import IndexEntry
from bot.catalogue.index.segment import CHUNK, Grams, Ints, Segment, Starts, Table, Texts
from bot.catalogue.index.state import Layer

Weights = NDArray[np.uint16]

_WEIGHT_STEPS = 64
"""Steps of one natural logarithm that gram weights are rounded to; 60 grams of the rarest kind still fit 16 bits."""
_BEGINNING_STEPS = 24
_START_BYTES = 16
_BLANK = 0x20


def pack(entries: Iterable[IndexEntry], *, weights: Weights | None = None) -> Segment:
    """Return `entries`, no two with one id, as a segment; `weights` are those of grams, else they are counted."""
    return _index(_arranged(_read(entries)), weights)


def merge(layers: Sequence[Layer], *, weights: Weights | None = None) -> Segment:
    """Return one segment of the films of all `layers` that are not gone.

    Works on whole arrays in short steps, so that other threads run in between.
    """
    tables = [
        layer.segment.table if layer.gone is None else _chosen(layer.segment.table, np.flatnonzero(~layer.gone))
        for layer in layers
    ]
    return _index(_arranged(_joined(tables)), weights)


class _Packing:
    """Texts packed on end as they come."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.at = array("q", [0])

    def add(self, text: str) -> None:
        self.data += text.encode("utf-8", "replace")
        self.at.append(len(self.data))

    def texts(self) -> Texts:
        return Texts(np.frombuffer(self.data, dtype=np.uint8), np.frombuffer(self.at, dtype=np.int64))


def _read(entries: Iterable[IndexEntry]) -> Table:
    """Return the columns of `entries` in the order they come."""
    film_id, guild_id, year, obscurity = array("q"), array("q"), array("h"), array("d")
    shadow_film, shadow_id = array("I"), array("q")
    credit_word, credit_film = array("I"), array("I")
    name_numbers = NameNumbers()
    name_film, name_kind, name_guild, article_length = array("I"), array("B"), array("q"), array("B")
    titles, people, keys, aliases = _Packing(), _Packing(), _Packing(), _Packing()
    for film, entry in enumerate(entries):
        film_id.append(entry.film_id)
        guild_id.append(entry.guild_id)
        year.append(entry.year or 0)
        obscurity.append(-entry.popularity)
        titles.add(entry.title)
        people.add("\n".join(entry.people))
        for number in sorted(name_numbers(entry.people)):
            credit_word.append(number)
            credit_film.append(film)
        for shadowed in entry.shadows:
            shadow_film.append(film)
            shadow_id.append(shadowed)
        for kind, key, alias, server in names_of(entry):
            name_film.append(film)
            name_kind.append(kind)
            name_guild.append(server)
            article = f"{key.article} " if key.article else ""
            article_length.append(len(article))
            keys.add(article + key.text[:LONGEST_NAME])
            aliases.add(alias)
    return Table(
        film_id=np.array(film_id, dtype=np.int64),
        guild_id=np.array(guild_id, dtype=np.int64),
        year=np.array(year, dtype=np.int16),
        obscurity=np.array(obscurity, dtype=np.float64),
        titles=titles.texts(),
        people=people.texts(),
        shadow_film=np.array(shadow_film, dtype=np.uint32),
        shadow_id=np.array(shadow_id, dtype=np.int64),
        credit_word=np.array(credit_word, dtype=np.uint32),
        credit_film=np.array(credit_film, dtype=np.uint32),
        name_film=np.array(name_film, dtype=np.uint32),
        name_kind=np.array(name_kind, dtype=np.uint8),
        name_guild=np.array(name_guild, dtype=np.int64),
        article_length=np.array(article_length, dtype=np.uint8),
        keys=keys.texts(),
        aliases=aliases.texts(),
    )


def _chosen(table: Table, films: NDArray[np.intp]) -> Table:
    """Return the films of `table` numbered `films`, in that order, with their names."""
    number = np.full(len(table), -1, dtype=np.int64)
    number[films] = np.arange(len(films))
    name_film = number[table.name_film]
    names = np.argsort(name_film, kind="stable")[np.count_nonzero(name_film < 0) :]
    shadow_film = number[table.shadow_film]
    shadows = np.flatnonzero(shadow_film >= 0)
    credit_film = number[table.credit_film]
    credited = np.lexsort((credit_film, table.credit_word))
    credited = credited[credit_film[credited] >= 0]
    return Table(
        film_id=table.film_id[films],
        guild_id=table.guild_id[films],
        year=table.year[films],
        obscurity=table.obscurity[films],
        titles=table.titles.take(films),
        people=table.people.take(films),
        shadow_film=shadow_film[shadows].astype(np.uint32),
        shadow_id=table.shadow_id[shadows],
        credit_word=table.credit_word[credited],
        credit_film=credit_film[credited].astype(np.uint32),
        name_film=name_film[names].astype(np.uint32),
        name_kind=table.name_kind[names],
        name_guild=table.name_guild[names],
        article_length=table.article_length[names],
        keys=table.keys.take(names),
        aliases=table.aliases.take(names),
    )


def _arranged(table: Table) -> Table:
    """Return `table` in order of popularity, then the newer, then the id."""
    return _chosen(table, np.lexsort((table.film_id, -table.year, table.obscurity)))


def _joined(tables: Sequence[Table]) -> Table:
    """Return `tables` one after another."""
    firsts = np.cumsum([0, *map(len, tables)])[:-1]
    return Table(
        film_id=np.concatenate([table.film_id for table in tables]),
        guild_id=np.concatenate([table.guild_id for table in tables]),
        year=np.concatenate([table.year for table in tables]),
        obscurity=np.concatenate([table.obscurity for table in tables]),
        titles=_joined_texts([table.titles for table in tables]),
        people=_joined_texts([table.people for table in tables]),
        shadow_film=np.concatenate([table.shadow_film + first for table, first in zip(tables, firsts, strict=True)]),
        shadow_id=np.concatenate([table.shadow_id for table in tables]),
        credit_word=np.concatenate([table.credit_word for table in tables]),
        credit_film=np.concatenate([table.credit_film + first for table, first in zip(tables, firsts, strict=True)]),
        name_film=np.concatenate([table.name_film + first for table, first in zip(tables, firsts, strict=True)]),
        name_kind=np.concatenate([table.name_kind for table in tables]),
        name_guild=np.concatenate([table.name_guild for table in tables]),
        article_length=np.concatenate([table.article_length for table in tables]),
        keys=_joined_texts([table.keys for table in tables]),
        aliases=_joined_texts([table.aliases for table in tables]),
    )


def _joined_texts(parts: Sequence[Texts]) -> Texts:
    ends = np.cumsum([part.at[-1] for part in parts])
    at = [part.at[1:] + end - part.at[-1] for part, end in zip(parts, ends, strict=True)]
    return Texts(np.concatenate([part.data for part in parts]), np.concatenate([np.zeros(1, dtype=np.int64), *at]))


def _index(table: Table, weights: Weights | None) -> Segment:
    return Segment(table, _sorted_starts(table), _inverted(table, weights))


def _sorted_starts(table: Table) -> Starts:
    """Return the starts of the search forms without their articles, sorted."""
    keys = table.keys
    words = np.zeros((len(keys), 2), dtype=np.uint64)
    padded = np.concatenate([keys.data, np.zeros(_START_BYTES, dtype=np.uint8)])
    for begin in range(0, len(keys), CHUNK):
        end = min(begin + CHUNK, len(keys))
        places = (keys.at[begin:end] + table.article_length[begin:end])[:, None] + np.arange(_START_BYTES)
        letters = np.where(places < keys.at[begin + 1 : end + 1, None], padded[places], np.uint8(0))
        words[begin:end] = letters.view(">u8")
    order = np.lexsort((words[:, 1], words[:, 0]))
    return Starts(words[order, 0], words[order, 1], order.astype(np.uint32))


def _inverted(table: Table, weight: Weights | None) -> Grams:
    """Return the names that hold each gram, and the weights.

    A gram's weight is the logarithm of one plus all names to each one that holds it (inverse document frequency).
    """
    count = len(table.keys)
    chunks = list(_gram_chunks(table)) if count <= CHUNK else None
    held = np.zeros(GRAMS, dtype=np.int64)
    for _, _, grams, _ in chunks or _gram_chunks(table):
        held += np.bincount(grams, minlength=GRAMS)
    at = np.zeros(GRAMS + 1, dtype=np.int64)
    np.cumsum(held, out=at[1:])
    if weight is None:
        weight = _weights(held, count)
    names = np.empty(at[-1], dtype=np.uint32)
    name_weight = np.zeros(count, dtype=np.uint32)
    free = at[:-1].copy()
    for begin, end, grams, owners in chunks or _gram_chunks(table):
        held = np.bincount(grams, minlength=GRAMS)
        names[np.arange(len(grams)) + (free - np.cumsum(held) + held)[grams]] = owners + begin
        free += held
        name_weight[begin:end] = np.bincount(owners, weight[grams], minlength=end - begin)
    return Grams(at, names, weight, name_weight)


def _weights(held: Ints, count: int) -> Weights:
    """Return the weights of grams held by `held` of `count` names."""
    steps = np.full(GRAMS, _WEIGHT_STEPS, dtype=np.float64)
    steps[FIRST_BEGINNING:] = _BEGINNING_STEPS
    weight: NDArray[np.float64] = steps * np.log1p(count + 1)
    some = np.flatnonzero(held)
    weight[some] = steps[some] * np.log1p((count + 1) / held[some])
    return np.round(weight).astype(np.uint16)


def _gram_chunks(table: Table) -> Iterator[tuple[int, int, NDArray[np.intp], NDArray[np.intp]]]:
    """Yield the first and last name of each chunk and its grams, in order of gram and then of name, each once."""
    keys = table.keys
    for begin in range(0, len(keys), CHUNK):
        end = min(begin + CHUNK, len(keys))
        at = keys.at[begin : end + 1] - keys.at[begin]
        text = keys.data[keys.at[begin] : keys.at[end]].copy()
        articles = table.article_length[begin:end]
        edges = np.zeros(len(text) + 1, dtype=np.int8)
        edges[at[:-1]] += 1
        edges[at[:-1] + articles] -= 1
        text[np.cumsum(edges[:-1], dtype=np.int8) > 0] = _BLANK
        grams, owners = grams_of(text, at)
        pairs = np.sort((grams.astype(np.uint64) << np.uint64(32)) | owners)
        once = np.ones(len(pairs), dtype=bool)
        np.not_equal(pairs[1:], pairs[:-1], out=once[1:])
        pairs = pairs[once]
        yield begin, end, (pairs >> np.uint64(32)).astype(np.intp), (pairs & np.uint64(0xFFFFFFFF)).astype(np.intp)
