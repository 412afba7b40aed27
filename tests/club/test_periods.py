"""Periods as members write them, with their ends in UTC."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.club.periods import NAMED, parse_period
from bot.errors import UserError

UTC = ZoneInfo("UTC")
SUNDAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "today", "since", "until"),
    [
        ("this week", SUNDAY, "2026-02-23", "2026-03-02"),
        ("Week", SUNDAY, "2026-02-23", "2026-03-02"),
        ("last  week", SUNDAY, "2026-02-16", "2026-02-23"),
        ("this week", date(2026, 3, 2), "2026-03-02", "2026-03-09"),
        ("this month", SUNDAY, "2026-03-01", "2026-04-01"),
        ("last month", SUNDAY, "2026-02-01", "2026-03-01"),
        ("last month", date(2026, 1, 31), "2025-12-01", "2026-01-01"),
        ("this month", date(2026, 12, 31), "2026-12-01", "2027-01-01"),
        ("this year", SUNDAY, "2026-01-01", "2027-01-01"),
        ("last year", SUNDAY, "2025-01-01", "2026-01-01"),
        ("last year", date(2025, 6, 1), "2024-01-01", "2025-01-01"),
        (" 2024 ", SUNDAY, "2024-01-01", "2025-01-01"),
        ("in 2023", SUNDAY, "2023-01-01", "2024-01-01"),
    ],
)
def test_a_period_is_read(typed: str, today: date, since: str, until: str) -> None:
    period = parse_period(typed, today, UTC)
    assert (period.since, period.until) == (f"{since}T00:00:00Z", f"{until}T00:00:00Z")


def test_days_begin_where_the_server_is() -> None:
    period = parse_period("this month", SUNDAY, ZoneInfo("Europe/Berlin"))
    assert (period.since, period.until) == ("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")  # summer time began


@pytest.mark.parametrize("typed", ["soon", "20", "0000", "3000", "2025-2026", "١٩٩٩", "x" * 5_000])
def test_what_is_no_period_is_refused_with_what_can_be_written(typed: str) -> None:
    with pytest.raises(UserError, match="Write this week, this month, last year, or a year") as refused:
        parse_period(typed, SUNDAY, UTC)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("name", NAMED)
def test_every_offered_period_is_read(name: str) -> None:
    assert parse_period(name, SUNDAY, UTC).name == name
