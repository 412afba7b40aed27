"""What the store of films is asked and what it answers with."""

from dataclasses import dataclass
from typing import Literal

from bot.catalogue.film import Film, label

FacetKind = Literal["genre", "country", "language", "person"]
"""The kinds of names films can be browsed by."""


@dataclass(frozen=True, slots=True)
class FilmFilter:
    """What a member looks for; None asks for nothing. Years are inclusive, `max_runtime` is in minutes."""

    text: str | None = None
    person: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    country: str | None = None
    language: str | None = None
    genre: str | None = None
    max_runtime: int | None = None


@dataclass(frozen=True, slots=True)
class StoredFilm:
    """A film with its place in the database; `film.reviews` is left empty, `review_count` tells how many there are."""

    id: int
    guild_id: int
    film: Film
    review_count: int


@dataclass(frozen=True, slots=True)
class FilmSummary:
    """What one line of a list says of a film."""

    id: int
    title: str
    year: int | None
    directors: tuple[str, ...]
    score: float | None
    runtime_minutes: int | None
    countries: tuple[str, ...]
    genres: tuple[str, ...]

    @property
    def label(self) -> str:
        """The film's readable name, `Title (Year)`."""
        return label(self.title, self.year)


@dataclass(frozen=True, slots=True)
class FilmPage:
    """One page of a longer list, and how long the whole list is."""

    films: tuple[FilmSummary, ...]
    total: int
