"""How sure an answer is, from the penalties of its first films."""

import math
from collections.abc import Sequence
from typing import Final

from bot.catalogue.index.ranking import Found
from bot.catalogue.index.records import Confidence

SURE_ODDS: Final = 8.0
LIKELY_ODDS: Final = 2.0
SURE_MISMATCH: Final = 14.0
NONE_MISMATCH: Final = 16.0


def confidence(found: Sequence[Found]) -> Confidence:
    """Return how sure it is that the first of `found` was meant."""
    if not found or found[0].mismatch > NONE_MISMATCH:
        return Confidence.NONE
    odds = 1 / max(sum(math.exp(found[0].penalty - other.penalty) for other in found[1:]), 1e-9)
    if odds >= SURE_ODDS and found[0].mismatch <= SURE_MISMATCH:
        return Confidence.SURE
    return Confidence.LIKELY if odds >= LIKELY_ODDS else Confidence.CHOICE
