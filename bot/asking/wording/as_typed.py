"""Scores and days as they are said, written as the options of `/rate` and `/watched` take them. Pure rules."""

import re

from bot.asking.wording.doing_rules import WHEN
from bot.asking.wording.lexicon import NUMBERS

_WORD = re.compile(r"[a-z]+")
_SCORES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:(?:an?|with|at|as|solid|strong|good) )+"), ""),
    (re.compile(r"^(?:full|top) marks$"), "10/10"),
    (re.compile(r"\bhalf a star\b"), "½ star"),
    (re.compile(r" and a half\b"), "½"),
    (re.compile(r" point (\d)"), r".\1"),
    (re.compile(r" ?(?:/| out of | of ) ?(?=\d)"), "/"),
    (re.compile(r"(/\d+) ?(?:stars?|points?|pts?|★|⭐)$"), r"\1"),
    (re.compile(r" ?(?:stars?|★|⭐)(/5)$"), r"\1"),
    (re.compile(r" ?(?:points?|pts?)(/10)$"), r"\1"),
)
_DAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:for|as of) "), ""),
    (re.compile(r"^(?:this (?:morning|afternoon|evening)|just now|now)$"), "today"),
    (re.compile(r"^(yesterday|(?:last |on )?\w+day) (?:morning|afternoon|evening|night)$"), r"\1"),
    (re.compile(r"^this (\w+day)$"), r"\1"),
)
_COUNTED_DAYS = re.compile(r"^(an?|\w+)(?= days? ago$)")


def score_typed(said: str) -> str:
    """Return a score in words or digits as `bot.club.scores.parse_score` reads it; what is none stays as it is."""
    text = _WORD.sub(_digits, said.strip())
    for written, instead in _SCORES:
        text = written.sub(instead, text)
    return text.strip()


def _digits(word: re.Match[str]) -> str:
    return word[0] if word[0] in {"a", "an"} else str(NUMBERS.get(word[0], word[0]))


def day_typed(said: str) -> str:
    """Return a day as `bot.club.days.parse_day` reads it; what is none stays as it is."""
    text = _COUNTED_DAYS.sub(lambda counted: str(NUMBERS.get(counted[1], counted[1])), said.strip())
    for written, instead in _DAYS:
        text = written.sub(instead, text)
    return text.strip()


def day_among(said: str) -> str | None:
    """Return the day that stands among other words, as `day_typed` does; None where none does."""
    found = WHEN.search(said)
    return None if found is None else day_typed(found[0])
