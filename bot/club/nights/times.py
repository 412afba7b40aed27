"""When movie nights are: `friday 20:00` once, `every friday 20:00`, and the next of such evenings. Pure rules."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from bot.club.deadlines import parse_deadline, stored
from bot.errors import UserError

EARLY = timedelta(hours=12)
"""How long before an evening begins nobody calls it watched without being asked again."""

_WEEK = timedelta(weeks=1)
_LONGEST = timedelta(hours=12)  # after which an evening that nobody called watched is taken to have fallen through
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3  # letters of a weekday
_EVERY = ("every ", "weekly ", "each ")


@dataclass(frozen=True, slots=True)
class When:
    """When an evening begins, in UTC, and whether there is one each week at that hour."""

    starts_at: datetime
    weekly: bool


def parse_when(typed: str, now: datetime, zone: tzinfo) -> When:
    """Return when a night is; days and hours are those of `zone`.

    Raises:
        UserError: it is no time, is past, is more than a year ahead, or is repeated on something else than a weekday.
    """
    text = " ".join(typed.casefold().split())
    first, _, rest = text.partition(" ")
    if first.endswith("s") and first[:-1] in _WEEKDAYS:  # fridays 20:00
        return When(parse_deadline(f"{first[:-1]} {rest}", now, zone), weekly=True)
    for every in _EVERY:
        if text.startswith(every):
            text = text.removeprefix(every)
            if not _begins_with_weekday(text):
                raise UserError("A night that comes back does so on a weekday. Write it like “every friday 20:00”.")
            return When(parse_deadline(text, now, zone), weekly=True)
    return When(parse_deadline(typed, now, zone), weekly=False)


def next_weekly(starts_at: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the first evening later than `after` on the weekday and at the hour, on the clocks of `zone`, of another.

    Where the clocks change, the hour on the wall stays the same.
    """
    wall = starts_at.astimezone(zone).replace(tzinfo=None)
    weeks = max((after.astimezone(zone).replace(tzinfo=None) - wall) // _WEEK, 0)
    while (found := (wall + weeks * _WEEK).replace(tzinfo=zone).astimezone(UTC)) <= after:
        weeks += 1
    return found


def begins_at(starts_at: str | None, weekly_from: str | None, now: datetime, zone: tzinfo) -> str | None:
    """Return when the evening to come begins: one of each week that went by unused gives way to the next.

    `weekly_from` is the first evening of a night that comes back each week, None where it does not.
    """
    if starts_at is None or weekly_from is None or datetime.fromisoformat(starts_at) + _LONGEST >= now:
        return starts_at
    return stored(next_weekly(datetime.fromisoformat(weekly_from), now, zone))


def is_early(starts_at: str | None, now: datetime) -> bool:
    """Tell whether an evening is still so far off that who calls it watched is better asked again."""
    return starts_at is not None and datetime.fromisoformat(starts_at) - now > EARLY


def _begins_with_weekday(text: str) -> bool:
    word = text.partition(" ")[0]
    return len(word) >= _SHORTEST and any(day.startswith(word) for day in _WEEKDAYS)
