import pytest

from bot.catalogue.years import parse_years
from bot.errors import UserError


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1957", (1957, 1957)),
        (" 1950s ", (1950, 1959)),
        ("1950's", (1950, 1959)),
        ("50s", (1950, 1959)),
        ("20s", (2020, 2029)),
        ("30S", (1930, 1939)),
        ("1950-1965", (1950, 1965)),
        ("1950 – 1965", (1950, 1965)),
        ("1965 to 1950", (1950, 1965)),
        ("1950-", (1950, None)),
        ("-1950", (None, 1950)),
        ("since 1990", (1990, None)),
        ("After 1990", (1991, None)),
        ("before 1910", (None, 1909)),
        ("until 1910", (None, 1910)),
        ("١٩٥٧", (1957, 1957)),
    ],
)
def test_years_are_read_as_people_write_them(text: str, years: tuple[int | None, int | None]) -> None:
    assert parse_years(text) == years


@pytest.mark.parametrize(
    "text",
    ["", "-", "soon", "19", "1066", "9999", "1955s", "1950-19", "1950/60", "since until 1990", "since", "x" * 4_000],
)
def test_other_text_is_refused_with_what_would_do(text: str) -> None:
    with pytest.raises(UserError, match=r"Write 1957, 1950s, or a span"):
        parse_years(text)
