"""How the tables of wordings are written: regular expressions, a line an alternative or several. Pure."""

import re
from collections.abc import Iterable, Iterator

Rule = tuple[str, re.Pattern[str]]

_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_WORD = re.compile(r"(?<![a-z\\])[a-z]{3,}(?![a-z])")


def pattern(wordings: str) -> re.Pattern[str]:
    """Return wordings as one expression: a line's end stands for `|`, at any depth, and a bracket captures nothing."""
    lines = "|".join(line.strip() for line in wordings.strip().splitlines())
    return re.compile(_GROUP.sub("(?:", lines))


def phrases(wordings: str) -> re.Pattern[str]:
    """Return wordings as an expression that finds any of them as whole words."""
    return re.compile(rf"(?<!\S)(?:{pattern(wordings).pattern})(?!\S)")


def rules(*written: tuple[str, str]) -> tuple[Rule, ...]:
    """Return what each of several meanings is asked with, in the order in which they are tried."""
    return tuple((meaning, phrases(wordings)) for meaning, wordings in written)


def words_of(patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Yield the words that expressions are written in."""
    for each in patterns:
        yield from _WORD.findall(each.pattern)
