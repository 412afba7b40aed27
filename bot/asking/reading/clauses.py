"""One message as the questions in it: each a clause of words, spans and a shape. Pure rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.asking.finding.enumerated import with_rows
from bot.asking.finding.spans import Kind, Span, Spans
from bot.asking.finding.spelling import mended
from bot.asking.finding.words import Message
from bot.asking.reading.parting import cuts, is_numbering
from bot.asking.wording.chatter import in_sayings
from bot.asking.wording.framing import in_frames, is_framing, is_tag, unframed
from bot.asking.wording.intents import RANDOM
from bot.asking.wording.lexicon import ASKING
from bot.asking.wording.orders import PLACES
from bot.asking.wording.talk import POLITE, SPELLED_OUT, STARTERS
from bot.asking.wording.wishing import ASKS_FOR_MORE, ONLY_BOUND, ONLY_LIKED, ONLY_SET

_PARTING = frozenset({"and", "n", "also", "plus"})
_MARKS = re.compile(r"[,:;/–—]|\s-\s")
"""Marks between words that part what is asked, as `year, director, country`."""
_ONLY_NAMED = re.compile(
    r"(?:(?:and|so|ok|no|sorry|wait|the|film|movie|about|for|PERSON|in) )*FILM(?: (?:film|movie|then))?"
)
"""A clause that only says which film the next one is about."""
_INDIRECT = re.compile(
    r"^(?:(?:and|also|plus) )?(?:if|whether) (it|this|that|he|she|they|there|FILM|PERSON)"
    r" (is|was|has|did|does|can)(?!\S)"
)
_IF_ITS = re.compile(r"^(?:(?:and|also|plus) )?(?:if|whether) its(?!\S)")
"""A question that is asked of one who knows: `whether it is in colour`."""
_BLANKS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Clause:
    """One question: what it names, in order, and its shape, the words with what is named in capitals."""

    message: Message
    start: int
    end: int
    spans: tuple[Span, ...]
    weak: tuple[Span, ...]
    shape: str

    def of(self, kind: Kind) -> tuple[Span, ...]:
        """Return the spans of a kind."""
        return tuple(span for span in self.spans if span.kind == kind)

    def words(self) -> tuple[str, ...]:
        """Return the folded words."""
        return tuple(word.folded for word in self.message.words[self.start : self.end])

    def written(self) -> str:
        """Return the clause as it was written."""
        return self.message.written(self.start, self.end)

    def unexplained(self) -> tuple[str, ...]:
        """Return the words that are neither part of what is named nor of any question, as they were written."""
        places = sorted(self.unknown_places())
        return tuple(self.message.words[place].text for place in places)

    def unknown_places(self) -> frozenset[int]:
        """Return the places of the words that are neither part of what is named nor of any question."""
        inside = {place for span in self.spans for place in range(span.start, span.end)}
        inside |= {self.start + place for place in (*in_sayings(self.words()), *in_frames(self.words()))}
        words = enumerate(self.message.words[self.start : self.end], self.start)
        return frozenset(place for place, word in words if place not in inside and _is_own(word.folded))

    def pieces(self) -> tuple[str, ...]:
        """Return the shapes of what stands between commas, colons and each `and`: what is asked at once."""
        inside = {place for span in self.spans for place in range(span.start, span.end)}
        cuts = [self.start]
        for place in range(self.start + 1, self.end):
            if place in inside and place - 1 in inside:
                continue
            words = self.message.words
            parts = words[place].folded in _PARTING and place not in inside
            if parts or _MARKS.search(self.message.text[words[place - 1].end : words[place].start]):
                cuts.append(place)
        shapes = [_shape(self.message, low, high, self.spans) for low, high in pairwise([*cuts, self.end])]
        return tuple(shape for shape in shapes if shape)

    def with_weak(self) -> "Clause":
        """Return the clause with the likeliest of its weak titles as one: written large, then longest, then last."""
        words = self.message.words
        return self.with_title(
            max(
                self.weak,
                key=lambda span: (
                    words[span.start].capital and span.start > self.start,
                    span.end - span.start,
                    span.start,
                ),
                default=None,
            )
        )

    def with_title(self, weak: Span | None) -> "Clause":
        """Return the clause with a weak title taken for one; as it is where there is none."""
        if weak is None:
            return self
        spans = [span for span in self.spans if span.end <= weak.start or span.start >= weak.end]
        left = tuple(span for span in self.weak if span.end <= weak.start or span.start >= weak.end)
        return clause_of(self.message, self.start, self.end, with_rows(Spans((*spans, weak), left), self.message))

    def only(self, spans: tuple[Span, ...]) -> "Clause":
        """Return the clause with no more named than some of its spans; the rest are plain words again."""
        return replace(self, spans=spans, shape=_shape(self.message, self.start, self.end, spans))

    def without(self, span: Span) -> "Clause":
        """Return the clause with a span taken for plain words again."""
        left = tuple(each for each in self.spans if each is not span)
        return replace(self, spans=left, shape=_shape(self.message, self.start, self.end, left))


def _is_own(folded: str) -> bool:
    plain = (
        folded.replace(".", "").isdigit()
        or folded == "MEMBER"
        or folded in ASKING
        or folded in STARTERS
        or folded in PLACES
    )
    return not plain and mended(folded) == folded


def clauses(message: Message, spans: Spans) -> tuple[Clause, ...]:
    """Return the questions of a message: its sentences, parted again where another question word follows an `and`."""
    places = [0, *cuts(message, spans.strong), len(message.words)]
    found = _with_what_they_name([clause_of(message, start, end, spans) for start, end in pairwise(places)], spans)
    asking = [clause for place, clause in enumerate(found) if clause.shape and not (place and is_tag(clause.words()))]
    return tuple(asking or found)


def _with_what_they_name(found: Sequence[Clause], spans: Spans) -> list[Clause]:
    """Return clauses with those that only name a film joined to the next one: `Stalker. Who made it?`.

    Those that only number the next one are left out.
    """
    joined: list[Clause] = []
    found = [each for place, each in enumerate(found) if place == len(found) - 1 or each.spans or not _only_leads(each)]
    for clause in found:
        last = joined[-1] if joined else None
        if last is not None and _goes_with_next(last, clause):
            joined[-1] = clause_of(clause.message, last.start, clause.end, spans)
        else:
            joined.append(clause)
    return joined


def _only_leads(clause: Clause) -> bool:
    """Tell whether a clause only numbers the next one, surrounds it, or is polite before it."""
    polite = POLITE.fullmatch(clause.shape) is not None
    return polite or is_numbering(clause.words()) or is_framing(clause.words())


def _goes_with_next(last: Clause, clause: Clause) -> bool:
    """Tell whether a clause only says of what the next one asks: its film, how long there is time, what one liked."""
    if clause.of("film") or not clause.shape:
        return False
    if _ONLY_NAMED.fullmatch(last.shape):
        return True
    if ONLY_LIKED.fullmatch(last.shape) and ASKS_FOR_MORE.fullmatch(clause.shape):
        return True
    if ONLY_BOUND.fullmatch(clause.shape) and RANDOM.search(last.shape):
        return True
    return ONLY_SET.fullmatch(last.shape) is not None and not STARTERS & {clause.shape.split()[0]} - {"what"}


def clause_of(message: Message, start: int, end: int, spans: Spans) -> Clause:
    """Return the words from `start` up to `end` as a clause."""
    strong = tuple(sorted((s for s in spans.strong if start <= s.start < end), key=lambda s: s.start))
    weak = tuple(s for s in spans.weak if start <= s.start < end)
    return Clause(message, start, end, strong, weak, _shape(message, start, end, strong))


def _shape(message: Message, start: int, end: int, spans: Sequence[Span]) -> str:
    parts: list[str] = []
    place = start
    while place < end:
        span = next((each for each in spans if each.start == place), None)
        if span is not None:
            parts.append(span.kind.upper())
            place = max(span.end, place + 1)
        else:
            parts.append(mended(message.words[place].folded))
            place += 1
    return tidy(" ".join(parts))


def tidy(shape: str) -> str:
    """Return a shape with contractions spelled out and without what only makes it polite."""
    shape = _INDIRECT.sub(r"\2 \1", _IF_ITS.sub("if it is", spelled_out(shape)))
    kept = POLITE.sub(" ", unframed(shape))
    kept = _BLANKS.sub(" ", kept).strip()
    return kept or shape


def spelled_out(words: str) -> str:
    """Return words with contractions, short forms and common slips written out."""
    for written, pattern in SPELLED_OUT:
        words = pattern.sub(written, words)
    return words
