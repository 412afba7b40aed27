"""Years as people write them: one year, a decade, a span."""

import re

from bot.errors import UserError

_FIRST, _LAST = 1870, 2100
_CENTURY_TURN = 30
"""A decade of two digits below this is of the 2000s, another of the 1900s."""

_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"(?P<century>\d\d)?(?P<decade>\d)0'?s")
_OPEN = re.compile(r"(?P<since>since|from|after)?\s*(?P<until>until|till|before|up to)?\s*(?P<year>\d{4})")
_SPAN = re.compile(r"(?P<first>\d{4})?\s*(?:-|–|—|\.\.|to)\s*(?P<last>\d{4})?")


def parse_years(text: str) -> tuple[int | None, int | None]:
    """Return the first and last year, both inclusive, that `text` names; None where a span is open.

    Raises:
        UserError: it is no year, decade or span.
    """
    wanted = text.strip().casefold()
    if _YEAR.fullmatch(wanted):
        return _checked(int(wanted), int(wanted), text)
    if decade := _DECADE.fullmatch(wanted):
        tens = int(decade["decade"]) * 10
        century = int(decade["century"]) * 100 if decade["century"] else (2000 if tens < _CENTURY_TURN else 1900)
        return _checked(century + tens, century + tens + 9, text)
    if (span := _SPAN.fullmatch(wanted)) and (span["first"] or span["last"]):
        first, last = span["first"], span["last"]
        return _checked(int(first) if first else None, int(last) if last else None, text)
    if (span := _OPEN.fullmatch(wanted)) and bool(span["since"]) != bool(span["until"]):
        year = int(span["year"])
        if span["since"]:
            return _checked(year + (span["since"] == "after"), None, text)
        return _checked(None, year - (span["until"] == "before"), text)
    raise _not_years(text)


def _checked(first: int | None, last: int | None, text: str) -> tuple[int | None, int | None]:
    for year in (first, last):
        if year is not None and not _FIRST <= year <= _LAST:
            raise _not_years(text)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return first, last


def _not_years(text: str) -> UserError:
    shown = text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - one line on a phone
    return UserError(f"I cannot read “{shown}” as years. Write 1957, 1950s, or a span such as 1950-1965.")
