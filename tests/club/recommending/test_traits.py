import numpy as np
import pytest

from bot.club.recommending.recommend_rules import TUNED
from bot.club.recommending.traits import affinities, likeness, liking_by_traits
from tests.tastes import films_of

NAN = float("nan")


STALKER = ("Tarkovsky", "Drama,Sci-Fi", "Soviet Union", 1979)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (STALKER, 1.0),
        (("Tarkovsky", "Drama,Sci-Fi", "Soviet Union", 1989), 0.925),  # half of twenty years away
        (("Tarkovsky", "Drama", "Soviet Union", 1979), 0.825),  # one of two genres
        (("Nolan", "Sci-Fi,Action", "USA", 1979), 0.35 / 3 + 0.15),
        (("Nolan", "Action", "USA", 2010), 0.0),
        (("", "", "", NAN), 0.0),  # what is unknown is not shared
    ],
)
def test_films_are_alike_by_what_they_share(other: tuple[str, str, str, float], expected: float) -> None:
    films = films_of(STALKER, other)
    assert likeness(films, 0, TUNED).tolist() == pytest.approx([1.0, expected])
    assert likeness(films, 1, TUNED)[0] == pytest.approx(expected)


def test_the_parts_of_likeness_come_to_one() -> None:
    assert sum(rule.likeness for rule in TUNED.traits.values()) == pytest.approx(1)


def test_a_trait_is_liked_by_the_films_that_have_it_the_more_the_more_they_are() -> None:
    films = films_of(
        ("A", "Drama", "", 1950), ("A", "Drama", "", 1960), ("B", "Horror", "", 1970), ("C", "War", "", NAN)
    )
    likes = affinities(films, np.array([3.0, 3.0, -2.0, NAN]), TUNED)
    assert likes["director"]["a"] == (2, 3.0, pytest.approx((6 + 2 * TUNED.interest) / 4))
    assert likes["genre"]["drama"] == (2, 3.0, pytest.approx((6 + 2 * TUNED.interest) / 7))
    assert likes["genre"]["horror"].points < 0
    assert "war" not in likes["genre"]  # not rated
    assert likes["country"] == {}
    by_traits = liking_by_traits(films, likes, TUNED)
    assert by_traits[0] > by_traits[3] == 0 > by_traits[2]


def test_some_films_keep_their_own_traits() -> None:
    films = films_of(STALKER, ("B", "War", "Norway", 1990), ("C", "Drama", "", 2000))
    some = films.some(np.array([1, 2]))
    assert some.ids.tolist() == [2, 3]
    assert [some.traits["genre"].keys_of(place) for place in range(2)] == [("war",), ("drama",)]
    assert some.traits["country"].keys_of(1) == ()
