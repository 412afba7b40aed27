"""What a question is answered with. Pure records."""

from dataclasses import dataclass

from bot.asking.query import FilmName
from bot.asking.references import Memory, Named
from bot.asking.understanding import Understood


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to one query: lines in the voice asked for, by whom it is known, and what it speaks of.

    `films` are the ids of the films it shows, `person` whom a follow-up may call `he` or `she`, `only` the one film
    that an answer to a list is, which a follow-up may call `it`.
    """

    lines: tuple[str, ...]
    source: str = ""
    films: tuple[int, ...] = ()
    person: Named | None = None
    only: FilmName | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to a message, beside what it was taken for, and what the next one may refer to."""

    parts: tuple[tuple[Understood, Told], ...]
    memory: Memory

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(line for _, told in self.parts for line in told.lines)

    @property
    def films(self) -> tuple[int, ...]:
        """The films that are shown, each once."""
        return tuple(dict.fromkeys(film for _, told in self.parts for film in told.films))
