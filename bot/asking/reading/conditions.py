"""The conditions of a list, joined by and, or and not, from the spans of a clause in their order. Pure rules.

How they are joined: `not` holds for the condition after it and for those that `or` ties to it. Between two
conditions of one kind `or` ties them closely (`French or Italian comedies`), else it parts all that stands before it
from all that stands after (`French comedies or Italian dramas`). Countries, languages, years and directors beside each
other are alternatives, since a list of French and Italian films is one of both; genres and actors have to be there
together.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from bot.asking.finding.spans import Kind, Span
from bot.asking.query import Condition, Joined, Leaf, Not, On, Role
from bot.asking.reading.clauses import Clause
from bot.asking.reading.leaves import leaves
from bot.asking.saying.voice import listed
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.intents import ROLE_CUES
from bot.asking.wording.lexicon import ASKING
from bot.asking.wording.places import REGIONS
from bot.asking.wording.talk import NEGATIONS
from bot.catalogue.text import fold

_KINDS: tuple[Kind, ...] = (
    *("genre", "country", "language", "person", "years", "runtime", "score", "company"),
    *("budget", "revenue", "reviews", "certification"),
)
CONDITION_KINDS = frozenset(_KINDS)
_ALTERNATIVES = frozenset({"country", "language", "years", "company", "certification"})
_NEXT = frozenset({"and", "or", "with", "by", "but", "not", "starring", "featuring"})
"""Words with which another condition begins."""
_DENIED_ON = frozenset({"or", "nor", "and", "by", "from", "any", "anything", "the", "also", "even", "films", "movies"})
"""Words between two of a kind over which the second is denied with the first."""
_OTHER_THAN = (
    *(("other", "than"), ("but", "not"), ("apart", "from"), ("aside", "from"), ("rather", "than"), ("instead", "of")),
    *(("leave", "out"), ("leaving", "out"), ("dont", "want"), ("dont", "include"), ("dont", "like"), ("dont", "mean")),
    *(("leave", "the"), ("skip", "the"), ("skip", "any"), ("ignore", "the"), ("ignoring", "the"), ("sick", "of")),
    *(("tired", "of"), ("do", "not"), ("anything", "but"), ("nothing", "by"), ("nothing", "from"), ("save", "for")),
    *(("anyone", "but"), ("anybody", "but"), ("anywhere", "but"), ("everyone", "but"), ("any", "but")),
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
    spans = [span for span in clause.spans if span.kind in CONDITION_KINDS and not _is_by_the_way(clause, span)]
    passed = [span for span in clause.spans if span.kind in CONDITION_KINDS and span not in spans]
    if not spans:
        return None
    groups: list[list[Condition]] = [[]]
    last: Span | None = None
    role, former = default_role, default_role
    turned, both, told = False, False, 0
    for span in spans:
        between = _between(clause, _last(passed, last, span), span)[told:]
        denied, told = _denied_part(clause, span)
        role = denied or _role(between, _following(clause, span)) or _part_beside(last, between) or role
        # What is denied stays so over an `or` or `and` between two of a kind: `not by Kalatozov or Tarkovsky`.
        goes_on = turned and last is not None and last.kind == span.kind and not set(between) - _DENIED_ON
        turned = _turns(between) or goes_on or denied is not None
        leaf = _leaf(span, role)
        condition: Condition = Not(leaf) if turned != span.denied else leaf
        both = "both" in between or (both and last is not None and last.kind == span.kind)
        tie = _tie(last, span, between, _following(clause, span), role if role == former else "another", both=both)
        former = role if span.kind == "person" else former
        if tie == "part":
            groups.append([condition])
        elif tie == "or" and groups[-1]:
            narrower = "or" not in between and _is_within(condition, groups[-1][-1])
            groups[-1][-1] = condition if narrower else _either(groups[-1][-1], condition)
        else:
            groups[-1].append(condition)
        last = span
    joined = [_all(group) for group in _bounded_alike([group for group in groups if group])]
    return joined[0] if len(joined) == 1 else Joined("or", tuple(joined))


def _bounded_alike(groups: list[list[Condition]]) -> list[list[Condition]]:
    """Return the sides of an `or` with the bounds at its end on all: `horror or French comedies under two hours`."""
    *before, last = groups
    ending = list(takewhile(_is_bound, reversed(last)))
    if not before or not ending or len(ending) == len(last):
        return groups
    bound = {leaf.on for part in ending for leaf in leaves(part)}
    open_sides = not any(leaf.on in bound for side in before for part in side for leaf in leaves(part))
    return [*([*side, *reversed(ending)] for side in before), last] if open_sides else groups


def _is_bound(condition: Condition) -> bool:
    """Tell whether a condition is on a year, a length, a score, a sum or a number."""
    return all(leaf.range is not None for leaf in leaves(condition))


def _tie(
    last: Span | None, span: Span, between: Sequence[str], after: Sequence[str], role: str | None, *, both: bool
) -> str:
    if last is None:
        return "and"
    same = last.kind == span.kind
    own = _is_list_of_its_own(between, after)
    if own or "or" in between:
        return "or" if same and not own else "part"
    if "nor" in between:
        return "and"
    if same and not _turns(between):
        if last.kind in _ALTERNATIVES and not both and not _bounds(last, span):
            return "or"
        if last.kind == "person" and role in {"director", "writer"} and "with" not in between and not both:
            return "or"
    return "and"


def _is_list_of_its_own(between: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether films of their own are asked for: `films with A and films with B`, `A films, B films`."""
    nouns = {"films", "movies"}
    begun = any(pair[0] == "and" and pair[1] in nouns for pair in pairwise(between))
    return begun or (set(between[:1]) <= nouns and len(between) == 1 and set(after[:1]) <= nouns and bool(after))


def _bounds(first: Span, second: Span) -> bool:
    """Tell whether two ranges bound one from both sides, as `after 1950 and before 1960`, or say more of one."""
    if first.range is None or second.range is None:
        return False
    open_ends = [
        each.range.low is None or each.range.high is None for each in (first, second) if each.range is not None
    ]
    return any(open_ends)


def _is_within(condition: Condition, region: Condition) -> bool:
    """Tell whether a country lies in the part of the world named before it: `Eastern Europe: Hungary or Romania`."""
    if not isinstance(condition, Leaf) or not isinstance(region, Leaf) or region.values not in _PARTS_OF_WORLD:
        return False
    return set(condition.values) < set(region.values)


_PARTS_OF_WORLD = frozenset(REGIONS.values())


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


def _last(passed: Sequence[Span], last: Span | None, span: Span) -> Span | None:
    """Return which of what was passed over, and of the last condition, stands nearer before a condition."""
    before = [each for each in passed if each.end <= span.start and (last is None or each.end > last.end)]
    return before[-1] if before else last


_ONLY_DENIED = frozenset(str.split("not dont didnt doesnt isnt arent neednt nor"))


def _is_by_the_way(clause: Clause, span: Span) -> bool:
    """Tell whether a condition is named only to say that it is none: `and I don’t mean only American`."""
    start = max((other.end for other in clause.spans if other.end <= span.start), default=clause.start)
    before = [word.folded for word in clause.message.words[start : span.start]][-5:]
    turned = [place for place, word in enumerate(before) if word in _ONLY_DENIED]
    return bool(turned) and bool({"only", "just", "merely"} & set(before[turned[-1] + 1 :][:2]))


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


_INTERJECTED = frozenset(str.split("wait sorry i thanks thank hang actually just only hold oh ok but lets"))
"""Words behind a `no` that denies what was said before, and not what follows."""


def _turns(between: Sequence[str]) -> bool:
    pairs = pairwise((*between, ""))
    kept = [word for word, following in pairs if not (word in {"no", "nope"} and following in _INTERJECTED)]
    nearest = _after_denied(_without_degrees(kept))[-4:]
    if any(word in NEGATIONS or word in _DISLIKING for word in nearest):
        return True
    return any(pair in _OTHER_THAN for pair in pairwise(nearest))


def _after_denied(words: Sequence[str]) -> Sequence[str]:
    """Return words without a `not gory and`, which denies a word of its own before the next condition."""
    ends = [place for place, word in enumerate(words) if word in {"and", "but"}]
    denied = [place for place, word in enumerate(words) if word in NEGATIONS]
    if not ends or not denied or ends[-1] < denied[-1]:
        return words
    own = [word for word in words[denied[-1] + 1 : ends[-1]] if word not in ASKING and word not in CHATTER]
    return words[ends[-1] + 1 :] if own else words


def _without_degrees(words: Sequence[str]) -> Sequence[str]:
    """Return words without a `not too scary`, which denies how much and not what."""
    for place in range(len(words) - 2):
        if words[place] in {"not", "nothing", "isnt", "arent"} and words[place + 1] in _DEGREES:
            return (*words[:place], *words[place + 3 :])
    return words


_DISLIKING = frozenset({"hate", "hates", "dislike", "dislikes", "detest", "loathe", "bored"})
_DEGREES = frozenset({"too", "so", "very", "that", "overly", "super", "really", "as", "terribly"})


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
        theirs = (span.folded, *map(fold, span.values))
        return Leaf("person", theirs, role=role, said=listed((span.name, *span.values), "or"))
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
