"""What a question comes to: typed queries, which the stores are asked. Pure records."""

from dataclasses import dataclass
from typing import Literal

Field = Literal[
    "director", "writer", "cast", "company", "year", "released", "runtime", "country", "language", "genre",
    "budget", "revenue", "profit", "score", "certification", "tagline", "synopsis", "streaming", "website",
    "trailer", "names", "review_count", "summary", "exists", "unkept",
]  # fmt: skip
"""What may be asked of a film; `unkept` is what no record holds."""

Role = Literal["director", "writer", "cast"]
Sort = Literal[
    "known",
    "longest",
    "shortest",
    "oldest",
    "newest",
    "best",
    "worst",
    "costliest",
    "cheapest",
    "grossing",
    "reviewed",
    "popular",
]
Measure = Literal["runtime", "year", "score", "budget", "revenue", "votes"]


On = Literal["genre", "country", "language", "person", "years", "runtime", "score", "words", "hand"]


@dataclass(frozen=True, slots=True)
class FilmName:
    """A film that was named, as the index knows it."""

    id: int
    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both inclusive; None is open. `said` is how it reads in an answer."""

    low: float | None
    high: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition on a film: what it is on, any of the values, or a range; `said` is how it reads.

    On `hand` the values are ids of films, by the same people in the role; on `runtime` and `years` without a range they
    are ids of films, which the film is to be `more` or less than.
    """

    on: On
    values: tuple[str, ...] = ()
    range: Range | None = None
    role: Role | None = None
    said: str = ""
    more: bool = True


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions that all hold (`and`) or of which any holds (`or`)."""

    by: Literal["and", "or"]
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """A condition that does not hold; a film of which it is unknown does not fit either."""

    part: "Condition"


Condition = Leaf | Joined | Not


@dataclass(frozen=True, slots=True)
class FactQuery:
    """A fact of each of the films that a title may mean, of those by people (folded names) where they are named too.

    `about` names what is unkept.
    """

    films: tuple[FilmName, ...]
    field: Field
    about: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckQuery:
    """Whether a film fits a condition, such as that a person made it."""

    films: tuple[FilmName, ...]
    condition: Condition


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """Which of the films has the most (or least) of a measure."""

    films: tuple[tuple[FilmName, ...], ...]
    measure: Measure
    most: bool


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Films that fit a condition: listed in an order, counted, or one of them drawn."""

    where: Condition | None
    sort: Sort = "known"
    limit: int | None = None
    shape: Literal["list", "count", "one", "any"] = "list"
    without: tuple[int, ...] = ()
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """Who a person is: what the records name them for."""

    folded: str
    name: str


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """What reviewers say of a film: on a topic, by one of them, who liked or hated it, or one passage."""

    films: tuple[FilmName, ...]
    ask: Literal["opinions", "liked", "disliked", "quote", "scores"]
    topic: tuple[str, ...] = ()
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class ClubQuery:
    """What the members of a server think: of a film, one of them, or of all they rated."""

    ask: Literal["score", "liked", "disliked", "member", "own", "top", "lowest", "rated", "count", "divisive"]
    films: tuple[FilmName, ...] = ()
    member_id: int | None = None
    period: str | None = None
    limit: int = 5


@dataclass(frozen=True, slots=True)
class Small:
    """Small talk, or what is answered without a look at the records."""

    ask: Literal[
        "greeting", "thanks", "bye", "help", "identity", "empty", "outside", "doing", "praise", "taste", "like"
    ]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question that was not understood, with what of it was; `wants` is what is missing."""

    understood: tuple[str, ...]
    wants: Literal["film", "person", "question", "contradiction", "reasons"]
    said: str = ""
    choices: tuple[FilmName, ...] = ()


Grouped = Literal["director", "writer", "cast", "country", "genre", "language", "decade", "year"]


@dataclass(frozen=True, slots=True)
class GroupQuery:
    """Films counted by who or where they are from: who has the most, how many there are, or of the people named."""

    by: Grouped
    where: Condition | None = None
    count: bool = False
    among: tuple[str, ...] = ()


Query = (
    GroupQuery
    | FactQuery
    | CheckQuery
    | CompareQuery
    | ListQuery
    | PersonQuery
    | ReviewQuery
    | ClubQuery
    | Small
    | Unclear
)
