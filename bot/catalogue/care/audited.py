"""What the audit list holds: changes that admins made, each with what was before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["edit", "alias", "retire", "merge", "different", "setting", "load"]
"""What was changed: fields of a film, a name it is found by, whether it is in sight, whether two films are one, whether
two films that look alike are two, a setting, and a load of films."""

State = Mapping[str, Any]
"""A state of what was changed, as JSON.

Of an edit `fields` are values by their fields, `own` those of them that were set by hand, and `places` the merges that
it made; of the other kinds the one value that changed stands under a name of its own.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, from what to what.

    `about` names the films or the setting; `film_id` and `other_id` are films, or `other_id` a load.
    """

    kind: Kind
    about: str
    before: State
    after: State
    film_id: int | None = None
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: who made it (None the owner, 0 one who is forgotten) and when, and what it made of what.

    `about` names the films or the setting; `film_id` and `other_id` are films, or `other_id` a load. `undoes` is the
    entry that this one took back, and `undone` says whether this one was taken back.
    """

    id: int
    kind: Kind
    about: str
    film_id: int | None
    other_id: int | None
    before: State
    after: State
    undoes: int | None
    undone: bool
    done_by: int | None
    done_at: str

    @property
    def load_id(self) -> int | None:
        """The load that this tells of, or None where it is another change, such as the undoing of one."""
        return self.other_id if self.kind == "load" and self.after.get("loaded") else None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of the list, the latest first, and how long the whole list is."""

    entries: tuple[Entry, ...]
    total: int
