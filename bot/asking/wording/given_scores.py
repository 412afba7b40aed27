"""The scores that reviewers are asked to have given: `a 9`, `less than 6`, `at least four stars`. Pure rules."""

import re

from bot.asking.query import Range
from bot.asking.wording.amounts import FROM, OVER, UNDER, UP_TO, bounds, bounds_said
from bot.asking.wording.as_typed import score_typed
from bot.ui import facts

_TOP = 10
_GIVEN = re.compile(
    rf"(?<!\S)(?:(?P<how>{UNDER}|{OVER}|{UP_TO}|{FROM}) )?(?:an? )?(?P<score>\d+(?:[.,]5)?)(?:/(?P<of>\d+))?"
    r"(?P<stars> stars?)?(?: out of (?P<out>5|10))?(?: (?P<or>or (?:more|above|over|higher|less|below|under|lower)))?"
    r"(?!\S)"
)
_STRICT = re.compile(f"{UNDER}|{OVER}")


def score_given(shape: str) -> Range | None:
    """Return the score, or the scores, that are asked for on the scale of reviews, 0 to 10; stars are of five."""
    *_, match = [None, *_GIVEN.finditer(score_typed(shape))]
    if match is None:
        return None
    of = float(match["of"] or match["out"] or (_TOP / 2 if match["stars"] else _TOP))
    value = min(float(match["score"].replace(",", ".")) * _TOP / of, _TOP) if of else None
    if value is None:
        return None
    low, high = bounds(match["how"], match["or"], value)
    strict = match["or"] is None and _STRICT.fullmatch(match["how"] or "") is not None
    said = (
        f"{'over' if high is None else 'under'} {facts.score(value)}" if strict else bounds_said(low, high, facts.score)
    )
    return Range(low, high, said, strict=strict)
