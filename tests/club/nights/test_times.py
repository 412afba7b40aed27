from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.nights.times import When, begins_at, is_early, next_weekly, parse_when
from bot.errors import UserError

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2030, 5, 15, 12, 0, tzinfo=UTC)  # a Wednesday


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("friday 20:00", When(at(5, 17, 19), weekly=False)),
        ("every friday 20:00", When(at(5, 17, 19), weekly=True)),
        ("Every  Fri 8pm", When(at(5, 17, 19), weekly=True)),
        ("weekly saturday 21:30", When(at(5, 18, 20, 30), weekly=True)),
        ("each sunday", When(at(5, 19, 19), weekly=True)),
        ("fridays 20:00", When(at(5, 17, 19), weekly=True)),
        ("2h", When(at(5, 15, 14), weekly=False)),
        ("2030-12-24 18:00", When(at(12, 24, 18), weekly=False)),
    ],
)
def test_when_a_night_is(typed: str, when: When) -> None:
    assert parse_when(typed, NOW, LISBON) == when


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 february", "February has no 31st."),
        ("yesterday", "has passed"),
        ("2020-01-01 20:00", "has passed"),
        ("every 2h", "on a weekday"),
        ("every 17 may", "on a weekday"),
        ("every", "as a time"),
        ("", "as a time"),
        ("fridays at noonish", "as a time"),
        ("2040-01-01", "more than a year"),
    ],
)
def test_what_is_no_time_is_told(typed: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        parse_when(typed, NOW, LISBON)


@pytest.mark.parametrize(
    ("begins", "after", "following"),
    [
        (at(5, 17, 19), at(5, 17, 22), at(5, 24, 19)),
        (at(5, 17, 19), at(5, 17, 18), at(5, 17, 19)),  # ended early: the same evening still comes
        (at(5, 17, 19), at(6, 8, 0), at(6, 14, 19)),
        (at(10, 25, 19), at(10, 25, 23), at(11, 1, 20)),  # summer time has ended; it is 20:00 on the wall
        (at(3, 29, 20), at(3, 29, 23), at(4, 5, 19)),
    ],
)
def test_the_next_evening_keeps_its_hour_on_the_wall(begins: datetime, after: datetime, following: datetime) -> None:
    assert next_weekly(begins, after, LISBON) == following


@given(
    begins=st.integers(1_704_000_000, 1_798_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    after=st.integers(1_704_000_000, 1_830_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)
def test_the_next_evening_is_later_and_on_the_same_weekday(begins: datetime, after: datetime) -> None:
    following = next_weekly(begins, after, LISBON)
    assert following > after
    assert (following - max(after, begins)).total_seconds() <= 7 * 86_400 + 3_600
    if not begins.astimezone(LISBON).fold and begins.astimezone(LISBON).hour > 3:
        assert following.astimezone(LISBON).weekday() == begins.astimezone(LISBON).weekday()
        assert following.astimezone(LISBON).time() == begins.astimezone(LISBON).time()


@pytest.mark.parametrize(
    ("starts_at", "weekly_from", "begins"),
    [
        (None, "2030-05-03T19:00:00Z", None),
        ("2030-05-10T19:00:00Z", None, "2030-05-10T19:00:00Z"),
        ("2030-05-10T19:00:00Z", "2030-05-03T19:00:00Z", "2030-05-17T19:00:00Z"),
        ("2030-05-11T21:00:00Z", "2030-05-03T19:00:00Z", "2030-05-17T19:00:00Z"),  # that one had been moved
        ("2030-05-15T01:00:00Z", "2030-05-08T01:00:00Z", "2030-05-15T01:00:00Z"),  # it may still go on
        ("2030-05-24T19:00:00Z", "2030-05-03T19:00:00Z", "2030-05-24T19:00:00Z"),
    ],
)
def test_an_evening_of_each_week_that_fell_through_gives_way_to_the_next(
    starts_at: str | None, weekly_from: str | None, begins: str | None
) -> None:
    assert begins_at(starts_at, weekly_from, NOW, LISBON) == begins


@pytest.mark.parametrize(
    ("starts_at", "early"),
    [
        (None, False),
        ("2030-05-14T12:00:00Z", False),
        ("2030-05-16T00:00:00Z", False),
        ("2030-05-16T00:00:01Z", True),
    ],
)
def test_an_evening_more_than_twelve_hours_off_is_early(starts_at: str | None, early: bool) -> None:
    assert is_early(starts_at, NOW) is early
