import random
from collections.abc import Sequence
from itertools import permutations

import pyrankvote
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.club.polls.tally import (
    MOST_POINTS,
    WHOLE_VOTE,
    Candidate,
    Marks,
    Method,
    Result,
    draw_rank,
    first_choices,
    tally,
)

SEED = 20240229


def ranked(*options: int) -> Marks:
    return tuple((option, rank) for rank, option in enumerate(options, 1))


def approved(*options: int) -> Marks:
    return tuple((option, 1) for option in options)


def candidates(count: int) -> list[Candidate]:
    return [Candidate(option) for option in range(count)]


def many(*ballots: tuple[int, Marks]) -> list[Marks]:
    return [marks for times, marks in ballots for _ in range(times)]


def votes(result: Result) -> dict[int, float]:
    return {standing.option: standing.votes / WHOLE_VOTE for standing in result.standings}


def rounds(result: Result) -> list[dict[int, float]]:
    return [{option: count / WHOLE_VOTE for option, count in each.votes.items()} for each in result.rounds]


MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE = range(4)
TENNESSEE = many(
    (42, ranked(MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE)),
    (26, ranked(NASHVILLE, CHATTANOOGA, KNOXVILLE, MEMPHIS)),
    (15, ranked(CHATTANOOGA, KNOXVILLE, NASHVILLE, MEMPHIS)),
    (17, ranked(KNOXVILLE, CHATTANOOGA, NASHVILLE, MEMPHIS)),
)
"""The textbook election of a capital for Tennessee, in hundredths of its voters."""

KISS, MONTROLL, WRIGHT = range(3)
BURLINGTON = many(
    (1332, ranked(MONTROLL, KISS, WRIGHT)),
    (767, ranked(MONTROLL, WRIGHT, KISS)),
    (455, ranked(MONTROLL)),
    (2043, ranked(KISS, MONTROLL, WRIGHT)),
    (371, ranked(KISS, WRIGHT, MONTROLL)),
    (568, ranked(KISS)),
    (1513, ranked(WRIGHT, MONTROLL, KISS)),
    (495, ranked(WRIGHT, KISS, MONTROLL)),
    (1289, ranked(WRIGHT)),
)
"""Burlington's election of a mayor in 2009, once only these three were left."""


def test_tennessee_s_capital_by_run_off_is_knoxville() -> None:
    result = tally("ranked", candidates(4), TENNESSEE, seed=SEED)
    assert result.winner == KNOXVILLE
    assert rounds(result) == [
        {MEMPHIS: 42, NASHVILLE: 26, CHATTANOOGA: 15, KNOXVILLE: 17},
        {MEMPHIS: 42, NASHVILLE: 26, KNOXVILLE: 32},
        {MEMPHIS: 42, KNOXVILLE: 58},
    ]
    assert [standing.option for standing in result.standings] == [KNOXVILLE, MEMPHIS, NASHVILLE, CHATTANOOGA]
    assert result.tie is None


def test_tennessee_s_capital_by_single_choice_is_memphis() -> None:
    firsts = [approved(ballot[0][0]) for ballot in TENNESSEE]
    assert tally("single", candidates(4), firsts, seed=SEED).winner == MEMPHIS


def test_tennessee_s_capital_by_score_is_nashville() -> None:
    points = many(
        (42, ((MEMPHIS, 5), (NASHVILLE, 2), (CHATTANOOGA, 1), (KNOXVILLE, 0))),
        (26, ((MEMPHIS, 0), (NASHVILLE, 5), (CHATTANOOGA, 2), (KNOXVILLE, 1))),
        (15, ((MEMPHIS, 0), (NASHVILLE, 3), (CHATTANOOGA, 5), (KNOXVILLE, 3))),
        (17, ((MEMPHIS, 0), (NASHVILLE, 2), (CHATTANOOGA, 3), (KNOXVILLE, 5))),
    )
    result = tally("score", candidates(4), points, seed=SEED)
    assert result.winner == NASHVILLE
    assert votes(result) == {MEMPHIS: 210, NASHVILLE: 293, CHATTANOOGA: 220, KNOXVILLE: 156}


def test_burlington_s_mayor_of_2009_was_kiss() -> None:
    result = tally("ranked", candidates(3), BURLINGTON, seed=SEED)
    assert result.winner == KISS
    assert rounds(result) == [{KISS: 2982, MONTROLL: 2554, WRIGHT: 3297}, {KISS: 4314, WRIGHT: 4064}]
    assert [each.exhausted for each in result.rounds] == [0, 455]


def test_a_run_off_may_punish_its_winner_for_more_votes() -> None:
    """The run-off's known exception: had some of Wright's voters put Kiss first, Montroll would have won."""
    changed = list(BURLINGTON)
    for _ in range(495):
        changed.remove(ranked(WRIGHT, KISS, MONTROLL))
        changed.append(ranked(KISS, WRIGHT, MONTROLL))
    for _ in range(300):
        changed.remove(ranked(WRIGHT))
        changed.append(ranked(KISS))
    assert tally("ranked", candidates(3), BURLINGTON, seed=SEED).winner == KISS
    assert tally("ranked", candidates(3), changed, seed=SEED).winner == MONTROLL


@pytest.mark.parametrize(
    ("method", "ballot", "first"),
    [
        ("approval", approved(1, 2), ()),
        ("single", approved(3), (3,)),
        ("ranked", ((4, 2), (1, 1)), (1,)),
        ("score", ((0, 5), (1, 2), (2, 5)), (0, 2)),
        ("score", ((0, 0),), ()),
        ("ranked", (), ()),
    ],
)
def test_what_a_ballot_puts_first(method: Method, ballot: Marks, first: tuple[int, ...]) -> None:
    assert first_choices(method, ballot) == first


EARLY, LATE = "2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"
FIRST_DRAWN, LAST_DRAWN = sorted((0, 1), key=lambda option: draw_rank(SEED, option))


@pytest.mark.parametrize(
    ("method", "options", "ballots", "order", "broken_by"),
    [
        # Equal points, but option 1 is the best choice of two ballots and option 0 of one.
        (
            "score",
            [Candidate(0, EARLY), Candidate(1, LATE)],
            [((0, 5), (1, 1)), ((1, 3),), ((0, 1), (1, 2))],
            (1, 0),
            "first choices",
        ),
        ("approval", [Candidate(0, LATE), Candidate(1, EARLY)], [approved(0, 1)], (1, 0), "earliest nomination"),
        ("single", candidates(2), [approved(0), approved(1)], (FIRST_DRAWN, LAST_DRAWN), "draw"),
        ("ranked", [Candidate(0, LATE), Candidate(1, EARLY)], [ranked(0), ranked(1)], (1, 0), "earliest nomination"),
        ("ranked", candidates(2), [ranked(0, 1), ranked(1, 0)], (FIRST_DRAWN, LAST_DRAWN), "draw"),
    ],
)
def test_ties_are_called_ties_and_follow_the_rule(
    method: Method, options: list[Candidate], ballots: list[Marks], order: tuple[int, ...], broken_by: str
) -> None:
    result = tally(method, options, ballots, seed=SEED)
    assert result.tie is not None
    assert (result.tie.options, result.tie.broken_by) == (order, broken_by)
    assert result.winner == order[0]


def test_a_tie_for_last_place_says_who_goes_out_and_why() -> None:
    ballots = [ranked(0), ranked(0), ranked(0), ranked(1, 0), ranked(2, 1), ranked(1), ranked(2), ranked(3, 0)]
    options = [Candidate(0), Candidate(1, EARLY), Candidate(2, LATE), Candidate(3)]
    result = tally("ranked", options, ballots, seed=SEED)
    assert [each.out for each in result.rounds] == [(3,), (2,), ()] or result.rounds[0].out == (3,)
    second = result.rounds[1]
    assert second.tie is not None
    assert (second.tie.options, second.tie.broken_by, second.out) == ((1, 2), "earliest nomination", (2,))


def test_a_carried_half_vote_decides_and_is_counted_in_every_round() -> None:
    options = [Candidate(0), Candidate(1, carry=1)]
    assert votes(tally("approval", options, [approved(0), approved(1)], seed=SEED)) == {1: 1.5, 0: 1}
    assert tally("ranked", options, [ranked(0), ranked(1)], seed=SEED).winner == 1
    assert votes(tally("score", options, [((0, 5),), ((1, 5),)], seed=SEED)) == {1: 5 + MOST_POINTS / 2, 0: 5}


@pytest.mark.parametrize("method", ["approval", "single", "ranked", "score"])
def test_nobody_voted_nobody_won(method: Method) -> None:
    for ballots in ([], [()], [((9, 1),)]):
        result = tally(method, [Candidate(0, carry=1), Candidate(1)], ballots, seed=SEED)
        assert (result.turnout, result.winner, result.tie) == (0, None, None)


def test_no_candidates_is_no_result() -> None:
    for method in ("approval", "single", "ranked", "score"):
        assert tally(method, [], [approved(0)], seed=SEED).winner is None


def test_options_nobody_put_highest_go_out_together() -> None:
    result = tally("ranked", candidates(5), many((2, ranked(0, 4)), (2, ranked(1)), (1, ranked(2, 1))), seed=SEED)
    assert set(result.rounds[0].out) == {3, 4}
    assert result.winner == 1


OPTIONS = 5
COUNTS = st.integers(2, OPTIONS)


def ballots_of(method: Method, count: int) -> st.SearchStrategy[list[Marks]]:
    options = range(count)
    if method == "ranked":
        some = st.sampled_from([order[:length] for order in permutations(options) for length in range(count + 1)])
        return st.lists(some.map(lambda order: ranked(*order)), max_size=12)
    if method == "score":
        points = st.tuples(*[st.integers(0, MOST_POINTS)] * count)
        return st.lists(points.map(lambda given: tuple(enumerate(given))), max_size=12)
    chosen = st.sets(st.sampled_from(options), max_size=1 if method == "single" else count)
    return st.lists(chosen.map(lambda every: approved(*sorted(every))), max_size=12)


@st.composite
def polls(draw: st.DrawFn, *methods: Method) -> tuple[Method, list[Candidate], list[Marks]]:
    method = draw(st.sampled_from(methods or ("approval", "single", "ranked", "score")))
    count = draw(COUNTS)
    times = st.sampled_from(["", EARLY, LATE])
    options = [Candidate(option, draw(times), draw(st.integers(0, 2))) for option in range(count)]
    return method, options, draw(ballots_of(method, count))


@given(polls(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_candidates_does_not_matter(
    poll: tuple[Method, list[Candidate], list[Marks]], chance: random.Random
) -> None:
    method, options, ballots = poll
    expected = tally(method, options, ballots, seed=SEED)
    chance.shuffle(ballots)
    chance.shuffle(options)
    assert tally(method, options, ballots, seed=SEED) == expected


@given(polls())
def test_no_ballot_is_invented_or_dropped(poll: tuple[Method, list[Candidate], list[Marks]]) -> None:
    method, options, ballots = poll
    result = tally(method, options, ballots, seed=SEED)
    cast = [ballot for ballot in ballots if ballot]
    carried = {option.option: option.carry for option in options}
    assert result.turnout == len(cast)
    assert {standing.option for standing in result.standings} == {option.option for option in options}
    if method == "ranked":
        for each in result.rounds:
            still_in = sum(carried[option] for option in each.votes)  # what is carried over goes out with its option
            assert sum(each.votes.values()) == WHOLE_VOTE * (len(cast) - each.exhausted) + still_in
    else:
        worth = MOST_POINTS if method == "score" else 1
        marks = sum(value for ballot in cast for _, value in ballot)
        from_carries = sum(carried.values()) * worth
        assert sum(standing.votes for standing in result.standings) == WHOLE_VOTE * marks + from_carries


@given(polls())
def test_a_unanimous_favourite_wins(poll: tuple[Method, list[Candidate], list[Marks]]) -> None:
    method, options, ballots = poll
    options = [Candidate(option.option, option.nominated_at) for option in options]
    favourite = 0
    turned: list[Marks] = []
    for ballot in ballots:
        others = tuple(option for option, _ in ballot if option != favourite)
        if method == "ranked":
            turned.append(ranked(favourite, *others))
        elif method == "score":
            turned.append(((favourite, MOST_POINTS), *((option, 1) for option in others)))
        else:
            turned.append(approved(favourite))
    assume(turned)
    assert tally(method, options, turned, seed=SEED).winner == favourite


@given(polls("approval", "score", "single"), st.data())
def test_a_vote_more_for_the_winner_never_makes_it_lose(
    poll: tuple[Method, list[Candidate], list[Marks]], data: st.DataObject
) -> None:
    method, options, ballots = poll
    winner = tally(method, options, ballots, seed=SEED).winner
    assume(winner is not None)
    assert winner is not None
    mark = data.draw(st.integers(1, MOST_POINTS)) if method == "score" else 1
    assert tally(method, options, [*ballots, ((winner, mark),)], seed=SEED).winner == winner


@given(polls("approval"), st.data())
def test_approving_of_the_winner_too_never_makes_it_lose(
    poll: tuple[Method, list[Candidate], list[Marks]], data: st.DataObject
) -> None:
    method, options, ballots = poll
    winner = tally(method, options, ballots, seed=SEED).winner
    assume(winner is not None)
    assert winner is not None
    index = data.draw(st.integers(0, len(ballots) - 1))
    ballots[index] = tuple({*ballots[index], (winner, 1)})
    assert tally(method, options, ballots, seed=SEED).winner == winner


def run_off_elsewhere(count: int, ballots: Sequence[Marks]) -> set[str]:
    """Return every winner that a voting library finds; it breaks ties by chance, so it is asked several times."""
    named = [pyrankvote.Candidate(str(option)) for option in range(count)]
    cast = [pyrankvote.Ballot([named[option] for option, _ in ballot]) for ballot in ballots]
    found: set[str] = set()
    for seed in range(12):
        random.seed(seed)
        winners = pyrankvote.instant_runoff_voting(named, cast).get_winners()
        found |= {winner.name for winner in winners}
    return found


@given(COUNTS.flatmap(lambda count: st.tuples(st.just(count), ballots_of("ranked", count))))
def test_a_run_off_agrees_with_a_voting_library(election: tuple[int, list[Marks]]) -> None:
    count, ballots = election
    cast = [ballot for ballot in ballots if ballot]
    assume(cast)
    result = tally("ranked", candidates(count), cast, seed=SEED)
    assume(all(each.tie is None for each in result.rounds))
    assert {str(result.winner)} == run_off_elsewhere(count, cast)
