"""Sentences of reviews, chosen by what they speak of, and set behind bars where they may tell the plot. Pure rules."""

import re
from collections.abc import Collection, Sequence

from bot.asking.asker import Asker
from bot.asking.wording.topic_words import topic_words
from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.prose import readable
from bot.catalogue.reviews.reviewed import StoredReview
from bot.catalogue.reviews.sentences import sentences
from bot.catalogue.reviews.spoilers import UnmarkedRule, is_behind_bars
from bot.catalogue.text import fold
from bot.club.settings import Settings
from bot.ui import facts

LONGEST = 320
"""Characters of a quotation."""
_SHORTEST = 40

ENDINGS = frozenset({"ending", "endings", "end", "finale", "final", "twist", "death", "dies", "climax", "last"})
"""Topics that tell the plot whatever mark a review carries: what is quoted on them stands behind bars."""

_WORD = re.compile(r"[^\W_]+")
_TURNING = re.compile(r"\b(?:but|still|yet|however|though|too|never|not|only|less|wish|nothing|no|without)\b")
"""Words with which a review turns to what it holds against a film."""


class Bars:
    """Sets quotations, behind bars where they may tell the plot.

    For whoever alone reads an answer no bars stand before reviews of films they have `seen`.
    """

    def __init__(self, settings: Settings, asker: Asker, seen: Collection[int] = ()) -> None:
        self._unmarked: UnmarkedRule = settings.unmarked_reviews
        self._private = asker.private
        self._seen = frozenset(seen) if asker.private else frozenset[int]()
        self.voice = asker.voice

    def quoted(self, review: StoredReview, sentence: str, *, tells: bool = False) -> str:
        """Return a line of a list: who wrote it, what they gave, and what they say."""
        quotation = self.quotation(review, sentence, tells=tells)
        return f"- {self.voice.safe(review.reviewer)}{given(review)}: {quotation}"

    def quotation(self, review: StoredReview, sentence: str, *, tells: bool = False) -> str:
        """Return a sentence in quotation marks; `tells` bars it whatever mark its review carries."""
        return self.said(sentence, review.film_id, review.spoiler, tells=tells)

    def said(self, sentence: str, film_id: int, spoiler: Spoiler | None, *, tells: bool = False) -> str:
        """Return a sentence of a film's review that carries a mark in quotation marks."""
        barred = self._bars(film_id, spoiler) or (tells and film_id not in self._seen)
        safe = self.voice.safe(sentence)
        return f"“{self.voice.barred(safe) if barred else safe}”"

    def hides(self, review: StoredReview) -> bool:
        """Tell whether a review stands behind bars."""
        return self._bars(review.film_id, review.spoiler)

    def _bars(self, film_id: int, spoiler: Spoiler | None) -> bool:
        has_seen = film_id in self._seen
        return is_behind_bars(spoiler, unmarked=self._unmarked, has_seen=has_seen, private=self._private)


def given(review: StoredReview) -> str:
    """Return the score of a review in brackets, nothing where it has none."""
    return "" if review.score is None else f" ({facts.score(review.score)})"


def quotations(
    reviews: Sequence[StoredReview], topic: Sequence[str], bars: Bars, seed: int, names: Sequence[str] = ()
) -> list[tuple[StoredReview, str]]:
    """Return a sentence of each review, on the topic where one is given; what stands open comes first.

    `names`, folded, are of those whose work the topic is: a sentence that has one of them speaks of it too.
    """
    words = topic_words(topic) | frozenset(names)
    found: list[tuple[StoredReview, str]] = []
    for review in reviews:
        text = readable(review.text)
        every = [text[span.start : span.end] for span in sentences(text)]
        fitting = (
            [each for each in every if _speaks_of(each, words)]
            if topic
            else [each for each in every if len(each) >= _SHORTEST] or every
        )
        if fitting:
            sentence = fitting[0] if topic else fitting[seed % len(fitting)]
            found.append((review, " ".join(sentence.split())[:LONGEST]))
    found.sort(key=lambda each: bars.hides(each[0]))
    return found


def _speaks_of(sentence: str, words: frozenset[str]) -> bool:
    said = [fold(word) for word in _WORD.findall(sentence)]
    return any(word.startswith(stem) for word in said for stem in words)


def harshest(reviews: Sequence[StoredReview]) -> tuple[StoredReview, str] | None:
    """Return the review with the lowest score and its most critical sentence; None where none has a score."""
    scored = [review for review in reviews if review.score is not None]
    if not scored:
        return None
    lowest = min(scored, key=lambda review: review.score or 0.0)
    text = readable(lowest.text)
    every = [text[span.start : span.end] for span in sentences(text)]
    turned = [each for each in every if _TURNING.search(fold(each))]
    return lowest, " ".join((turned or every)[-1].split())[:LONGEST]
