import pytest

from bot.club.scores import Scale
from bot.club.tastes.taste import Nearness
from bot.ui.people import nearness_line


@pytest.mark.parametrize(
    ("apart", "kinder", "scale", "told"),
    [
        (0.0, 0.0, "stars", "just as the club does."),
        (0.8, 0.8, "stars", "0.40 ★ higher than the club."),
        (1.0, -1.0, "points", "1.00 of 10 lower than the club."),
        (1.4, -0.5, "stars", "0.25 ★ lower than the club, and is 0.70 ★ away on average."),
        (1.5, 0.5, "points", "0.50 of 10 higher than the club, and is 1.50 of 10 away on average."),
        (2.0, 0.0, "stars", "as high as the club on the whole, and is 1.00 ★ away on average."),
    ],
)
def test_nearness_is_told_in_words(apart: float, kinder: float, scale: Scale, told: str) -> None:
    assert nearness_line(Nearness(7, apart, kinder), scale) == f"Scores these 7 films {told}"
