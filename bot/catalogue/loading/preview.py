"""What a load would do, as its preview tells it."""

import json
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


class Counts(NamedTuple):
    """What a load comes to: records that are new films, that update one, that change nothing, and new reviews.

    Of those that update a film, the `copied` update a shared one, which the server gets a copy of for that.
    """

    new: int
    updated: int
    unchanged: int
    reviews: int
    copied: int = 0


class Sample(NamedTuple):
    """One of the first films: its title, year and directors."""

    title: str
    year: int | None
    directors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a load would do to a server's films.

    `files` are pairs of a file that can be read and its format. `in_doubt` of the new films may be films that are
    there. `rejected` counts the places that are no films, and `warnings` what was odd. `reasons` are the first of
    these, by file and line, and `notices` what was odd about whole files, such as columns that are no field.
    """

    files: tuple[tuple[str, str], ...]
    counts: Counts
    in_doubt: int
    rejected: int
    warnings: int
    samples: tuple[Sample, ...]
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return the preview as a line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Preview":
        """Return the preview that `as_json` wrote."""
        given: dict[str, Any] = json.loads(text)
        return cls(
            tuple((name, format_name) for name, format_name in given["files"]),
            Counts(*given["counts"]),
            given["in_doubt"],
            given["rejected"],
            given["warnings"],
            tuple(Sample(title, year, tuple(directors)) for title, year, directors in given["samples"]),
            tuple(given["reasons"]),
            tuple(given["notices"]),
        )
