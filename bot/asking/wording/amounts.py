"""Money and numbers of reviews in a question: what films cost or earned, and how much was written of them. Pure."""

import re
from collections.abc import Callable
from typing import Literal

from bot.asking.query import Range
from bot.asking.wording.lexicon import NUMBERS
from bot.ui import facts

UNDER = r"(?:under|below|less than|lower than|fewer than|smaller than|cheaper than)"
OVER = r"(?:over|above|more than|higher than|greater than|upwards of|exceeding)"
UP_TO = r"(?:at most|up to|no more than|not more than|max|maximum)"
FROM = r"(?:at least|no less than|not less than|min|minimum)"
HOW = rf"(?:{UNDER}|{OVER}|{UP_TO}|{FROM}|exactly|about|around)"
"""Words that bound a number; under and over leave the number itself out."""

_N = rf"(?:\d+(?:[.,]\d+)?|(?:{'|'.join(NUMBERS)}))"
_UNIT = r"(?:millions?|mil|m|billions?|bn|thousand|k|grand)"
_AMOUNT = (
    rf"(?:(?:us )?\d+(?:[.,]\d+)?(?:m|bn|k)|(?:{_N} )?hundred {_UNIT}|{_N} {_UNIT}|\d{{1,3}}(?:,\d{{3}})+|\d{{4,}})"
    r"(?: (?:us )?(?:dollars?|usd|bucks))?"
)
_COST = (
    r"(?:(?:cost|costs|costing|budgeted at|(?:made|shot|produced) (?:for|on))"
    r"|(?:(?:with|on|have|having|had) )?(?:a |the )?budgets?(?: of| is| was)?)"
)
_EARNED = (
    r"(?:made|make|makes|making|earned|earning|earn|grossed|grossing|gross|took|taking|taken|brought in|raked in"
    r"|(?:with |having )?(?:a )?(?:revenues?|earnings|takings|box office)(?: of)?)"
)
_MORE = r"or (?:more|above|over|higher)"
_LESS = r"or (?:less|fewer|below|under|lower)"
_UNITS = {"m": 1_000_000, "b": 1_000_000_000, "k": 1_000, "t": 1_000, "g": 1_000}
_BOUNDS = rf"(?:(?P<how>{HOW}) )?(?P<value>{_AMOUNT})(?: (?P<or>{_MORE}|{_LESS}))?"
_BETWEEN = rf"(?:between|from) (?P<first>{_AMOUNT}|{_N}) (?:and|to) (?P<value>{_AMOUNT})"
_WRITTEN_OF = r"(?:(?:with|have|has|having|had|got) )?"


def bounds(how: str | None, after: str | None, value: float, *, step: float = 0) -> tuple[float | None, float | None]:
    """Return the lowest and highest number that words around it allow, where whole ones are `step` apart."""
    if after is not None:
        return (value, None) if re.fullmatch(_MORE, after) else (None, value)
    if how is None or how == "exactly":
        return value, value
    if how in {"about", "around"}:
        return value * 0.9, value * 1.1
    if re.fullmatch(UNDER, how):
        return None, value - step
    if re.fullmatch(OVER, how):
        return value + step, None
    return (None, value) if re.fullmatch(UP_TO, how) else (value, None)


def bounds_said(low: float | None, high: float | None, said: Callable[[float], str], *, step: float = 0) -> str:
    """Return bounds in words, as `over 5`, `at most 8` or `5 to 8`; those that leave a whole number out are over it."""
    if low is not None and high is not None:
        return said(low) if low == high else f"{said(low)} to {said(high)}"
    if low is not None:
        return f"over {said(low - step)}" if step else f"at least {said(low)}"
    assert high is not None
    return f"under {said(high + step)}" if step else f"at most {said(high)}"


def _amount(text: str) -> float:
    """Return the number that an amount of money in words or digits means."""
    text = re.sub(r"^us | (?:us )?(?:dollars?|usd|bucks)$", "", text)
    if re.fullmatch(r"[\d,]+", text):
        return float(text.replace(",", ""))
    number, unit = (glued[1], glued[2]) if (glued := re.fullmatch(r"([\d.,]+)([a-z]+)", text)) else text.rsplit(" ", 1)
    hundred = 100 if number.endswith("hundred") else 1
    number = number.removesuffix("hundred").strip() or "1"
    return (NUMBERS[number] if number in NUMBERS else float(number.replace(",", "."))) * hundred * _UNITS[unit[0]]


def _money(what: str) -> Callable[[re.Match[str]], Range]:
    def read(match: re.Match[str]) -> Range:
        low, high = bounds(match["how"], match["or"], _amount(match["value"]), step=1)
        step = int(match["or"] is None and re.fullmatch(f"{UNDER}|{OVER}", match["how"] or "") is not None)
        return Range(low, high, f"{what} of {bounds_said(low, high, _dollars, step=step)}")

    return read


def _money_between(what: str) -> Callable[[re.Match[str]], Range]:
    def read(match: re.Match[str]) -> Range:
        high, first = _amount(match["value"]), match["first"]
        unit = re.search(rf"{_UNIT}(?: dollars?| usd| bucks)?$", match["value"])
        low = _amount(first) if not re.fullmatch(_N, first) or unit is None else _amount(f"{first} {unit[0]}")
        low, high = sorted((low, high))
        return Range(low, high, f"{what} of {bounds_said(low, high, _dollars)}")

    return read


def _dollars(amount: float) -> str:
    return facts.money(round(amount))


_FIRST_YEAR = 1880
"""Numbers from which on one before `reviews` is a year."""


def _reviews(match: re.Match[str]) -> Range | None:
    value = float(NUMBERS.get(match["value"], 0) or int(match["value"]))
    if match["how"] is None and value >= _FIRST_YEAR:
        return None  # `Psycho 1998 reviews`
    low, high = bounds(match["how"], match["or"], value, step=1)
    step = int(match["or"] is None and re.fullmatch(f"{UNDER}|{OVER}", match["how"] or "") is not None)
    said = bounds_said(low, high, lambda number: f"{number:g}", step=step)
    return Range(low, high, f"{said} review{'' if said.endswith(' 1') or said == '1' else 's'}")


def _unreviewed(_: re.Match[str]) -> Range:
    return Range(0, 0, "no reviews")


_COUNTED = rf"(?P<value>\d{{1,4}}|{'|'.join(word for word in NUMBERS if word not in {'a', 'an', 'zero'})})"
AMOUNTS: tuple[tuple[Literal["budget", "revenue", "reviews"], str, Callable[[re.Match[str]], Range | None]], ...] = (
    ("budget", rf"{_COST} {_BETWEEN}(?: to make)?", _money_between("a budget")),
    ("budget", rf"{_COST} {_BOUNDS}(?: to make)?", _money("a budget")),
    ("revenue", rf"{_EARNED} {_BETWEEN}(?: (?:at the box office|worldwide))?", _money_between("earnings")),
    ("revenue", rf"{_EARNED} {_BOUNDS}(?: (?:at the box office|worldwide))?", _money("earnings")),
    ("reviews", rf"{_WRITTEN_OF}(?:(?P<how>{HOW}) )?{_COUNTED}(?: (?P<or>{_MORE}|{_LESS}))? reviews?", _reviews),
    ("reviews", rf"(?:{_WRITTEN_OF}(?:no|zero)|without(?: any| a)?) reviews?", _unreviewed),
)
"""How each is written, and what it means."""
