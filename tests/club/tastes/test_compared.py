import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.tastes.compared import Comparison, Loved, Pair, compare

SCORES = st.dictionaries(st.integers(1, 30), st.integers(1, 10))


@pytest.mark.parametrize(
    ("scores", "listed"),
    [
        ({1: (5, 5), 2: (9, 9)}, []),  # nothing to part over
        ({1: (5, 6), 2: (9, 4), 3: (8, 5)}, [2, 3, 1]),
        ({1: (5, 6), 2: (6, 5), 3: (7, 6), 4: (8, 7), 5: (9, 8)}, [1, 2, 3]),  # beyond the third a star is needed
        ({1: (5, 6), 2: (1, 9), 3: (9, 5), 4: (3, 5), 5: (7, 7)}, [2, 3, 4]),
        ({1: (5, 3), 2: (1, 9), 3: (9, 5), 4: (3, 5), 5: (7, 4), 6: (10, 1)}, [6, 2, 3, 5, 1]),  # five at most
    ],
)
def test_the_films_on_which_two_part_most_come_first(scores: dict[int, tuple[int, int]], listed: list[int]) -> None:
    found = compare({film: one for film, (one, _) in scores.items()}, {film: two for film, (_, two) in scores.items()})
    assert [pair.film_id for pair in found.parted] == listed


def test_what_both_love_and_what_one_loved_alone_are_told_apart() -> None:
    mine = {1: 8, 2: 10, 3: 7, 4: 10, 5: 9, 6: 7}
    theirs = {1: 9, 2: 9, 3: 10, 7: 8, 8: 10, 9: 6}
    assert compare(mine, theirs) == Comparison(
        mine=6,
        theirs=6,
        both=3,
        agreement=None,
        parted=(Pair(3, 7, 10), Pair(1, 8, 9), Pair(2, 10, 9)),
        loved=(Pair(2, 10, 9), Pair(1, 8, 9)),
        only_mine=(Loved(4, 10), Loved(5, 9)),
        only_theirs=(Loved(8, 10), Loved(7, 8)),
    )


def test_lists_hold_five_films_at_most() -> None:
    found = compare(dict.fromkeys(range(20), 9), dict.fromkeys(range(10, 30), 10))
    assert [len(films) for films in (found.parted, found.loved, found.only_mine, found.only_theirs)] == [3, 5, 5, 5]
    assert found.film_ids <= frozenset(range(30))


@given(SCORES, SCORES)
def test_a_comparison_is_the_same_from_the_other_side(mine: dict[int, float], theirs: dict[int, float]) -> None:
    here, there = compare(mine, theirs), compare(theirs, mine)
    assert (here.mine, here.theirs, here.both) == (there.theirs, there.mine, there.both)
    assert (here.agreement and here.agreement.share) == (there.agreement and there.agreement.share)
    assert (here.only_mine, here.only_theirs) == (there.only_theirs, there.only_mine)
    for ours, others in ((here.parted, there.parted), (here.loved, there.loved)):
        assert ours == tuple(Pair(pair.film_id, pair.theirs, pair.mine) for pair in others)


@given(SCORES, SCORES)
def test_every_film_is_listed_with_the_scores_it_was_given(mine: dict[int, float], theirs: dict[int, float]) -> None:
    found = compare(mine, theirs)
    for pair in (*found.parted, *found.loved):
        assert (pair.mine, pair.theirs) == (mine[pair.film_id], theirs[pair.film_id])
    for own, other, alone in ((mine, theirs, found.only_mine), (theirs, mine, found.only_theirs)):
        assert all(film.score == own[film.film_id] >= 8 and film.film_id not in other for film in alone)


@given(SCORES, SCORES)
def test_the_order_in_which_films_were_rated_is_nothing(mine: dict[int, float], theirs: dict[int, float]) -> None:
    assert compare(dict(reversed(mine.items())), theirs) == compare(mine, theirs)
