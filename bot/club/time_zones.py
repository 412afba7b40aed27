"""Time zones as admins write them: `Europe/Lisbon`, the city alone where that is clear, or hours from UTC."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UserError

_LEFT_OUT = {"Factory", "localtime", "EST", "MST", "GMT+0", "GMT-0"}
"""The lack of any zone, the machine's own, and those that are read in another way than they are named."""

_EXAMPLE = "Write a large city that has your time, such as Europe/Lisbon, or hours from UTC, such as UTC+2."
_SHOWN = 40
_NEAR = 3
_ALIKE = 0.7

_OFFSET = re.compile(r"(?:(?:utc|gmt) ?)?(?P<sign>[+-]) ?(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?")
_ETC = re.compile(r"Etc/GMT(?P<sign>[+-])(?P<hours>[0-9]+)")

_CENTRAL_EUROPE = ("Europe/Berlin", "Europe/Paris", "Europe/Rome")
_EASTERN_EUROPE = ("Europe/Athens", "Europe/Helsinki", "Europe/Kyiv")
_NEW_YORK = ("America/New_York", "America/Toronto")
_CHICAGO = ("America/Chicago", "America/Winnipeg")
_DENVER = ("America/Denver", "America/Phoenix")
_LOS_ANGELES = ("America/Los_Angeles", "America/Vancouver")
_SYDNEY = ("Australia/Sydney", "Australia/Brisbane")
_INITIALS: Mapping[str, tuple[str, ...]] = {
    "mez": _CENTRAL_EUROPE,
    "mesz": _CENTRAL_EUROPE,
    "cest": _CENTRAL_EUROPE,
    "eest": _EASTERN_EUROPE,
    "west": ("Europe/Lisbon",),
    "bst": ("Europe/London",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "msk": ("Europe/Moscow",),
    "et": _NEW_YORK,
    "est": _NEW_YORK,
    "edt": _NEW_YORK,
    "ct": _CHICAGO,
    "cst": (*_CHICAGO, "Asia/Shanghai"),
    "cdt": _CHICAGO,
    "mt": _DENVER,
    "mst": _DENVER,
    "mdt": _DENVER,
    "pt": _LOS_ANGELES,
    "pst": _LOS_ANGELES,
    "pdt": _LOS_ANGELES,
    "brt": ("America/Sao_Paulo",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "sgt": ("Asia/Singapore",),
    "hkt": ("Asia/Hong_Kong",),
    "aest": _SYDNEY,
    "aedt": _SYDNEY,
    "nzst": ("Pacific/Auckland",),
    "nzdt": ("Pacific/Auckland",),
}
"""Places where the initials of a time are used; they do not say whether, and when, the clocks change there.

`EST` and `MST` are time zones as well, whose clocks never change: by their initials hardly anyone means those.
"""


@cache
def zone_names() -> tuple[str, ...]:
    """Return every time zone there is, places before the rest and by name; the first call reads many small files."""
    return tuple(sorted(available_timezones() - _LEFT_OUT, key=lambda name: ("/" not in name, name)))


def parse_zone(typed: str) -> ZoneInfo:
    """Return the time zone that is meant; `UTC+2` and `GMT+2` are two hours ahead of UTC.

    Raises:
        UserError: there is none of that name, or more than one; the text says what to write.
    """
    wanted = _folded(typed)
    if (places := _INITIALS.get(wanted)) is not None:
        raise UserError(f"Initials do not say whether the clocks change. Write a city, such as {_either(places)}.")
    if offset := _OFFSET.fullmatch(wanted.replace("−", "-")):
        return _at_offset(offset)
    whole = [name for name in zone_names() if _folded(name) == wanted]
    meant = whole or [name for name in zone_names() if _folded(_city(name)) == wanted]
    if len(meant) > 1:
        raise UserError(f"That may be {_either(meant)}. Write one of these.")
    if not meant:
        shown = " ".join(typed.split())
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        near = zones_like(typed)[:_NEAR] if wanted else []
        more = f"Is it {_either(near)}?" if near else _EXAMPLE
        raise UserError(f"I know no time zone “{shown}”. {more}")
    return ZoneInfo(meant[0])


def zones_like(typed: str) -> list[str]:
    """Return the time zones whose names hold what is typed, those whose city begins with it first.

    Where there is none, they are those whose city is written nearly so, the likeliest first.
    """
    wanted = _folded(typed)
    found = [name for name in zone_names() if wanted in _folded(name)]
    if found:
        return sorted(found, key=lambda name: not _folded(_city(name)).startswith(wanted))
    places = {_folded(_city(name)): name for name in reversed(zone_names()) if "/" in name}
    return [places[city] for city in get_close_matches(wanted, places, _NEAR, _ALIKE)]


def zone_name(zone: ZoneInfo) -> str:
    """Return what a time zone is called: its name, or `UTC+2` for one that is hours from UTC.

    The names of those in the database of time zones have the other sign: `Etc/GMT-2` is two hours ahead.
    """
    named = _ETC.fullmatch(zone.key)
    if named is None or named["hours"] == "0":
        return zone.key
    return f"UTC{'+' if named['sign'] == '-' else '-'}{named['hours']}"


def is_fixed(zone: ZoneInfo) -> bool:
    """Tell whether a time zone is hours from UTC, all the year round, and no place."""
    return _ETC.fullmatch(zone.key) is not None


def _at_offset(offset: re.Match[str]) -> ZoneInfo:
    """Return the time zone so many hours from UTC.

    Raises:
        UserError: there is none, as for half hours.
    """
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    name = f"Etc/GMT{'-' if offset['sign'] == '+' else '+'}{hours}"
    if not hours and not minutes:
        return ZoneInfo("UTC")
    if not minutes and name in zone_names():
        return ZoneInfo(name)
    ahead = timedelta(hours=hours, minutes=minutes) * (1 if offset["sign"] == "+" else -1)
    now = datetime.now(UTC)
    near = [place for place in zone_names() if "/" in place and now.astimezone(ZoneInfo(place)).utcoffset() == ahead]
    said = f"UTC{offset['sign']}{hours}" + (f":{minutes:02}" if minutes else "")
    if not near:
        raise UserError(f"Nowhere do clocks show {said}. {_EXAMPLE}")
    raise UserError(f"{said} is not a whole number of hours. Is it {_either(near[:_NEAR])}?")


def _either(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _city(name: str) -> str:
    return name.rpartition("/")[2]


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").split()).casefold()
