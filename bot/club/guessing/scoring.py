"""What a right answer is worth and what a wrong one costs: pure rules."""

from datetime import datetime, timedelta
from typing import Final, Literal

Mode = Literal["each", "team"]
"""`each`: the first right answer takes the points. `team`: all play together, and the points go to one pot."""

POINTS: Final = (10, 8, 6, 4, 2, 1)
"""Points of a right answer after no hint, one hint, two hints and so on; after more, those of the last."""

TEAM_GUESSES: Final = 6
"""Wrong guesses that end a round of a team, which gets nothing for it."""

PAUSE: Final = timedelta(seconds=5)
"""How long a member waits after a wrong guess of theirs, so that titles are thought of and not tried one by one."""


def points(hints: int) -> int:
    """Return what a right answer is worth after so many hints were shown."""
    return POINTS[min(max(hints, 0), len(POINTS) - 1)]


def guesses_left(mode: Mode, wrong: int) -> int | None:
    """Return how many wrong guesses a round still allows after `wrong`; None where there is no limit."""
    return max(TEAM_GUESSES - wrong, 0) if mode == "team" else None


def pause_left(last_wrong: datetime | None, now: datetime) -> timedelta:
    """Return how long a member still waits who guessed wrong at `last_wrong`; nothing where they may guess."""
    if last_wrong is None:
        return timedelta()
    # A clock that was set back must not lock a member out.
    return max(min(last_wrong + PAUSE - now, PAUSE), timedelta())
