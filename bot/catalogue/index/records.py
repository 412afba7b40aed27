"""What goes into the title index and what comes out of it."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure an answer is that its first film is the one that was meant."""

    SURE = "sure"
    LIKELY = "likely"
    CHOICE = "choice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One film as the index needs it.

    `guild_id` 0 is a film every server sees; `names` are the original title and aliases; `people` directors and
    leading cast; a larger `popularity` is better known, on any scale; `shadows` are the ids of shared films that
    this server's own film stands in for; `server_names` are names that one server alone knows the film by, with its id.
    """

    film_id: int
    guild_id: int
    title: str
    year: int | None
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    popularity: float = 0.0
    shadows: tuple[int, ...] = ()
    server_names: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One film found: `score` runs from 0 to 100, `reasons` are short phrases a member can read."""

    film_id: int
    title: str
    year: int | None
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The films found, best first, and how sure the index is of the first."""

    matches: tuple[Match, ...]
    confidence: Confidence
