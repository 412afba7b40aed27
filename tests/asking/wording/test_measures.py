"""Years, running times and scores as they are written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.wording.measures import measures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("films before 1960", ("years", None, 1959)),
        ("films until 1960", ("years", None, 1960)),
        ("after 1960", ("years", 1961, None)),
        ("since 1960", ("years", 1960, None)),
        ("before the 60s", ("years", None, 1959)),
        ("after the 1960s", ("years", 1970, None)),
        ("in 1957", ("years", 1957, 1957)),
        ("between 1950 and 1960", ("years", 1950, 1960)),
        ("from 1960 to 1950", ("years", 1950, 1960)),
        ("the 70s", ("years", 1970, 1979)),
        ("the seventies", ("years", 1970, 1979)),
        ("nineteen seventies", ("years", 1970, 1979)),
        ("the 2000s", ("years", 2000, 2009)),
        ("the 1890s", ("years", 1890, 1899)),
        ("early 60s", ("years", 1960, 1963)),
        ("the late 1950s", ("years", 1957, 1959)),
        ("from the 50s to the 60s", ("years", 1950, 1969)),
        ("of the 20th century", ("years", 1900, 1999)),
        ("from 68", ("years", 1968, 1968)),
        ("under two hours", ("runtime", None, 119)),
        ("at most two hours", ("runtime", None, 120)),
        ("under 100 minutes", ("runtime", None, 99)),
        ("over 3 hours", ("runtime", 181, None)),
        ("at least 90 min", ("runtime", 90, None)),
        ("longer than two and a half hours", ("runtime", 151, None)),
        ("under an hour and a half", ("runtime", None, 89)),
        ("under 1h30", ("runtime", None, 89)),
        ("less than 1 hour and 40 minutes", ("runtime", None, 99)),
        ("between 90 and 120 minutes", ("runtime", 90, 120)),
        ("between one and two hours", ("runtime", 60, 120)),
        ("90 minutes or less", ("runtime", None, 90)),
        ("two hours or more", ("runtime", 120, None)),
        ("under 1.5 hours", ("runtime", None, 89)),
        ("about two hours", ("runtime", 110, 130)),
        ("short films", ("runtime", None, 40)),
        ("half an hour", ("runtime", 20, 40)),
        ("rated over 8", ("score", 8, None)),
        ("with a score under 5.5", ("score", None, 5.5)),
        ("rated at least 8/10", ("score", 8, None)),
        ("rated 8 or more", ("score", 8, None)),
        ("scored ten out of ten", ("score", 10, 10)),
        ("a perfect score", ("score", 10, 10)),
        ("rated between 6 and 7.5", ("score", 6, 7.5)),
        ("4 stars or more", ("score", 8, None)),
        ("3h to 3.5h", ("runtime", 180, 210)),
        ("between 1h30 and 1h45", ("runtime", 90, 105)),
        ("90-120 minutes", ("runtime", 90, 120)),
        ("under 90min", ("runtime", None, 89)),
        ("no more than 2 hours", ("runtime", None, 120)),
        ("21st century", ("years", 2000, 2099)),
        ("of the nineteenth century", ("years", 1800, 1899)),
        ("before the 20th century", ("years", None, 1899)),
        ("1990-1995", ("years", 1990, 1995)),
        ("1960-69", ("years", 1960, 1969)),
        ("from 2010 onwards", ("years", 2010, None)),
        ("1950 or earlier", ("years", None, 1950)),
        ("cost more than 150 million", ("budget", 150_000_001, None)),
        ("a budget under 1m", ("budget", None, 999_999)),
        ("a budget of at least 5,000,000 dollars", ("budget", 5_000_000, None)),
        ("made for 2 million or less", ("budget", None, 2_000_000)),
        ("cost between 5 and 10 million", ("budget", 5_000_000, 10_000_000)),
        ("grossed a hundred million", ("revenue", 100_000_000, 100_000_000)),
        ("made over 1.5bn at the box office", ("revenue", 1_500_000_001, None)),
        ("with more than 5 reviews", ("reviews", 6, None)),
        ("three or more reviews", ("reviews", 3, None)),
        ("without reviews", ("reviews", 0, 0)),
    ],
)
def test_a_measure_is_read(text: str, expected: tuple[str, float | None, float | None]) -> None:
    [found] = measures(text)
    assert (found.on, found.range.low, found.range.high) == expected


@pytest.mark.parametrize("text", ["who made it", "12 angry men", "rated over 80", "the 5th century", "1800"])
def test_what_is_no_measure_is_left(text: str) -> None:
    assert list(measures(text)) == []


@given(st.text(alphabet="0123456789 abcdehimnoprstuvwy/.,", max_size=60))
def test_any_text_is_read_and_no_two_measures_overlap(text: str) -> None:
    found = list(measures(" ".join(text.split())))
    for first, second in pairwise(found):
        assert first.end <= second.start
    for each in found:
        assert each.range.low is None or each.range.high is None or each.range.low <= each.range.high
