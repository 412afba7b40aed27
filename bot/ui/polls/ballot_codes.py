"""Half-filled ballots as short words, which the ids of their controls carry from one click to the next.

The words are part of ids that outlive every update, so what one of them means never changes.
"""

from collections.abc import Mapping, Sequence

from bot.club.polls.record import Poll
from bot.club.polls.tally import Marks

RANKING = r"[a-y]{0,25}"
"""A pattern of rankings: a letter an option, the first choice first."""

POINTS = r"[0-5]{0,25}"
"""A pattern of points: a digit an option, by position."""

_FIRST = ord("a")


def ranking_word(ranking: Sequence[int]) -> str:
    """Return options of positions 0 to 24 in a member's order as letters."""
    return "".join(chr(_FIRST + option) for option in ranking)


def read_ranking(word: str) -> tuple[int, ...]:
    """Return the options that a word puts in order, each once."""
    return tuple(ord(letter) - _FIRST for letter in dict.fromkeys(word))


def points_word(points: Mapping[int, int]) -> str:
    """Return the points given to options of positions 0 to 24 as digits; an option without any has a 0."""
    last = max(points, default=-1)
    return "".join(str(points.get(option, 0)) for option in range(last + 1))


def read_points(word: str) -> dict[int, int]:
    """Return the points that a word gives, of the options that have any."""
    return {option: int(digit) for option, digit in enumerate(word) if digit != "0"}


def ranked_marks(ranking: Sequence[int]) -> Marks:
    """Return the ballot of a ranking."""
    return tuple((option, rank) for rank, option in enumerate(ranking, 1))


def ranking_of(marks: Marks) -> tuple[int, ...]:
    """Return the options of a ranked ballot, the first choice first."""
    return tuple(option for option, _ in sorted(marks, key=lambda mark: mark[1]))


def still_there(poll: Poll, options: Sequence[int]) -> tuple[int, ...]:
    """Return those of the options that have not been taken out of the poll."""
    counted = {candidate.option for candidate in poll.candidates}
    return tuple(option for option in options if option in counted)
