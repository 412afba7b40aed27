"""Years, running times and scores in a question: tables of how they are written, each with what it means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.asking.query import Range
from bot.asking.wording.amounts import AMOUNTS
from bot.asking.wording.lexicon import DECADES
from bot.asking.wording.scores_said import SCORES, N, number

On = Literal["years", "runtime", "score", "budget", "revenue", "reviews"]

_YEAR = r"(?:18[89]\d|19\d\d|20\d\d)"
_HOURS = (
    rf"(?:{N} and a half hours?|{N} hours? and a half|half an hour|\d+(?:[.,]\d+)?h(?:\d+(?:m|mins?)?)?|"
    rf"{N} (?:hours?|hrs?|h)(?: (?:and )?{N}(?: (?:minutes?|mins?|min|m))?)?)"
)
_TIME = rf"(?:{_HOURS}|\d+(?:m|mins?)|{N} (?:minutes?|mins?|min|m))"
_BELOW = (
    r"(?:under|below|less than|shorter than|no longer than|not longer than|up to|at most|within|fewer than|max|maximum"
    r"|no more than|not more than)"
)
_ABOVE = r"(?:over|above|more than|longer than|at least|no less than|no shorter than|exceeding|min|minimum|upwards of)"
_EARLIER = r"(?:before|until|till|up to|older than|earlier than|prior to|pre)"
_LATER = r"(?:after|since|newer than|later than|post|more recent than)"
_DECADE_WORD = "|".join(DECADES)
_DECADE = rf"(?:(?:18|19|20)?\d0s|(?:nineteen )?(?:{_DECADE_WORD}))"
_AT_HAND = (
    r"(?:(?:i|we) (?:have|got|ve got|only have|have only|have got)|ive|weve|ive got|weve got|got) (?:only |just )?"
)
_FREE = r"(?:free|spare|left|available|max|tops|at most|(?:of|in) time|to (?:kill|spare|fill|waste|burn)|before \w+)"
"""What says of a running time that there is no more of it."""
_CLOSED = re.compile(
    r"at most|at least|up to|no longer|not longer|no less|no more|not more|no shorter|within|max|min|until|till|since"
    r"|to$|\+"
)
_SHORT_FILM = 40
_BEARABLE, _NOT_OLD = 120, 1980
"""Minutes of a film that is not too long, and the first year of those that are not too old."""
_NOT_TOO = r"(?:not|nothing|isnt|arent|aint|none) (?:too|very|overly|super|terribly|awfully)"
"""Minutes up to which a film is short, as the Academy of Motion Picture Arts and Sciences counts."""
_ABOUT = 10
"""Minutes that `about` a running time may be off."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A range that was read from the characters `start` to `end` of a folded text."""

    on: On
    range: Range
    start: int
    end: int


def measures(folded: str) -> Iterator[Measured]:
    """Yield the ranges in a folded text whose words are one blank apart, left to right, none inside another."""
    taken: list[tuple[int, int]] = []
    found: list[Measured] = []
    for on, pattern, read in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(start < high and low < end for low, high in taken):
                continue
            value = read(match)
            if value is not None:
                taken.append((start, end))
                found.append(Measured(on, value, start, end))
    yield from sorted(found, key=lambda each: each.start)


def _minutes(text: str) -> int:
    """Return the minutes that a running time in words or digits means."""
    if text == "half an hour":
        return 30
    half = 30 if "and a half" in text else 0
    text = text.replace("and a half ", "").replace(" and a half", "")
    if run_on := re.fullmatch(r"([\d.,]+)h(\d*)(?:m|mins?)?", text):
        return round(number(run_on[1]) * 60) + int(run_on[2] or 0)
    if glued := re.fullmatch(r"(\d+)m(?:ins?)?", text):
        return int(glued[1])
    hours = re.match(rf"({N}) (?:hours?|hrs?|h)(?: (?:and )?({N}))?", text)
    if hours:
        return round(number(hours[1]) * 60 + (number(hours[2]) if hours[2] else half))
    return round(number(text.split()[0]))


def _time(match: re.Match[str], low: bool | None) -> Range:
    minutes = _minutes(match["value"])
    closed = match["how"] is not None and _CLOSED.search(match["how"]) is not None
    if low is None:
        return Range(minutes - _ABOUT, minutes + _ABOUT, f"about {minutes} minutes")
    if low:
        return Range(minutes if closed else minutes + 1, None, f"{'at least' if closed else 'over'} {minutes} minutes")
    return Range(None, minutes if closed else minutes - 1, f"{'at most' if closed else 'under'} {minutes} minutes")


def _times(match: re.Match[str]) -> Range:
    plain = re.fullmatch(N, match["first"]) is not None
    in_hours = plain and re.search(r"hours?|hrs?|\d?h", match["value"]) is not None
    first = number(match["first"]) * (60 if in_hours else 1) if plain else _minutes(match["first"])
    low, high = sorted((round(first), _minutes(match["value"])))
    return Range(low, high, f"{low} to {high} minutes")


def _decade_start(text: str) -> int:
    text = text.removeprefix("nineteen ")
    if text in DECADES:
        return DECADES[text]
    number = int(text.removesuffix("s"))
    if number >= 1000:  # noqa: PLR2004 - with its century
        return number
    return (1900 if number >= 20 else 2000) + number  # noqa: PLR2004 - the 20s of films are mostly the silent ones


def _decade(match: re.Match[str]) -> Range:
    start = _decade_start(match["value"])
    part = match["part"]
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part or "", (0, 9))
    return Range(start + low, start + high, f"the {part + ' ' if part else ''}{start}s")


def _stretch(text: str) -> tuple[int, int, str]:
    """Return the first and the last year of a year or a decade, and what it is called."""
    if not text.endswith("s"):
        return int(text), int(text), text
    start = _decade_start(text)
    return start, start + 9, f"the {start}s"


def _bounded(match: re.Match[str], *, later: bool) -> Range:
    start, last, named = _stretch(match["value"])
    if later:
        closed = match["how"] == "since"
        return Range(start if closed else last + 1, None, f"{'since' if closed else 'after'} {named}")
    closed = match["how"] in {"until", "till", "up to"}
    return Range(None, last if closed else start - 1, f"{'until' if closed else 'before'} {named}")


def _years(match: re.Match[str]) -> Range:
    low, high = sorted((int(match["first"]), int(match["value"])))
    return Range(low, high, f"{low} to {high}")


def _decades(match: re.Match[str]) -> Range:
    low, high = sorted((_decade_start(match["first"]), _decade_start(match["value"])))
    return Range(low, high + 9, f"the {low}s to the {high}s")


def _year(match: re.Match[str]) -> Range:
    year = int(match["value"])
    return Range(year, year, f"from {year}")


def _bearable(_: re.Match[str]) -> Range:
    return Range(None, _BEARABLE, f"at most {_BEARABLE} minutes")


def _not_old(_: re.Match[str]) -> Range:
    return Range(_NOT_OLD, None, f"since {_NOT_OLD}")


def _short(_: re.Match[str]) -> Range:
    return Range(None, _SHORT_FILM, f"at most {_SHORT_FILM} minutes")


def _short_year(match: re.Match[str]) -> Range:
    year = 1900 + int(match["short"])
    return Range(year, year, f"from {year}")


def _century(match: re.Match[str]) -> Range:
    low, said = _CENTURIES[match["value"]]
    return Range(low, low + 99, said)


def _century_bounded(match: re.Match[str]) -> Range:
    low, said = _CENTURIES[match["value"]]
    if re.fullmatch(_EARLIER, match["how"]):
        return Range(None, low - 1, f"before {said}")
    return Range(low + 100, None, f"after {said}")


def _span_of_years(match: re.Match[str]) -> Range | None:
    low = int(match["first"])
    high = low // 100 * 100 + int(match["short"])
    return Range(low, high, f"{low} to {high}") if high > low else None


def _on_from(match: re.Match[str]) -> Range:
    first, _, named = _stretch(match["value"])
    return Range(first, None, f"since {named}")


def _back_from(match: re.Match[str]) -> Range:
    _, last, named = _stretch(match["value"])
    return Range(None, last, f"until {named}")


def _or_so(match: re.Match[str], *, low: bool) -> Range:
    minutes = _minutes(match["value"])
    return (
        Range(minutes, None, f"at least {minutes} minutes")
        if low
        else Range(None, minutes, f"at most {minutes} minutes")
    )


_THE = r"(?:the )?(?:year )?"
_OF = r"(?:(?:in|of|from|during|released in|made in) )?(?:the )?"
_TO = r"(?:and|to|through|until|till|through to)"
_OR_LESS = r"(?:or (?:less|shorter|under)|max(?:imum)?|tops|at (?:the )?most)"
_OR_MORE = r"(?:(?:or|and) (?:more|longer|over|up|upwards)|plus|at least|min(?:imum)?)"
_AND_UP = (
    r"(?:or (?:after|since)|(?:(?:or|and) )?(?:later|newer|onwards?|forwards?|upwards?|up|beyond)"
    r"|(?:to|until|till|up to) (?:now|today|date|the present(?: day)?|present))"
)
_AND_DOWN = r"(?:or before|(?:or|and) (?:earlier|older)|and back)"
_CENTURIES = {
    **dict.fromkeys(("19th", "nineteenth"), (1800, "the 19th century")),
    **dict.fromkeys(("20th", "twentieth", "last"), (1900, "the 20th century")),
    **dict.fromkeys(("21st", "twenty first", "this", "current"), (2000, "this century")),
}
_CENTURY = rf"(?:the )?(?P<value>{'|'.join(_CENTURIES)}) century"

_WRITTEN: tuple[tuple[On, str, Callable[[re.Match[str]], Range | None]], ...] = (
    *AMOUNTS,
    *SCORES,
    ("runtime", rf"(?:between|from) (?P<first>{_TIME}|{N})(?: (?:and|to) |-)(?P<value>{_TIME})", _times),
    ("runtime", rf"(?P<first>{_TIME}|{N})(?: to |-)(?P<value>{_TIME})", _times),
    ("runtime", rf"(?P<how>{_BELOW}) (?P<value>{_TIME})(?: long)?", partial(_time, low=False)),
    ("runtime", rf"(?P<how>{_ABOVE}) (?P<value>{_TIME})(?: long)?", partial(_time, low=True)),
    ("runtime", rf"(?P<value>{_TIME}) {_OR_LESS}", partial(_or_so, low=False)),
    ("runtime", rf"{_AT_HAND}(?P<value>{_TIME})", partial(_or_so, low=False)),
    ("runtime", rf"(?:(?:about|around|only|just) )?(?P<value>{_TIME}) {_FREE}", partial(_or_so, low=False)),
    ("runtime", r"(?P<value>\d+)(?P<how>\+) (?:minutes?|mins?|min|m)", partial(_time, low=True)),
    ("years", rf"(?:from )?(?P<value>{_YEAR})\+", _on_from),
    ("runtime", rf"(?P<value>{_TIME}) {_OR_MORE}", partial(_or_so, low=True)),
    ("runtime", rf"(?:(?P<how>about|around|roughly) )?(?P<value>{_TIME})(?: long)?", partial(_time, low=None)),
    ("runtime", r"short films?|shorts", _short),
    ("runtime", rf"{_NOT_TOO} (?:long|lengthy)", _bearable),
    ("years", rf"{_NOT_TOO} (?:old|ancient|dated)", _not_old),
    ("years", rf"(?:between |from |in )?(?:the )?(?P<first>{_DECADE}) {_TO} (?:the )?(?P<value>{_DECADE})", _decades),
    ("years", rf"(?:(?:between|from|in) )?(?P<first>{_YEAR})(?: {_TO} |-)(?P<value>{_YEAR})", _years),
    ("years", rf"(?:(?:between|from|in) )?(?P<first>{_YEAR})(?: to |-)(?P<short>\d\d)", _span_of_years),
    (
        "years",
        rf"(?:(?:in|from|since|starting(?: in| from)?) )?(?:the )?(?P<value>{_YEAR}|{_DECADE}) {_AND_UP}",
        _on_from,
    ),
    ("years", rf"(?:from|since|starting(?: in| from)?) (?:the )?(?P<value>{_YEAR}|{_DECADE}) on", _on_from),
    ("years", rf"(?:(?:in|from) )?(?:the )?(?P<value>{_YEAR}|{_DECADE}) {_AND_DOWN}", _back_from),
    ("years", rf"(?P<how>{_EARLIER}) {_THE}(?P<value>{_YEAR}|{_DECADE})", partial(_bounded, later=False)),
    ("years", rf"(?P<how>{_LATER}) {_THE}(?P<value>{_YEAR}|{_DECADE})", partial(_bounded, later=True)),
    ("years", rf"{_OF}(?:(?P<part>early|mid|late) )?(?P<value>{_DECADE})", _decade),
    ("years", rf"(?:(?:in|of|from|during) )?(?:the year )?(?P<value>{_YEAR})", _year),
    ("years", r"(?:in|from) (?P<short>[2-9]\d)", _short_year),
    ("years", rf"(?P<how>{_EARLIER}|{_LATER}) {_CENTURY}", _century_bounded),
    ("years", rf"(?:(?:in|of|from|during) )?{_CENTURY}", _century),
)
"""How each is written, the surest and longest first."""

_PATTERNS: tuple[tuple[On, re.Pattern[str], Callable[[re.Match[str]], Range | None]], ...] = tuple(
    (on, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), read) for on, pattern, read in _WRITTEN
)
