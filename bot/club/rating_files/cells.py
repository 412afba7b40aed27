"""The rules of single cells: scores, days, instants, years, titles. Pure; a refusal is a ValueError that says why."""

import re
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from bot.catalogue.text import collapse
from bot.catalogue.values import drop_controls, is_film_year, plain_text

LONGEST_TITLE = 300
"""Characters of a title at most; what is longer is no title."""

LONGEST_REVIEW = 20_000
"""Characters of a review as it stands in a file at most; what members may write here is less."""

FIRST_DAY = date(1888, 1, 1)
"""The first day on which a film can have been watched."""

_FIRST_RATING = date(1990, 1, 1)  # when the first of these sites began, as a list of ratings on Usenet
_LOWEST, _HIGHEST = 1, 10
_SHOWN = 40
_AMERICAN_DAY = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", re.ASCII)
_EPOCH = re.compile(r"\d{9,10}", re.ASCII)
_SERIES_YEAR = re.compile(r"(?P<year>\d{4})\s*[-–—]\s*(?:\d{4})?", re.ASCII)


def half_stars(text: str) -> int:
    """Return the score, 1 to 10, of half stars from 0.5 to 5."""
    stars = _number(text)
    if stars is None or stars * 2 % 1 or not _LOWEST <= stars * 2 <= _HIGHEST:
        raise ValueError(f"“{shown(text)}” is no rating from 0.5 to 5 in half stars")
    return int(stars * 2)


def points(text: str) -> int:
    """Return a score of whole points from 1 to 10."""
    score = _number(text)
    if score is None or score % 1 or not _LOWEST <= score <= _HIGHEST:
        raise ValueError(f"“{shown(text)}” is no rating from 1 to 10 in whole points")
    return int(score)


def day(text: str) -> str:
    """Return the day on which a film was watched, as an ISO date, from `2026-04-18`, `4/18/2026` or an instant."""
    found = _day(text.strip()[: len("2026-04-18")].strip())
    if found is None or not FIRST_DAY <= found <= _tomorrow():
        raise ValueError(f"“{shown(text)}” is no day on which a film can have been watched")
    return found.isoformat()


def instant(text: str) -> str:
    """Return when a film was rated, in UTC, from a day, an ISO date and time, or seconds since 1970.

    Of a day nobody knows the hour. It is taken for noon, which is that day in nearly all the time zones it may be
    shown in.
    """
    text = text.strip()
    found: datetime | None = None
    if _EPOCH.fullmatch(text):
        found = datetime.fromtimestamp(int(text), UTC)
    elif (whole_day := _day(text)) is not None:
        found = datetime(whole_day.year, whole_day.month, whole_day.day, 12, tzinfo=UTC)
    elif len(text) > len("2026-04-18"):
        found = _date_and_time(text)
    if found is None or not _FIRST_RATING <= found.date() <= _tomorrow():
        raise ValueError(f"“{shown(text)}” is no time at which a film can have been rated")
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")


def year(text: str) -> int | None:
    """Return a film's year, None where the cell is blank; of a series (`2006-2011`) the first."""
    text = text.strip()
    if not text:
        return None
    if span := _SERIES_YEAR.fullmatch(text):
        text = span["year"]
    if len(text) == len("1895") and text.isascii() and text.isdigit() and is_film_year(int(text)):
        return int(text)
    raise ValueError(f"“{shown(text)}” is no year of a film")


def title(text: str) -> str:
    """Return a title as it is kept: on one line and without control characters."""
    if len(text) > LONGEST_TITLE:
        raise ValueError(f"a title of {len(text):,} characters; {LONGEST_TITLE} is the most")
    kept = collapse(drop_controls(plain_text(text)))
    if not kept:
        raise ValueError("no title")
    return kept


def review(text: str) -> str | None:
    """Return a review as plain text, its tags dropped and its line breaks kept; None where there are no words."""
    if len(text) > LONGEST_REVIEW:
        raise ValueError(f"a review of {len(text):,} characters; {LONGEST_REVIEW:,} is the most")
    return drop_controls(plain_text(text)).strip() or None


def shown(text: str) -> str:
    """Return a cell in short, as a reason quotes it."""
    line = collapse(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def _number(text: str) -> Decimal | None:
    text = text.strip().replace(",", ".")
    if not text.isascii() or len(text) > _SHOWN:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= _HIGHEST else None


def _day(text: str) -> date | None:
    try:
        if american := _AMERICAN_DAY.fullmatch(text):
            return date(int(american["year"]), int(american["month"]), int(american["day"]))
        return date.fromisoformat(text) if len(text) == len("2026-04-18") else None
    except ValueError:
        return None


def _date_and_time(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _tomorrow() -> date:
    """Return the last day that has begun anywhere."""
    return datetime.fromtimestamp(time.time(), UTC).date() + timedelta(days=1)
