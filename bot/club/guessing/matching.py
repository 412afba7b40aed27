"""Whether a guess is the film that was asked, by the title index and its confidence."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from bot.catalogue.index import Answer, Confidence, Match, TitleIndex
from bot.catalogue.index.normalise import normalise, numbers_in
from bot.catalogue.index.typed import clean, readings
from bot.club.guessing.common_words import FUNCTION_WORDS
from bot.club.guessing.likeness import Likeness, likeness

Verdict = Literal["right", "near", "wrong"]
"""`near` is a guess that may mean the film but does not tell it: another as well, or too little of its title."""

NEAR_SCORE: Final = 80.0
"""The score, of 100, that a film has at least of which a guess is near; several titles in one guess stay below it."""

CLOSE: Final = 4.0
"""How many points behind the best a film may be that a guess may mean as well."""

FAR_AHEAD: Final = 20.0
"""How many points ahead of all others a film is of which only the beginning was typed."""

_LONG = 3
"""Words of a title's beginning that tell it."""
_NAME_WORDS = 3
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
    be it among films of the same title, and the words typed are those of its name, unless another year was typed.
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
    # Without a year that was typed beside the title, too.
    like = max((likeness(reading.key.text, asked.keys) for reading in readings(text)), default=Likeness.OTHER)
    # What may be one title is, though `come` and `sea` are films as well.
    if like < Likeness.BEGINNING and _are_several(text, index, guild_id):
        return "wrong"
    answer = index.search(text, guild_id=guild_id)
    mine = next((match for match in answer.matches if match.film_id == asked.film_id), None)
    if mine is None or answer.confidence is Confidence.NONE or "year differs" in mine.reasons:
        return "wrong"
    if _is_meant(text, mine, like, asked, answer):
        return "right"
    best = answer.matches[0]
    is_close = mine.score >= max(best.score - CLOSE, 0 if like > Likeness.PART else NEAR_SCORE)
    may_be = best is mine or answer.confidence is Confidence.CHOICE
    return "near" if may_be and is_close and _says_something(key) and _same_numbers(text, asked) else "wrong"


def _says_something(key: str) -> bool:
    return any(len(word) > _SHORT and word not in FUNCTION_WORDS for word in key.split())


def _is_meant(text: str, mine: Match, like: Likeness, asked: Asked, answer: Answer) -> bool:
    """Tell whether the index takes the asked film, or one of its title, for the film that was meant."""
    others = [match for match in answer.matches if match is not mine]
    rivals = [match for match in others if normalise(match.title).text not in asked.keys]
    ahead = mine.score - max((rival.score for rival in rivals), default=0)
    if ahead < 0:
        return False
    # Besides a twin, or with a number that is unfinished, the index can only offer, however sure it is of the title.
    if like is Likeness.WHOLE and ahead > CLOSE:
        return True
    if like is Likeness.MOST and len(text.split()) >= _LONG and ahead > FAR_AHEAD:
        return True
    match answer.confidence:
        case Confidence.SURE:
            return like > Likeness.OTHER or "same words" in mine.reasons or _is_with_people(text, mine, asked)
        case Confidence.LIKELY:
            return like >= Likeness.BEGINNING and _PART.isdisjoint(mine.reasons)
        case _:
            return False


def _is_with_people(text: str, mine: Match, asked: Asked) -> bool:
    """Tell whether a title was typed with a name before or behind it, as in `stalker tarkovsky`."""
    if not any(reason.startswith("with ") for reason in mine.reasons):
        return False
    words = normalise(text).text.split()
    cuts = range(1, min(_NAME_WORDS + 1, len(words)))
    titles = [part for cut in cuts for part in (words[:-cut], words[cut:])]
    return any(likeness(" ".join(part), asked.keys) is Likeness.WHOLE for part in titles)


def _are_several(text: str, index: TitleIndex, guild_id: int) -> bool:
    """Tell whether titles of several films were typed one after another, as in `Persepolis, Us`.

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
            return True
    return False


def _same_numbers(text: str, asked: Asked) -> bool:
    """Tell whether the numbers typed are those of a name, so that `ocean's 12` is not `Ocean's 11`."""
    named = [numbers_in(key) for key in asked.keys]
    return any(numbers_in(reading.key.text) in named for reading in readings(text))
