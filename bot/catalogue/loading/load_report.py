"""What is told of a load: its counts, each place that was no film, and whoever listens while it goes on."""

from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from bot.catalogue.loading.preview import Counts
from bot.catalogue.loading.sources import Source

MOST_KEPT = 10_000
"""How many rejects, and how many warnings, a report keeps; it counts the rest."""


@dataclass(frozen=True, slots=True)
class FileReject:
    """A place in a file that is no film: the file as it was named, the line (from 1; None: all of it) and why."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class LoadReport:
    """What a load did. The counts are of records: a film that stands twice in a file counts twice.

    Of the films updated, those copied are shared ones that their server got a copy of its own of.
    """

    films_new: int = 0
    films_updated: int = 0
    films_copied: int = 0
    films_unchanged: int = 0
    films_in_doubt: int = 0
    reviews_new: int = 0
    files_read: int = 0
    reject_count: int = 0
    warning_count: int = 0
    rejects: list[FileReject] = field(default_factory=list[FileReject])
    warnings: list[str] = field(default_factory=list[str])
    seconds: float = 0.0
    load_id: int | None = None

    @property
    def films(self) -> int:
        """How many records were films."""
        return self.films_new + self.films_updated + self.films_unchanged

    @property
    def counts(self) -> Counts:
        """The counts as its preview tells them."""
        films = self.films_new, self.films_updated, self.films_unchanged
        return Counts(*films, self.reviews_new, self.films_copied)

    def as_mapping(self) -> dict[str, Any]:
        """Return the report under the names of its JSON form."""
        return {
            "films": {"new": self.films_new, "updated": self.films_updated, "unchanged": self.films_unchanged},
            "reviews": {"new": self.reviews_new},
            "rejects": [asdict(reject) for reject in self.rejects],
            "warnings": self.warnings,
            "seconds": round(self.seconds, 3),
        }


class LoadListener(Protocol):
    """Who is told of a load while it goes on."""

    def progress(self, source: Source, films: int) -> None:
        """Hear some ten times a second which source is being read, and how many films have come from all of them."""

    def reject(self, reject: FileReject) -> None:
        """Hear of a reject as it is met."""

    def warning(self, text: str) -> None:
        """Hear of a warning as it is met."""


class Unheard:
    """A listener for a load whose report is enough."""

    def progress(self, source: Source, films: int) -> None:
        """Say nothing."""

    def reject(self, reject: FileReject) -> None:
        """Say nothing."""

    def warning(self, text: str) -> None:
        """Say nothing."""
