"""What a poll is: the records that its store, its rules and what members see have in common."""

from dataclasses import dataclass
from typing import Literal

from bot.club.polls.tally import Candidate, Marks, Method
from bot.errors import UserError

Kind = Literal["rating", "choice"]
"""A rating poll asks what members give one film; a choice poll asks which of several options they want."""

FEWEST_OPTIONS, MOST_OPTIONS = 2, 25
"""How many options a choice poll may have: Discord's selects hold 25."""


class PollError(UserError):
    """A poll cannot be opened, voted in or changed that way; the text says why."""


class PollClosedError(PollError):
    """The click came after the poll had closed."""


@dataclass(frozen=True, slots=True)
class PollOption:
    """One option of a choice poll. `carry` is in halves of a vote; a voided option is no longer counted."""

    position: int
    label: str
    film_id: int | None = None
    nominated_by: int | None = None
    nominated_at: str = ""
    carry: int = 0
    voided_at: str | None = None


@dataclass(frozen=True, slots=True)
class PollDraft:
    """A poll that is about to be opened; see `Poll` for what its fields mean."""

    kind: Kind
    question: str
    channel_id: int
    method: Method | None = None
    film_id: int | None = None
    options: tuple[PollOption, ...] = ()
    closes_at: str | None = None
    sealed: bool = False
    anonymous: bool = False
    voter_role: int | None = None
    most_choices: int | None = None
    offers_review: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll of one server; times are as the database stores them.

    `message_id` is None until it is posted and after its message was found deleted. `sealed` shows only the turnout
    until it closes; `anonymous` never shows a ballot. `seed` decides ties that nothing else does.
    """

    id: int
    guild_id: int
    kind: Kind
    method: Method | None
    question: str
    film_id: int | None
    channel_id: int
    message_id: int | None
    created_by: int
    created_at: str
    closes_at: str | None
    closed_at: str | None
    announced_at: str | None
    sealed: bool
    anonymous: bool
    voter_role: int | None
    most_choices: int | None
    offers_review: bool
    seed: int
    options: tuple[PollOption, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is not closed; one whose time is up counts what was clicked before until it is."""
        return self.closed_at is None

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The options that are counted."""
        return tuple(
            Candidate(option.position, option.nominated_at, option.carry)
            for option in self.options
            if option.voided_at is None
        )

    def option(self, position: int) -> PollOption | None:
        """Return the option at a position."""
        return next((option for option in self.options if option.position == position), None)


class AlreadyOpenError(PollError):
    """The film has a rating poll that is open."""

    def __init__(self, poll: Poll) -> None:
        super().__init__("A rating poll of this film is open already, and it takes every rating of it.")
        self.poll = poll


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a member said in a poll and when; no marks is a ballot taken back, a voided one is not counted."""

    member_id: int
    marks: Marks
    cast_at: str
    voided_at: str | None = None


@dataclass(frozen=True, slots=True)
class Turnout:
    """A poll with the ballots that count, taken in one look, so that numbers shown together belong together.

    `hidden` are members who do not want others to be told of them: their votes count and are not named.
    """

    poll: Poll
    ballots: tuple[Ballot, ...]
    hidden: frozenset[int] = frozenset()

    @property
    def voters(self) -> int:
        """How many members' ballots count."""
        return len(self.ballots)

    def names(self, member_id: int) -> bool:
        """Tell whether others may be told whose a vote is; who had their data deleted has no id any more."""
        return not self.poll.anonymous and member_id > 0 and member_id not in self.hidden
