"""How sure an answer is, from the penalties of its first films."""

import math
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from bot.catalogue.index.names import Kind
from bot.catalogue.index.normalise import numbers_in
from bot.catalogue.index.ranking import Found
from bot.catalogue.index.records import Confidence

SURE_ODDS: Final = 8.0
"""How many times as likely as all the others together the first film must be to be sure."""
SURE_MISMATCH: Final = 11.0
"""The most that may be wrong in what is sure: beyond it the film meant may be one that is not in the catalogue."""
LIKELY_ODDS: Final = 2.0
NONE_MISMATCH: Final = 15.0
"""What is further off than this is no film at all; of the right answers on typed titles one in a thousand is."""

SUGGESTED_MISMATCH: Final = 22.0
"""What is further off than this is not worth offering to someone whose film was not found."""

OFFERED_MISMATCH: Final = 10.0
"""What is further off than this from a title being typed is offered only where it may be the whole title.

Of 597 titles found while they are typed none is as far; of 300 texts that are no title nine in ten are further.
"""

_RIVALS = 10
_SHORT = 4
"""Letters of a text so short that one wrong letter makes another word."""
_SHORTEST_WORD = 3
_HALF_ALIKE = 0.5
_FILLERS = frozenset({"the", "and", "film", "movie"})


def confidence(found: Sequence[Found]) -> Confidence:
    """Return how sure it is that the first of `found` was meant."""
    if not found or found[0].mismatch > NONE_MISMATCH:
        return Confidence.NONE
    first, *others = found[:_RIVALS]
    rivals = sum(math.exp(first.penalty - other.penalty) for other in others)
    if _contradicted(first) or _other_word(first) or rivals * LIKELY_ODDS > 1:
        return Confidence.CHOICE
    if (
        first.mismatch > SURE_MISMATCH
        or rivals * SURE_ODDS > 1
        or _slight(first, others)
        or _has_namesake(first, others)
    ):
        return Confidence.LIKELY
    return Confidence.SURE


def worth_offering(found: Sequence[Found], sure: Confidence) -> list[Found]:
    """Return all of `found`, but where that is no answer only what may still help."""
    if sure is not Confidence.NONE:
        return list(found)
    return [one for one in found if one.mismatch <= SUGGESTED_MISMATCH]


def far_off(found: Sequence[Found]) -> bool:
    """Return whether none of `found` for a title being typed is near it or has what was typed in its name."""
    return all(one.mismatch > OFFERED_MISMATCH and one.reading.key.text not in one.pool.keys[one.row] for one in found)


def _slight(found: Found, others: Sequence[Found]) -> bool:
    """Return whether too little of the title was typed: a part that another title has too, or one word within it."""
    typed = found.reading.key.text.split()
    name = found.pool.keys[found.row].split()
    if len(typed) >= len(name) or not set(typed) <= set(name):
        return False
    if len(typed) == 1 and typed[0] != name[0]:
        return True
    return any(set(typed) <= set(other.pool.keys[other.row].split()) for other in others)


def _other_word(found: Found) -> bool:
    """Return whether a word was typed that no word of the name can be a misspelling of, as `jedi` is none of `king`.

    So it may be a film that is not in the catalogue, however much of the rest agrees.
    """
    typed, name = found.reading.key.text, found.pool.keys[found.row]
    if len(typed) < _SHORT:
        return typed != name
    run_together = name.replace(" ", "")
    return any(
        len(word) >= _SHORTEST_WORD
        and word not in _FILLERS
        and word not in run_together
        and max(OSA.normalized_similarity(word, other) for other in (*name.split(), run_together)) <= _HALF_ALIKE
        for word in typed.split()
    )


def _has_namesake(found: Found, others: Sequence[Found]) -> bool:
    """Return whether a server's own name for a film is what another film is called."""
    learned = int(found.pool.kind[found.row]) == Kind.LEARNED
    return learned and any(other.pool.keys[other.row] == found.pool.keys[found.row] for other in others)


def _contradicted(found: Found) -> bool:
    """Return whether another number or another year was typed: then it may be a film that is not in the catalogue."""
    year, typed = int(found.pool.year[found.row]), found.reading.year
    other_year = typed is not None and year != 0 and abs(year - typed) > 1
    return other_year or numbers_in(found.reading.key.text) != numbers_in(found.pool.keys[found.row])
