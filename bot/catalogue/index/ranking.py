"""From scored names to films, best first, with reasons and a confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.index.names import Kind
from bot.catalogue.index.penalties import TYPING, WHOLE, Floats, letters_wrong, total, typing_penalties, whole_penalties
from bot.catalogue.index.people import name_numbers
from bot.catalogue.index.normalise import plain_words
from bot.catalogue.index.pool import Pool, gather
from bot.catalogue.index.records import Match
from bot.catalogue.index.segment import Table
from bot.catalogue.index.state import State
from bot.catalogue.index.typed import Reading, people_readings

SCALE = 1.6
"""Points of a score for one of the weighted penalties."""


@dataclass(frozen=True, slots=True)
class Found:
    """A film found: the pool and row of its best name, and the weighted penalties of that, with and without obscurity."""

    reading: Reading
    pool: Pool
    row: int
    penalty: float
    mismatch: float


def find(state: State, ways: Sequence[Reading], guild_id: int, *, limit: int, typing: bool) -> list[Found]:
    """Return the `limit` films nearest to any reading of what was typed, best first.

    Among equals the better known film comes first, then the newer, then the lower id.
    """
    plain = [way for way in ways if not way.guess]
    groups = [plain] if plain else []
    groups += [[way] for way in ways if way.guess]
    if not typing:
        groups += [[way] for way in _with_people(state, plain[:1])]
    pools = [pair for group in groups for pair in gather(state, group, guild_id, typing=typing)]
    sums = [
        total(typing_penalties(*pair), TYPING) if typing else total(whole_penalties(*pair, state.gram_weight), WHOLE)
        for pair in pools
    ]
    if not pools:
        return []
    penalty = np.concatenate(sums)
    film_id, year, obscurity, kind, rank = (
        np.concatenate([getattr(pool, column) for _, pool in pools]) for column in ("film_id", "year", "obscurity", "kind", "rank")
    )
    mismatch = penalty - (TYPING if typing else WHOLE)["obscure"] * rank
    owner = np.repeat(np.arange(len(pools)), [len(pool) for _, pool in pools])
    row = np.concatenate([np.arange(len(pool)) for _, pool in pools])
    found: dict[int, Found] = {}
    for place in np.lexsort((kind, film_id, -year, obscurity, np.round(penalty, 6))).tolist():
        film = int(film_id[place])
        if film not in found:
            reading, pool = pools[owner[place]]
            found[film] = Found(reading, pool, int(row[place]), float(penalty[place]), float(mismatch[place]))
            if len(found) == limit:
                break
    return list(found.values())


def _with_people(state: State, ways: Sequence[Reading]) -> list[Reading]:
    def known(words: Sequence[int]) -> bool:
        return any(len(layer.segment.table.credited(words)) for layer in state.layers)

    if not any(len(layer.segment.table.credit_word) for layer in state.layers):
        return []
    return [reading for way in ways for reading in people_readings(way, known)]


def match(state: State, found: Found) -> Match:
    """Return `found` as it is answered, with its reasons."""
    pool, row = found.pool, found.row
    table = state.layers[pool.layer[row]].segment.table
    score = max(0.0, 100 - SCALE * found.penalty)
    return film_match(table, int(pool.film[row]), score, _reasons(table, found))


def film_match(table: Table, film: int, score: float, reasons: tuple[str, ...]) -> Match:
    """Return film number `film` of `table` with the `score` and `reasons` given."""
    return Match(int(table.film_id[film]), table.titles[film], int(table.year[film]) or None, round(score, 1), reasons)


_LETTERS = {1: "one letter differs", 2: "two letters differ", 3: "three letters differ"}
_KINDS = {Kind.MAIN: "main title", Kind.SUBTITLE: "subtitle", Kind.ACRONYM: "initials"}


def _reasons(table: Table, found: Found) -> tuple[str, ...]:
    """Return why a film was found, in a few words each."""
    pool, row, reading = found.pool, found.row, found.reading
    typed, key = reading.key.text, pool.keys[row]
    reasons: list[str] = []
    kind = Kind(int(pool.kind[row]))
    if kind is Kind.ALIAS:
        reasons.append(f"alias “{table.aliases[int(pool.name[row])]}”")
    elif kind is not Kind.TITLE:
        reasons.append(_KINDS[kind])
    letters = int(letters_wrong(typed, [key])[0])
    if letters == 0:
        reasons.append("same title" if kind is Kind.TITLE else "same words")
    elif sorted(typed.split()) == sorted(key.split()):
        reasons.append("words in another order")
    elif letters in _LETTERS:
        reasons.append(_LETTERS[letters])
    elif key.startswith(typed):
        reasons.append("begins with it")
    elif set(typed.split()) <= set(key.split()):
        reasons.append("has all the words")
    else:
        reasons.append("similar words")
    if reading.year and pool.year[row]:
        off = abs(int(pool.year[row]) - reading.year)
        reasons.append("year matches" if off == 0 else "year is one off" if off == 1 else "year differs")
    if reading.people:
        reasons.append(f"with {_person(table.people_of(int(pool.film[row])), reading.people)}")
    return tuple(reasons)


def _person(people: Sequence[str], words: Sequence[int]) -> str:
    """Return the first of `people` in whose name all `words` stand."""
    for person in people:
        if set(words) <= set(name_numbers(plain_words(person))):
            return person
    return people[0]
