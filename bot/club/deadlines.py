"""Times in the future as members write them: `2h`, `3 days`, `friday 20:00`, `tomorrow 8pm`. Pure rules."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.club.days import no_such_day
from bot.errors import UserError

SOONEST, LATEST = timedelta(minutes=1), timedelta(days=366)
"""How far ahead a time may lie."""

EVENING = time(20)
"""The hour that is meant where only a day is given."""

EXAMPLES = "Write it like “2h”, “3d”, “friday 20:00”, “tomorrow 8pm” or “2030-05-17 20:00”."

OPEN_ENDED = frozenset({"", "-", "never", "no", "none", "open", "open-ended"})
"""What is written for no time at all."""

_LONGEST = 60
_SHOWN = 30

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST = 3  # letters of a weekday or a month

_UNITS: Mapping[str, timedelta] = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "week", "weeks"), timedelta(weeks=1)),
}
_PART = re.compile(r"(\d{1,6}(?:\.\d)?) ?([a-z]+)(?:,? (?:and )?)?")

_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|h)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]+)\.?(?:,? (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_NOON = 12


def parse_deadline(typed: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the moment that is meant, in UTC; days and hours are those of `zone`, an hour alone is the next such.

    Raises:
        UserError: it is no time, no such day, in the past, or more than a year ahead; the text says what to write.
    """
    text = " ".join(typed.casefold().replace(",", " ").split())
    moment = _parse(text, now.astimezone(zone)) if len(text) <= _LONGEST else None
    if moment is None:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        raise UserError(f"I cannot take “{shown}” as a time. {EXAMPLES}")
    moment = moment.astimezone(UTC)
    if moment < now + SOONEST:
        raise UserError(f"That time has passed, or is less than a minute away. {EXAMPLES}")
    if moment > now + LATEST:
        raise UserError(f"That is more than a year away. {EXAMPLES}")
    return moment


def parse_closing(typed: str | None, now: datetime, zone: tzinfo) -> str | None:
    """Return the time to close at as the database stores it; None where it is left open.

    Raises:
        UserError: it is no time in the future, as `parse_deadline` says.
    """
    if typed is None or typed.strip().casefold() in OPEN_ENDED:
        return None
    return stored(parse_deadline(typed, now, zone))


def stored(moment: datetime) -> str:
    """Return a moment as the database stores it: UTC, ISO 8601, whole seconds."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _parse(text: str, here: datetime) -> datetime | None:
    if not text:
        return None
    if (length := _length(text.removeprefix("in "))) is not None:
        return here.astimezone(UTC) + length  # in real time, also where the clocks change meanwhile
    return _moment(text, here)


def _length(text: str) -> timedelta | None:
    """Return a length of time such as `2h30m` or `1 day 12 hours`."""
    total, at = timedelta(), 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part[2] not in _UNITS:
            return None
        total += float(part[1]) * _UNITS[part[2]]
        at = part.end()
    return total


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that was written, and the one meant instead where its hour has passed; None where there is no other."""

    day: date
    next: date | None = None


def _moment(text: str, here: datetime) -> datetime | None:
    """Return a moment such as `friday 20:00`, `20:00` or `2030-05-17`."""
    words = text.split(" ")
    for split in range(len(words), -1, -1):
        # The longest day comes first, so that the hour is what is left of it: `17 may 2030 20:00`.
        named, clock = " ".join(words[:split]), " ".join(words[split:])
        day = _day(named.removeprefix("on ").removesuffix(" at"), here)
        hour = _clock(clock) if clock else EVENING
        if day is None or hour is None or not (named or clock):
            continue
        moment = datetime.combine(day.day, hour, here.tzinfo)
        if moment <= here and day.next is not None:
            moment = datetime.combine(day.next, hour, here.tzinfo)
        return moment
    return None


def _day(text: str, here: datetime) -> _Day | None:
    today = here.date()
    if text in ("", "today", "tonight"):
        return _Day(today, today + timedelta(days=1) if not text else None)
    if text == "tomorrow":
        return _Day(today + timedelta(days=1))
    if text in ("yesterday", "last night"):  # to be refused as what has passed, and not as what cannot be read
        return _Day(today - timedelta(days=1))
    if (weekday := _named(text.removeprefix("next "), _WEEKDAYS)) is not None:
        ahead = (weekday - today.weekday()) % 7
        day = today + timedelta(days=ahead)
        return _Day(day, day + timedelta(weeks=1))
    for pattern, order in _DATES:
        if written := pattern.fullmatch(text):
            return order(written, today)
    return None


def _iso(written: re.Match[str], _: date) -> _Day | None:
    year, month, day = (int(part) for part in written.groups())
    return _in_month(month - 1, day, str(year), date.min) if 1 <= month <= len(_MONTHS) else None


def _day_month(written: re.Match[str], today: date) -> _Day | None:
    return _in_month(_named(written[2], _MONTHS), int(written[1]), written[3], today)


def _month_day(written: re.Match[str], today: date) -> _Day | None:
    return _in_month(_named(written[1], _MONTHS), int(written[2]), written[3], today)


_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], _Day | None]], ...] = (
    (_ISO, _iso),  # 2030-05-17
    (_DAY_MONTH, _day_month),  # 17 may, 17th of May 2030
    (_MONTH_DAY, _month_day),  # may 17, May 17th, 2030
)


def _in_month(month: int | None, day: int, year: str | None, today: date) -> _Day | None:
    if month is None:
        return None
    if lacking := no_such_day(month + 1, day, None if year is None else int(year)):
        raise UserError(f"{lacking} {EXAMPLES}")
    if year is not None:
        exact = _date(int(year), month + 1, day)
        return None if exact is None else _Day(exact)
    first = _date(today.year, month + 1, day)
    second = _date(today.year + 1, month + 1, day)
    if first is None or first < today:
        if second is None and day:  # 29 February, with no leap year near
            raise UserError(f"That is more than a year away. {EXAMPLES}")
        return None if second is None else _Day(second)
    return _Day(first, second)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # such as 31 February
        return None


def _named(text: str, names: tuple[str, ...]) -> int | None:
    """Return which of the names is written, whole or by its first letters."""
    if len(text) < _SHORTEST:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(text)), None)


def _clock(text: str) -> time | None:
    written = _CLOCK.fullmatch(text)
    if written is None:
        return None
    hour, minute, half = int(written[1]), int(written[2] or 0), written[3]
    if written[2] is None and half is None:  # a bare number may be a day as well as an hour
        return None
    if half in ("am", "pm"):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
