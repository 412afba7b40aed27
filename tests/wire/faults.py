"""What goes wrong on the way to Discord: which requests it befalls, how often, and how."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

Kind = Literal["rate limited", "failed", "answer lost", "connection lost"]
"""How a request goes wrong.

`rate limited`: 429, nothing done. `failed`: 500, nothing done. `answer lost`: done, but 500 is said. `connection lost`:
done, and the connection is cut before a word is said.
"""


@dataclass(slots=True)
class Fault:
    """A fault for the next `times` requests whose method and path fit; `path` may hold `*`."""

    kind: Kind
    path: str
    method: str
    times: int
    retry_after: float
    """Seconds that a rate limit lasts."""

    def befalls(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in {method, "*"} and fnmatchcase(path, self.path)

    @property
    def takes_effect(self) -> bool:
        return self.kind in {"answer lost", "connection lost"}


class Faults:
    """The faults that are still to come, the oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, kind: Kind, path: str, *, method: str = "*", times: int = 1, retry_after: float = 0.2) -> Fault:
        self._faults.append(Fault(kind, path, method, times, retry_after))
        return self._faults[-1]

    def next(self, method: str, path: str) -> Fault | None:
        """Return the fault that befalls a request, and count it."""
        fault = next((fault for fault in self._faults if fault.befalls(method, path)), None)
        if fault is not None:
            fault.times -= 1
        return fault
