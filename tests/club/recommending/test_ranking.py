import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.recommending.neighbours import Real
from bot.club.recommending.ranking import Viewer, co_liking, rank_for, varied, variety, worth_a_look
from bot.club.recommending.recommend_rules import TUNED
from bot.club.recommending.traits import Films
from tests.tastes import ANA, BO, CY, DI, Given, club_of, films, films_of

PLAIN = ("", "", "", float("nan"))


def ranked(scores: Given, catalogue: Films) -> Real:
    club = club_of(scores)
    return rank_for(Viewer.of(ANA, club, catalogue, TUNED), club, catalogue, TUNED)


def test_what_the_kindred_love_ranks_before_what_others_do() -> None:
    taste, other = (9, 2, 9, 2, 9, 2), (2, 9, 2, 9, 2, 9)
    scores = {ANA: films(*taste), BO: {**films(*taste), 7: 10}, CY: {**films(*other), 8: 10}}
    rank = ranked(scores, films_of(*[PLAIN] * 9))
    assert rank[6] > rank[7] > rank[8]


def test_what_most_dislike_comes_last_or_not_at_all() -> None:
    scores: Given = {member: {1: 8, 2: 8, 3: 1 if member < 95 else 8, 4: 5, 5: 8, 6: 8} for member in range(80, 100)}
    scores[ANA] = films(8, 8)
    rank = ranked(scores, films_of(*[PLAIN] * 7))
    assert rank[2] == -np.inf
    assert rank[3] < rank[6] < rank[4]  # film 7 is one that nobody knows


def test_a_member_without_ratings_gets_what_the_club_likes() -> None:
    rank = ranked({BO: films(9, 3), CY: films(10, 4), DI: films(9)}, films_of(*[PLAIN] * 3))
    assert rank[0] > rank[1]
    assert rank[0] > rank[2]


def test_the_first_rating_already_tells_by_traits() -> None:
    catalogue = films_of(("A", "War", "Chile", 1970), ("A", "War", "Chile", 1970), ("B", "Comedy", "Peru", 1990))
    nothing = ranked({}, catalogue)
    assert nothing[1] == nothing[2]
    loved = ranked({ANA: {1: 10}}, catalogue)
    hated = ranked({ANA: {1: 1}}, catalogue)
    assert loved[1] > loved[2] > hated[1]


def test_traits_and_neighbours_blend_without_a_step() -> None:
    catalogue = films_of(*[("A", "War", "Chile", 1970)] * 14)
    ranks = []
    for common in range(1, 12):
        mine = dict.fromkeys(range(1, common + 1), 9)
        ranks.append(ranked({ANA: mine, BO: {**mine, 14: 9}}, catalogue)[13])
    steps = np.diff(ranks)
    assert (steps > -0.5).all()
    assert np.abs(steps).max() < 1.5


@pytest.mark.parametrize(
    ("other", "sign"),
    [({BO: 10, CY: 10, DI: 1}, 1), ({BO: 1, CY: 1, DI: 10}, -1), ({}, 0)],
)
def test_films_are_liked_together_by_the_same_members(other: dict[int, int], sign: int) -> None:
    members: Given = {BO: {1: 10, 3: 5, 4: 5}, CY: {1: 9, 3: 5, 4: 5}, DI: {1: 1, 3: 5, 4: 5}}
    for member, score in other.items():
        members[member][2] = score
    members[BO][2] = members[BO].get(2, 5) if other else 5
    likings = co_liking(1, club_of(members), TUNED)
    assert -1 <= likings[1] <= 1
    if sign:
        assert np.sign(likings[1]) == sign


def test_nobody_who_rated_the_film_means_nothing_is_liked_with_it() -> None:
    assert not co_liking(99, club_of({ANA: films(8, 9), BO: films(2)}), TUNED).any()


def test_variety_puts_the_second_of_a_kind_back_and_order_breaks_ties_by_id() -> None:
    catalogue = films_of(("A", "War", "Chile", 1970), ("A", "War", "Chile", 1970), ("B", "Comedy", "Peru", 1990))
    rank = np.array([3.0, 2.9, 2.5])
    assert varied(catalogue, rank, 3, 0.0, TUNED) == [0, 1, 2]
    assert varied(catalogue, rank, 3, variety(0, TUNED), TUNED) == [0, 2, 1]
    assert varied(catalogue, np.array([1.0, 1.0, -np.inf]), 3, 0.0, TUNED) == [0, 1]
    assert variety(1_000, TUNED) < variety(10, TUNED) < variety(0, TUNED) == TUNED.variety


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.integers(1, 3), st.floats(0, 6))
def test_variety_only_orders(rank: list[float], wanted: int, points: float) -> None:
    catalogue = films_of(("A", "War", "Chile", 1970), ("A", "", "Chile", 1970), ("B", "Comedy", "Peru", 1990))
    chosen = varied(catalogue, np.array(rank), wanted, points, TUNED)
    assert len(set(chosen)) == len(chosen) == wanted
    assert rank[chosen[0]] == max(rank)


def test_the_films_worth_a_look_are_those_that_are_rated_best() -> None:
    club = club_of({BO: films(9, 2, 8), CY: films(9, 2, 8)})
    viewer = Viewer.of(ANA, club, films_of(), TUNED)
    assert sorted(worth_a_look(viewer, club, TUNED, 2).tolist()) == [1, 3]
    assert sorted(worth_a_look(viewer, club, TUNED, 9).tolist()) == [1, 2, 3]
