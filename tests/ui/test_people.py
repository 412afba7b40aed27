import pytest

from bot.ui.people import nearness_line


@pytest.mark.parametrize(
    ("apart", "kinder", "told"),
    [
        (0.0, 0.0, "**Near this club's taste**: the same scores"),
        (0.8, 0.8, "**Near this club's taste**: on average 0.8 points kinder than the club"),
        (1.0, -1.0, "**Near this club's taste**: on average 1 point harsher than the club"),
        (
            1.5,
            0.5,
            "**Some way from this club's taste**: on average 1.5 points away from the club, and 0.5 kinder in all",
        ),
        (2.0, 0.0, "**Some way from this club's taste**: on average 2 points away from the club"),
        (10.0, -10.0, "**Far from this club's taste**: on average 10 points harsher than the club"),
    ],
)
def test_nearness_is_told_in_words(apart: float, kinder: float, told: str) -> None:
    assert nearness_line(7, apart, kinder) == f"{told}, over 7 films that members here rated too"
