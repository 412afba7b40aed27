"""Time zones as admins write them: `Europe/Lisbon`, or the city alone where that is clear."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UserError

_NO_PLACES = {"Factory", "localtime"}  # the machine's own, and the lack of any
_SHOWN = 40
_NEAR = 3


@cache
def zone_names() -> tuple[str, ...]:
    """Return every time zone there is, places before the rest and by name; the first call reads many small files."""
    return tuple(sorted(available_timezones() - _NO_PLACES, key=lambda name: ("/" not in name, name)))


def parse_zone(typed: str) -> ZoneInfo:
    """Return the time zone that is meant.

    Raises:
        UserError: there is none of that name, or more than one; the text says what to write.
    """
    wanted = _folded(typed)
    whole = [name for name in zone_names() if _folded(name) == wanted]
    meant = whole or [name for name in zone_names() if _folded(_city(name)) == wanted]
    if len(meant) > 1:
        raise UserError(f"That may be {' or '.join(meant)}. Write one of these.")
    if not meant:
        shown = " ".join(typed.split())
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        near = zones_like(typed)[:_NEAR] if wanted else []
        more = f"Is it {' or '.join(near)}?" if near else "Write a city of your zone, such as Europe/Lisbon."
        raise UserError(f"I know no time zone “{shown}”. {more}")
    return ZoneInfo(meant[0])


def zones_like(typed: str) -> list[str]:
    """Return the time zones whose names hold what is typed, those whose city begins with it first."""
    wanted = _folded(typed)
    found = [name for name in zone_names() if wanted in _folded(name)]
    return sorted(found, key=lambda name: not _folded(_city(name)).startswith(wanted))


def _city(name: str) -> str:
    return name.rpartition("/")[2]


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").split()).casefold()
