"""Scores in a question, on a scale of ten or in stars of five: a table of how they are written. Pure rules."""

import re
from collections.abc import Callable
from typing import Literal

from bot.asking.query import Range
from bot.asking.wording.amounts import FROM, OVER, UNDER, UP_TO, bounds, bounds_said
from bot.asking.wording.lexicon import NUMBERS

N = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(NUMBERS)})"
_SCORE = r"(?:\d+(?:[.,]\d+)?(?:/10)?|ten)(?: out of (?:10|ten))?"
_SCORED = (
    r"(?:(?:(?:with|have|has|having|got|that) )?(?:an? )?(?:mean |average )?"
    r"(?:score|scores|rating|ratings|scored|rated|scoring)(?: of)? (?:an? )?(?:perfect |full )?)"
)
_BETTER = rf"(?:{UNDER}|{OVER}|{UP_TO}|{FROM}|exactly|better than|worse than)"
_OR = r"(?: (?P<or>or (?:more|above|over|higher|less|below|under|lower)))?"


def number(text: str) -> float:
    """Return the number that digits or a word means."""
    return float(NUMBERS[text]) if text in NUMBERS else float(text.replace(",", "."))


def _score(text: str) -> float | None:
    """Return a score of up to ten, the scale of a source's and of reviewers' scores."""
    value = number(re.sub(r"/10| out of .*", "", text))
    return value if value <= 10 else None  # noqa: PLR2004 - the scale


def _rated(match: re.Match[str]) -> Range | None:
    value = _score(match["value"])
    if value is None:
        return None
    how = (match["how"] or "").replace("better", "higher").replace("worse", "lower") or None
    low, high = bounds(how, match["or"], value)
    strict = match["or"] is None and re.fullmatch(f"{UNDER}|{OVER}", how or "") is not None
    said = bounds_said(low, high, lambda number: f"{number:g}")
    if strict:
        said = f"{'over' if high is None else 'under'} {value:g}"
    return Range(low, high, f"a score of {said}", strict=strict)


def _rated_between(match: re.Match[str]) -> Range | None:
    low, high = _score(match["first"]), _score(match["value"])
    if low is None or high is None or low > high:
        return None
    return Range(low, high, f"a score of {low:g} to {high:g}")


def _at_least(match: re.Match[str]) -> Range | None:
    value = _score(match["value"])
    return None if value is None else Range(value, None, f"a score of at least {value:g}")


def _perfect(_: re.Match[str]) -> Range:
    return Range(10, 10, "a score of 10")


def _stars(match: re.Match[str]) -> Range | None:
    value = number(match["value"]) * 2
    if value > 10:  # noqa: PLR2004 - stars are of five
        return None
    low, high = bounds(match["how"] or None, match["or"], value)
    return Range(low, high, f"a score of {bounds_said(low, high, lambda number: f'{number:g}')}")


SCORES: tuple[tuple[Literal["score"], str, Callable[[re.Match[str]], Range | None]], ...] = (
    ("score", rf"{_SCORED}(?:between |from )?(?P<first>{_SCORE})(?: (?:and|to) |-)(?P<value>{_SCORE})", _rated_between),
    ("score", rf"{_SCORED}(?:(?P<how>{_BETTER}) )?(?P<value>{_SCORE}){_OR}", _rated),
    ("score", rf"(?:{_SCORED}|with )?(?:an? )?perfect (?:score|rating|ten|10)", _perfect),
    ("score", rf"(?:(?P<how>{_BETTER}) )?(?P<value>{N}) stars?{_OR}", _stars),
    ("score", rf"(?P<how>)(?P<value>{N}){_OR} stars", _stars),
    ("score", rf"{_SCORED}(?P<value>\d+)\+", _at_least),
)
"""How each is written, and what it means."""
