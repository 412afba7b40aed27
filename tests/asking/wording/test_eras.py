"""Times that are named and not numbered."""

import pytest

from bot.asking.wording.eras import eras, this_year


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("horror made before world war two", None, 1938),
        ("films after the second world war", 1946, None),
        ("films made during ww2", 1939, 1945),
        ("before the first world war", None, 1913),
        ("between the wars", 1919, 1938),
        ("pre war german films", None, 1938),
        ("postwar films", 1946, None),
    ],
)
def test_wars_bound_years(text: str, low: int | None, high: int | None) -> None:
    [(named, _, _)] = eras(text)
    assert (named.low, named.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "back", "length"),
    [
        ("films from the last 10 years", 10, None),
        ("the past twenty years", 20, None),
        ("films of the last decade", 10, None),
        ("in the last two decades", 20, None),
        ("films from last year", 1, 0),
        ("released this year", 0, 0),
    ],
)
def test_what_is_lately_is_counted_back_from_this_year(text: str, back: int, length: int | None) -> None:
    [(named, _, _)] = eras(text)
    since = this_year() - back
    assert (named.low, named.high) == (since, None if length is None else since + length)


@pytest.mark.parametrize(
    "text", ["world war two films", "the last film", "set during world war two", "the war", "last"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert not list(eras(text))
