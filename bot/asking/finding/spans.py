"""The stretches of a message that name something, as records, and what they are looked up in. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.asking.finding.words import Message, Word
from bot.asking.query import FilmName, Range

Kind = Literal[
    "film", "person", "reviewer", "member", "genre", "country", "language", "years", "runtime", "score", "company",
    "budget", "revenue", "reviews", "certification",
]  # fmt: skip

CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Guess:
    """Films that a stretch may mean, how likely (0 to 100), and whether a word of it is a film's by itself."""

    films: tuple[FilmName, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class NameGuess:
    """A name that a stretch may mean: folded, as it is spelt, how likely (0 to 100), and others of that family name."""

    folded: str
    name: str
    sure: float
    others: tuple[str, ...] = ()


class Catalogue(Protocol):
    """What is looked up while a message is read."""

    def named(self, text: str) -> tuple[FilmName, ...]:
        """Return the films one of whose names is exactly this."""
        ...

    def search(self, text: str) -> Guess | None:
        """Return the films that a mistyped title means, None where none is near."""
        ...

    def nearest(self, text: str) -> tuple[FilmName, ...]:
        """Return the films whose titles are near to what was typed, if not near enough to be meant."""
        ...

    def person(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return who is meant by a name in credits."""
        ...

    def reviewer(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return which reviewer is meant."""
        ...

    def member(self, text: str) -> int | None:
        """Return the id of the member of the server who goes by a name."""
        ...

    def company(self, text: str) -> tuple[str, ...]:
        """Return the spellings of the company that is meant."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """The words from `start` up to `end`, what they name, and how sure that is, 0 to 100.

    Of a person `values` are the names of others who share the family name. `denied` is set where the words themselves
    say that it is not so, as `foreign` of English.
    """

    kind: Kind
    start: int
    end: int
    text: str
    sure: float = CERTAIN
    films: tuple[FilmName, ...] = ()
    name: str = ""
    folded: str = ""
    values: tuple[str, ...] = ()
    range: Range | None = None
    member: int | None = None
    denied: bool = False


def person_span(start: int, end: int, text: str, found: NameGuess) -> Span:
    """Return the words from `start` up to `end` as the name of who was found."""
    return Span("person", start, end, text, found.sure, name=found.name, folded=found.folded, values=found.others)


@dataclass(frozen=True, slots=True)
class Spans:
    """What a message names, left to right, and the titles that its words of questions make."""

    strong: tuple[Span, ...]
    weak: tuple[Span, ...] = ()


@dataclass(slots=True)
class Reading:
    """A message while its spans are found: which of its words are taken, and by what."""

    message: Message
    catalogue: Catalogue
    taken: list[bool]
    found: list[Span] = field(default_factory=list["Span"])

    @property
    def words(self) -> Sequence[Word]:
        """The words of the message."""
        return self.message.words

    def free(self, start: int, end: int) -> bool:
        """Tell whether no word from `start` up to `end` is taken."""
        return not any(self.taken[start:end])

    def take(self, span: Span) -> None:
        """Take the words of a span for what it names."""
        self.found.append(span)
        for place in range(span.start, span.end):
            self.taken[place] = True


def windows(reading: Reading, longest: int, shortest: int = 1) -> Iterator[tuple[int, int]]:
    """Yield every few neighbouring words that are free, the longest stretches first."""
    words = reading.words
    for size in range(min(longest, len(words)), shortest - 1, -1):
        for start in range(len(words) - size + 1):
            end = start + size
            if reading.free(start, end):
                yield start, end
