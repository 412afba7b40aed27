"""Days as members write them: `yesterday`, `last friday`, `20 nov`, `2024-11-20`. Pure rules."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.catalogue.values import MONTHS
from bot.errors import UserError

FIRST_DAY = date(1888, 1, 1)
"""The earliest day that is taken: no film was shown before."""

_HINT = "Write today, yesterday, friday, 20 nov, 20 nov 2024 or 2024-11-20."
_LONGEST = 40
_LEAP_YEAR = 2000
_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)
_LEAP_CYCLE = 8  # years from one 29 February to the next, around a century that is no leap year

_DAYS_AGO = {"today": 0, "tonight": 0, "yesterday": 1, "last night": 1, "day before yesterday": 2}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}  # English, whatever the locale of the machine

_DAY = r"(?P<day>[0-9]{1,2})"
_NTH = r"(?:st|nd|rd|th)?"
_MONTH = rf"(?P<name>{'|'.join(MONTHS)})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_LEADING = re.compile(r"(?:on )?(?:the )?")
_AGO = re.compile(r"(?P<days>[0-9]{1,3}) days? ago")
_WEEKDAY = re.compile(rf"(?:last )?(?P<weekday>{'|'.join(_WEEKDAYS)})\.?")
_TO_COME = re.compile(rf"tomorrow(?: night)?|next (?:{'|'.join(_WEEKDAYS)}|week)|in [0-9]{{1,3}} (?:days?|weeks?)")
_NAMED = (
    re.compile(rf"{_DAY}{_NTH}(?: of)? ?{_MONTH},?(?: {_YEAR})?"),  # 20 nov  20th of november, 2024
    re.compile(rf"{_MONTH} ?(?:the )?{_DAY}{_NTH}(?:,? {_YEAR})?"),  # nov 20  november 20th, 2024
)
_NUMBERED = (
    re.compile(rf"{_YEAR}[-/.](?P<month>[0-9]{{1,2}})[-/.]{_DAY}"),  # 2024-11-20
    re.compile(rf"{_DAY}\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}"),  # 20.11.2024: with full stops, the day comes first
)
_SLASHED = re.compile(rf"(?P<first>[0-9]{{1,2}})(?P<mark>[/-])(?P<second>[0-9]{{1,2}})(?P=mark){_YEAR}")


def today_in(zone: ZoneInfo) -> date:
    """Return the day that it is now in a time zone."""
    return datetime.now(zone).date()


def recent_days(today: date) -> tuple[str, ...]:
    """Return how the last eight days are written, today first, in words that `parse_day` reads."""
    names = {number: name for name, number in reversed(_WEEKDAYS.items())}
    return ("today", "yesterday", *(names[(today.weekday() - back) % 7] for back in range(2, 8)))


def parse_day(typed: str, today: date) -> date:
    """Return the day that is meant by what a member typed on the day `today`.

    A weekday is the last one before today. A day without its year is the latest such day that is not to come.

    Raises:
        UserError: it is no day, is none in the calendar, may be one of two, is still to come, or is before 1888; the
            text names what can be written.
    """
    text = " ".join(typed.casefold().split())
    day = _read(_LEADING.sub("", text, count=1), today) if len(text) <= _LONGEST else None
    if day is None:
        if _TO_COME.fullmatch(text):
            raise UserError(f"That day is still to come. {_HINT}")
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        raise UserError(f"I cannot read “{shown}” as a day. {_HINT}" if shown else _HINT)
    if day > today:
        raise UserError(f"That day is still to come. {_HINT}")
    if day < FIRST_DAY:
        raise UserError(f"{day.isoformat()} is before there were films, so a year of 1888 or later is needed. {_HINT}")
    return day


def no_such_day(month: int, day: int, year: int | None = None) -> str | None:
    """Return what is wrong with a day that its month never has, or not in that year, as “February has no 31st.”."""
    if not day or _date(year or _LEAP_YEAR, month, day) is not None:
        return None
    ending = "th" if day in _TEENS else _ENDINGS.get(day % 10, "th")
    in_leap_years = _date(_LEAP_YEAR, month, day) is not None
    return f"{_MONTH_NAMES[month].capitalize()}{f' {year}' if in_leap_years else ''} has no {day}{ending}."


def _read(text: str, today: date) -> date | None:
    """Return the day that is written, to come or not, or None where it is none."""
    if (days := _days_ago(text, today)) is not None:
        return today - timedelta(days=days)
    if named := _first_match(_NAMED, text):
        month, day = MONTHS[named["name"]], int(named["day"])
        year = int(named["year"]) if named["year"] else None
        if lacking := no_such_day(month, day, year):
            raise UserError(f"{lacking} {_HINT}")
        return _latest(month, day, today) if year is None else _date(year, month, day)
    if numbered := _first_match(_NUMBERED, text):
        return _date(int(numbered["year"]), int(numbered["month"]), int(numbered["day"]))
    if slashed := _SLASHED.fullmatch(text):
        return _slashed(int(slashed["first"]), int(slashed["second"]), int(slashed["year"]))
    return None


def _days_ago(text: str, today: date) -> int | None:
    """Return how many days before today is meant, or None where the day is written in another way."""
    if ago := _AGO.fullmatch(text):
        return int(ago["days"])
    if weekday := _WEEKDAY.fullmatch(text):
        return (today.weekday() - _WEEKDAYS[weekday["weekday"]]) % 7 or 7
    return _DAYS_AGO.get(text)


def _first_match(shapes: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for shape in shapes if (match := shape.fullmatch(text))), None)


def _slashed(first: int, second: int, year: int) -> date | None:
    """Return the one day that two numbers may be, in either order.

    Raises:
        UserError: they may be two days.
    """
    days = {day for day in (_date(year, second, first), _date(year, first, second)) if day is not None}
    if len(days) > 1:
        one, other = sorted(days)
        raise UserError(f"That may be {one.isoformat()} or {other.isoformat()}. Please write it as one of these.")
    return days.pop() if days else None


def _latest(month: int, day: int, today: date) -> date | None:
    """Return the latest day of this month and number that is not to come."""
    years = range(today.year, today.year - _LEAP_CYCLE - 1, -1)
    dates = (found for year in years if (found := _date(year, month, day)) is not None)
    return next((found for found in dates if found <= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
