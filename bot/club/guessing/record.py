"""A game of guessing films, its rounds and what becomes of a guess: the records its store and its messages share."""

from dataclasses import dataclass
from typing import Literal

from bot.club.guessing.material import Hint, Puzzle
from bot.club.guessing.scoring import Mode, points
from bot.errors import UserError

MOST_ROUNDS, USUAL_ROUNDS = 20, 5

Source = Literal["any", "rated", "watchlists"]
"""Where films are drawn from: all that the server sees, those its members have rated, those on their watchlists."""

GameEnding = Literal["played", "stopped", "quiet", "barred"]
"""All rounds were played; it was stopped; nobody answered for two rounds; or the bot may no longer write there."""

RoundEnding = Literal["won", "missed", "skipped", "passed", "stopped"]
"""Somebody had it; nobody had; it was given up; its film or its message is gone; the game was stopped in it."""

Outcome = Literal["won", "late", "near", "wrong", "lost", "early", "over"]
"""What became of a guess: `late` is right but after the end, `lost` the wrong one that ended a team's round, `early`
one that was not looked at since the member had just guessed wrong, and `over` one that came after the end.
"""


class GameError(UserError):
    """A game cannot be started or played that way; the text says why."""


@dataclass(frozen=True, slots=True)
class Game:
    """A game in one channel; times are as the database stores them.

    `source` says in words where its films come from, as they were typed; `rounds` is how many it has in all.
    """

    id: int
    guild_id: int
    channel_id: int
    started_by: int
    started_at: str
    source: str
    mode: Mode
    ended_at: str | None
    ending: GameEnding | None
    stopped_by: int | None
    rounds: int


@dataclass(frozen=True, slots=True)
class Round:
    """One film to be guessed; `hints` is how many of its puzzle's were taken, `label` its title and year."""

    id: int
    guild_id: int
    game_id: int
    number: int
    film_id: int | None
    label: str
    puzzle: Puzzle
    hints: int
    message_id: int | None
    due_at: str | None
    nudged: bool
    joined: bool
    ended_at: str | None
    ending: RoundEnding | None
    won_by: int | None
    points: int | None

    @property
    def is_open(self) -> bool:
        """Whether it can still be won."""
        return self.ended_at is None

    @property
    def shown(self) -> tuple[Hint, ...]:
        """The hints that were taken."""
        return self.puzzle.hints[: self.hints]

    @property
    def has_hint(self) -> bool:
        """Whether there is a hint left to take."""
        return self.hints < len(self.puzzle.hints)

    @property
    def worth(self) -> int:
        """What a right answer is worth now."""
        return points(self.hints)

    @property
    def hint_cost(self) -> int:
        """How many points the next hint costs."""
        return points(self.hints) - points(self.hints + 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """A round of a game as its message shows it: with how many wrong guesses, and by whom it was won.

    `winner` is None where nobody won it, and where the winner is not to be named to others. `tried` are the wrong
    guesses of a team in an open round, as they were typed. `before` is the round before it, whose end is told above
    the next one; None for the first.
    """

    game: Game
    round: Round
    wrong: int
    winner: int | None
    tried: tuple[str, ...] = ()
    before: "Scene | None" = None


@dataclass(frozen=True, slots=True)
class Guessed:
    """What became of a guess, and the round as it is then; `seconds` is how long the member still waits."""

    outcome: Outcome
    scene: Scene
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A member at a place, which they share with those of as many points; `rounds` is how many they won."""

    rank: int
    member_id: int
    points: int
    rounds: int


@dataclass(frozen=True, slots=True)
class GameTable:
    """How a game came out: members' places without those who hide, and in all what was won of what could be.

    `solved` counts the rounds that were won, `played` those that were begun and not passed over, the one
    a game was stopped in too. `last` is the round in which it
    ended. `stopped_by` is who stopped it, None where nobody did and where they are not to be named to others.
    """

    game: Game
    places: tuple[Place, ...]
    points: int
    solved: int
    played: int
    last: Scene | None
    stopped_by: int | None

    @property
    def most(self) -> int:
        """What could be won in the rounds that were played."""
        return self.played * points(0)


@dataclass(frozen=True, slots=True)
class Season:
    """A page of a season's table, how many places it has in all, and what teams won together in it.

    `earlier` are the seasons before with who came first in them, the latest first.
    """

    name: str
    places: tuple[Place, ...]
    total: int
    team_points: int
    team_rounds: int
    earlier: tuple[tuple[str, tuple[Place, ...]], ...]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a game's channel does not show yet: ended rounds, the round to be posted, and whether its table is due."""

    ended: tuple[int, ...]
    unposted: int | None
    table: bool
