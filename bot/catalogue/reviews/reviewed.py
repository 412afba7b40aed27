"""What the stores of reviews and people are asked and what they answer with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean, median, pstdev
from typing import Literal

from bot.catalogue.film import Spoiler, label

ReviewSort = Literal["newest", "highest", "lowest", "longest", "agreed"]
"""Orders of a list of reviews: loaded or written last, by the reviewer's score, by length, by members' agreement."""

Mark = Literal["none", "mild", "full", "unmarked"]
"""A review's spoiler mark as something to filter by."""

Role = Literal["director", "writer", "cast"]


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review with its place in the database.

    `spoiler` is the mark that holds in the server asked for, `agree` and `disagree` that server's votes. `member_id`
    is set for a review that one of its members wrote, and `rating` is then what they rate the film now, 1 to 10, where
    they do; `score`, 0 to 10, is of reviewers alone. `text` is as stored.
    """

    id: int
    film_id: int
    title: str
    year: int | None
    reviewer: str
    text: str
    score: float | None
    url: str | None
    spoiler: Spoiler | None
    member_id: int | None
    agree: int
    disagree: int
    rating: int | None = None

    @property
    def film_label(self) -> str:
        """The film's readable name, `Title (Year)`."""
        return label(self.title, self.year)


@dataclass(frozen=True, slots=True)
class Draft:
    """A review as its writer sends it.

    `reviewer` is the name they go by at the time. `spoiler` is the mark they chose, `shown_spoiler` the one that was
    shown to them as holding before.
    """

    text: str
    reviewer: str
    spoiler: Spoiler | None = None
    shown_spoiler: Spoiler | None = None


@dataclass(frozen=True, slots=True)
class RemovedReview:
    """A member's review that was taken out, whole enough to be brought back; `spoiler` is its own mark."""

    id: int
    film_id: int
    reviewer: str
    text: str
    spoiler: Spoiler | None
    written_at: str | None


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which reviews are wanted; None asks for nothing. Those with a mark in `without` are left out."""

    film_id: int | None = None
    reviewer: str | None = None
    sort: ReviewSort = "newest"
    without: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page of a longer list, and how long the whole list is."""

    reviews: tuple[StoredReview, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: in which review, and at which character of its readable text."""

    review_id: int
    start: int


@dataclass(frozen=True, slots=True)
class Votes:
    """What the members of one server say of a review, and what the asking member says (None where nothing)."""

    agree: int
    disagree: int
    own: bool | None = None


@dataclass(frozen=True, slots=True)
class NameCount:
    """A person's or reviewer's name as it is mostly spelt, and how many films or reviews it stands under."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ReviewerProfile:
    """A reviewer as one server sees them. `scores` holds how often each score (0 to 10) was given."""

    name: str
    reviews: int
    films: int
    scores: Mapping[float, int] = field(default_factory=dict[float, int])

    @property
    def scored(self) -> int:
        """How many reviews carry a score."""
        return sum(self.scores.values())

    @property
    def mean(self) -> float | None:
        """The mean of the scores given, None where there are none."""
        return fmean(self._given) if self.scores else None

    @property
    def median(self) -> float | None:
        """The median of the scores given, None where there are none."""
        return median(self._given) if self.scores else None

    @property
    def spread(self) -> float | None:
        """The standard deviation of the scores given, None where there are fewer than two."""
        return pstdev(self._given) if self.scored > 1 else None

    @property
    def _given(self) -> list[float]:
        return [score for score, times in self.scores.items() for _ in range(times)]


@dataclass(frozen=True, slots=True)
class PersonFilm:
    """A film that a person worked on; `score` is that of its source page."""

    film_id: int
    title: str
    year: int | None
    roles: tuple[Role, ...]
    score: float | None

    @property
    def label(self) -> str:
        """The film's readable name, `Title (Year)`."""
        return label(self.title, self.year)


@dataclass(frozen=True, slots=True)
class Person:
    """A director, writer or actor, and their films in the catalogue, the latest first."""

    name: str
    films: tuple[PersonFilm, ...]
