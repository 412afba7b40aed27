"""One message as the questions in it: each a clause of words, spans and a shape. Pure rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.asking.chatter import in_sayings
from bot.asking.lexicon import ASKING, MENDED
from bot.asking.orders import PLACES
from bot.asking.spans import Kind, Span, Spans
from bot.asking.talk import POLITE, SPELLED_OUT, STARTERS
from bot.asking.words import Message

_JOINING = frozenset({"and", "n", "then", "also", "but", "plus"})
_PARTING = frozenset({"and", "n", "also", "plus"})
_MARKS = re.compile(r"[,:;/–—]|\s-\s")
"""Marks between words that part what is asked, as `year, director, country`."""
_ONLY_NAMED = re.compile(
    r"(?:(?:and|so|ok|no|sorry|wait|the|film|movie|about|for|PERSON|in) )*FILM(?: (?:film|movie|then))?"
)
"""A clause that only says which film the next one is about."""
_SHORTEST_MENDED = 4
_NO_SLIP = frozenset(
    str.split("""
    near bear dear fear hear wear pear rear gear tear mode maze mate male fade jade mare slot blot file fill firm chat
    move wren match catch witch hatch patch latch batch store county eating dating racing mating waiting lunch
    """)
)
"""Words of their own that are one letter away from a question's."""
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
        inside |= {self.start + place for place in in_sayings(self.words())}
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
        return clause_of(self.message, self.start, self.end, Spans((*spans, weak), left))

    def without(self, span: Span) -> "Clause":
        """Return the clause with a span taken for plain words again."""
        left = tuple(each for each in self.spans if each is not span)
        return replace(self, spans=left, shape=_shape(self.message, self.start, self.end, left))


def _is_own(folded: str) -> bool:
    plain = folded.isdigit() or folded == "MEMBER" or folded in ASKING or folded in STARTERS or folded in PLACES
    return not plain and mended(folded) == folded


def mended(folded: str) -> str:
    """Return the word of a question that a word nobody knows is one slip away from, else the word itself."""
    if len(folded) < _SHORTEST_MENDED or folded in ASKING or folded in _NO_SLIP:
        return folded
    near = [word for word in MENDED if OSA.distance(folded, word, score_cutoff=1) <= 1]
    return near[0] if near else folded


def clauses(message: Message, spans: Spans) -> tuple[Clause, ...]:
    """Return the questions of a message: its sentences, parted again where another question word follows an `and`."""
    cuts = [0, *_cuts(message, spans.strong), len(message.words)]
    found = _with_what_they_name([clause_of(message, start, end, spans) for start, end in pairwise(cuts)], spans)
    return tuple([clause for clause in found if clause.shape] or found)


def _with_what_they_name(found: Sequence[Clause], spans: Spans) -> list[Clause]:
    """Return clauses with those that only name a film joined to the next one: `Stalker. Who made it?`."""
    joined: list[Clause] = []
    for clause in found:
        last = joined[-1] if joined else None
        if last is not None and _ONLY_NAMED.fullmatch(last.shape) and not clause.of("film") and clause.shape:
            joined[-1] = clause_of(clause.message, last.start, clause.end, spans)
        else:
            joined.append(clause)
    return joined


def clause_of(message: Message, start: int, end: int, spans: Spans) -> Clause:
    """Return the words from `start` up to `end` as a clause."""
    strong = tuple(sorted((s for s in spans.strong if start <= s.start < end), key=lambda s: s.start))
    weak = tuple(s for s in spans.weak if start <= s.start < end)
    return Clause(message, start, end, strong, weak, _shape(message, start, end, strong))


def _cuts(message: Message, spans: Sequence[Span]) -> list[int]:
    words = message.words
    inside = {place for span in spans for place in range(span.start + 1, span.end)}
    cuts: list[int] = []
    for place in range(1, len(words)):
        if place in inside:
            continue
        begins = place
        if words[place - 1].last:
            cuts.append(begins)
            continue
        comma = "," in message.text[words[place - 1].end : words[place].start]
        joined = words[place - 1].folded in _JOINING and place - 1 not in inside
        if (
            words[place].folded in STARTERS
            and (comma or joined)
            and not _relative(message, place)
            and not _asks_of_two(message, place, spans)
        ):
            cuts.append(place - 1 if joined else place)
    return sorted(set(cuts) - {0})


def _asks_of_two(message: Message, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether `which` asks about two films named before it, as in `Stalker vs Mirror, which is longer`."""
    films = [span for span in spans if span.kind == "film"]
    before = sum(span.start < place for span in films)
    return message.words[place].folded == "which" and before > 1 and not any(span.start >= place for span in films)


def _relative(message: Message, place: int) -> bool:
    """Tell whether a question word stands in a list of conditions, as in `that are French and is not …`."""
    words = message.words
    following = words[place + 1].folded if place + 1 < len(words) else ""
    after = words[place + 2].folded if place + 2 < len(words) else ""
    if words[place].folded in {"is", "are", "was", "were", "has", "have"}:
        return following not in {"it", "there", "he", "she", "they"}
    if words[place].folded in {"did", "does", "do"} and following == "not":
        return True
    # `when and where was it made`, `who wrote and who directed it` are one and two.
    return (
        words[place].folded in {"where", "when"}
        and words[place - 2 if place > 1 else 0].folded in {"when", "where"}
        and bool(after)
    )


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
    for written, pattern in SPELLED_OUT:
        shape = pattern.sub(written, shape)
    kept = POLITE.sub(" ", shape)
    kept = _BLANKS.sub(" ", kept).strip()
    return kept or shape
