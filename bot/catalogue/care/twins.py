"""Pairs of films that are likely one: of nearly one name, of one year or two that follow each other.

Names are compared in the title index's search form: `The Killers` and `Killers, The` are one, and so are two spellings
in different scripts. Comparing every film with every other would take hours, so names are sorted within two years at a
time, from their beginning and from their end, and each is compared with its neighbours only (the sorted neighbourhood
method of Hernández and Stolfo, 1995).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from rapidfuzz import fuzz

from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change, State
from bot.catalogue.film import ID_SOURCES, label
from bot.catalogue.index.normalise import normalise, numbers_in
from bot.catalogue.loading.identity import same_directors
from bot.catalogue.visibility import VISIBLE
from bot.errors import UserError

MOST_FILMS = 100_000
"""How many films are looked at: the server's own first, then the best known of the shared ones."""

MOST_PAIRS = 1_000
"""How many pairs are found at most, the likeliest ones."""

_NEIGHBOURS = 6
"""With how many names behind it in each order a name is compared."""

_MOST_NAMES = 8
"""How many names of a film are looked at."""

_LIKELY = 88.0
"""How alike (0 to 100) two names are, with what is added and taken off below, to be told."""

_WITHOUT_BONUS = 80.0
_SAME_DIRECTOR = 8.0
_OTHER_DIRECTOR = -12.0
_NEXT_YEAR = -2.0
_NO_YEAR = -4.0

_FILMS = f"""
    SELECT id, guild_id, title, year, original_title FROM films WHERE {VISIBLE}
    ORDER BY guild_id = 0, votes DESC NULLS LAST, id LIMIT :limit
"""  # noqa: S608 - a condition written in this project
_ALIASES = "SELECT film_id, name FROM aliases"
_DIRECTORS = "SELECT film_id, name FROM credits WHERE role = 'director' ORDER BY film_id, position"
_IDS = "SELECT film_id, source, value FROM film_ids WHERE guild_id IN (0, :guild)"
_DISMISSED = "SELECT film_id, other_id FROM different_films WHERE guild_id = :guild"
_NAMES = """
    SELECT title, year FROM films WHERE id IN (:film, :other) AND guild_id IN (0, :guild) ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a film: its title and other names, and what speaks for or against its being another."""

    film_id: int
    own: bool
    names: tuple[str, ...]
    year: int | None
    directors: tuple[str, ...]
    ids: tuple[str | None, ...]

    @property
    def numbers(self) -> list[str]:
        """The numbers in its title, such as that of a part."""
        return numbers_in(normalise(self.names[0]).text)


_Named = tuple[str, Known]
"""A name in the search form, without its blanks, and its film."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two films that are likely one; `likeness` is up to 100, or a little more where they have a director in common."""

    film_id: int
    other_id: int
    likeness: float

    @property
    def pair(self) -> tuple[int, int]:
        """The two films, the lower id first."""
        return self.film_id, self.other_id


def find_twins(films: Sequence[Known]) -> list[Twins]:
    """Return the pairs of films that are likely one, the likeliest first; one film of each is the server's own."""
    best: dict[tuple[int, int], float] = {}
    for (key, one), (other_key, other) in _neighbours(films):
        if not (one.own or other.own) or one is other:
            continue
        alike = fuzz.ratio(key, other_key, score_cutoff=_WITHOUT_BONUS)
        if alike and (likeness := alike + bonus(one, other)) >= _LIKELY:
            pair = min(one.film_id, other.film_id), max(one.film_id, other.film_id)
            best[pair] = max(likeness, best.get(pair, 0.0))
    ranked = sorted(best.items(), key=lambda found: (-found[1], found[0]))
    return [Twins(*pair, likeness) for pair, likeness in ranked[:MOST_PAIRS]]


def bonus(one: Known, other: Known) -> float:
    """Return what speaks for (above 0) or against two films of nearly one name being one.

    Two with different ids at one outside catalogue are two, and so are two parts of a series, which have other numbers.
    """
    if any(a and b and a != b for a, b in zip(one.ids, other.ids, strict=True)) or one.numbers != other.numbers:
        return -_LIKELY
    found = 0.0
    if one.year is None or other.year is None:
        found += _NO_YEAR
    elif one.year != other.year:
        found += _NEXT_YEAR
    if one.directors and other.directors:
        found += _SAME_DIRECTOR if same_directors(one.directors, other.directors) else _OTHER_DIRECTOR
    return found


def _neighbours(films: Sequence[Known]) -> Iterator[tuple[_Named, _Named]]:
    """Yield each two names that stand near each other in one of the orders, with their films."""
    by_year: dict[int, list[_Named]] = {}
    unknown: list[_Named] = []
    for film in films:
        named = [(key, film) for key in _keys(film.names)]
        if film.year is None:
            unknown += named
        else:
            by_year.setdefault(film.year, []).extend(named)
    for year, named in by_year.items():
        both = named + by_year.get(year + 1, [])
        yield from _near_in(sorted(both, key=itemgetter(0)))
        yield from _near_in(sorted(both, key=lambda each: each[0][::-1]))
    if unknown:  # of which any year may be meant, so that only the same name is looked for
        wanted = {key for key, _ in unknown}
        same = [each for each in chain(unknown, *by_year.values()) if each[0] in wanted]
        yield from _near_in(sorted(same, key=itemgetter(0)))


def _near_in(order: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    for ahead in range(1, _NEIGHBOURS + 1):
        yield from zip(order, order[ahead:], strict=False)


def read_films(connection: sqlite3.Connection, *, guild_id: int) -> list[Known]:
    """Return what is compared of the films that a server sees, up to `MOST_FILMS`."""
    values = {"guild": guild_id, "limit": MOST_FILMS}
    rows = connection.execute(_FILMS, values).fetchall()
    wanted = {row[0] for row in rows}
    names, directors = _by_film(connection, _ALIASES, wanted), _by_film(connection, _DIRECTORS, wanted)
    ids: dict[int, dict[str, str]] = {}
    for film_id, source, value in connection.execute(_IDS, values):
        if film_id in wanted:
            ids.setdefault(film_id, {})[source] = value
    return [
        Known(
            film_id,
            owner == guild_id,
            (title, *filter(None, (original_title,)), *names.get(film_id, ()))[:_MOST_NAMES],
            year,
            tuple(directors.get(film_id, ())),
            tuple(ids.get(film_id, {}).get(source) for source in ID_SOURCES),
        )
        for film_id, owner, title, year, original_title in rows
    ]


def dismissed(connection: sqlite3.Connection, *, guild_id: int) -> set[tuple[int, int]]:
    """Return the pairs of which a server's admins have said that they are two films."""
    return set(connection.execute(_DISMISSED, {"guild": guild_id}).fetchall())


def state(connection: sqlite3.Connection, pair: tuple[int, int], *, guild_id: int) -> State | None:
    """Return whether an admin has said that two films are two; None where one of them is gone."""
    if len(_names(connection, pair, guild_id)) != len(pair):
        return None
    return {"different": pair in dismissed(connection, guild_id=guild_id)}


def put(
    connection: sqlite3.Connection,
    pair: tuple[int, int],
    wanted: State,
    *,
    guild_id: int,
    member_id: int,
    undoes: int | None = None,
) -> None:
    """Say that two films are two, or take that back, inside a transaction that the caller holds.

    Raises:
        UserError: one of the films is gone.
    """
    names, before = _names(connection, pair, guild_id), state(connection, pair, guild_id=guild_id)
    if before is None:
        raise UserError("One of these films is no longer in the catalogue.")
    if before == wanted:
        return
    if wanted["different"]:
        connection.execute("INSERT INTO different_films VALUES (?, ?, ?)", (guild_id, *pair))
    else:
        key = (guild_id, *pair)
        connection.execute("DELETE FROM different_films WHERE guild_id = ? AND film_id = ? AND other_id = ?", key)
    change = Change("different", " · ".join(names), before, wanted, *pair)
    audit.note(connection, change, guild_id=guild_id, done_by=member_id, undoes=undoes)


def _names(connection: sqlite3.Connection, pair: tuple[int, int], guild_id: int) -> list[str]:
    values = {"film": pair[0], "other": pair[1], "guild": guild_id}
    return [label(title, year) for title, year in connection.execute(_NAMES, values)]


def _keys(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(filter(None, (normalise(name).text.replace(" ", "") for name in names)))


def _by_film(connection: sqlite3.Connection, statement: str, wanted: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for film_id, name in connection.execute(statement):
        if film_id in wanted:
            found.setdefault(film_id, []).append(name)
    return found
