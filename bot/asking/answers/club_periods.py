"""The period that a question names, as a server's clock has it: for ratings, and as the days of diaries."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.club.periods import Period, parse_period
from bot.club.settings import Settings
from bot.errors import UserError


def period_of(named: str | None, settings: Settings) -> Period | None:
    """Return the period that is meant by `this year` or `2025`; None where none is named."""
    if named is None:
        return None
    try:
        return parse_period(named, datetime.now(settings.time_zone).date(), settings.time_zone)
    except UserError:
        return None


def days_of(period: Period | None, zone: ZoneInfo) -> tuple[str, str]:
    """Return the first and last day of a period, as diaries keep them; of all time where there is none."""
    if period is None:
        return "", "9999-12-31"
    first, end = (datetime.fromisoformat(moment).astimezone(zone).date() for moment in (period.since, period.until))
    return first.isoformat(), (end - timedelta(days=1)).isoformat()


def moment_said(stored_at: str, zone: ZoneInfo) -> str:
    """Return a stored instant as `Friday 7 June, 20:00 (Europe/Berlin)`."""
    moment = datetime.fromisoformat(stored_at).astimezone(zone)
    return f"{moment:%A} {moment.day} {moment:%B}, {moment:%H:%M} ({zone.key})"
