"""How a diary reads: what a year's months came to, and each watch on a line of its own."""

from collections.abc import Sequence

from bot.club.scores import Scale, score_label
from bot.club.watched import DiaryPage, Entry, Month, watches_in
from bot.ui import facts
from bot.ui.films.film_card import film_name
from bot.ui.markup import plain

_BARS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"
_LETTERS = "JFMAMJJASOND"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TITLE = 150
_LABEL_TITLE = 60


def month_strip(watches: Sequence[int]) -> str:
    """Return the watches of a year's twelve months as two lines, for a block of letters of one width.

    Bars stand over the months' first letters, the highest for the month with the most; a month with none has a dot.
    """
    most = max(watches)
    bars = (_BARS[-(-count * len(_BARS) // most) - 1] if count else _NOTHING for count in watches)
    return f"{' '.join(bars)}\n{' '.join(_LETTERS)}"


def diary_heading(of_whom: str, page: DiaryPage, year: int | None, notes: Sequence[str] = ()) -> str:
    """Return what stands over a page of a diary, of one year or of all, in markdown.

    The strip is of the year asked for, or else of the year that the page begins in.
    """
    months = page.of_year(year)
    shown = year if year is not None else page.entries[0].watch.watched_on.year
    lines = [f"## {of_whom}’s diary" + (f" of {year}" if year is not None else ""), f"-# {_sum(months)}"]
    if len(page.years) > 1 and year is None:
        lines[-1] += f" · {page.years[-1]} to {page.years[0]}"
        lines.append(f"**{shown}**: {_sum(page.of_year(shown))}")
    lines.append(_strip(page.of_year(shown)))
    lines += [f"-# {note}" for note in notes]
    return "\n".join(lines)


def diary_line(entry: Entry, scale: Scale, *, scored: bool) -> str:
    """Return a watch as one entry of a list; `scored` says whether the member's score may stand there."""
    score = f" · {score_label(entry.score, scale)}" if scored and entry.score is not None else ""
    again = " · rewatch" if entry.watch.rewatch else ""
    name = film_name(entry.title, entry.year, _TITLE)
    return f"**{name}**{score}\n-# {facts.day(entry.watch.watched_on.isoformat())}{again}"


def entry_label(entry: Entry) -> str:
    """Return a watch in plain words of at most 100 characters: its day and its film."""
    day = facts.day(entry.watch.watched_on.isoformat())
    year = "" if entry.year is None else f" ({entry.year})"
    return f"{plain(entry.title, _LABEL_TITLE)}{year}, {day}"


def _sum(months: Sequence[Month]) -> str:
    watches, rewatches = watches_in(months)
    counted = facts.count(watches, "watch", "watches")
    return f"{counted} · {facts.count(rewatches, 'rewatch', 'rewatches')}" if rewatches else counted


def _strip(months: Sequence[Month]) -> str:
    """Return the strip of one year, and the same numbers in words."""
    watches = [0] * len(_MONTHS)
    for month in months:
        watches[month.month - 1] = month.watches
    words = " · ".join(f"{name} {count:,}" for name, count in zip(_MONTHS, watches, strict=True) if count)
    return f"```\n{month_strip(watches)}\n```\n-# {words}"
