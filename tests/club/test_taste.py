import pytest

from bot.club.taste import Nearness, nearness


@pytest.mark.parametrize(
    ("theirs", "club", "near"),
    [
        ({}, {}, None),
        ({1: 5.0, 2: 5.0}, {1: 5.0, 2: 5.0}, None),
        ({1: 5.0, 2: 5.0, 3: 5.0}, {1: 5.0, 2: 5.0, 4: 5.0}, None),
        ({1: 5.0, 2: 6.0, 3: 7.0}, {1: 5.0, 2: 6.0, 3: 7.0, 4: 1.0}, Nearness(3, 0.0, 0.0)),
        ({1: 6.0, 2: 7.0, 3: 9.5}, {1: 5.0, 2: 6.0, 3: 7.0}, Nearness(3, 1.5, 1.5)),
        ({1: 4.0, 2: 5.0, 3: 6.0}, {1: 5.0, 2: 6.0, 3: 7.0}, Nearness(3, 1.0, -1.0)),
        ({1: 2.0, 2: 8.0, 3: 5.0, 4: 5.0}, {1: 5.0, 2: 5.0, 3: 5.0, 4: 5.0}, Nearness(4, 1.5, 0.0)),
    ],
)
def test_nearness_is_the_mean_distance_and_leaning_over_films_in_common(
    theirs: dict[int, float], club: dict[int, float], near: Nearness | None
) -> None:
    assert nearness(theirs, club) == near
