"""What a question is answered with. Pure records."""

from dataclasses import dataclass
from datetime import date

from bot.asking.query import Deed, FilmName
from bot.asking.reading.references import Memory, Named
from bot.asking.saying.sources import sources_said
from bot.asking.understanding import Understood
from bot.club.polls.sources import Source


@dataclass(frozen=True, slots=True)
class Offer:
    """What a click would do, which its button says as `label`; until then nothing is done.

    `films` is the film it is about, for a poll those to choose from. `score` is of 1 to 10, None where it is still to
    be asked for; `day` is the one of a diary. A poll that names no films takes them from a `source`; `when` is the day
    it is for, as it was said.
    """

    deed: Deed
    label: str
    films: tuple[int, ...] = ()
    score: int | None = None
    day: date | None = None
    source: Source | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to one query: lines in the voice asked for, by whom it is known, and what it speaks of.

    `films` are the ids of the films it shows, `person` whom a follow-up may call `he` or `she`, `only` the one film
    that an answer to a list is, which a follow-up may call `it`. `offers` are what it would do at a click, `listed` the
    films of a list in their order, of which a follow-up may say `the second one`. `how` says how the
    answer was worked out, for who asks.
    """

    lines: tuple[str, ...]
    source: str = ""
    films: tuple[int, ...] = ()
    person: Named | None = None
    only: FilmName | None = None
    offers: tuple[Offer, ...] = ()
    listed: tuple[FilmName, ...] = ()
    how: str = ""


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

    @property
    def source(self) -> str:
        """By whom it is all known, in one line."""
        shown = max((len(told.films) for _, told in self.parts if told.source), default=0)
        return sources_said((told.source for _, told in self.parts), max(shown, len(self.films)))

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What it would do at a click."""
        return tuple(offer for _, told in self.parts for offer in told.offers)
