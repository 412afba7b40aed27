"""Years, running times and scores in a question: tables of how they are written, each with what it means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.asking.lexicon import DECADES, NUMBERS
from bot.asking.query import Range

On = Literal["years", "runtime", "score"]

_YEAR = r"(?:18[89]\d|19\d\d|20\d\d)"
_N = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(NUMBERS)})"
_HOURS = (
    rf"(?:{_N} and a half hours?|{_N} hours? and a half|half an hour|\d+h\d*|"
    rf"{_N} (?:hours?|hrs?|h)(?: (?:and )?{_N}(?: (?:minutes?|mins?|min|m))?)?)"
)
_TIME = rf"(?:{_HOURS}|{_N} (?:minutes?|mins?|min|m))"
_SCORE = r"\d+(?:[.,]\d+)?(?:/10)?"
_BELOW = (
    r"(?:under|below|less than|shorter than|no longer than|not longer than|up to|at most|within|fewer than|max|maximum)"
)
_ABOVE = r"(?:over|above|more than|longer than|at least|no less than|no shorter than|exceeding|min|minimum)"
_EARLIER = r"(?:before|until|till|up to|older than|earlier than|prior to|pre)"
_LATER = r"(?:after|since|newer than|later than|post|more recent than)"
_DECADE_WORD = "|".join(DECADES)
_DECADE = rf"(?:(?:18|19|20)?\d0s|(?:nineteen )?(?:{_DECADE_WORD}))"
_CLOSED = re.compile(
    r"at most|at least|up to|no longer|not longer|no less|no shorter|within|max|min|until|till|since|to$"
)
_SHORT_FILM = 40
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
    if run_on := re.fullmatch(r"(\d+)h(\d*)", text):
        return int(run_on[1]) * 60 + int(run_on[2] or 0)
    hours = re.match(rf"({_N}) (?:hours?|hrs?|h)(?: (?:and )?({_N}))?", text)
    if hours:
        return round(_number(hours[1]) * 60 + (_number(hours[2]) if hours[2] else half))
    return round(_number(text.split()[0]))


def _number(text: str) -> float:
    return float(NUMBERS[text]) if text in NUMBERS else float(text.replace(",", "."))


def _time(match: re.Match[str], low: bool | None) -> Range:
    minutes = _minutes(match["value"])
    closed = match["how"] is not None and _CLOSED.search(match["how"]) is not None
    if low is None:
        return Range(minutes - _ABOUT, minutes + _ABOUT, f"about {minutes} minutes")
    if low:
        return Range(minutes if closed else minutes + 1, None, f"{'at least' if closed else 'over'} {minutes} minutes")
    return Range(None, minutes if closed else minutes - 1, f"{'at most' if closed else 'under'} {minutes} minutes")


def _times(match: re.Match[str]) -> Range:
    first = match["first"] if re.search(r"[a-z] ?", match["first"]) and " " in match["first"] else None
    low = _minutes(first) if first else round(_number(match["first"]))
    high = _minutes(match["value"])
    if first is None and re.search(r"hours?|hrs?|\bh\b", match["value"]):
        low *= 60
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


def _bounded(match: re.Match[str], *, later: bool) -> Range:
    text = match["value"]
    start = _decade_start(text) if text.endswith("s") or text in DECADES else int(text)
    last = start + 9 if text.endswith("s") or text in DECADES else start
    named = f"the {start}s" if last > start else str(start)
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


def _short(_: re.Match[str]) -> Range:
    return Range(None, _SHORT_FILM, f"at most {_SHORT_FILM} minutes")


def _short_year(match: re.Match[str]) -> Range:
    year = 1900 + int(match["short"])
    return Range(year, year, f"from {year}")


def _century(match: re.Match[str]) -> Range | None:
    number = int(match["value"])
    if number not in {19, 20, 21}:
        return None
    low = (number - 1) * 100
    return Range(low, low + 99, {19: "the 19th century", 20: "the 20th century", 21: "this century"}[number])


def _rated(match: re.Match[str]) -> Range | None:
    value = _number(match["value"].removesuffix("/10"))
    how = match["how"]
    if value > 10:  # noqa: PLR2004 - the scale of a source's score
        return None
    if re.match(_BELOW, how):
        return Range(None, value, f"a score of {value:g} or less")
    return Range(value, None, f"a score of {value:g} or more")


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
_SCORED = r"(?:(?:with an? )?(?:score|scores|rating|ratings|scored|rated|scoring)(?: of)? )"
_BETTER = rf"(?:{_BELOW}|{_ABOVE}|better than|higher than|lower than)"

_WRITTEN: tuple[tuple[On, str, Callable[[re.Match[str]], Range | None]], ...] = (
    ("score", rf"{_SCORED}(?P<how>{_BETTER}) (?P<value>{_SCORE})", _rated),
    ("runtime", rf"(?:between|from) (?P<first>{_TIME}|{_N}) (?:and|to) (?P<value>{_TIME})", _times),
    ("runtime", rf"(?P<how>{_BELOW}) (?P<value>{_TIME})(?: long)?", partial(_time, low=False)),
    ("runtime", rf"(?P<how>{_ABOVE}) (?P<value>{_TIME})(?: long)?", partial(_time, low=True)),
    ("runtime", rf"(?P<value>{_TIME}) or (?:less|shorter|under)", partial(_or_so, low=False)),
    ("runtime", rf"(?P<value>{_TIME}) or (?:more|longer|over)", partial(_or_so, low=True)),
    ("runtime", rf"(?:(?P<how>about|around|roughly) )?(?P<value>{_TIME})(?: long)?", partial(_time, low=None)),
    ("runtime", r"short films?|shorts", _short),
    ("years", rf"(?:between |from |in )?(?:the )?(?P<first>{_DECADE}) {_TO} (?:the )?(?P<value>{_DECADE})", _decades),
    ("years", rf"(?:between|from|in)? ?(?P<first>{_YEAR}) {_TO} (?P<value>{_YEAR})", _years),
    ("years", rf"(?P<how>{_EARLIER}) {_THE}(?P<value>{_YEAR}|{_DECADE})", partial(_bounded, later=False)),
    ("years", rf"(?P<how>{_LATER}) {_THE}(?P<value>{_YEAR}|{_DECADE})", partial(_bounded, later=True)),
    ("years", rf"{_OF}(?:(?P<part>early|mid|late) )?(?P<value>{_DECADE})", _decade),
    ("years", rf"(?:(?:in|of|from|during) )?(?:the year )?(?P<value>{_YEAR})", _year),
    ("years", r"(?:in|from) (?P<short>[2-9]\d)", _short_year),
    ("years", r"(?:(?:in|of|from) )?(?:the )?(?P<value>19|20|21)(?:th|st) century", _century),
)
"""How each is written, the surest and longest first."""

_PATTERNS: tuple[tuple[On, re.Pattern[str], Callable[[re.Match[str]], Range | None]], ...] = tuple(
    (on, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), read) for on, pattern, read in _WRITTEN
)
