"""Periods in which ratings were given, as members write them: `this month`, `last year`, `2025`. Pure rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.errors import UserError

NAMED = ("this week", "this month", "this year", "last week", "last month", "last year")
"""The periods that have a name."""

_Unit = Literal["week", "month", "year"]

_YEAR = re.compile(r"(?:in )?(?P<year>[0-9]{4})")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NAMED: Mapping[str, tuple[_Unit, int]] = {
    **{f"this {unit}": (unit, 0) for unit in ("week", "month", "year")},
    **{f"last {unit}": (unit, 1) for unit in ("week", "month", "year")},
    **{unit: (unit, 0) for unit in ("week", "month", "year")},
}
_SHOWN = 40
_STORED = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time, from `since` and before `until`, both in UTC as the database writes times."""

    name: str
    since: str
    until: str


def parse_period(typed: str, today: date, zone: ZoneInfo) -> Period:
    """Return the period that is meant by what a member typed on the day `today`, its days as they are in `zone`.

    A week begins on Monday.

    Raises:
        UserError: it is no period; the text names what can be written.
    """
    text = " ".join(typed.casefold().split())
    if text in _NAMED:
        unit, ago = _NAMED[text]
        first = _begin(unit, today)
        for _ in range(ago):
            first = _begin(unit, first - timedelta(days=1))
        return _period(text if " " in text else f"this {text}", first, _end(unit, first), zone)
    if (year := _YEAR.fullmatch(text)) and _FIRST_YEAR <= int(year["year"]) <= _LAST_YEAR:
        first = date(int(year["year"]), 1, 1)
        return _period(year["year"], first, _end("year", first), zone)
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    raise UserError(f"I cannot read “{shown}” as a period. Write this week, this month, last year, or a year: 2025.")


def _begin(unit: _Unit, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _end(unit: _Unit, first: date) -> date:
    """Return the day after the last."""
    longest = {"week": 7, "month": 31, "year": 366}[unit]
    return _begin(unit, first + timedelta(days=longest))


def _period(name: str, first: date, end: date, zone: ZoneInfo) -> Period:
    return Period(name, _stored(first, zone), _stored(end, zone))


def _stored(day: date, zone: ZoneInfo) -> str:
    return datetime.combine(day, time(), zone).astimezone(UTC).strftime(_STORED)
