"""Years and minutes written in words: `nineteen eighty-four`, `two thousand and two`, `ninety minutes`. Pure rules.

Each becomes one word of the message, folded as its digits; how it was written stays, since it may be a title.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.asking.finding.words import Message, Word

_ONES: Mapping[str, int] = {
    word: value
    for value, word in enumerate(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS: Mapping[str, int] = {
    word: value
    for value, word in zip(
        range(20, 100, 10), str.split("twenty thirty forty fifty sixty seventy eighty ninety"), strict=True
    )
}
_ONE = "|".join(word for word, value in _ONES.items() if 0 < value < 10)  # noqa: PLR2004 - one digit
_TEEN = "|".join(word for word, value in _ONES.items() if value > 9)  # noqa: PLR2004 - two digits
_TEN = "|".join(_TENS)
_UNDER_HUNDRED = rf"(?:(?:{_TEN}) (?:{_ONE})|{_TEN}|{_TEEN})"
_AFTER_HUNDRED = rf"(?: (?:and )?(?:{_UNDER_HUNDRED}|{_ONE}))?"
_YEAR = re.compile(
    rf"(?<!\S)(?:(?:eighteen|nineteen|twenty) (?:{_UNDER_HUNDRED}|(?:oh|o) (?:{_ONE}))"
    rf"|(?:eighteen|nineteen) hundred{_AFTER_HUNDRED}|two thousand{_AFTER_HUNDRED})(?!\S)"
)
_COUNT = re.compile(
    rf"(?<!\S)(?:(?:an?|one|two|three) hundred{_AFTER_HUNDRED}|{_UNDER_HUNDRED})(?= (?:minutes?|mins?)(?!\S))"
)


def in_digits(message: Message) -> Message:
    """Return a message in which each year and number of minutes in words is one word, folded as its digits."""
    words = _replaced(message.words, _YEAR, _year)
    words = _replaced(words, _COUNT, _count)
    return message if words is message.words else replace(message, words=words)


def _year(words: Sequence[str]) -> int:
    first, *rest = words
    return _count(words) if "thousand" in rest or "hundred" in rest else _TENS_AND_ONES[first] * 100 + _count(rest)


def _count(words: Sequence[str]) -> int:
    """Return the number that words mean, up to thousands."""
    number = 0
    for word in words:
        if word in _SCALES:
            number = (number or 1) * _SCALES[word]
        else:
            number += _TENS_AND_ONES.get(word, 0)
    return number


_SCALES: Mapping[str, int] = {"hundred": 100, "thousand": 1000}
_TENS_AND_ONES: Mapping[str, int] = {**_ONES, **_TENS}


def _replaced(
    words: tuple[Word, ...], written: re.Pattern[str], read: Callable[[Sequence[str]], int]
) -> tuple[Word, ...]:
    text = " ".join(word.folded for word in words)
    found = list(written.finditer(text))
    if not found:
        return words
    kept: list[Word] = []
    at = 0
    for match in found:
        start = text.count(" ", 0, match.start())
        end = start + len(match[0].split())
        first, last = words[start], words[end - 1]
        number = str(read(match[0].split()))
        kept += [*words[at:start], replace(first, folded=number, end=last.end, last=last.last)]
        at = end
    return (*kept, *words[at:])
