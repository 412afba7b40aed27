"""Single facts of a film in words: how long, how good, when, how much, in what language."""

from datetime import date

from bot.ui.names import COUNTRIES, LANGUAGES

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # and not strftime's, which speak the language of the machine


def runtime(minutes: int) -> str:
    """Return minutes as `1 h 37 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def number(value: float) -> str:
    """Return a number with at most one decimal, and none where it is whole."""
    rounded = f"{value:.1f}"
    return rounded.removesuffix(".0")


def score(value: float) -> str:
    """Return the source's score of 0 to 10 as `8.3 / 10`."""
    return f"{number(value)} / 10"


def count(many: int, one: str, several: str | None = None) -> str:
    """Return `1 vote` or `12,000 votes`."""
    return f"{many:,} {one if many == 1 else several or one + 's'}"


def day(iso: str) -> str:
    """Return an ISO date as `12 October 1957`, or the text itself where it is no whole date.

    Discord's own time stamps are not used: some clients cannot show years before 1970.
    """
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def release(released: str | None, status: str | None) -> str | None:
    """Return the release date and status in one phrase; a status of `Released` adds nothing to a date."""
    if released is None:
        return status
    if status is None or status.casefold() == "released":
        return day(released)
    return f"{day(released)} · {status}"


def money(amount: int) -> str:
    """Return a sum in full, `$1,200,000`; the sources give dollars."""
    return f"${amount:,}"


def language(code: str) -> str:
    """Return the English name of an ISO 639-1 language, or the code itself where there is none."""
    return LANGUAGES.get(code.strip().casefold(), code)


def country(name: str) -> str:
    """Return a country's English name; sources that give two-letter codes are read as ISO 3166-1."""
    return COUNTRIES.get(name.strip(), name)
