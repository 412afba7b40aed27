"""What a film filter asks for, in words."""

from collections.abc import Callable, Mapping
from typing import Literal

from bot.catalogue.stored import FilmFilter
from bot.ui import facts
from bot.ui.markup import plain

NamedKind = Literal["country", "language", "genre"]

READABLE: Mapping[NamedKind, Callable[[str], str]] = {
    "country": facts.country,
    "language": facts.language,
    "genre": str,
}
"""How the stored name of each kind is shown: sources give some as codes."""

LONGEST = 200
"""Characters of a name that is looked for."""


def describe(wanted: FilmFilter) -> str:
    """Return what a filter asks for in words, empty where it asks for nothing."""
    parts = (
        f"“{plain(wanted.text, LONGEST)}”" if wanted.text else None,
        f"with {plain(wanted.person, LONGEST)}" if wanted.person else None,
        _years(wanted.year_from, wanted.year_to),
        *(plain(READABLE[kind](name), LONGEST) for kind in READABLE if (name := getattr(wanted, kind))),
        f"at most {facts.runtime(wanted.max_runtime)}" if wanted.max_runtime else None,
    )
    return " · ".join(part for part in parts if part)


def _years(first: int | None, last: int | None) -> str | None:
    if first is None and last is None:
        return None
    if first == last:
        return str(first)
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first}"
    return f"{first}s" if first % 10 == 0 and last == first + 9 else f"{first}–{last}"
