"""Times that are named and not numbered: before the second world war, the last ten years, last year. Pure rules."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.asking.query import Range
from bot.asking.wording.lexicon import NUMBERS

_FIRST_WAR = r"(?:the )?(?:first world war|world war (?:one|1|i)|great war|ww ?1|wwi|ww i)"
_SECOND_WAR = r"(?:the )?(?:second world war|world war (?:two|2|ii)|ww ?2|wwii|ww ii)"
_WARS: tuple[tuple[str, str, int, int], ...] = (
    (_FIRST_WAR, "the First World War", 1914, 1918),
    (_SECOND_WAR, "the Second World War", 1939, 1945),
)
_MADE = r"(?:made|shot|filmed|released|produced|from|that came out)"
_N = rf"\d{{1,2}}|{'|'.join(word for word in NUMBERS if word not in {'a', 'an', 'zero'})}"
_FROM = r"(?:(?:from|in|of|over|within|during|made in|released in|out) )?(?:the )?"


def this_year() -> int:
    """Return the year it is, by the clock of the world."""
    return datetime.now(UTC).year


def _before(name: str, first: int) -> Callable[[re.Match[str]], Range]:
    return lambda _: Range(None, first - 1, f"before {name} (until {first - 1})")


def _after(name: str, last: int) -> Callable[[re.Match[str]], Range]:
    return lambda _: Range(last + 1, None, f"after {name} (since {last + 1})")


def _during(name: str, first: int, last: int) -> Callable[[re.Match[str]], Range]:
    return lambda _: Range(first, last, f"during {name} ({first} to {last})")


def _between_wars(_: re.Match[str]) -> Range:
    return Range(1919, 1938, "between the wars (1919 to 1938)")


def _last_years(match: re.Match[str]) -> Range:
    count = NUMBERS.get(match["n"]) or int(match["n"])
    since = this_year() - count * (10 if match["unit"].startswith("decade") else 1)
    return Range(since, None, f"since {since}")


def _last_decade(_: re.Match[str]) -> Range:
    since = this_year() - 10
    return Range(since, None, f"since {since}")


def _this_decade(_: re.Match[str]) -> Range:
    since = this_year() // 10 * 10
    return Range(since, since + 9, f"the {since}s")


def _one_year(match: re.Match[str]) -> Range:
    year = this_year() - (match["which"] == "last")
    return Range(year, year, f"from {year}")


_OF_WARS = tuple(
    row
    for written, name, first, last in _WARS
    for row in (
        (rf"(?:made )?(?:before|prior to|pre|until|up to) {written}", _before(name, first)),
        (rf"(?:made )?(?:after|since|post) {written}", _after(name, last)),
        (rf"{_MADE} during {written}", _during(name, first, last)),
    )
)
ERAS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Range]], ...] = tuple(
    (re.compile(rf"(?<!\S)(?:{written})(?!\S)"), read)
    for written, read in (
        *_OF_WARS,
        (r"between the (?:two )?(?:world )?wars|interwar|inter war", _between_wars),
        (r"pre ?war", _before("the Second World War", 1939)),
        (r"(?:(?:from|made) )?before the war", _before("the Second World War", 1939)),
        (r"(?:(?:from|made) )?after the war", _after("the Second World War", 1945)),
        (r"post ?war", _after("the Second World War", 1945)),
        (rf"{_FROM}(?:last|past) (?P<n>{_N}) (?P<unit>years?|yrs?|decades?)", _last_years),
        (rf"{_FROM}(?:last|past) decade", _last_decade),
        (rf"{_FROM}(?:this|current) decade", _this_decade),
        (r"(?:from|released|out|released in|made) (?P<which>this|last) year", _one_year),
    )
)
"""How each is written."""


def eras(folded: str) -> Iterator[tuple[Range, int, int]]:
    """Yield the named times in a folded text whose words are one blank apart, each with where it stands."""
    for written, read in ERAS:
        for match in written.finditer(folded):
            yield read(match), match.start(), match.end()
