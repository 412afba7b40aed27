"""Somebody asked for in two parts at once: `films Welles acted in but did not direct`. Pure rules."""

import re

from bot.asking.finding.spans import Span
from bot.asking.query import Condition, Joined, Leaf, Not, Role
from bot.asking.reading.clauses import Clause

_VERBS: dict[Role, str] = {
    "director": r"(?:direct(?:s|ed|or|ing)?|made|make|makes|helmed)",
    "writer": r"(?:wr(?:ite|ites|ote|itten|iter|iting)|script(?:ed)?|penned)",
    "cast": r"(?:(?:act|star|appear|play)(?:s|r?ed|or|r?ing)?|is|was|been|be)(?: in)?",
}
_EITHER_VERB = "|".join(f"(?P<{{0}}_{role}>{verb})" for role, verb in _VERBS.items())
_PAIR = re.compile(
    rf"(?<!\S)(?:{_EITHER_VERB.format('first')})(?: (?:it|them|in|by|PERSON))*,? "
    r"(?P<join>and|but|or|without|while|that|which)(?: (?P<turned>not|never|did not|does not|has not|without))?"
    rf"(?: (?:also|he|she|they|did|does|has|both|in|himself|herself))*(?: (?P<later>not|never))? "
    rf"(?:{_EITHER_VERB.format('second')})(?!\S)"
)


def in_two_parts(clause: Clause, person: Span) -> Condition | None:
    """Return that a person had one part in a film and another too, or not; None where one part is asked for."""
    match = _PAIR.search(clause.shape)
    if match is None:
        return None
    first, second = (_leaf(person, match, which) for which in ("first", "second"))
    if first.role == second.role:
        return None
    if match["turned"] or match["later"] or match["join"] == "without":
        return Joined("and", (first, Not(second)))
    return Joined("or" if match["join"] == "or" else "and", (first, second))


def _leaf(person: Span, match: re.Match[str], which: str) -> Leaf:
    roles: list[Role] = [role for role in _VERBS if match[f"{which}_{role}"]]
    return Leaf("person", (person.folded,), role=roles[0], said=person.name)
