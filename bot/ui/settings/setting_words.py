"""What a server has chosen, in the words of the settings panel, for the audit list as well."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from zoneinfo import ZoneInfo

from bot.catalogue.stored import FilmFilter
from bot.club.chosen import CALLED, Settings
from bot.club.filter_text import read_filter
from bot.club.time_zones import zone_name
from bot.ui.films.filter_words import describe
from bot.ui.markup import inline

SCALES: Mapping[str, str] = {"stars": "In half stars, ½ to 5", "points": "In points, 1 to 10"}
AVERAGES: Mapping[str, str] = {"0": "Everyone", "1": "Only members who have rated the film"}
UNMARKED: Mapping[str, str] = {"barred": "Behind spoiler bars", "open": "In the open"}
TALK: Mapping[str, str] = {"1": "Answered", "0": "Left alone"}
SOURCES: Mapping[str, str] = {
    "watchlists": "What most members have on their watchlists",
    "random": "Any film, by chance",
}
"""Where the film of the week comes from."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ROOM = 400
"""Characters of what one setting was chosen to be."""

_UNSET: Mapping[str, str] = {
    "poll_channel": "none",
    "discussion_channel": "none",
    "announcement_channel": "none",
    "quiet_channels": "nowhere",
    "host_role": "none",
    "voter_role": "none",
    "weekly_day": "none",
    "weekly_filter": "all of them",
}


def hour_words(hour: int) -> str:
    """Return an hour of the day as `20:00`."""
    return f"{hour:02}:00"


def filter_words(wanted: FilmFilter, limit: int = ROOM) -> str:
    """Return in markdown which films fit a filter."""
    return inline(describe(wanted), limit) if wanted != FilmFilter() else _UNSET["weekly_filter"]


def weekly_opening(settings: Settings) -> str:
    """Return how a sentence begins on what the film of the week is, also where there is none yet."""
    when = "Once it has a day," if settings.weekly_day is None else "From now on"
    return f"{when} the film of the week is"


def called(name: str) -> str:
    """Return what a setting is called, and one that is no longer offered as it was."""
    return CALLED.get(name, name.replace("_", " "))


def chosen_words(name: str, kept: str | None, limit: int = ROOM) -> str:
    """Return in markdown what a setting was chosen to be, from the text that is kept of it; None where it is not set.

    What is no longer understood is shown as it is kept.
    """
    kept = _AT_FIRST.get(name) if kept is None else kept
    if kept is None:
        return _UNSET.get(name, "*not set*")
    try:
        return _WORDS[name](kept, limit)
    except (LookupError, ValueError, OSError):
        return inline(kept, limit)


def _at_first(value: object) -> str | None:
    """Return what would be kept of what holds where nothing is set; None where that is nothing."""
    if value is None or value == () or value == FilmFilter():
        return None
    return str(int(value)) if isinstance(value, bool) else str(value)


_AT_FIRST: Mapping[str, str | None] = {
    field.name: _at_first(getattr(Settings(), field.name)) for field in fields(Settings)
}


def _of(words: Mapping[str, str]) -> Callable[[str, int], str]:
    return lambda kept, _: words[kept]


def _switch(kept: str, _: int) -> str:
    return "yes" if int(kept) else "no"


def _channels(kept: str, limit: int) -> str:
    named = [f"<#{int(each)}>" for each in kept.split(",")]
    shown = len(named)
    while shown > 1 and len(", ".join(named[:shown])) > limit:
        shown -= 1
    more = f" and {len(named) - shown:,} more" if shown < len(named) else ""
    return ", ".join(named[:shown]) + more


def _role(kept: str, _: int) -> str:
    return f"<@&{int(kept)}>"


_WORDS: Mapping[str, Callable[[str, int], str]] = {
    "scale": _of(SCALES),
    "score_blind": _of(AVERAGES),
    "unmarked_reviews": _of(UNMARKED),
    "talk": _of(TALK),
    **dict.fromkeys(("share_ratings", "share_reviews"), _switch),
    **dict.fromkeys(("poll_channel", "discussion_channel", "announcement_channel", "quiet_channels"), _channels),
    **dict.fromkeys(("host_role", "voter_role"), _role),
    "time_zone": lambda kept, limit: inline(zone_name(ZoneInfo(kept)), limit),
    "weekly_day": lambda kept, _: f"{DAYS[int(kept)]}s",
    "weekly_hour": lambda kept, _: hour_words(int(kept)),
    "weekly_source": _of(SOURCES),
    "weekly_filter": lambda kept, limit: filter_words(read_filter(kept), limit),
}
"""How each setting is told."""
