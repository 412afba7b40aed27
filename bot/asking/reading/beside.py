"""Questions that set films, or kinds of films, beside each other, and whether one is the most of all. Pure rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.asking.finding.spans import Span
from bot.asking.query import FactQuery, Field, FilmName, ListQuery, Query, SideBySideQuery, Sort, TallyQuery
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import CONDITION_KINDS, conditions
from bot.asking.reading.films import compared_versions, is_fact, with_weak_beside
from bot.asking.reading.references import Asked, films_meant
from bot.asking.wording.grammar import pattern, phrases
from bot.asking.wording.intents import COMPARISONS, COUNT, DIFFERENCE, IN_COMMON, OTHER_VERSION
from bot.asking.wording.orders import order_asked

_MORE = pattern(r"""
    ^(and |so )*(do|did|does|are|is|have|has|which|what|who|how|any) .*(?<!\S)(more|fewer|most)(?!\S)
    (?<!\S)(which|who|what) .*(?<!\S)(more|fewer|most)(?!\S)|^(more|mostly) |(?<!\S)more(?!.*\S)
""")
_EITHER = re.compile(
    r"(?P<kind>[A-Z]+)(?: (?:films?|ones|stuff|cinema))*,? (?:or|than|vs|versus) (?:more |of )?(?P=kind)(?!\S)"
)
_ACTED = phrases("in|acted?|acts|stars?|starred|appear(s|ed)?|play(s|ed)?|with")
_THE_MOST = phrases(
    r"(is|was|isnt|surely|really) (not )?(FILM|it|that|this|that one|this one) (really |actually |not |still )*"
    r"(the|your|our|a|his|her|their|PERSON( s)?)"
)
_OF: Mapping[Sort, Field] = {
    **dict.fromkeys(("longest", "shortest"), "runtime"),
    **dict.fromkeys(("oldest", "newest"), "year"),
    **dict.fromkeys(("best", "worst"), "score"),
    **dict.fromkeys(("costliest", "cheapest"), "budget"),
    **dict.fromkeys(("grossing", "least_grossing"), "revenue"),
    **dict.fromkeys(("reviewed", "least_reviewed"), "review_count"),
    **dict.fromkeys(("popular", "least_known"), "score"),
}
"""What a film is to be the most of, as a fact."""


_ALL_OF_TITLE = phrases("two|both|three|four|all|versions|they|them|each other|one another")
_AGAINST = frozenset({"vs", "v", "versus"})


def side_by_side(asked: Asked) -> tuple[Query, ...]:
    """Read `what do FILM and FILM have in common`, `FILM vs FILM`, `the difference between FILM and FILM`."""
    clause = with_weak_beside(asked.clause)
    groups = [span.films for span in clause.of("film")]
    if len(groups) == 1 and OTHER_VERSION.search(clause.shape):
        groups = compared_versions(asked, groups)
    shared = IN_COMMON.search(clause.shape) is not None
    if len(groups) == 1 and shared and asked.memory.films:
        groups.append(asked.memory.films)
    if (DIFFERENCE.search(clause.shape) or shared) and len(alike := _of_one_title(asked, groups)) > 1:
        groups = alike
    if len(groups) < 2 or clause.of("reviewer"):  # noqa: PLR2004 - a comparison is of two
        return ()
    shape = OTHER_VERSION.sub(" ", clause.shape)
    measured = any(wordings.search(shape) for *_, wordings in COMPARISONS)
    beside = DIFFERENCE.search(clause.shape)
    if not shared and (measured or beside is None or (beside[0] in _AGAINST and is_fact(clause.shape))):
        return ()
    return (SideBySideQuery(tuple(groups), shared),)


def _of_one_title(asked: Asked, groups: Sequence[tuple[FilmName, ...]]) -> list[tuple[FilmName, ...]]:
    """Return the films of one title, each alone, where all of them are spoken of: `the two films called FILM`."""
    if len(groups) > 1 or not _ALL_OF_TITLE.search(asked.clause.shape):
        return []
    return [(film,) for film in (groups[0] if groups else asked.memory.films)]


def tally(asked: Asked) -> tuple[Query, ...]:
    """Read `do you have more French or Italian films`, `horror or comedy, which do you have more of`."""
    clause = asked.clause
    match = _EITHER.search(clause.shape)
    if match is None or clause.of("film") or not (_MORE.search(clause.shape) or _counts_apart(clause, match)):
        return ()
    sides = _spans_at(clause, match.start(), match.end())
    rest = replace(clause, spans=tuple(span for span in clause.spans if span not in sides))
    role = "cast" if _ACTED.search(clause.shape) else "director"
    asked_for = [conditions(replace(clause, spans=(span,), shape=""), role) for span in sides]
    return (TallyQuery(tuple(side for side in asked_for if side is not None), conditions(rest)),)


def _counts_apart(clause: Clause, match: re.Match[str]) -> bool:
    """Tell whether films of each of two kinds are to be counted: `count of GENRE vs GENRE`."""
    return COUNT.search(clause.shape) is not None and bool(_AGAINST & set(match[0].split()))


def _spans_at(clause: Clause, start: int, end: int) -> tuple[Span, ...]:
    """Return the spans that a stretch of the shape stands for, from one of its characters up to another."""
    before = len(_named(clause.shape[:start]))
    return clause.spans[before : before + len(_named(clause.shape[start:end]))]


def _named(shape: str) -> list[str]:
    return [word for word in shape.replace(",", " ").split() if word.isupper()]


def most_of_all(asked: Asked) -> tuple[Query, ...]:
    """Read `is FILM the best film ever made`: what is the best of all, and how good that film is."""
    clause = asked.clause
    order = order_asked(clause.shape)
    if order is None or order.graded or not _THE_MOST.search(clause.shape):
        return ()
    groups = [span.films for span in clause.of("film")] or [films_meant(clause, asked.memory, asked.catalogue)]
    if len(groups) > 1 or not groups[0]:
        return ()
    kinds = CONDITION_KINDS - {"score"}
    plain = replace(clause, spans=tuple(span for span in clause.spans if span.kind in kinds))
    first = ListQuery(conditions(plain, "director"), order.sort, shape="one", place=order.place)
    return first, FactQuery(groups[0], _OF.get(order.sort, "score"))
