"""Which film is asked: drawn from what a server sees, the better known sooner, and only where there is enough to ask.

Functions of a connection, for the store of games. A draw is a few look-ups by id where many films fit, however many
there are, and else one statement that lists those that do.
"""

import random
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Literal, NamedTuple

from bot.catalogue import review_rows
from bot.catalogue.browsing import conditions
from bot.catalogue.film import Review
from bot.catalogue.film_rows import read_film
from bot.catalogue.following import follow
from bot.catalogue.reviewed import ReviewFilter
from bot.catalogue.spoilers import UnmarkedRule
from bot.catalogue.stored import FilmFilter
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.guessing.clues import clues_of
from bot.club.guessing.matching import Asked
from bot.club.guessing.material import Puzzle
from bot.club.hidden import SHOWN

Source = Literal["any", "rated", "watchlists"]
"""Where films are drawn from: all that the server sees, those its members have rated, those on their watchlists."""

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

_PROBES = 400
"""Random ids that are looked up before all films are listed after all: ids have gaps where loads were undone."""

_BY_TABLES: Final = ("person", "country", "genre")
"""What of a filter is found in a table beside the films, so that a list is no dearer than one look-up."""

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


def playable(
    connection: sqlite3.Connection,
    wanted: From,
    *,
    guild_id: int,
    without: Collection[int],
    chance: random.Random,
    unmarked: UnmarkedRule = "barred",
) -> Playable | None:
    """Return a film for a round, none of `without` (those asked lately); None where nothing fits.

    `unmarked` is the server's rule for reviews that nobody has marked: where they stand behind bars, they are not used.
    """
    drawn = _drawn(connection, wanted, guild_id, frozenset(without), chance)
    for candidate in islice(drawn, TRIES):
        puzzle = _puzzle(connection, candidate.film_id, guild_id, chance, unmarked)
        if puzzle is not None:
            return Playable(candidate.film_id, puzzle)
    return None


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


def _drawn(
    connection: sqlite3.Connection, wanted: From, guild_id: int, without: frozenset[int], chance: random.Random
) -> Iterator[_Candidate]:
    """Yield films that may be asked, each once, at random: of every few that are drawn the best known first."""
    if wanted.source == "any" and all(getattr(wanted.wanted, name) is None for name in _BY_TABLES):
        low, high = connection.execute(_IDS).fetchone()
        if low is None:
            return
        size = _rivals(high - low + 1)
        found = _probed(connection, wanted, range(low, high + 1), size, guild_id, without, chance)
        yield from _best_first(found)
        without |= {candidate.film_id for candidate in found}
    listed = [film for film in _listed(connection, wanted, guild_id) if film.film_id not in without]
    chance.shuffle(listed)
    size = _rivals(len(listed))
    for start in range(0, len(listed), size):
        yield from _best_first(listed[start : start + size])


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


def _listed(connection: sqlite3.Connection, wanted: From, guild_id: int) -> Iterator[_Candidate]:
    where, values = _where(wanted, guild_id)
    return (_Candidate(*row) for row in connection.execute(f"{_COLUMNS} WHERE {where}", values))


def _where(wanted: From, guild_id: int) -> tuple[str, dict[str, Any]]:
    asked, values = conditions(wanted.wanted)
    return " AND ".join([VISIBLE, _SOURCES[wanted.source], *asked, _MATERIAL]), {**values, "guild": guild_id}
