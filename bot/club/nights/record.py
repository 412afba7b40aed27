"""What a movie night is: the records that its store, its rules and what members see have in common."""

from dataclasses import dataclass, field
from typing import Literal

from bot.club.nights.rules import NightRules, Refusal
from bot.club.nights.times import When
from bot.club.polls.record import Poll
from bot.club.polls.tally import Method, Result
from bot.errors import UserError

LONGEST_NAME = 50
"""Characters of a night's name."""

MOST_NIGHTS = 25
"""Open nights in one server: as many as Discord offers while an option is typed."""

StepKind = Literal["created", "rules", "voted", "scheduled", "watched", "attendance", "withdrawn", "cancelled"]
"""What a host does with a night."""


class NightError(UserError):
    """That cannot be done with a movie night; the text says why."""


@dataclass(frozen=True, slots=True)
class Night:
    """A movie night of one server; times are as the database stores them.

    `weekly_from` is the first evening of a night that comes back each week, None where it does not. `evening` is the
    number of the evening to come. `poll_id` is its vote, open or closed. `message_id` is the board's.
    """

    id: int
    guild_id: int
    name: str
    rules: NightRules
    weekly_from: str | None
    evening: int
    poll_id: int | None
    channel_id: int
    message_id: int | None
    created_by: int
    created_at: str
    ended_at: str | None

    @property
    def is_open(self) -> bool:
        """Whether it has not been cancelled."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class NewNight:
    """A night that is about to be made; `key` is its folded name, by which it is found."""

    name: str
    key: str
    rules: NightRules
    when: When | None
    channel_id: int


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening of a night: what is shown, when and where, and once it is over that it was watched.

    `label` is the film's, and stays where the film is gone. `room_id` is the channel that is told and reminded.
    """

    id: int
    night_id: int
    number: int
    starts_at: str | None
    film_id: int | None
    label: str | None
    nomination_id: int | None
    voice_id: int | None
    place: str | None
    event_id: int | None
    event_lost: bool
    room_id: int | None
    remind_at: str | None
    reminded_at: str | None
    watched_at: str | None
    poll_id: int | None
    rating_poll_id: int | None

    @property
    def is_scheduled(self) -> bool:
        """Whether a film is settled for it."""
        return self.label is not None and self.watched_at is None


@dataclass(frozen=True, slots=True)
class Nomination:
    """A film that a member put forward; `carry` is in halves of a vote, `member_id` 0 where they were forgotten."""

    id: int
    film_id: int | None
    label: str
    member_id: int
    nominated_at: str
    carry: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A nomination on the board.

    `refusal` is the rule that keeps it out of a vote as things are now. `in_catalogue` is False where its film was
    taken out; `in_vote` is True while it stands in an open vote.
    """

    nomination: Nomination
    runtime: int | None
    refusal: Refusal | None
    in_catalogue: bool = True
    in_vote: bool = False

    @property
    def may_be_voted(self) -> bool:
        """Whether a vote that opens now would take it in."""
        return self.in_catalogue and self.refusal is None


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote on an evening's film, counted anew from its ballots once it is closed; None of each before."""

    poll: Poll
    result: Result | None = None
    winner: Nomination | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A night as its board shows it at one moment; `coming` are members in the order in which they said so."""

    night: Night
    evening: Evening
    entries: tuple[Entry, ...]
    coming: tuple[int, ...]
    vote: Vote | None = None

    @property
    def open_poll(self) -> Poll | None:
        """The vote that is open, if any."""
        return self.vote.poll if self.vote is not None and self.vote.poll.is_open else None


@dataclass(frozen=True, slots=True)
class Nominated:
    """What became of a nomination that was let in: itself, and the facts of its film that the rules could not ask."""

    nomination: Nomination
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteTerms:
    """How a vote is to be held."""

    method: Method = "approval"
    closes_at: str | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an evening is to be: its film, when and where, and who is told; see `Evening`."""

    film_id: int
    starts_at: str
    voice_id: int | None
    place: str | None
    room_id: int
    remind_at: str | None


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends the evening of a number: the film that was watched, and its rating poll's channel and time to close."""

    number: int
    film_id: int
    channel_id: int
    rating_closes_at: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A vote that was opened, and the nominations that the rules left out of it."""

    step_id: int
    poll: Poll
    left_out: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """An evening that is over: its guests, the nominations that bring a carry-over now, and the rating poll.

    `opened` says that the rating poll is the evening's own; it is None where the film's poll was open already.
    """

    night: Night
    evening: Evening
    guests: tuple[int, ...]
    carried: tuple[Nomination, ...]
    rating_poll: Poll | None = None
    step_id: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a host did, and the message that told of it."""

    id: int
    kind: StepKind
    done_by: int
    done_at: str
    channel_id: int | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An evening that was settled: its night's board, the evening as it was, and the step that had settled it before.

    `former` is None where it was not settled yet.
    """

    step_id: int
    board: Board
    was: Evening
    former: Step | None


@dataclass(frozen=True, slots=True)
class Undone:
    """A step that was taken back: the night and the evening it was about as they are again, and as they had been.

    `polls` are those that it had opened, which no longer count. `former` is the step that settled the evening before,
    where it holds again.
    """

    step: Step
    night: Night
    evening: Evening | None
    was: Evening | None
    polls: tuple[Poll, ...] = ()
    former: Step | None = None


@dataclass(frozen=True, slots=True)
class PastEvening:
    """A watched evening as the history tells it.

    `votes` are its film's in halves, of `turnout` ballots; None where there was no vote or it lost. `mean` is the
    club's, 1 to 10, of members who are not hidden. `guests` is how many were there, `named` those of them whom others
    are told of.
    """

    evening: Evening
    nominated_by: int | None
    method: Method | None
    votes: int | None
    turnout: int | None
    mean: float | None
    asker_rated: bool
    guests: int
    named: tuple[int, ...] = field(default=())
