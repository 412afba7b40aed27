"""Counting ballots by approval, single choice, score and instant run-off: pure rules, checked by anyone with the rows.

Votes are counted in halves, so that a carried-over half vote stays a whole number.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

Method = Literal["approval", "ranked", "single", "score"]

Marks = tuple[tuple[int, int], ...]
"""A ballot: options with what they are given. 1 for each that is approved or chosen, ranks from 1, points from 0."""

Breaker = Literal["first choices", "earliest nomination", "draw"]
"""What a tie is broken by, the first that tells the options apart."""

MOST_POINTS = 5
"""The points that a ballot by score may give to one option."""

WHOLE_VOTE = 2
"""A vote, in the halves that votes are counted in."""


_OPTION: Callable[[tuple[int, int]], int] = itemgetter(0)
_VALUE: Callable[[tuple[int, int]], int] = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option that may win: when it was nominated ('' where all were at once), and halves of a vote carried over."""

    option: int
    nominated_at: str = ""
    carry: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """Options with equal votes, in the order that the rule put them in, and what told the first from the second."""

    options: tuple[int, ...]
    broken_by: Breaker


@dataclass(frozen=True, slots=True)
class Standing:
    """An option's place in the result: its votes in halves (or points in halves), and its first choices."""

    option: int
    votes: int
    first_choices: int


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a run-off: votes in halves of those still in, who goes out, by which tie, and ballots used up."""

    votes: Mapping[int, int]
    out: tuple[int, ...]
    tie: Tie | None
    exhausted: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a poll came to; `winner` is None where nobody voted. `tie` is the one that decided who won."""

    method: Method
    turnout: int
    winner: int | None
    standings: tuple[Standing, ...]
    tie: Tie | None = None
    rounds: tuple[Round, ...] = field(default=())


def tally(method: Method, candidates: Sequence[Candidate], ballots: Iterable[Marks], *, seed: int) -> Result:
    """Count ballots; marks for options that are no candidates (such as voided ones) are passed over.

    Ties follow one rule: more first choices, then the earlier nomination, then the draw by the seed. A ballot without
    a mark for any candidate does not count as turned out.
    """
    order = _Order(candidates, seed)
    kept = _kept(order.carry.keys(), ballots)
    count = _run_off if method == "ranked" else _most_votes
    return count(method, kept, order)


def draw_rank(seed: int, option: int) -> str:
    """Return what an option draws: the SHA-256 of `seed-option` in hexadecimal. The lowest wins."""
    return hashlib.sha256(f"{seed}-{option}".encode()).hexdigest()


def first_choices(method: Method, ballot: Marks) -> tuple[int, ...]:
    """Return the options that a ballot puts first; approvals are in no order, so they put none first."""
    if not ballot or method == "approval":
        return ()
    if method == "ranked":
        return (min(ballot, key=_VALUE)[0],)
    best = max(value for _, value in ballot)
    return tuple(option for option, value in ballot if value == best > 0)


class _Order:
    """The rule that breaks ties, for one poll's candidates."""

    def __init__(self, candidates: Sequence[Candidate], seed: int) -> None:
        self.carry = {candidate.option: candidate.carry for candidate in candidates}
        self._nominated = {candidate.option: candidate.nominated_at for candidate in candidates}
        self._drawn = {candidate.option: draw_rank(seed, candidate.option) for candidate in candidates}
        self.first: Counter[int] = Counter()

    def sorted(self, options: Iterable[int], votes: Mapping[int, int]) -> list[int]:
        """Return options from the most votes to the fewest, ties broken by the rule."""
        return sorted(options, key=lambda option: (-votes[option], *self._key(option)))

    def tie(self, options: Iterable[int]) -> Tie | None:
        """Return the tie among options of equal votes, None where there is only one."""
        tied = sorted(options, key=self._key)
        if len(tied) < 2:  # noqa: PLR2004 - one option alone is no tie
            return None
        one, other = tied[:2]
        if self.first[one] != self.first[other]:
            return Tie(tuple(tied), "first choices")
        if self._nominated[one] != self._nominated[other]:
            return Tie(tuple(tied), "earliest nomination")
        return Tie(tuple(tied), "draw")

    def _key(self, option: int) -> tuple[int, str, str]:
        return -self.first[option], self._nominated[option], self._drawn[option]


def _kept(options: Iterable[int], ballots: Iterable[Marks]) -> Counter[Marks]:
    """Return the ballots with only the marks for `options`, equal ones counted together and blank ones left out."""
    among = frozenset(options)
    kept: Counter[Marks] = Counter()
    for ballot, times in Counter(ballots).items():
        whole = among.issuperset(map(_OPTION, ballot))
        if marks := ballot if whole else tuple(mark for mark in ballot if mark[0] in among):
            kept[marks] += times
    return kept


def _note_first_choices(method: Method, ballots: Counter[Marks], order: _Order) -> None:
    for ballot, times in ballots.items():
        for option in first_choices(method, ballot):
            order.first[option] += times


def _most_votes(method: Method, ballots: Counter[Marks], order: _Order) -> Result:
    """Count by approval, single choice or score: every mark adds up, the most votes win."""
    _note_first_choices(method, ballots, order)
    worth = MOST_POINTS if method == "score" else 1  # a carried vote is worth a vote's most points
    votes = {option: carry * worth for option, carry in order.carry.items()}
    for ballot, times in ballots.items():
        for option, value in ballot:
            votes[option] += WHOLE_VOTE * value * times
    ranking = order.sorted(votes, votes)
    most = votes[ranking[0]] if ranking else 0
    won = ballots.total() > 0 and most > 0
    return Result(
        method,
        ballots.total(),
        ranking[0] if won else None,
        tuple(Standing(option, votes[option], order.first[option]) for option in ranking),
        order.tie(option for option in ranking if votes[option] == most) if won else None,
    )


def _run_off(method: Method, ballots: Counter[Marks], order: _Order) -> Result:
    """Count by instant run-off.

    Each ballot stands with its highest option still in. Until one has more than half of the votes still standing, the
    option with the fewest goes out; of options tied for fewest, the one the rule puts last. Options that nobody has
    put highest go out together in the first round, since that changes nothing for the others.
    """
    _note_first_choices(method, ballots, order)
    piles: dict[int, Counter[tuple[int, ...]]] = {option: Counter() for option in order.carry}
    for ballot, times in ballots.items():
        ranking = tuple(map(_OPTION, sorted(ballot, key=_VALUE)))
        piles[ranking[0]][ranking] += times
    rounds: list[Round] = []
    gone: list[Standing] = []
    exhausted = 0
    while piles:
        votes = {option: WHOLE_VOTE * pile.total() + order.carry[option] for option, pile in piles.items()}
        out, tie = _fewest(votes, order)
        over = _is_over(votes, out)
        rounds.append(Round(votes, () if over else out, tie, exhausted))
        if over:
            return _ended(method, ballots.total(), votes, order, rounds, gone)
        gone[:0] = [Standing(option, votes[option], order.first[option]) for option in out]
        exhausted += _pass_on(piles, out)
    return Result(method, 0, None, ())


def _is_over(votes: Mapping[int, int], out: tuple[int, ...]) -> bool:
    """Tell whether one option has more than half of the votes, or nothing is left to tell the options apart."""
    return max(votes.values()) * 2 > sum(votes.values()) or len(out) == len(votes)


def _fewest(votes: Mapping[int, int], order: _Order) -> tuple[tuple[int, ...], Tie | None]:
    """Return who goes out next, the one the rule prefers first, and the tie that decided it."""
    least = min(votes.values())
    last = [option for option, count in votes.items() if count == least]
    if least == 0:
        return tuple(order.sorted(last, votes)), None
    tie = order.tie(last)
    return (last[0] if tie is None else tie.options[-1],), tie


def _pass_on(piles: dict[int, Counter[tuple[int, ...]]], out: tuple[int, ...]) -> int:
    """Hand the ballots of those who go out to the next options still in; return how many have none."""
    loose = [piles.pop(option) for option in out]
    exhausted = 0
    for pile in loose:
        for ranking, times in pile.items():
            following = next((option for option in ranking if option in piles), None)
            if following is None:
                exhausted += times
            else:
                piles[following][ranking] += times
    return exhausted


def _ended(
    method: Method,
    turnout: int,
    votes: Mapping[int, int],
    order: _Order,
    rounds: list[Round],
    gone: list[Standing],
) -> Result:
    standing = [Standing(option, votes[option], order.first[option]) for option in order.sorted(votes, votes)]
    won = turnout > 0 and standing[0].votes > 0
    # Two options that part the last votes evenly are tied for the win: the round that follows is a formality.
    deciding = rounds[-2].tie if len(rounds) > 1 and len(rounds[-2].votes) == len(rounds[-2].out) + 1 else None
    return Result(method, turnout, standing[0].option if won else None, (*standing, *gone), deciding, tuple(rounds))
