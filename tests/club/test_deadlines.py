from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.deadlines import LATEST, SOONEST, parse_deadline
from bot.errors import UserError

LISBON = ZoneInfo("Europe/Lisbon")
BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2024, 2, 28, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2h", "2024-02-28 20:30"),
        ("90m", "2024-02-28 20:00"),
        ("3d", "2024-03-02 18:30"),
        ("1w", "2024-03-06 18:30"),
        ("2h30m", "2024-02-28 21:00"),
        ("1.5h", "2024-02-28 20:00"),
        ("in 2 hours", "2024-02-28 20:30"),
        ("1 day and 2 hours", "2024-02-29 20:30"),
        ("1 day, 2 hours", "2024-02-29 20:30"),
        ("20:00", "2024-02-28 20:00"),
        ("18:00", "2024-02-29 18:00"),
        ("8pm", "2024-02-28 20:00"),
        ("at 8pm", "2024-02-28 20:00"),
        ("8:15 pm", "2024-02-28 20:15"),
        ("12am", "2024-02-29 00:00"),
        ("12pm", "2024-02-29 12:00"),
        ("20h", "2024-02-29 14:30"),
        ("21.15", "2024-02-28 21:15"),
        ("today", "2024-02-28 20:00"),
        ("tonight 23:00", "2024-02-28 23:00"),
        ("tomorrow", "2024-02-29 20:00"),
        ("Tomorrow 21:30", "2024-02-29 21:30"),
        ("friday 20:00", "2024-03-01 20:00"),
        ("fri 8pm", "2024-03-01 20:00"),
        ("next friday at 8pm", "2024-03-01 20:00"),
        ("on Friday", "2024-03-01 20:00"),
        ("wednesday 20:00", "2024-02-28 20:00"),
        ("wednesday 18:00", "2024-03-06 18:00"),
        ("29 february", "2024-02-29 20:00"),
        ("31 dec 23:30", "2024-12-31 23:30"),
        ("Dec 31st, 2024 at 9am", "2024-12-31 09:00"),
        ("27 feb", "2025-02-27 20:00"),
        ("2024-03-05", "2024-03-05 20:00"),
        ("2024-03-05 7:05", "2024-03-05 07:05"),
    ],
)
def test_times_as_members_write_them(typed: str, meant: str) -> None:
    assert parse_deadline(typed, WEDNESDAY, UTC).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "cannot take"),
        ("soon", "cannot take"),
        ("31 february", r"^February has no 31st\."),
        ("2024-02-30", r"^February has no 30th\."),
        ("29 feb 2023 20:00", r"^February 2023 has no 29th\."),
        ("april 31 8pm", r"^April has no 31st\."),
        ("0 may", "cannot take"),
        ("2024-13-01", "cannot take"),
        ("25:00", "cannot take"),
        ("13pm", "cannot take"),
        ("5", "cannot take"),
        ("5 parsecs", "cannot take"),
        ("-2h", "cannot take"),
        ("friday friday", "cannot take"),
        ("f" * 500, "cannot take"),
        ("0h", "has passed"),
        ("10 seconds", "cannot take"),
        ("today 10:00", "has passed"),
        ("yesterday", "has passed"),
        ("Yesterday 23:00", "has passed"),
        ("last night", "has passed"),
        ("2024-02-27 20:00", "has passed"),
        ("27 feb 2024", "has passed"),
        ("99999d", "more than a year"),
        ("2030-05-17", "more than a year"),
    ],
)
def test_what_is_no_time_ahead_is_refused_with_examples(typed: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason) as refused:
        parse_deadline(typed, WEDNESDAY, UTC)
    assert "“friday 20:00”" in str(refused.value)
    assert "`" not in str(refused.value)


def test_a_29_february_is_too_far_where_no_leap_year_is_near() -> None:
    with pytest.raises(UserError, match="more than a year"):
        parse_deadline("29 feb", datetime(2025, 6, 1, tzinfo=UTC), UTC)


@pytest.mark.parametrize(
    ("typed", "now", "zone", "meant"),
    [
        # Lisbon is on summer time: 20:00 there is 19:00 UTC.
        ("20:00", "2024-07-01 10:00", LISBON, "2024-07-01 19:00"),
        # It is already Thursday in Berlin.
        ("tomorrow 9:00", "2024-02-28 23:30", BERLIN, "2024-03-01 08:00"),
        # The clocks change on the Sunday between, so that friday's and monday's evenings differ in UTC.
        ("monday 20:00", "2024-03-29 12:00", BERLIN, "2024-04-01 18:00"),
        # 02:30 does not exist in the night that the clocks go forward; the moment is still one moment.
        ("31 march 2:30", "2024-03-30 12:00", BERLIN, "2024-03-31 01:30"),
        ("1 day", "2024-03-30 12:00", BERLIN, "2024-03-31 12:00"),
    ],
)
def test_days_and_hours_are_those_of_the_server_s_time_zone(typed: str, now: str, zone: ZoneInfo, meant: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert parse_deadline(typed, at, zone).strftime("%Y-%m-%d %H:%M") == meant


@given(st.text(max_size=80), st.sampled_from([UTC, LISBON, BERLIN]))
def test_any_text_is_a_time_ahead_or_refused(typed: str, zone: ZoneInfo) -> None:
    try:
        moment = parse_deadline(typed, WEDNESDAY, zone)
    except UserError:
        return
    assert SOONEST <= moment - WEDNESDAY <= LATEST


@given(st.integers(1, 366 * 24 * 60), st.sampled_from([UTC, LISBON, BERLIN]))
def test_a_length_is_measured_in_real_time(minutes: int, zone: ZoneInfo) -> None:
    assert parse_deadline(f"{minutes}m", WEDNESDAY, zone) - WEDNESDAY == timedelta(minutes=minutes)
