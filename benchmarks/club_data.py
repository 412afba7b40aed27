"""A film club as it might be: films with makers, genres and votes, and members whose ratings have reasons.

Films and members have places in a space of hidden tastes. A director's films lie near each other, genres and
countries go with directions in that space, popularity has a long tail, members choose films that are well known or
near to them, and score by quality, nearness, their own harshness and chance, in half stars. The sizes of these shares
follow what is known of MovieLens: 3.5 stars on average with a deviation of one star, of which members' and films' own
means explain a third and taste a fifth.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.connection import transaction

GUILD = 5
"""The server that a made club is written to."""

LIKED = 8
"""The score from which on a film may be held out: four stars."""

FACTORS = 6
GENRES = (
    *("Drama", "Comedy", "Thriller", "Action", "Romance", "Adventure", "Crime", "Science Fiction", "Horror"),
    *("Fantasy", "Mystery", "Family", "Animation", "War", "Musical", "Documentary", "Western", "Film Noir"),
)
COUNTRIES = tuple(f"Country {number}" for number in range(1, 21))
# Shares of a score, as deviations in points of ten.
MEAN, HARSHNESS, QUALITY, TASTE, CHANCE = 6.6, 0.8, 0.8, 0.9, 1.3


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """What is known of a film, and what is not: `votes` and `score` are the source's."""

    id: int
    year: int
    director: str
    genres: tuple[str, ...]
    countries: tuple[str, ...]
    votes: int
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class MadeClub:
    """A club's films, and each member's ratings: film ids and scores of 1 to 10."""

    films: list[Film]
    ratings: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]]


def make_club(seed: int, *, members: int, ratings: int, films: int = 3_000) -> MadeClub:
    """Return a club of so many members with so many ratings each on average."""
    chance = np.random.default_rng(seed)
    world = _World(chance, films)
    return MadeClub(world.films, {1_000 + member: world.ratings_of_one(chance, ratings) for member in range(members)})


def hold_out(made: MadeClub, seed: int) -> tuple[MadeClub, dict[int, int]]:
    """Return the club without one liked film of each member, and those films."""
    chance = np.random.default_rng(seed)
    kept, held = {}, {}
    for member, (films, scores) in made.ratings.items():
        liked = np.flatnonzero(scores >= LIKED)
        left = np.ones(len(films), bool)
        if len(liked):
            out = chance.choice(liked)
            held[member], left[out] = int(films[out]), False
        kept[member] = films[left], scores[left]
    return MadeClub(made.films, kept), held


def fill(connection: sqlite3.Connection, made: MadeClub) -> None:
    """Write a club's films and ratings into an empty database."""

    def rows(names: Callable[[Film], tuple[str, ...]]) -> Iterator[tuple[int, int, str]]:
        return ((film.id, place, name) for film in made.films for place, name in enumerate(names(film)))

    with transaction(connection):
        connection.executemany(
            "INSERT INTO films (id, guild_id, title, title_key, names, year, votes, score) "
            "VALUES (?1, 0, 'Film ' || ?1, 'film ' || ?1, 'film ' || ?1, ?, ?, ?)",
            ((film.id, film.year, film.votes, film.score) for film in made.films),
        )
        connection.executemany(
            "INSERT INTO credits (film_id, role, position, name, folded) VALUES (?, 'director', ?, ?3, lower(?3))",
            rows(lambda film: (film.director,)),
        )
        connection.executemany("INSERT INTO genres VALUES (?, ?, ?)", rows(lambda film: film.genres))
        connection.executemany("INSERT INTO countries VALUES (?, ?, ?)", rows(lambda film: film.countries))
        connection.executemany(
            "INSERT INTO ratings VALUES (?, ?, ?, ?, '2026-01-01T00:00:00Z')",
            (
                (GUILD, film, member, score)
                for member, (films, scores) in made.ratings.items()
                for film, score in zip(films.tolist(), scores.tolist(), strict=True)
            ),
        )


class _World:
    def __init__(self, chance: np.random.Generator, count: int) -> None:
        director, centre = _directors(chance, count)
        self._place = _unit(0.75 * centre[director] + 0.65 * chance.normal(size=(count, FACTORS)) / FACTORS**0.5)
        self._quality = chance.normal(size=count)
        rank = chance.permutation(count)
        fame = -1.1 * np.log(rank + 10) + 0.35 * self._quality
        self._choice = fame + chance.normal(0, 0.5, count)  # a club has its own favourites
        votes = np.exp(fame - fame.max() + np.log(500_000) + chance.normal(0, 0.3, count)).astype(int) + 1
        score = np.clip(6.5 + 0.8 * self._quality + chance.normal(0, 0.3, count), 1, 10).round(1)
        genre = _marks(chance, self._place, len(GENRES), most=3)
        country = _marks(chance, self._place, len(COUNTRIES), most=2)
        decade = 1930 + 10 * np.argmax(self._place @ chance.normal(size=(FACTORS, 9)), axis=1)
        decade = np.where(chance.random(count) < 0.5, decade, 1930 + 10 * chance.integers(0, 9, count))
        self.films = [
            Film(
                number + 1,
                int(decade[number] + chance.integers(0, 10)),
                f"Director {director[number]}",
                tuple(GENRES[mark] for mark in genre[number]),
                tuple(COUNTRIES[mark] for mark in country[number]),
                int(votes[number]),
                float(score[number]),
            )
            for number in range(count)
        ]

    def ratings_of_one(self, chance: np.random.Generator, mean_count: int) -> tuple[Any, Any]:
        count = int(np.clip(mean_count * chance.lognormal(-0.125, 0.5), 5, len(self.films) * 0.6))
        taste = _unit(chance.normal(size=FACTORS))
        near = self._place @ taste * FACTORS**0.5  # about standard normal over films
        # The Gumbel trick: the largest of log weight plus Gumbel noise are drawn by weight, without replacement.
        drawn = 1.0 * self._choice + 1.0 * near + chance.gumbel(size=len(near))
        films = np.sort(np.argpartition(-drawn, count - 1)[:count])
        harsh = chance.normal(0, HARSHNESS)
        points = MEAN + harsh + QUALITY * self._quality[films] + TASTE * near[films] + chance.normal(0, CHANCE, count)
        return films + 1, np.clip(points.round(), 1, 10).astype(np.int64)


def _directors(chance: np.random.Generator, films: int) -> tuple[NDArray[np.int64], Any]:
    """Return the director of each film, a few of them prolific, and where each director's taste lies."""
    many = max(films // 4, 1)
    weight = 1 / (np.arange(many) + 20) ** 0.8
    return chance.choice(many, films, p=weight / weight.sum()), _unit(chance.normal(size=(many, FACTORS)))


def _marks(chance: np.random.Generator, place: Any, many: int, *, most: int) -> list[NDArray[np.int64]]:
    """Return one to `most` marks of each film, those whose directions are nearest, some commoner than others."""
    directions = _unit(chance.normal(size=(many, FACTORS)))
    common = -0.25 * np.log(np.arange(many) + 1)
    near = place @ directions.T + common + chance.normal(0, 0.2, (len(place), many))
    order = np.argsort(-near, axis=1)
    return [order[film, : chance.integers(1, most + 1)] for film in range(len(place))]


def _unit(vectors: Any) -> Any:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
