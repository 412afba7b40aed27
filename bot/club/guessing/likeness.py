"""How the words of a guess lie in a title: as a whole, as its beginning, or as a part of it. Pure rules.

Both are search forms of the title index: words parted by one blank, numbers spelt, the article left off.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final

from rapidfuzz.distance import OSA

from bot.catalogue.index.normalise import is_number

LETTERS_A_MISTAKE: Final = 3
"""Letters of a word of which one may be wrong: `crains` for `cranes` is two of six, `toy` for `tokyo` two of five."""

LETTERS_OF_A_TITLE_A_MISTAKE: Final = 5
"""The same for all the letters of a title, so that not each of its words is wrong."""

LETTERS_RUN_TOGETHER_A_MISTAKE: Final = 6
"""The same where words were parted otherwise, as in `seve nsamurai`, and cannot be held against each other."""

HALF: Final = 0.5
NEARLY_ALL: Final = 0.85
"""The part of a title's letters from which on it counts as typed, however many words they were parted into."""

_SHORT = 3
"""Letters of words in which a letter may be left out or too many, and none another: `hot` is not `hat`."""

_AT_THE_END = 2
"""Letters that must be right where a title breaks off, lest another begins like it: `return of the je`."""


class Likeness(IntEnum):
    """How much of a title was typed, the most last; mistyped words count, those of another title do not."""

    OTHER = 0
    """A word was typed that the title does not have."""
    PART = 1
    """Words of the title, and not all."""
    BEGINNING = 2
    """Its first words one after another."""
    MOST = 3
    """More than half of its letters by these, and no number left, which would be that of a series."""
    WHOLE = 4
    """All its words in order, of which the last may be unfinished."""


def likeness(guess: str, names: Iterable[str]) -> Likeness:
    """Return how a guess lies in that of several names in which it lies best."""
    return max((_in(guess.split(), name.split()) for name in names), default=Likeness.OTHER)


def _in(guess: Sequence[str], name: Sequence[str]) -> Likeness:
    if not guess or not name:
        return Likeness.OTHER
    if _begins(guess, name) or _begins_run_together(guess, name):
        letters = sum(map(len, guess)) / sum(map(len, name))
        if len(guess) >= len(name) or letters >= NEARLY_ALL:
            return Likeness.WHOLE
        return Likeness.MOST if letters > HALF and _numbers(guess) == _numbers(name) else Likeness.BEGINNING
    parts = all(any(_mistakes(word, other) is not None for other in name) for word in guess)
    return Likeness.PART if parts else Likeness.OTHER


def _begins(guess: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether the words typed are the first of a name, the last of them perhaps cut off."""
    if len(guess) > len(name):
        return False
    *done, last = guess
    found = [_mistakes(word, other) for word, other in zip(done, name, strict=False)]
    unfinished = bool(done) and not is_number(last) and name[len(done)].startswith(last)
    found.append(0 if unfinished else _mistakes(last, name[len(done)]))
    wrong = [mistakes for mistakes in found if mistakes is not None]
    letters = sum(map(len, name[: len(guess)]))
    return len(wrong) == len(found) and sum(wrong) <= letters // LETTERS_OF_A_TITLE_A_MISTAKE


def _mistakes(typed: str, word: str) -> int | None:
    """Return how many letters of a word are wrong; None where it is another word, or another number."""
    if typed == word:
        return 0
    if is_number(typed):
        return None
    mistakes = OSA.distance(typed, word)
    allowed = int(len(typed) != len(word)) if len(word) <= _SHORT else len(word) // LETTERS_A_MISTAKE
    return mistakes if mistakes <= allowed else None


def _begins_run_together(guess: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether a name begins with the letters typed, wherever the blanks stand; never with other numbers."""
    if _numbers(guess) != _numbers(name):
        return False
    typed, whole = "".join(guess), "".join(name)
    beginnings = [whole[:size] for size in range(len(typed) - 1, min(len(typed) + 2, len(whole)))]
    meant = [whole, *(each for each in beginnings if each[-_AT_THE_END:] == typed[-_AT_THE_END:])]
    return min(OSA.distance(typed, each) for each in meant) <= len(typed) // LETTERS_RUN_TOGETHER_A_MISTAKE


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(filter(is_number, words))
