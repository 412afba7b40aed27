"""Which film is asked: drawn from what a server sees, the better known sooner, and only where there is enough to ask.

Functions of a connection, for the store of games. A draw is a few look-ups by id where many films fit, however many
there are, and else one statement that lists some of those that do: a list of all would hold up the bot where they are
tens of thousands.
"""

import random
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final, NamedTuple

from bot.catalogue.film import Review
from bot.catalogue.film_rows import read_film
from bot.catalogue.following import follow
from bot.catalogue.reviews import review_rows
from bot.catalogue.reviews.reviewed import ReviewFilter
from bot.catalogue.reviews.spoilers import UnmarkedRule
from bot.catalogue.searching.browsing import conditions
from bot.catalogue.stored import FilmFilter
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.guessing.clues import clues_of
from bot.club.guessing.matching import Asked
from bot.club.guessing.material import Puzzle
from bot.club.guessing.record import Source
from bot.club.hidden import SHOWN

FILMS_A_RIVAL: Final = 2_500
"""Of so many films each one more is drawn, and the best known of those drawn is asked.

Among the few hundred of a club all are as likely; among 100,000 hardly one in thirty is a film that people know.
"""

MOST_DRAWN: Final = 32
"""How many are drawn at most for one to be asked."""

TRIES: Final = 60
"""Films that are read for one there is enough to ask of."""

REVIEWS_READ: Final = 12
"""Reviews of a film that are looked at for a passage."""

_BY_TABLES: Final = ("person", "country", "genre")
"""What of a filter is found in a table beside the films, so that a list is no dearer than one look-up."""

MOST_LISTED: Final = 2_000
"""Films that are listed at most for one game; its rounds, and those of late, are far fewer."""

_PROBES = 400
"""Random ids that are looked up before films are listed after all: few may fit, and ids have gaps."""

_PRIME = 2_147_483_647
_SHUFFLED = f"id % {_PRIME} * :salt % {_PRIME}"
"""An order of films that is another for every salt, and the same for the same."""

_OF_MEMBERS = "films.id IN (SELECT film_id FROM {table} WHERE guild_id = :guild AND {shown})"
_SOURCES: Final[dict[Source, str]] = {
    "any": "1",
    "rated": _OF_MEMBERS.format(table="ratings", shown=SHOWN),
    "watchlists": _OF_MEMBERS.format(table="watchlist", shown=SHOWN.replace("ratings.", "watchlist.")),
}
"""Where a film of each source stands; what hidden members rated or want to see is left out."""

_TEXT = """
    (films.synopsis IS NOT NULL OR films.tagline IS NOT NULL
     OR EXISTS (SELECT 1 FROM reviews WHERE reviews.film_id = films.id AND reviews.member_id IS NULL))
"""
_MATERIAL = f"({_TEXT} OR films.year IS NOT NULL AND EXISTS (SELECT 1 FROM credits WHERE film_id = films.id))"  # noqa: S608 - conditions written in this project
"""What is needed at the least; whether it suffices is seen when it is read."""
_COLUMNS = f"SELECT films.id, {_TEXT}, ifnull(films.votes, 0) FROM films"  # noqa: S608 - conditions written in this project
_NAMES = f"SELECT title, original_title FROM films WHERE films.id = :film AND {REACHABLE}"  # noqa: S608 - conditions written in this project
_IDS = "SELECT (SELECT min(id) FROM films), (SELECT max(id) FROM films)"


@dataclass(frozen=True, slots=True)
class From:
    """What a game is played with: a source, and what fits the filter in it."""

    source: Source = "any"
    wanted: FilmFilter = field(default_factory=FilmFilter)


@dataclass(frozen=True, slots=True)
class Playable:
    """A film that was drawn, and what a round of it shows."""

    film_id: int
    puzzle: Puzzle


class _Candidate(NamedTuple):
    """A film that may be asked, and what makes it a better one than others."""

    film_id: int
    has_text: int
    votes: int


def playables(
    connection: sqlite3.Connection,
    wanted: From,
    *,
    guild_id: int,
    without: Collection[int],
    chance: random.Random,
    unmarked: UnmarkedRule = "barred",
) -> Iterator[Playable]:
    """Yield films for rounds, each once and none of `without` (those asked lately), until none fits or too few suffice.

    `unmarked` is the server's rule for reviews that nobody has marked: where they stand behind bars, they are not used.
    """
    left: list[_Candidate] = []
    tries = TRIES
    # Of each batch the best known is asked; the others are left for where there are no more.
    for batch in chain(_batches(connection, wanted, guild_id, frozenset(without), chance), _one_by_one(left)):
        for place, candidate in enumerate(batch):
            puzzle = _puzzle(connection, candidate.film_id, guild_id, chance, unmarked)
            if puzzle is not None:
                left += batch[place + 1 :]
                tries = TRIES
                yield Playable(candidate.film_id, puzzle)
                break
            tries -= 1
            if not tries:
                return


def _one_by_one(left: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """Yield what is left by the time it is asked for."""
    while left:
        yield [left.pop(0)]


def asked_film(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> Asked | None:
    """Return the film of a round, or the one it was merged into; None where it is gone from the server's sight."""
    film_id = follow(connection, film_id, guild_id=guild_id)
    row = connection.execute(_NAMES, {"film": film_id, "guild": guild_id}).fetchone()
    if row is None:
        return None
    aliases = connection.execute("SELECT name FROM aliases WHERE film_id = ? ORDER BY position", (film_id,))
    return Asked(film_id, (*filter(None, row), *(name for (name,) in aliases)))


def _puzzle(
    connection: sqlite3.Connection, film_id: int, guild_id: int, chance: random.Random, unmarked: UnmarkedRule
) -> Puzzle | None:
    film = read_film(connection, film_id)
    assert film is not None
    drawn = review_rows.draw(connection, ReviewFilter(film_id), (), guild_id=guild_id, chance=chance)
    # A member's own review is left out: whoever wrote it would know it at once.
    written = (review for review in drawn if review.member_id is None)
    reviews = [Review(review.reviewer, review.text, spoiler=review.spoiler) for review in islice(written, REVIEWS_READ)]
    return clues_of(film, reviews, chance, unmarked=unmarked)


def _batches(
    connection: sqlite3.Connection, wanted: From, guild_id: int, without: frozenset[int], chance: random.Random
) -> Iterator[list[_Candidate]]:
    """Yield films that may be asked, each once, at random: a few at a time, of which the best known is first."""
    if wanted.source == "any" and all(getattr(wanted.wanted, name) is None for name in _BY_TABLES):
        low, high = connection.execute(_IDS).fetchone()
        if low is None:
            return
        size = _rivals(high - low + 1)
        while found := _probed(connection, wanted, range(low, high + 1), size, guild_id, without, chance):
            yield _best_first(found)
            without |= {candidate.film_id for candidate in found}
            if len(found) < size:
                break
    many, every = _listed(connection, wanted, guild_id, chance)
    listed = [film for film in every if film.film_id not in without]
    size = _rivals(many)
    for start in range(0, len(listed), size):
        yield _best_first(listed[start : start + size])


def _rivals(films: int) -> int:
    return min(1 + films // FILMS_A_RIVAL, MOST_DRAWN)


def _best_first(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda candidate: (-candidate.has_text, -candidate.votes))


def _probed(
    connection: sqlite3.Connection,
    wanted: From,
    ids: range,
    size: int,
    guild_id: int,
    without: frozenset[int],
    chance: random.Random,
) -> list[_Candidate]:
    """Return up to `size` films by random ids; fewer where too many ids are none."""
    where, values = _where(wanted, guild_id)
    statement = f"{_COLUMNS} WHERE films.id = :film AND {where}"
    found: dict[int, _Candidate] = {}
    for _ in range(_PROBES):
        film_id = chance.choice(ids)
        if film_id in without or film_id in found:
            continue
        row = connection.execute(statement, {**values, "film": film_id}).fetchone()
        if row is not None:
            found[film_id] = _Candidate(*row)
            if len(found) == size:
                break
    return list(found.values())


def _listed(
    connection: sqlite3.Connection, wanted: From, guild_id: int, chance: random.Random
) -> tuple[int, list[_Candidate]]:
    """Return how many films fit, and up to `MOST_LISTED` of them in an order that was drawn."""
    where, values = _where(wanted, guild_id)
    statement = f"{_COLUMNS} WHERE {where}"
    drawn = {"salt": chance.randrange(1, _PRIME), "most": MOST_LISTED}
    rows = connection.execute(
        f"SELECT count(*) OVER (), * FROM ({statement}) ORDER BY {_SHUFFLED} LIMIT :most",  # noqa: S608 - of this project
        {**values, **drawn},
    ).fetchall()
    return (rows[0][0] if rows else 0), [_Candidate(*row[1:]) for row in rows]


def _where(wanted: From, guild_id: int) -> tuple[str, dict[str, Any]]:
    asked, values = conditions(wanted.wanted)
    return " AND ".join([VISIBLE, _SOURCES[wanted.source], *asked, _MATERIAL]), {**values, "guild": guild_id}
