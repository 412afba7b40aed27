"""The conditions of a list, joined by and, or and not, from the spans of a clause in their order. Pure rules.

How they are joined: `not` holds for the condition after it and for those that `or` ties to it. Between two
conditions of one kind `or` ties them closely (`French or Italian comedies`), else it parts all that stands before it
from all that stands after (`French comedies or Italian dramas`). Countries, languages, years and directors beside each
other are alternatives, since a list of French and Italian films is one of both; genres and actors have to be there
together.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.asking.clauses import Clause
from bot.asking.intents import ROLE_CUES
from bot.asking.query import Condition, Joined, Leaf, Not, On, Role
from bot.asking.spans import Kind, Span
from bot.asking.talk import NEGATIONS
from bot.asking.voice import listed

_KINDS: tuple[Kind, ...] = (
    *("genre", "country", "language", "person", "years", "runtime", "score", "company"),
    *("budget", "revenue", "reviews", "certification"),
)
CONDITION_KINDS = frozenset(_KINDS)
_ALTERNATIVES = frozenset({"country", "language", "years", "company", "certification"})
_NEXT = frozenset({"and", "or", "with", "by", "but", "not", "starring", "featuring"})
"""Words with which another condition begins."""
_OTHER_THAN = (
    *(("other", "than"), ("but", "not"), ("apart", "from"), ("aside", "from"), ("rather", "than"), ("instead", "of")),
    *(("leave", "out"), ("leaving", "out"), ("dont", "want"), ("dont", "include"), ("dont", "like")),
)
"""Pairs of words that deny what follows."""
_DENYING = re.compile(
    r"(?:that |whom? |which )?(?:(?:he|she|they) )?(?:(?:has|have|had|did|does|was|is) )?"
    r"(?:not|never|didnt|doesnt|hasnt|havent|wasnt|isnt) "
    r"(?:(?:also|ever|even|himself|herself|actually|really|been|in) )*(?P<verb>\w+)(?! by(?!\S))"
)
"""Words behind a name that deny its part: `that Bergman did not direct`."""


def conditions(clause: Clause, default_role: Role | None = None) -> Condition | None:
    """Return what a clause asks of films; None where it asks nothing."""
    spans = [span for span in clause.spans if span.kind in CONDITION_KINDS]
    if not spans:
        return None
    groups: list[list[Condition]] = [[]]
    last: Span | None = None
    role, former = default_role, default_role
    turned, both, told = False, False, 0
    for span in spans:
        between = _between(clause, last, span)[told:]
        denied, told = _denied_part(clause, span)
        role = denied or _role(between, _following(clause, span)) or _part_beside(last, between) or role
        # What is denied stays so over an `or` between two of a kind: `not by Kalatozov or Tarkovsky`.
        goes_on = turned and bool({"or", "nor"} & set(between)) and last is not None and last.kind == span.kind
        turned = _turns(between) or goes_on or denied is not None
        leaf = _leaf(span, role)
        condition: Condition = Not(leaf) if turned else leaf
        both = "both" in between or (both and last is not None and last.kind == span.kind)
        tie = _tie(last, span, between, role if role == former else "another", both=both)
        former = role if span.kind == "person" else former
        if tie == "part":
            groups.append([condition])
        elif tie == "or" and groups[-1]:
            groups[-1][-1] = _either(groups[-1][-1], condition)
        else:
            groups[-1].append(condition)
        last = span
    joined = [_all(group) for group in groups if group]
    return joined[0] if len(joined) == 1 else Joined("or", tuple(joined))


def _tie(last: Span | None, span: Span, between: Sequence[str], role: str | None, *, both: bool) -> str:
    if last is None:
        return "and"
    same = last.kind == span.kind
    if "or" in between:
        return "or" if same else "part"
    if "nor" in between:
        return "and"
    if same and not _turns(between):
        if last.kind in _ALTERNATIVES and not both and not _bounds(last, span):
            return "or"
        if last.kind == "person" and role in {"director", "writer"} and "with" not in between and not both:
            return "or"
    return "and"


def _bounds(first: Span, second: Span) -> bool:
    """Tell whether two ranges bound one from both sides, as `after 1950 and before 1960`, or say more of one."""
    if first.range is None or second.range is None:
        return False
    open_ends = [
        each.range.low is None or each.range.high is None for each in (first, second) if each.range is not None
    ]
    return any(open_ends)


def _either(first: Condition, second: Condition) -> Condition:
    if isinstance(first, Not) and isinstance(second, Not):
        return Not(_either(first.part, second.part))
    parts = first.parts if isinstance(first, Joined) and first.by == "or" else (first,)
    return first if second in parts else Joined("or", (*parts, second))


def together(people: Sequence[Span]) -> Condition:
    """Return that people worked on a film together, in whatever part."""
    return Joined("and", tuple(_leaf(person, None) for person in people))


def _all(group: Sequence[Condition]) -> Condition:
    parts = tuple(dict.fromkeys(group))
    return parts[0] if len(parts) == 1 else Joined("and", parts)


def _between(clause: Clause, last: Span | None, span: Span) -> tuple[str, ...]:
    start = clause.start if last is None else last.end
    return tuple(word.folded for word in clause.message.words[start : span.start])


def _following(clause: Clause, span: Span) -> tuple[str, ...]:
    return tuple(word.folded for word in clause.message.words[span.end : min(span.end + 3, clause.end)])


def _part_beside(last: Span | None, between: Sequence[str]) -> Role | None:
    """Return the part of who is left out of somebody's films: of `Kurosawa without Mifune` it is to act."""
    return "cast" if last is not None and last.kind == "person" and "without" in between else None


def _denied_part(clause: Clause, span: Span) -> tuple[Role | None, int]:
    """Return the part that the words behind a person's name deny them, and how many words these are."""
    if span.kind != "person":
        return None, 0
    ends = (other.start for other in clause.spans if other.start >= span.end)
    behind = clause.message.words[span.end : min(ends, default=clause.end)]
    match = _DENYING.match(" ".join(word.folded for word in behind))
    if match is None:
        return None, 0
    roles: list[Role] = [role for role, cues in ROLE_CUES if match["verb"] in cues]
    return (roles[0], len(match[0].split())) if roles else (None, 0)


def _turns(between: Sequence[str]) -> bool:
    nearest = between[-4:]
    if any(word in NEGATIONS for word in nearest):
        return True
    return any(pair in _OTHER_THAN for pair in pairwise(nearest))


def _role(before: Sequence[str], after: Sequence[str]) -> Role | None:
    """Return the part in which a person is meant, by the nearest word that tells, those before them first."""
    behind = () if set(after[:1]) & _NEXT else after[:2]
    nearest = (*behind, *reversed(before[-4:]))
    for word in (*(word for word in nearest if word != "by"), *(word for word in nearest if word == "by")):
        for role, cues in ROLE_CUES:
            if word in cues:
                return role
    return None


def _leaf(span: Span, role: Role | None) -> Leaf:
    if span.kind == "person":
        return Leaf("person", (span.folded,), role=role, said=span.name)
    said = span.range.said if span.range is not None else span.values[0]
    if span.kind == "certification":
        said = f"rated {listed(span.values, 'or')}"
    return Leaf(_ON[span.kind], span.values, range=span.range, said=said)


_ON: Mapping[Kind, On] = {
    "genre": "genre",
    "country": "country",
    "language": "language",
    "years": "years",
    "runtime": "runtime",
    "score": "score",
    "company": "company",
    "budget": "budget",
    "revenue": "revenue",
    "reviews": "reviews",
    "certification": "certification",
}


def contradiction(condition: Condition | None) -> tuple[str, str] | None:
    """Return two conditions that no film can fulfil together, as they read; None where there are none."""
    if not isinstance(condition, Joined) or condition.by != "and":
        return None
    leaves = [part for part in condition.parts if isinstance(part, Leaf) and part.range is not None]
    for place, first in enumerate(leaves):
        for second in leaves[place + 1 :]:
            if first.on == second.on and _apart(first, second):
                return first.said, second.said
    wanted = [part for part in condition.parts if isinstance(part, Leaf)]
    for part in condition.parts:
        if isinstance(part, Not) and isinstance(part.part, Leaf):
            for leaf in wanted:
                if leaf == part.part:
                    return leaf.said, f"not {leaf.said}"
    return None


def _apart(first: Leaf, second: Leaf) -> bool:
    assert first.range is not None
    assert second.range is not None
    lows = [each.low for each in (first.range, second.range) if each.low is not None]
    highs = [each.high for each in (first.range, second.range) if each.high is not None]
    return bool(lows) and bool(highs) and max(lows) > min(highs)
