"""What a member's export says: a record a row, and what could not be taken from it and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SourceName = Literal["Letterboxd", "IMDb", "Trakt", "MovieLens"]

Ids = tuple[tuple[str, str], ...]
"""Outside ids as pairs of source and value, such as `(("imdb", "tt0050634"),)`."""


@dataclass(frozen=True, slots=True)
class ImportedRating:
    """What one row of an export says of a film.

    `title` is empty where the row names its film by id alone. `score` is 1 to 10, `rated_at` UTC as the database keeps
    times, `watched_on` an ISO date. A row with neither score nor day says that the film was seen, or, if
    `on_watchlist`, is to be. `line` counts from 1 in `file`.
    """

    title: str
    year: int | None
    file: str
    line: int
    ids: Ids = ()
    score: int | None = None
    rated_at: str | None = None
    watched_on: str | None = None
    rewatch: bool = False
    review: str | None = None
    on_watchlist: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that could not be taken, or not wholly, and why; `lost` says that nothing of it was."""

    file: str
    line: int
    reason: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is left out on purpose, named in the singular: `TV episode`."""

    what: str


Outcome = ImportedRating | Remark | LeftOut


@dataclass(frozen=True, slots=True)
class RatingFile:
    """All that was read of an export; `left_out` counts by name."""

    source: SourceName
    rows: tuple[ImportedRating, ...]
    remarks: tuple[Remark, ...]
    left_out: Mapping[str, int]
