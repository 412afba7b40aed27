"""Films that share the most with one: makers, kinds, countries, time, and members who love both. Sync SQL."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.asking.answers.selecting import fitting
from bot.asking.query import Condition
from bot.club.hidden import SHOWN
from bot.club.polls.sealing import SEALED
from bot.club.recommending.recommend_rules import TUNED, TraitKind
from bot.club.recommending.recommendation_rows import films_with, read_films
from bot.club.recommending.traits import Films, likeness
from bot.club.tastes.compared import LOVED

Shared = TraitKind | Literal["writer", "cast"]
"""What two films may share."""

_ALSO: Mapping[Literal["writer", "cast"], float] = {"writer": 0.15, "cast": 0.1}
"""What a shared writer or actor adds to the likeness of two films, which is of 1 in all; more than two add no more."""
_LEAST = 0.2
"""Likeness below which a film is not like another: its country and time alone are too little."""
_MOST_SHARING = 2_000

_CREDITS = f"""
    SELECT theirs.film_id, theirs.role, min(theirs.name) FROM credits AS its
    CROSS JOIN credits AS theirs ON theirs.folded = its.folded AND theirs.role = its.role
    WHERE its.film_id = :film AND its.role IN ('writer', 'cast') AND theirs.film_id <> :film
    GROUP BY theirs.film_id, theirs.role, theirs.folded ORDER BY theirs.film_id, min(its.position) LIMIT {_MOST_SHARING}
"""
_LOVED_BOTH = f"""
    SELECT theirs.film_id, count(*) FROM ratings
    CROSS JOIN ratings AS theirs ON theirs.guild_id = ratings.guild_id AND theirs.member_id = ratings.member_id
    WHERE ratings.guild_id = :guild AND ratings.film_id = :film AND ratings.score >= {LOVED} AND {SHOWN}
      AND theirs.score >= {LOVED} AND theirs.film_id <> :film
      AND theirs.film_id NOT IN ({SEALED}) AND :film NOT IN ({SEALED})
    GROUP BY theirs.film_id
"""
_SEEN = """
    SELECT film_id FROM ratings WHERE guild_id = :guild AND member_id = :member
    UNION SELECT film_id FROM watches WHERE guild_id = :guild AND member_id = :member
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """A film that is like another: what they share by kind, and how many members here love both."""

    film_id: int
    points: float
    shared: Mapping[Shared, tuple[str, ...]] = field(default_factory=dict["Shared", tuple[str, ...]])
    loved: int = 0


def seen_by(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> frozenset[int]:
    """Return the films that a member has rated or logged."""
    rows = connection.execute(_SEEN, {"guild": guild_id, "member": member_id})
    return frozenset(film_id for (film_id,) in rows)


def films_like(
    connection: sqlite3.Connection,
    film_id: int,
    known: Iterable[int],
    *,
    guild_id: int,
    where: Condition | None = None,
    without: Iterable[int] = (),
) -> list[Alike]:
    """Return the films that fit and are like one, the likest first; `known` are looked at beside those that share most.

    Directors, genres, countries and years count as they do for recommendations, in parts of 1, and so do members who
    love both, which is drawn to nothing where they are few.
    """
    credited = _credited(connection, film_id)
    loved = dict(connection.execute(_LOVED_BOTH, {"guild": guild_id, "film": film_id}).fetchall())
    model = read_films(connection, (film_id,), guild_id=guild_id, listed=False)
    if not len(model.ids):
        return []
    traits = model.traits
    genres = [traits["genre"].names[key] for key in traits["genre"].key]
    countries = [traits["country"].names[key] for key in traits["country"].key]
    near = films_with(connection, traits["director"].key, genres, countries)
    looked_at = {*near, *known, *credited, *loved} - {film_id, *without}
    ids = fitting(connection, where, guild_id=guild_id, only=looked_at)
    films = read_films(connection, {*ids, film_id}, guild_id=guild_id, listed=False)
    places = {each: place for place, each in enumerate(films.ids.tolist())}
    alike = likeness(films, places[film_id], TUNED).tolist()
    found = [
        _alike(films, places[each], places[film_id], alike[places[each]], credited.get(each, {}), loved.get(each, 0))
        for each in ids
    ]
    likest = [each for each in found if each.points >= _LEAST]
    likest.sort(key=lambda each: (-round(each.points, 3), each.film_id))
    return likest


def _credited(connection: sqlite3.Connection, film_id: int) -> dict[int, dict[Shared, tuple[str, ...]]]:
    """Return the writers and actors that other films share with one."""
    found: dict[int, dict[Shared, tuple[str, ...]]] = {}
    for other, role, name in connection.execute(_CREDITS, {"film": film_id}):
        shared = found.setdefault(other, {})
        shared[role] = (*shared.get(role, ()), name)
    return found


def _alike(
    films: Films, place: int, model: int, alike: float, credited: Mapping[Shared, tuple[str, ...]], loved: int
) -> Alike:
    shared: dict[Shared, tuple[str, ...]] = {}
    for kind, traits in films.traits.items():
        own = traits.keys_of(model)
        shared[kind] = tuple(traits.names[key] for key in traits.keys_of(place) if key in own)
    more = sum(part * min(len(credited.get(role, ())), 2) for role, part in _ALSO.items())
    both = loved / (loved + TUNED.co_shrink)
    return Alike(int(films.ids[place]), alike + more + both, {**shared, **credited}, loved)
