from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.polls.rated import Split, Vote, most_split, rated
from bot.club.polls.record import Ballot, Turnout
from tests.club.polls.records import WHEN, make_poll


def turnout(scores: dict[int, int], hidden: frozenset[int] = frozenset(), **facts: Any) -> Turnout:
    ballots = tuple(Ballot(member, ((0, score),), WHEN) for member, score in scores.items())
    return Turnout(make_poll(**facts), ballots, hidden)


@pytest.mark.parametrize(
    ("scores", "hidden", "facts", "split"),
    [
        ({}, set(), {}, None),
        ({1: 7}, set(), {}, None),
        ({1: 7, 2: 7}, set(), {}, None),
        ({1: 7, 2: 3, 3: 9, 4: 3}, set(), {}, Split(Vote(3, 9), Vote(2, 3))),
        ({1: 7, 2: 3, 3: 9}, {3}, {}, Split(Vote(1, 7), Vote(2, 3))),
        ({1: 7, 2: 3, -3: 9}, set(), {}, Split(Vote(1, 7), Vote(2, 3))),  # whose data is deleted has no id
        ({1: 7, 2: 3}, {2}, {}, None),
        ({1: 7, 2: 3}, {2}, {"anonymous": True}, Split(Vote(1, 7), Vote(2, 3))),
    ],
)
def test_the_most_split_pair(
    scores: dict[int, int], hidden: set[int], facts: dict[str, Any], split: Split | None
) -> None:
    found = rated(turnout(scores, frozenset(hidden), **facts))
    assert found.split == split
    assert (found.figures.count if found.figures else 0) == len(scores)


@given(st.lists(st.integers(1, 10)))
def test_no_two_votes_lie_farther_apart_than_the_most_split_pair(scores: list[int]) -> None:
    votes = [Vote(member, score) for member, score in enumerate(scores, 1)]
    split = most_split(votes)
    apart = 0 if split is None else split.high.score - split.low.score
    assert apart == max((a - b for a in scores for b in scores), default=0)
