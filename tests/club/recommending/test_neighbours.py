import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.recommending.neighbours import neighbours_of, weights
from bot.club.recommending.recommend_rules import TUNED
from bot.club.tastes.taste import agreement
from tests.tastes import ANA, BO, CY, DI, Given, club_of, films

SCORES = st.dictionaries(st.integers(1, 12), st.integers(1, 10), max_size=12)


@given(SCORES, SCORES)
def test_agreement_is_the_one_that_compare_tells(mine: dict[int, int], theirs: dict[int, int]) -> None:
    club = club_of({ANA: mine, BO: theirs})
    near = neighbours_of(ANA, club, TUNED)
    told = near.agreement(club.place_of(BO) or 0)
    expected = agreement((mine[film], theirs[film]) for film in mine.keys() & theirs.keys())
    assert (told is None) == (expected is None)
    if told and expected:
        assert told.films == expected.films
        assert told.percent == expected.percent
        assert told.share == pytest.approx(expected.share)
        assert told.kinder == pytest.approx(expected.kinder)


@given(st.integers(0, 500), st.floats(0, 1), st.floats(0, 1), st.integers(0, 500))
def test_more_agreement_never_lowers_a_weight_and_more_films_say_it_louder(
    many: int, one: float, other: float, more: int
) -> None:
    low, high = sorted((one, other))
    few, lots = np.array([many, many]), np.array([many + more, many + more])
    shares = np.array([low, high])
    below, above = weights(few, shares, TUNED)
    assert below <= above
    for fewer, larger, share in zip(weights(few, shares, TUNED), weights(lots, shares, TUNED), shares, strict=True):
        assert fewer <= larger if share >= TUNED.usual else fewer >= larger


@given(st.integers(1, 10), SCORES, SCORES)
def test_a_member_who_comes_nearer_on_one_film_counts_no_less(
    score: int, mine: dict[int, int], cys: dict[int, int]
) -> None:
    mine = {**mine, 1: 10}

    def weight(bos: int) -> float:
        club = club_of({ANA: mine, BO: {1: bos, 2: 5}, CY: {**cys, 3: 5}})
        return neighbours_of(ANA, club, TUNED).weight[1]

    assert weight(score) <= weight(10) * (1 + 1e-9)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({BO: films(8, 8)}, [1]),  # nobody knows Ana: everyone is a stranger
        ({ANA: {9: 8}, BO: films(8, 8)}, [0, 1]),  # nothing in common
        ({ANA: films(8, 8), BO: {3: 2}, CY: {4: 9}}, [0, 1, 1]),
    ],
)
def test_strangers_all_count_the_same(scores: Given, expected: list[float]) -> None:
    assert neighbours_of(ANA, club_of(scores), TUNED).weight.tolist() == expected


def test_who_agrees_counts_more_and_who_disagrees_less_than_a_stranger() -> None:
    club = club_of({ANA: films(9, 2, 8, 1, 10), BO: films(9, 2, 8, 1, 10), CY: films(2, 9, 1, 8, 3), DI: {9: 5}})
    own, alike, unlike, stranger = neighbours_of(ANA, club, TUNED).weight
    assert own == 0
    assert unlike < stranger < alike
    assert alike + unlike + stranger == pytest.approx(3)


def test_few_films_in_common_prove_less_than_many() -> None:
    twelve = dict.fromkeys(range(1, 13), 8)
    club = club_of({ANA: twelve, BO: twelve, CY: {1: 8, 2: 8}})
    _, many, few = neighbours_of(ANA, club, TUNED).weight
    assert few < many


def test_a_liking_is_what_stands_above_the_members_own_mean() -> None:
    club = club_of({ANA: films(*[9] * 30), BO: films(*[5] * 30, 9)})
    assert np.abs(club.liking[:30]).max() < 0.5
    assert club.liking[-1] > 3


def test_an_empty_club_has_no_neighbours() -> None:
    club = club_of({})
    assert club.place_of(ANA) is None
    assert neighbours_of(ANA, club, TUNED).weight.tolist() == []
