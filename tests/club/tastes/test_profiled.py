import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.tastes.profiled import Leaning, Tally, drawn_mean, favourites, leaning


@pytest.mark.parametrize(
    ("tallies", "mean", "names"),
    [
        ([], 6.0, []),
        ([Tally("two tens", 2, 20)], 6.0, []),  # too few films to tell
        ([Tally("many", 40, 240)], 6.0, []),  # all there is cannot stand above itself
        ([Tally("below", 9, 45), Tally("above", 9, 63)], 6.0, ["above"]),
        # 8 over 30 films says more than 8⅓ over 3: (240 + 18) / 33 is 7.8, (25 + 18) / 6 is 7.2
        ([Tally("three", 3, 25), Tally("thirty", 30, 240)], 6.0, ["thirty", "three"]),
        ([Tally("b", 4, 32), Tally("a", 4, 32)], 6.0, ["a", "b"]),
        ([Tally(name, 5, total) for name, total in (("d", 31), ("a", 40), ("b", 39), ("c", 38))], 6.0, ["a", "b", "c"]),
    ],
)
def test_favourites_stand_above_the_members_own_mean(tallies: list[Tally], mean: float, names: list[str]) -> None:
    assert [tally.name for tally in favourites(tallies, mean, 3)] == names


@given(st.integers(1, 500), st.data(), st.floats(1, 10))
def test_a_drawn_mean_lies_between_its_own_and_the_members(films: int, data: st.DataObject, mean: float) -> None:
    tally = Tally("any", films, data.draw(st.integers(films, 10 * films)))
    low, high = sorted((tally.mean, mean))
    assert low - 1e-9 <= drawn_mean(tally, mean) <= high + 1e-9


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([], Leaning(0, None)),
        ([(9, 5.0)] * 4, Leaning(4, None)),
        ([(9, 5.0)] * 5, Leaning(5, 4.0)),
        ([(5, 7.5)] * 4 + [(8, 7.5)] * 4, Leaning(8, -1.0)),
    ],
)
def test_harshness_is_the_mean_difference_from_five_films_on(pairs: list[tuple[float, float]], told: Leaning) -> None:
    assert leaning(pairs) == told
