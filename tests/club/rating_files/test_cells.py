import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.rating_files import cells


@pytest.mark.parametrize(
    ("text", "score"), [(f"{half / 2:g}", half) for half in range(1, 11)] + [("4.50", 9), (" 3 ", 6), ("4,5", 9)]
)
def test_half_stars_become_points_exactly(text: str, score: int) -> None:
    assert cells.half_stars(text) == score


@pytest.mark.parametrize("text", ["0", "0.25", "4.3", "5.5", "9", "-1", "", "good", "NaN", "Infinity", "1e9999", "٣"])
def test_what_is_no_half_star_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(ValueError, match=r"from 0\.5 to 5 in half stars"):
        cells.half_stars(text)


@pytest.mark.parametrize(("text", "score"), [("1", 1), ("10", 10), ("7.0", 7)])
def test_points_are_whole(text: str, score: int) -> None:
    assert cells.points(text) == score


@pytest.mark.parametrize("text", ["0", "11", "7.5", "", "ten"])
def test_what_is_no_point_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(ValueError, match="from 1 to 10 in whole points"):
        cells.points(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-04-18", "2024-04-18T12:00:00Z"),
        ("4/18/2024", "2024-04-18T12:00:00Z"),
        ("2014-09-01T09:10:11.000Z", "2014-09-01T09:10:11Z"),
        ("2014-09-01T01:10:11+02:00", "2014-08-31T23:10:11Z"),
        ("2014-09-01 09:10:11", "2014-09-01T09:10:11Z"),
        ("964982703", "2000-07-30T18:45:03Z"),
    ],
)
def test_a_day_is_noon_and_an_instant_is_kept_in_utc(text: str, moment: str) -> None:
    assert cells.instant(text) == moment


@pytest.mark.parametrize("text", ["", "18/4/2024", "2024-02-30", "1969-01-01", "2999-01-01", "soon", "0000-00-00"])
def test_what_is_no_time_of_a_rating_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no time at which"):
        cells.instant(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-04-18", "2024-04-18"), ("4/18/2024", "2024-04-18"), ("2024-04-18T23:59:59.000Z", "2024-04-18")],
)
def test_a_day_of_a_watch(text: str, day: str) -> None:
    assert cells.day(text) == day


@pytest.mark.parametrize("text", ["1887-12-31", "2999-01-01", "yesterday", "2024-13-01"])
def test_what_is_no_day_of_a_watch_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no day on which"):
        cells.day(text)


def test_the_day_that_has_begun_in_the_east_is_taken() -> None:
    tomorrow = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86_400))
    assert cells.day(tomorrow) == tomorrow
    with pytest.raises(ValueError, match="no day on which"):
        cells.day(time.strftime("%Y-%m-%d", time.gmtime(time.time() + 2 * 86_400)))


@pytest.mark.parametrize(("text", "year"), [("1961", 1961), (" 1961 ", 1961), ("", None), ("2006–2011", 2006)])
def test_a_year(text: str, year: int | None) -> None:
    assert cells.year(text) == year


@pytest.mark.parametrize("text", ["20x", "1.961", "0", "1066", "19611"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no year of a film"):
        cells.year(text)


def test_titles_and_reviews_are_plain_text() -> None:
    assert cells.title("  Salt\x00 \n Road &amp; Sons ") == "Salt Road & Sons"
    assert cells.review("It <b>folds</b>.<br>Twice.\n\n") == "It folds.\nTwice."
    assert cells.review("<p> </p>") is None
    with pytest.raises(ValueError, match="no title"):
        cells.title("<br>")
    with pytest.raises(ValueError, match="a title of 301 characters"):
        cells.title("x" * 301)
    with pytest.raises(ValueError, match="a review of 20,001 characters"):
        cells.review("x" * 20_001)


@given(st.text(max_size=30))
def test_no_cell_does_more_than_be_refused(text: str) -> None:
    for rule in (cells.half_stars, cells.points, cells.day, cells.instant, cells.year, cells.title, cells.review):
        try:
            rule(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017 - a refusal is as right as a reading
