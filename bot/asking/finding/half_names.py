"""Names of which only half is known: the Kelly of Kelly Reichardt is not Gene Kelly. Pure rules."""

from bot.asking.finding.spans import Reading, Span
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.lexicon import ASKING

BEFORE_NAMES = frozenset({"by", "with", "starring", "featuring", "without"})
"""Words after which a name is sooner a person's than a film's."""
_DOING = frozenset({"did", "does", "has", "is", "was", "and", "or", "of"})
"""Words after which a name may stand in a question."""
_MAKING = frozenset({"directed", "wrote", "made", "directs", "shot", "edited", "produced", "starred", "stars"})
"""Words after which, in `who directed …`, a film is named."""


def give_back_halves(reading: Reading) -> None:
    """Give back what is half a name and was taken for somebody else's: the Kelly of Kelly Reichardt."""
    halves = [span for span in reading.found if span.kind == "person" and _is_half_name(span, reading)]
    for span in halves:
        reading.found.remove(span)
        reading.taken[span.start] = False


def _is_half_name(span: Span, reading: Reading) -> bool:
    if span.end - span.start > 1 or " " not in span.folded:
        return False
    words, possessive = reading.words, reading.words[span.start].text.endswith(("'s", "’s"))
    if span.start and words[span.start - 1].folded in {"and", "or"} and _ends_film(reading, span.start - 1):
        return True  # `Rear Window and Marnie` are two titles
    if span.start > 1 and words[span.start - 2].folded == "who" and words[span.start - 1].folded in _MAKING:
        return True  # `who directed Paprika` names no person
    if not possessive and _goes_on(reading, span.end) and words[span.end].folded not in CHATTER:
        return True
    before = span.start - 1
    if not _goes_on(reading, span.start) or words[before].folded in CHATTER:
        return False
    named = words[before].capital and words[span.start].capital
    cued = before > 0 and words[before - 1].folded in BEFORE_NAMES | _DOING
    return named or cued or reading.catalogue.person(words[before].text, exact=False) is not None


def _ends_film(reading: Reading, place: int) -> bool:
    return any(span.kind == "film" and span.end == place for span in reading.found)


def _goes_on(reading: Reading, place: int) -> bool:
    """Tell whether a name goes on over a place: on both sides are words that no question is made of, with no mark."""
    words = reading.words
    if not 0 < place < len(words):
        return False
    between = reading.message.text[words[place - 1].end : words[place].start]
    halves = {span.start for span in reading.found if span.kind == "person" and span.end - span.start == 1}
    sides = (place - 1, place)
    return between.isspace() and all(
        side in halves or (not reading.taken[side] and words[side].folded not in ASKING) for side in sides
    )
