"""What a round is played with: the clue shown at first and the hints that follow. Records alone."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

ClueKind = Literal["review", "synopsis", "tagline", "facts"]
"""What the clue of a round is taken from."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What a round shows at first, as plain text that is blacked out and not escaped.

    `lines` is one passage, or the facts of a `facts` clue, a line each. `source` says whose words they are and reads
    on after "from": `a review by The Usher`, `its synopsis`, `its tagline`, `the record`.
    """

    kind: ClueKind
    lines: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One step further: a few lines such as `Decade: 1950s`, plain text that is not escaped."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A round's clue and its hints, each giving more away than the one before; `hints` may be empty."""

    clue: Clue
    hints: tuple[Hint, ...]


def puzzle_to_json(puzzle: Puzzle) -> str:
    """Return a puzzle as a round keeps it, so that a later load changes nothing in the middle of it."""
    return json.dumps(asdict(puzzle), ensure_ascii=False)


def puzzle_from_json(text: str) -> Puzzle:
    """Return the puzzle that `puzzle_to_json` wrote."""
    stored: Any = json.loads(text)
    clue = stored["clue"]
    hints = tuple(Hint(tuple(hint["lines"])) for hint in stored["hints"])
    return Puzzle(Clue(clue["kind"], tuple(clue["lines"]), clue["source"]), hints)
