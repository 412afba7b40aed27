"""Titles of plain words that stand in a row with other films: `who directed Ran, Up and Drive`. Pure rules."""

import re

from bot.asking.finding.spans import Span, Spans
from bot.asking.finding.words import Message
from bot.asking.wording.talk import STARTERS

_TIED = re.compile(r"\s*(?:,|/|,?\s*(?:and|or|&|\+|vs\.?|versus))\s*", re.IGNORECASE)
"""What stands between two titles of a row."""
_REFERRING = STARTERS | frozenset(
    str.split("it them that this these those us me you him her he she they others both more another no yes so now then")
)
"""Words that go on with a question, and are titles of a row only where they are written as names."""


def with_rows(spans: Spans, message: Message) -> Spans:
    """Return what a message names, with titles of plain words that stand in a row with a film as films too."""
    films = [span for span in spans.strong if span.kind == "film"]
    weak = list(spans.weak)
    grown = bool(films)
    while grown:
        grown = False
        for span in weak:
            if any(_in_row(message, film, span) for film in films) and _may_be(message, span):
                films.append(span)
                weak.remove(span)
                grown = True
                break
    strong = (*(span for span in spans.strong if span.kind != "film"), *films)
    return Spans(tuple(sorted(strong, key=lambda span: span.start)), tuple(weak))


def _in_row(message: Message, film: Span, span: Span) -> bool:
    """Tell whether a title stands right before or behind a film, and is no part of longer words."""
    first, second = (film, span) if film.start < span.start else (span, film)
    words = message.words
    if second.start < first.end or not _TIED.fullmatch(_between(message, first.end - 1, second.start)):
        return False
    if span is first:
        return span.start == 0 or not _runs_on(message, span.start - 1, span.start) or _is_asked(message, span.start)
    at_end = second.end == len(words) or words[second.end - 1].last
    return (
        at_end or _TIED.match(_between(message, second.end - 1, second.end)) is not None or _ties(message, second.end)
    )


def _between(message: Message, before: int, after: int) -> str:
    return message.text[message.words[before].end : message.words[after].start]


def _runs_on(message: Message, before: int, after: int) -> bool:
    return _between(message, before, after).isspace()


def _is_asked(message: Message, start: int) -> bool:
    """Tell whether the words before a title ask something of it: `who directed Up and Ran`."""
    return message.words[start - 1].folded in {"directed", "made", "wrote", "is", "are", "about", "of", "between", "in"}


def _ties(message: Message, place: int) -> bool:
    return message.words[place].folded in {"and", "or", "vs", "versus"}


def _may_be(message: Message, span: Span) -> bool:
    first = message.words[span.start]
    return span.end - span.start > 1 or first.folded not in _REFERRING or first.capital
