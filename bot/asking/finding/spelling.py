"""Misspelt words of questions, read as what they are a slip of: `documentarys`, `Itallian`, `longst`. Pure rules.

Only words that nobody knows are read so: what is ordinary English, somebody's name or a title stays as it was typed,
and so does what stands beside a word that may be the rest of a name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.asking.finding.half_names import BEFORE_NAMES
from bot.asking.finding.spans import Catalogue
from bot.asking.finding.terms import is_term
from bot.asking.finding.words import Message, Word
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.lexicon import (
    ASKING,
    DECADES,
    GENRES,
    MENDED,
    NUMBERS,
    SEVERAL_AT_ONCE,
)
from bot.asking.wording.orders import PLACES
from bot.asking.wording.ordinary import is_ordinary
from bot.asking.wording.places import COUNTRY_WORDS, LANGUAGE_WORDS

_SHORTEST, _LONG = 5, 9
"""Letters from which on a word is known with one wrong letter, and with two."""
_SHORTEST_TYPED = 4
_BEGUN_ALIKE, _SHORTEST_BEGUN = 4, 7
"""Letters at its beginning by which a word of so many is known with two wrong ones behind them."""
_A_NAME = 97.0

_ASKED = frozenset(
    str.split("""
    longest shortest oldest newest latest earliest cheapest highest lowest biggest smallest recent recommend similar
    something anything everything between before after except without within under longer shorter older newer earlier
    later better minutes hours decade century common expensive popular famous grossing budget rated watched directed
    documentary language country countries actress actresses actors director directors compare compared difference
    together because versions version original remake starring written quote quotes review reviews reviewer reviewers
    criticised running produced average synopsis tonight suggest suggestion recommendation recommendations commonest
    dearest
    """)
)
"""Words of questions beside those of `MENDED`."""


_NO_SLIP = frozenset(
    str.split("""
    near bear dear fear hear wear pear rear gear tear mode maze mate male fade jade mare slot blot file fill firm chat
    move wren match catch witch hatch patch latch batch store county eating dating racing mating waiting lunch gory gore
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    """)
)
"""Words of their own that are one letter away from a question's."""


@cache
def _vocabulary() -> tuple[str, ...]:
    """Return the words that slips are read as."""
    terms: Iterable[str] = (*GENRES, *SEVERAL_AT_ONCE, *COUNTRY_WORDS, *LANGUAGE_WORDS, *DECADES)
    words = {part for term in terms for part in term.split()} | set(MENDED) | _ASKED
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST))


@cache
def _known() -> frozenset[str]:
    """Return the words that are no slip of another."""
    return (
        ASKING
        | CHATTER
        | _NO_SLIP
        | _SWAPPED.keys()
        | _ASKED
        | frozenset(_vocabulary())
        | PLACES.keys()
        | NUMBERS.keys()
    )


_PLURAL = re.compile(r"(?<=[a-z][^aeiou\W])ys$")
"""The end of a plural that is spelt as it is said: `comedys`, `sixtys`."""
_SWAPPED: Mapping[str, str] = {
    **dict.fromkeys(("hwo", "woh", "whho"), "who"),
    **dict.fromkeys(("teh", "hte", "tje"), "the"),
    **dict.fromkeys(("waht", "whta", "hwat", "wht"), "what"),
    **dict.fromkeys(("adn", "nad", "annd"), "and"),
    **dict.fromkeys(("wich", "whcih", "wihch", "whitch"), "which"),
    **dict.fromkeys(("frm", "fom", "fron"), "from"),
    **dict.fromkeys(("runing", "runnig", "runnning"), "running"),
    **dict.fromkeys(("flims", "fimls", "filsm", "movei", "moveis"), "films"),
}
"""Slips of words too short to be told by their letters."""


def spelled(message: Message, catalogue: Catalogue) -> Message:
    """Return a message with its slips of the words of questions spelt right; what was typed stays with each word."""
    words = list(message.words)
    for place, word in enumerate(message.words):
        meant = _SWAPPED.get(word.folded) or (None if _is_name(message, place) else _meant(word.folded))
        if meant is not None and not _named(word, catalogue):
            words[place] = replace(word, folded=meant)
    return replace(message, words=tuple(words))


def _meant(folded: str) -> str | None:
    """Return the word of a question that a word nobody knows is a slip of, None where it is of none."""
    if len(folded) < _SHORTEST_TYPED or not folded.isalpha() or folded in _known() or is_ordinary(folded):
        return None
    folded = _PLURAL.sub("ies", folded)
    slips = 2 if len(folded) >= _SHORTEST_BEGUN else 1
    near = extract(folded, _vocabulary(), scorer=OSA.distance, score_cutoff=slips, limit=3)
    kept = [(slip, word[0] != folded[0], word) for word, slip, _ in near if slip < 2 or _may_be_two(folded, word)]  # noqa: PLR2004
    return min(kept)[2] if kept else None


def _may_be_two(folded: str, word: str) -> bool:
    """Tell whether two slips are few enough: of a long word, or behind a beginning that is right."""
    return len(folded) >= _LONG <= len(word) or folded[:_BEGUN_ALIKE] == word[:_BEGUN_ALIKE]


def _is_name(message: Message, place: int) -> bool:
    """Tell whether a word stands where a name does: behind `by`, in quotation marks, beside the rest of one."""
    words, word = message.words, message.words[place]
    if word.quotation or word.member is not None or (place and words[place - 1].folded in BEFORE_NAMES):
        return True
    for other in (place - 1, place + 1):
        if not 0 <= other < len(words) or not _beside(message, place, other):
            continue
        beside = words[other]
        if _meant(beside.folded) is not None or is_term(beside.folded):
            continue
        written = word.capital and beside.capital and min(place, other) > 0 and beside.folded not in _NOUNS
        if written or _is_own(beside):
            return True
    return False


_NOUNS = frozenset({"films", "film", "movies", "movie"})


def _is_own(word: Word) -> bool:
    """Tell whether a word may be a name's: nobody knows it, and it is no ordinary one."""
    return word.folded.isalpha() and word.folded not in _known() and not is_ordinary(word.folded)


def _beside(message: Message, place: int, other: int) -> bool:
    first, second = sorted((place, other))
    return message.text[message.words[first].end : message.words[second].start].isspace()


def _named(word: Word, catalogue: Catalogue) -> bool:
    """Tell whether a word is a title, or a word of somebody's name."""
    if catalogue.named(word.text):
        return True
    person = catalogue.person(word.text, exact=False)
    return person is not None and person.sure >= _A_NAME


def mended(folded: str) -> str:
    """Return the word of a question that a word nobody knows is one slip away from, else the word itself."""
    if len(folded) < _SHORTEST_TYPED or folded in ASKING or folded in _NO_SLIP:
        return folded
    near = [word for word in MENDED if OSA.distance(folded, word, score_cutoff=1) <= 1]
    return near[0] if near else folded
