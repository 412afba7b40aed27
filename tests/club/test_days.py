from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.days import FIRST_DAY, parse_day, recent_days, today_in
from bot.errors import UserError

TODAY = date(2025, 3, 5)  # a Wednesday
HINT = "Write today, yesterday, friday, 20 nov, 20 nov 2024 or 2024-11-20."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2025-03-05"),
        ("Tonight", "2025-03-05"),
        ("yesterday", "2025-03-04"),
        ("Last  Night", "2025-03-04"),
        ("the day before yesterday", "2025-03-03"),
        ("1 day ago", "2025-03-04"),
        ("10 days ago", "2025-02-23"),
        ("tuesday", "2025-03-04"),
        ("last friday", "2025-02-28"),
        ("on Fri.", "2025-02-28"),
        ("wednesday", "2025-02-26"),  # who means today writes today
        ("20 nov", "2024-11-20"),
        ("Nov 20", "2024-11-20"),
        ("20nov", "2024-11-20"),
        ("the 20th of november", "2024-11-20"),
        ("5 march", "2025-03-05"),
        ("6 march", "2024-03-06"),  # this year's is still to come
        ("29 feb", "2024-02-29"),
        ("20 nov 2023", "2023-11-20"),
        ("november 20th, 2023", "2023-11-20"),
        ("20 Sept. 2023", "2023-09-20"),
        ("2024-11-20", "2024-11-20"),
        ("2024-1-5", "2024-01-05"),
        ("20.11.2024", "2024-11-20"),
        ("3. 4. 2024", "2024-04-03"),
        ("11/20/2024", "2024-11-20"),
        ("20/11/2024", "2024-11-20"),
        ("5/5/2024", "2024-05-05"),
        ("29/2/2024", "2024-02-29"),
        ("1888-01-01", "1888-01-01"),
    ],
)
def test_what_is_read(typed: str, meant: str) -> None:
    assert parse_day(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        *("0 may", "2024-13-01", "2024-00-10", "11.20.2024", "13/13/2024"),
        *("20 nov 24", "11/20/24", "november", "2024", "20", "someday", "-1 days ago"),
        *("٢٠ nov", "@everyone", "20 nov 2024 at noon", "0000-01-01", "x" * 4_000),
    ],
)
def test_what_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match=r"^I cannot read “.{1,40}” as a day") as refused:
        parse_day(typed, TODAY)
    assert str(refused.value).endswith(HINT)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2025-03-06", f"That day is still to come. {HINT}"),
        ("6 mar 2025", f"That day is still to come. {HINT}"),
        ("Tomorrow", f"That day is still to come. {HINT}"),
        ("next friday", f"That day is still to come. {HINT}"),
        ("in 2 days", f"That day is still to come. {HINT}"),
        ("31 feb", f"February has no 31st. {HINT}"),
        ("the 31st of April 2024", f"April has no 31st. {HINT}"),
        ("29 feb 2023", f"February 2023 has no 29th. {HINT}"),
        ("42 may", f"May has no 42nd. {HINT}"),
        ("31.12.1887", f"1887-12-31 is before there were films, so a year of 1888 or later is needed. {HINT}"),
        ("3/4/2024", "That may be 2024-03-04 or 2024-04-03. Please write it as one of these."),
        ("   ", HINT),
    ],
)
def test_a_refusal_says_what_can_be_written(typed: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_day(typed, TODAY)
    assert str(refused.value) == said


@given(
    st.dates(FIRST_DAY, TODAY), st.sampled_from(["{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}", "{0.day} {1} {0.year}"])
)
def test_every_day_reads_as_it_was_written(day: date, shape: str) -> None:
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    assert parse_day(shape.format(day, months[day.month - 1]), TODAY) == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_days_that_are_offered_are_the_last_eight(today: date) -> None:
    read = [parse_day(name, today) for name in recent_days(today)]
    assert read == [today - timedelta(days=back) for back in range(8)]


@given(st.text(max_size=50))
def test_anything_typed_is_a_day_that_was_or_a_refusal(typed: str) -> None:
    try:
        day = parse_day(typed, TODAY)
    except UserError:
        return
    assert FIRST_DAY <= day <= TODAY


def test_today_is_a_day_of_the_zone() -> None:
    assert (today_in(ZoneInfo("Pacific/Kiritimati")) - today_in(ZoneInfo("Etc/GMT+12"))).days in {1, 2}
