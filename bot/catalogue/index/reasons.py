"""Matches as they are answered, with the reasons for each in a few words."""

from collections.abc import Sequence
from typing import Final

from bot.catalogue.index.names import Kind
from bot.catalogue.index.normalise import plain_words
from bot.catalogue.index.penalties import letters_wrong
from bot.catalogue.index.people import name_numbers
from bot.catalogue.index.ranking import Found
from bot.catalogue.index.records import Match
from bot.catalogue.index.segment import Table
from bot.catalogue.index.state import State
from bot.catalogue.index.typed import Reading

SCALE: Final = 1.6
"""Points of a score for one of the weighted penalties."""

_LETTERS = {1: "one letter differs", 2: "two letters differ", 3: "three letters differ"}
_KINDS = {Kind.MAIN: "main title", Kind.SUBTITLE: "subtitle", Kind.ACRONYM: "initials"}


def match(state: State, found: Found) -> Match:
    """Return `found` as it is answered: its score is a hundred less the scaled penalties, from 0 to 100."""
    table = state.layers[int(found.pool.layer[found.row])].segment.table
    score = min(max(0.0, 100 - SCALE * found.penalty), 100.0)
    return film_match(table, int(found.pool.film[found.row]), score, _reasons(table, found))


def film_match(table: Table, film: int, score: float, reasons: tuple[str, ...]) -> Match:
    """Return film number `film` of `table` with the `score` and `reasons` given."""
    return Match(int(table.film_id[film]), table.titles[film], int(table.year[film]) or None, round(score, 1), reasons)


def _reasons(table: Table, found: Found) -> tuple[str, ...]:
    """Return which name was found, how near it is, and what year and person have to do with it."""
    pool, row, reading = found.pool, found.row, found.reading
    kind = Kind(int(pool.kind[row]))
    reasons = [_KINDS[kind]] if kind in _KINDS else []
    if kind in {Kind.LEARNED, Kind.ALIAS}:
        reasons.append(f"alias “{table.aliases[int(pool.name[row])]}”")
    reasons.append(_nearness(reading.key.text, pool.keys[row]))
    if reading.year and pool.year[row]:
        reasons.append(_year(reading, int(pool.year[row])))
    if reading.people:
        reasons.append(f"with {_person(table.people_of(int(pool.film[row])), reading.people)}")
    return tuple(reasons)


def _nearness(typed: str, key: str) -> str:
    """Return how near a name is to what was typed."""
    letters = int(letters_wrong(typed, [key])[0])
    if letters == 0:
        return "same words"
    if sorted(typed.split()) == sorted(key.split()):
        return "words in another order"
    if key.startswith(typed):
        return "begins with it"
    if set(typed.split()) <= set(key.split()):
        return "has all the words"
    return _LETTERS.get(letters, "similar words")


def _year(reading: Reading, year: int) -> str:
    return {0: "year matches", 1: "year is one off"}.get(abs(year - (reading.year or 0)), "year differs")


def _person(people: Sequence[str], words: Sequence[int]) -> str:
    """Return the first of `people` in whose name all `words` stand, else the first of all."""
    named = (person for person in people if set(words) <= set(name_numbers(plain_words(person))))
    return next(named, people[0])
