"""Questions whether films share something: `are FILM and FILM by the same director`, `both French?`. Pure rules."""

import re

from bot.asking.query import CheckQuery, CompareQuery, Field, FilmName, Leaf, Query, SideBySideQuery
from bot.asking.reading.conditions import conditions
from bot.asking.reading.films import with_weak_beside
from bot.asking.reading.references import Asked
from bot.asking.wording.grammar import phrases
from bot.asking.wording.intents import COMPARISONS

_SAME: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("director", phrases(r"(same|one) (director|filmmaker|person|man|woman|guy|hand)s?|who made both")),
    ("writer", phrases(r"same (writer|screenwriter|author|script)s?")),
    ("cast", phrases(r"same (cast|actors?|actress(es)?|stars?|people|lead)")),
    ("country", phrases(r"same (country|countries|nation|place|nationality)")),
    ("language", phrases(r"same language")),
    ("genre", phrases(r"same (genre|kind|type|sort)s?")),
    ("year", phrases(r"same year")),
    ("company", phrases(r"same (studio|company|producers?)")),
)
_BOTH = phrases(r"both|all( of (them|these|those))?|either")
_ASKS_WHETHER = re.compile(
    r"^(?:and |so |but )*(?:is|are|was|were|do|does|did|have|has|both|all|FILM|the same|same)(?!\S)"
)
_WHICH = phrases(r"""
    (which|what)( (one|film|of (them|these|those|the two)))? (is|was|came|cost|made|earned|has|runs|scored)
""")
_MOST_ALIKE = 10


def of_pairs(asked: Asked) -> tuple[Query, ...]:
    """Read `are FILM and FILM by the same director`, and of the two last spoken of `which one is older`."""
    clause = with_weak_beside(asked.clause)
    named = tuple(span.films for span in clause.of("film"))
    groups = named or _spoken_of(asked)
    if len(groups) < 2 or clause.of("reviewer") or clause.of("person"):  # noqa: PLR2004 - two films
        return ()
    if not named and not clause.spans and _WHICH.search(clause.shape) and not clause.unexplained():
        return _compared(asked, groups)
    if not _ASKS_WHETHER.search(clause.shape):
        return ()
    fields: list[Field] = [field for field, wordings in _SAME if wordings.search(clause.shape)]
    if fields:
        return (SideBySideQuery(groups, on=fields[0]),)
    condition = conditions(clause) if _BOTH.search(clause.shape) and named else None
    if not isinstance(condition, Leaf) or condition.on == "person":
        return ()
    return tuple(CheckQuery(films, condition) for films in groups)


def _spoken_of(asked: Asked) -> tuple[tuple[FilmName, ...], ...]:
    """Return the films that were last set beside each other, or those of a short list."""
    memory = asked.memory
    if isinstance(memory.query, CompareQuery | SideBySideQuery):
        return memory.query.films
    return tuple((film,) for film in memory.listed) if len(memory.listed) <= _MOST_ALIKE else ()


def _compared(asked: Asked, groups: tuple[tuple[FilmName, ...], ...]) -> tuple[Query, ...]:
    """Return which of two films that were set beside each other has more of something else."""
    if not isinstance(asked.memory.query, CompareQuery | SideBySideQuery):
        return ()
    shape = asked.clause.shape
    rule = next((rule for rule in COMPARISONS if rule[2].search(shape)), None)
    return () if rule is None else (CompareQuery(groups, rule[0], rule[1]),)
