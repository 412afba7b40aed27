"""The film record: immutable values, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Spoiler = Literal["none", "mild", "full"]

ID_SOURCES = ("imdb", "tmdb", "letterboxd", "movielens")
"""The outside catalogues whose ids a record may carry, surest first."""


@dataclass(frozen=True, slots=True)
class Review:
    """What one reviewer wrote of a film.

    `score` is 0 to 10, `url` an http(s) address, `spoiler` None where nobody has marked the review.
    """

    reviewer: str
    text: str
    score: float | None = None
    url: str | None = None
    spoiler: Spoiler | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name people type for a film, and where it came from (`record` for the record itself)."""

    name: str
    source: str = "record"


@dataclass(frozen=True, slots=True)
class Film:
    """One film as its sources describe it; None or an empty tuple means unknown.

    `score` is 0 to 10 as the source page gives it, `released` an ISO date, `budget` and `revenue` whole
    units of the source's currency. `streaming` is None where unknown and empty where the source says that
    the film is not available.
    """

    title: str
    year: int | None = None
    original_title: str | None = None
    aliases: tuple[Alias, ...] = ()
    tagline: str | None = None
    synopsis: str | None = None
    score: float | None = None
    votes: int | None = None
    runtime_minutes: int | None = None
    certification: str | None = None
    language: str | None = None
    released: str | None = None
    status: str | None = None
    companies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    budget: int | None = None
    revenue: int | None = None
    website: str | None = None
    poster: str | None = None
    trailer: str | None = None
    streaming: tuple[str, ...] | None = None
    ids: Mapping[str, str] = field(default_factory=dict[str, str])
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A film as one place of a source gives it: its first line (from 1) and what was odd there."""

    film: Film
    line: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """What one place of a source says of a film that it names by outside ids alone.

    `ids` are those it is found by, `facts` fields of a `Film` by name, which a film that is there takes as it takes a
    record's. Where there is no such film, `film` is a new one; where that is None too, the place is passed over.
    """

    ids: Mapping[str, str]
    facts: Mapping[str, Any]
    line: int
    film: Film | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A place in a source that is no film, and why.

    `part` is empty, or names the file beside the source in which the line is: a reader as the format calls it, and who
    knows the files by its own name.
    """

    line: int
    reason: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning about the source itself rather than one film in it; `part` as in a `Reject`."""

    text: str
    line: int = 1
    part: str = ""


Outcome = Record | Addition | Reject | Notice


def label(title: str, year: int | None) -> str:
    """Return the readable name `Title (Year)`, or the title alone where the year is unknown."""
    return f"{title} ({year})" if year is not None else title
