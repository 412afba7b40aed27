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
ClubAsk = Literal[
    "score", "liked", "disliked", "member", "own", "top", "lowest", "rated", "count", "divisive",
    "seen", "unseen", "raters", "watchers", "highest_given", "lowest_given", "seen_count", "watched", "watchlist",
    "night", "weekly", "polls",
]  # fmt: skip
"""What may be asked of a club."""
Sort = Literal[
    "known", "longest", "shortest", "oldest", "newest", "best", "worst", "costliest", "cheapest", "grossing",
    "reviewed", "popular", "least_known", "least_grossing", "least_reviewed",
]  # fmt: skip
Measure = Literal["runtime", "year", "score", "budget", "revenue", "votes"]
On = Literal[
    "genre", "country", "language", "person", "years", "runtime", "score", "words", "hand", "seen", "company",
    "budget", "revenue", "reviews", "certification", "title", "acting", "saved",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilmName:
    """A film that was named, as the index knows it."""

    id: int
    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both inclusive if not `strict`; None is open. `said` is how it reads in an answer."""

    low: float | None
    high: float | None
    said: str
    strict: bool = False

    def holds(self, number: float) -> bool:
        """Tell whether a number lies within."""
        above = self.low is None or number > self.low or (number == self.low and not self.strict)
        return above and (self.high is None or number < self.high or (number == self.high and not self.strict))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition on a film: what it is on, any of the values, or a range; `said` is how it reads.

    On `hand` the values are ids of films, by the same people in the role; on `runtime` and `years` without a range they
    are ids of films, which the film is to be `more` or less than. On `seen` they are ids of members, who have rated or
    logged the film, on `saved` of those whose watchlist it is on; on `acting`, without values, its director is in the
    cast.
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
    """A fact of each film that a title may mean, or of those by people (folded names); `about` is what is unkept."""

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
class SideBySideQuery:
    """Films beside each other, each as what its title may mean: what they share, or all in which they differ.

    With `on` it is asked whether they share that.
    """

    films: tuple[tuple[FilmName, ...], ...]
    shared: bool = False
    on: Field | None = None


@dataclass(frozen=True, slots=True)
class TallyQuery:
    """Of which of several kinds there are more films, of those that fit."""

    sides: tuple[Condition, ...]
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Films that fit a condition: listed in an order, counted, one of them drawn, or why they stand first (`why`).

    `place` is the place in the order that is asked for, from 1. `seen` asks for those only that who asks has seen,
    has not, or has on their watchlist.
    """

    where: Condition | None
    sort: Sort = "known"
    limit: int | None = None
    shape: Literal["list", "count", "one", "any", "why"] = "list"
    without: tuple[int, ...] = ()
    seen: Literal["seen", "unseen", "saved"] | None = None
    place: int = 1


@dataclass(frozen=True, slots=True)
class RecommendQuery:
    """Films to watch that fit a condition: for who asks, for them and a member, or for the club.

    `why` are films that were recommended, of which the reasons are asked.
    """

    where: Condition | None = None
    whom: Literal["me", "us"] = "me"
    member_id: int | None = None
    limit: int = 3
    without: tuple[int, ...] = ()
    why: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SimilarQuery:
    """Films that fit a condition and share the most with one; of several that a title may mean, with the best known.

    `why` asks for what speaks for those that were named.
    """

    films: tuple[FilmName, ...]
    where: Condition | None = None
    limit: int = 5
    without: tuple[int, ...] = ()
    why: bool = False


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """Who a person is: what the records name them for."""

    folded: str
    name: str


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """What reviewers say of a film: on a topic, by one of them, who liked or hated it or gave it a score, a passage.

    Without films all that one of them wrote is asked of, or where in all reviews a topic is spoken of (`search`).
    """

    films: tuple[FilmName, ...]
    ask: Literal["opinions", "liked", "disliked", "quote", "scores", "gave", "agreed", "spoilers", "count", "search"]
    topic: tuple[str, ...] = ()
    reviewer: str | None = None
    score: Range | None = None


@dataclass(frozen=True, slots=True)
class ClubQuery:
    """What the members of a server think and do: of a film, one of them, or all of them.

    What is asked of one member is of who asks where none is named, and of all members where it is `ours`.
    """

    ask: ClubAsk
    films: tuple[FilmName, ...] = ()
    member_id: int | None = None
    period: str | None = None
    limit: int = 5
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Small:
    """Small talk, or what is answered without a look at the records."""

    ask: Literal[
        "greeting", "thanks", "bye", "help", "identity", "empty", "outside", "praise", "taste",
        "complaint", "fine", "bored",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question that was not understood, with what of it was; `wants` is what is missing.

    It is a film, or a `list` of which one is meant by its place; `english` where it is in another language.
    """

    understood: tuple[str, ...]
    wants: Literal["film", "list", "person", "question", "contradiction", "reasons", "english"]
    said: str = ""
    choices: tuple[FilmName, ...] = ()


Grouped = Literal["director", "writer", "cast", "country", "genre", "language", "decade", "year"]


@dataclass(frozen=True, slots=True)
class GroupQuery:
    """Films counted by who or where they are from: who has the most, how many there are, or of the people named.

    `apart` are folded names that are not counted. `least` asks who has the fewest.
    """

    by: Grouped
    where: Condition | None = None
    count: bool = False
    least: bool = False
    among: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


Deed = Literal[
    "rate", "unrate", "list", "unlist", "log", "poll", "review", "discuss", "remove", "undo",
]  # fmt: skip
"""What may be asked to be done; of `remove` and `undo` a click can do a part."""

Command = Literal[
    "rate", "import-ratings", "catalogue undo", "catalogue load", "catalogue restore", "catalogue edit",
    "catalogue unmerge", "catalogue merge", "catalogue export", "catalogue alias add", "settings", "setup",
    "poll rate", "poll close", "night nominate", "night create", "night schedule", "mydata",
    "guess start", "guess scores", "guess stop",
]  # fmt: skip
"""What is done by its command alone."""


@dataclass(frozen=True, slots=True)
class DoQuery:
    """Something that is to be done to a film, of those that a title may mean, once who asks has clicked.

    `said` is the score or the day, as it was said. Of a poll `choices` are the films that are named, each as what its
    title may mean, and `unknown` the titles that no film has.
    """

    deed: Deed
    films: tuple[FilmName, ...] = ()
    said: str = ""
    choices: tuple[tuple[FilmName, ...], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommandQuery:
    """Something that is to be done, which only a command does."""

    command: Command


@dataclass(frozen=True, slots=True)
class ListedQuery:
    """Whether who asks has a film on their watchlist."""

    films: tuple[FilmName, ...]


Query = (
    DoQuery | CommandQuery | ListedQuery | GroupQuery | FactQuery | CheckQuery | CompareQuery | SideBySideQuery
    | TallyQuery | ListQuery | RecommendQuery | SimilarQuery | PersonQuery | ReviewQuery | ClubQuery | Small | Unclear
)  # fmt: skip
