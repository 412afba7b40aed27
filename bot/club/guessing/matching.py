"""Whether a guess is the film that was asked, by the title index and its confidence."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from bot.catalogue.index import Answer, Confidence, Match, TitleIndex
from bot.catalogue.index.normalise import normalise, numbers_in
from bot.catalogue.index.typed import clean, readings
from bot.club.guessing.common_words import FUNCTION_WORDS

Verdict = Literal["right", "near", "wrong"]
"""`near` is a guess that may mean the film but also another, as `lord of the rings` does."""

NEAR_SCORE: Final = 80.0
"""The score, of 100, that a film has at least of which a guess is near; several titles in one guess stay below it."""

CLOSE: Final = 4.0
"""How many points behind the best a film may be that a guess may mean as well."""

_SHORT = 2
"""Letters of words that say nothing by themselves, as do articles and the like."""

_PART: Final = frozenset({"begins with it", "has all the words"})
"""Why a film was found of whose name only a part was typed."""

_OPENING = re.compile(
    r"(?:(?:i (?:think|guess|believe|say)|maybe|perhaps|probably|surely|could it be|is it|is this|this is|that is|"
    r"it is|it['’]?s|that['’]?s|must be|the film is|the movie is)\b[\s,:]*)+",
    re.IGNORECASE,
)
"""What people say before the title."""

_SEPARATOR = re.compile(r"\s*[,;/|]\s*")
_JOINED = re.compile(r"^(?:[\s,;/|+&–—-]|(?:and|or)\s)+|(?:[\s,;/|+&–—-]|\s(?:and|or)$)+$", re.IGNORECASE)
"""What stands between two titles."""
_YEAR = re.compile(r"\(?\d{4}\)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """The film of a round as guesses are held against it: its id, and its title, original title and aliases."""

    film_id: int
    names: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The names as the index compares them: without article, case and marks."""
        return frozenset(normalise(name).text for name in self.names) - {""}


def judge(guess: str, asked: Asked, index: TitleIndex, *, guild_id: int) -> Verdict:
    """Return what a guess is worth, whatever it is; a search of the index, so call it in a worker thread.

    A name of the film in whole is right. Else it is right where the index takes the film for the one that was meant,
    be it among films of the same title, unless another year was typed.
    """
    text = clean(guess.replace("\n", ", "))
    verdict = _judge(text, asked, index, guild_id)
    opening = _OPENING.match(text)
    if verdict == "right" or opening is None:
        return verdict
    rest = _judge(text[opening.end() :], asked, index, guild_id)
    return verdict if rest == "wrong" else rest


def _judge(text: str, asked: Asked, index: TitleIndex, guild_id: int) -> Verdict:
    key = normalise(text).text
    if key in asked.keys:
        return "right"
    several = _several(text, index, guild_id)
    # What is as long as a name may be that name mistyped, though `come` and `sea` are films as well.
    if several and (asked.film_id in several or len(key.split()) not in {len(name.split()) for name in asked.keys}):
        return "wrong"
    answer = index.search(text, guild_id=guild_id)
    mine = next((match for match in answer.matches if match.film_id == asked.film_id), None)
    if mine is None or answer.confidence is Confidence.NONE or "year differs" in mine.reasons:
        return "wrong"
    if _is_meant(text, mine, asked, answer):
        return "right"
    best = answer.matches[0]
    is_close = mine.score >= max(NEAR_SCORE, best.score - CLOSE)
    may_be = best is mine or answer.confidence is Confidence.CHOICE
    return "near" if may_be and is_close and _says_something(key) and _same_numbers(text, asked) else "wrong"


def _says_something(key: str) -> bool:
    return any(len(word) > _SHORT and word not in FUNCTION_WORDS for word in key.split())


def _is_meant(text: str, mine: Match, asked: Asked, answer: Answer) -> bool:
    """Tell whether the index takes the asked film, or one of its title, for the film that was meant."""
    others = [match for match in answer.matches if match is not mine]
    twins = [match for match in others if normalise(match.title).text in asked.keys]
    rivals = [match for match in others if match not in twins]
    if any(rival.score > mine.score for rival in rivals):
        return False
    if answer.confidence is Confidence.SURE:
        return True
    if not _PART.isdisjoint(mine.reasons):
        return False
    if answer.confidence is Confidence.LIKELY:
        return True
    # With a twin the index can only offer both, however sure it is of the title.
    alone = all(rival.score < mine.score - CLOSE for rival in rivals)
    return bool(twins) and alone and mine.score >= NEAR_SCORE and _same_numbers(text, asked)


def _several(text: str, index: TitleIndex, guild_id: int) -> set[int]:
    """Return the films whose titles were typed one after another, as in `Persepolis, Us`; none where it is one title.

    A year beside a title is no film.
    """

    def named(part: str) -> set[int]:
        title = _JOINED.sub("", part)
        return set() if _YEAR.fullmatch(title) else {match.film_id for match in index.named(title, guild_id=guild_id)}

    words = text.split()
    halves = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    for parts in (_SEPARATOR.split(text), *halves):
        films = [found for part in parts if (found := named(part))]
        if any(first.isdisjoint(second) for first, second in pairwise(films)):
            return {film_id for found in films for film_id in found}
    return set()


def _same_numbers(text: str, asked: Asked) -> bool:
    """Tell whether the numbers typed are those of a name, so that `ocean's 12` is not `Ocean's 11`."""
    named = [numbers_in(key) for key in asked.keys]
    return any(numbers_in(reading.key.text) in named for reading in readings(text))
