import pytest

from bot.club.scores import Scale
from bot.ui.members.profile_card import leaning_words


@pytest.mark.parametrize(
    ("kinder", "scale", "words"),
    [
        (0.0, "stars", "neither kinder nor harsher"),
        (-0.09, "stars", "neither kinder nor harsher"),
        (0.1, "stars", "0.05 stars kinder"),
        (2.0, "stars", "1.00 stars kinder"),
        (-2.0, "stars", "1.00 stars harsher"),
        (-1.0, "points", "1.00 points harsher"),
        (-2.345, "points", "2.35 points harsher"),
        (9.0, "stars", "4.50 stars kinder"),
    ],
)
def test_a_leaning_is_told_in_the_scale_of_the_server(kinder: float, scale: Scale, words: str) -> None:
    assert leaning_words(kinder, scale) == words
