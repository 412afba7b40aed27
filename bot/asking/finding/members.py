"""Members of a server by the names they go by, so that one may be meant without a mention. Pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalogue.text import fold

_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class MemberName:
    """A member's id and what they are called: by a nickname, by their display name, by their user name."""

    id: int
    names: tuple[str, ...]


class Members:
    """The members of a server whose names are known."""

    def __init__(self, members: Iterable[MemberName] = ()) -> None:
        whole: dict[str, set[int]] = {}
        first: dict[str, set[int]] = {}
        for member in members:
            for name in filter(None, map(fold, member.names)):
                whole.setdefault(name, set()).add(member.id)
                first.setdefault(name.split()[0], set()).add(member.id)
        self._named = {**_of_one(first), **_of_one(whole)}

    def named(self, text: str) -> int | None:
        """Return the one member of whom this is a name, or the first word of one; None where it may be several."""
        return self._named.get(fold(text)) if self._named else None


def _of_one(found: dict[str, set[int]]) -> dict[str, int]:
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1 and len(name) >= _SHORTEST}


NOBODY = Members()
"""Where no names are known: then only mentions are understood."""
