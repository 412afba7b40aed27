"""The picture of ratings and its words."""

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.club.scores import Scale
from bot.ui import theme
from bot.ui.ratings.plots import SIZE, histogram, histogram_words

COUNTS = (1, 0, 3, 5, 9, 14, 22, 31, 12, 7)
NONE = (0,) * 10
SCALES: tuple[Scale, ...] = ("stars", "points")
BAR = theme.CARD.to_rgb()


def pixels(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def bar_pixels(counts: tuple[int, ...]) -> int:
    """Return how many pixels are of the colour of bars, or nearly so."""
    red, green, blue = BAR
    data = pixels(histogram(counts, "points")).tobytes()
    return sum(
        abs(data[at] - red) + abs(data[at + 1] - green) + abs(data[at + 2] - blue) < 24 for at in range(0, len(data), 3)
    )


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("counts", [NONE, COUNTS, (0, 0, 0, 0, 0, 0, 0, 1, 0, 0), (10_000,) * 10, (2_000_000,) * 10])
def test_every_picture_is_a_png_of_the_same_size(counts: tuple[int, ...], scale: Scale) -> None:
    png = histogram(counts, scale)
    assert pixels(png).size == SIZE
    assert len(png) < 40_000


def test_different_numbers_give_different_pictures() -> None:
    one_less = (*COUNTS[:-1], COUNTS[-1] - 1)
    pictures = {histogram(COUNTS, "stars"), histogram(one_less, "stars"), histogram(COUNTS, "points")}
    assert len({*pictures, histogram(NONE, "stars")}) == 4


def test_the_same_numbers_are_drawn_once() -> None:
    assert histogram(COUNTS, "stars") is histogram((*COUNTS,), "stars")


def test_nothing_rated_draws_no_bar_and_more_ratings_draw_more() -> None:
    assert bar_pixels(NONE) == 0
    one, all_alike = bar_pixels((0, 0, 0, 0, 0, 0, 0, 1, 0, 0)), bar_pixels((9,) * 10)
    assert 0 < one < all_alike / 20  # a single rating keeps low


@pytest.mark.parametrize(
    ("counts", "scale", "words"),
    [
        (NONE, "stars", "No ratings yet."),
        (
            COUNTS,
            "stars",
            (
                "104 ratings, on average 3.55 of 5. 5 stars: 7, 4½ stars: 12, 4 stars: 31, 3½ stars: 22, 3 stars: 14, "
                "2½ stars: 9, 2 stars: 5, 1½ stars: 3, 1 star: 0, ½ star: 1."
            ),
        ),
        (
            (1,) + (0,) * 9,
            "points",
            (
                "1 rating, on average 1.00 of 10. 10 points: 0, 9 points: 0, 8 points: 0, 7 points: 0, 6 points: 0, "
                "5 points: 0, 4 points: 0, 3 points: 0, 2 points: 0, 1 point: 1."
            ),
        ),
    ],
)
def test_the_words_name_every_number(counts: tuple[int, ...], scale: Scale, words: str) -> None:
    assert histogram_words(counts, scale) == words


@given(st.lists(st.integers(0, 10**12), min_size=10, max_size=10).filter(any), st.sampled_from(SCALES))
@settings(max_examples=50)
def test_the_words_hold_every_count_and_fit(counts: list[int], scale: Scale) -> None:
    words = histogram_words(tuple(counts), scale)
    assert len(words) <= theme.ALT_TEXT
    told = [int(number.replace(",", "")) for number in re.findall(r": ([\d,]*\d)", words)]
    assert told == counts[::-1]
    assert f"{sum(counts):,} rating" in words
