"""How an answer is set: names, titles, quotations and members, plainly or as the markdown of a chat. Pure records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


def _same(text: str) -> str:
    return text


def _bold(text: str) -> str:
    return text


def _barred(text: str) -> str:
    return f"[spoiler] {text} [/spoiler]"


def _member(member_id: int) -> str:
    return f"member {member_id}"


@dataclass(frozen=True, slots=True)
class Voice:
    """How the parts of an answer are written; without a choice as plain text for a terminal.

    `safe` makes a record's text harmless, `title` sets a film's name, `barred` hides what gives a plot away, `member`
    names a member, `note` sets what stands below an answer.
    """

    safe: Callable[[str], str] = _same
    title: Callable[[str], str] = _bold
    barred: Callable[[str], str] = _barred
    member: Callable[[int], str] = _member
    note: Callable[[str], str] = _same


PLAIN = Voice()


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return parts as one phrase: `a, b and c`."""
    *rest, final = parts
    return f"{', '.join(rest)} {last} {final}" if rest else final
