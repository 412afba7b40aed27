"""Choosing the passages of a review that are worth quoting: whole sentences, scored by the table of rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.catalogue.reviews.passage_rules import LENGTHS, NEVER, POINTS_A_SENTENCE, RULES, SENTENCES_AT_MOST, Rule, Where
from bot.catalogue.reviews.prose import readable
from bot.catalogue.reviews.sentences import Span, sentences

READ_AT_MOST = 20_000
"""Characters of a review that are read for passages."""

_AS_GOOD = 4.0
"""How many points behind the best a passage may be and still take its turn."""

_GOOD_ENOUGH = 2.0
"""The points that every passage but the best must have."""

_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("「", "」"))
_BLANKS = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 0.5
_PARAGRAPH = re.compile(r"\n\s*\n")
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three whole sentences of a review as it is shown, `prose.readable(text)[start:end]`.

    `score` is the sum of the points of the rules in `reasons` and of the passage's length.
    """

    text: str
    start: int
    end: int
    score: float
    reasons: tuple[str, ...]


def choose(stored: str, *, which: int = 0) -> Passage | None:
    """Return a good passage of a review's stored text, the best where `which` is 0, else the others in turn.

    None where there is nothing to quote: no whole sentence that gives nothing away and reads well.
    """
    good = passages(stored)
    return good[which % len(good)] if good else None


def passages(stored: str) -> tuple[Passage, ...]:
    """Return the good passages of a review's stored text, the best first, no sentence in two of them.

    A review without any, but of a few short sentences that are fit to be shown, is one passage as a whole.
    """
    text = readable(stored[:READ_AT_MOST])
    spans = sentences(text)
    if len(stored) > READ_AT_MOST:
        spans = spans[:-1]  # it may have been cut
    ranked = sorted(_candidates(text, spans), key=lambda passage: (-passage.score, passage.start))
    chosen: list[Passage] = []
    for passage in ranked:
        if chosen and passage.score < max(chosen[0].score - _AS_GOOD, _GOOD_ENOUGH):
            break
        if not any(passage.start < other.end and other.start < passage.end for other in chosen):
            chosen.append(passage)
    return tuple(chosen) or _whole(text, spans)


def _candidates(text: str, spans: Sequence[Span]) -> Iterator[Passage]:
    shown = [text[span.start : span.end] for span in spans]
    points = [_each(sentence) for sentence in shown]
    for first in range(len(spans)):
        for last in range(first, min(first + SENTENCES_AT_MOST, len(spans))):
            if points[last][0] <= NEVER / 2 or _is_new_paragraph(text, spans, first, last):
                break
            if spans[last].end - spans[first].start > LENGTHS.most:
                break
            passage = _passage(
                text, Span(spans[first].start, spans[last].end), shown[first : last + 1], points[first : last + 1]
            )
            if passage is not None:
                yield passage


def _is_new_paragraph(text: str, spans: Sequence[Span], first: int, last: int) -> bool:
    return any(_PARAGRAPH.search(text, one.end, other.start) for one, other in pairwise(spans[first : last + 1]))


def _passage(
    text: str, span: Span, shown: Sequence[str], points: Sequence[tuple[float, frozenset[str]]]
) -> Passage | None:
    whole = text[span.start : span.end]
    if not _reads_well(whole):
        return None
    score = sum(each for each, _ in points) + POINTS_A_SENTENCE * (len(shown) - 1) + _length_points(whole)
    reasons = {name for _, names in points for name in names}
    for where, sentence in ((Where.FIRST, shown[0]), (Where.LAST, shown[-1])):
        for rule in _found(where, sentence):
            score += rule.points
            reasons.add(rule.name)
    in_order = tuple(rule.name for rule in RULES if rule.name in reasons)
    return Passage(whole, span.start, span.end, round(score, 2), in_order)


def _each(sentence: str) -> tuple[float, frozenset[str]]:
    found = _found(Where.EACH, sentence)
    return sum(rule.points for rule in found), frozenset(rule.name for rule in found)


def _found(where: Where, sentence: str) -> list[Rule]:
    return [rule for rule in RULES if rule.where is where and rule.pattern.search(sentence)]


def _reads_well(text: str) -> bool:
    """Tell whether a passage is long enough, mostly letters, and closes what it opens."""
    visible = _BLANKS.sub("", text)
    if len(text) < LENGTHS.least or len(_LETTERS.findall(visible)) < len(visible) * _FEWEST_LETTERS:
        return False
    return _is_balanced(text)


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def _length_points(text: str) -> float:
    if len(text) < LENGTHS.good_from:
        return LENGTHS.short_points * (LENGTHS.good_from - len(text)) / (LENGTHS.good_from - LENGTHS.least)
    if len(text) > LENGTHS.good_to:
        return LENGTHS.long_points * (len(text) - LENGTHS.good_to) / (LENGTHS.most - LENGTHS.good_to)
    return 0.0


def _whole(text: str, spans: Sequence[Span]) -> tuple[Passage, ...]:
    """Return a short review as one passage, as is `Slow, grey and lovely`."""
    if not spans or len(spans) > SENTENCES_AT_MOST:
        return ()
    span = Span(spans[0].start, spans[-1].end)
    whole = text[span.start : span.end]
    score, reasons = _each(whole)
    words = len(_BLANKS.split(whole))
    if len(whole) > LENGTHS.most or words < _LEAST_WORDS or score <= NEVER / 2 or not _LETTERS.search(whole):
        return ()
    return (Passage(whole, span.start, span.end, round(score, 2), tuple(r.name for r in RULES if r.name in reasons)),)
