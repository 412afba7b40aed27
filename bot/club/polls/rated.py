"""What a rating poll came to: its numbers, and the two who part the most. Pure rules."""

from dataclasses import dataclass

from bot.club.figures import Figures, distribution, figures
from bot.club.polls.record import Ballot, Turnout


@dataclass(frozen=True, slots=True)
class Vote:
    """A member's score of 1 to 10."""

    member_id: int
    score: int


@dataclass(frozen=True, slots=True)
class Split:
    """The two votes that lie farthest apart."""

    high: Vote
    low: Vote


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating poll's numbers, None where nobody has voted, and its most split pair, None where all agree."""

    figures: Figures | None
    split: Split | None


def rated(turnout: Turnout) -> Rated:
    """Return what the votes come to; only who may be named is of the most split pair, unless nobody is named."""
    votes = [Vote(ballot.member_id, score_of(ballot)) for ballot in turnout.ballots]
    anonymous = turnout.poll.anonymous
    pairable = [vote for vote in votes if anonymous or turnout.names(vote.member_id)]
    return Rated(figures(distribution(vote.score for vote in votes)), most_split(pairable))


def earlier(turnout: Turnout) -> int:
    """Return how many of a rating poll's votes are ratings from before it opened."""
    return sum(ballot.cast_at < turnout.poll.created_at for ballot in turnout.ballots)


def most_split(votes: list[Vote]) -> Split | None:
    """Return the highest and the lowest vote, of equal ones the first; None where there are not two that differ."""
    if not votes:
        return None
    high = max(votes, key=lambda vote: vote.score)
    low = min(votes, key=lambda vote: vote.score)
    return Split(high, low) if high.score > low.score else None


def score_of(ballot: Ballot) -> int:
    """Return the score of a ballot of a rating poll, 1 to 10."""
    [(_, score)] = ballot.marks
    return score
