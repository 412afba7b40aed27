"""Looking each thing up once while a message is read, and letting the event loop run between two of them."""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from bot.asking.finding.spans import Catalogue, Guess, NameGuess
from bot.asking.query import FilmName

T = TypeVar("T")

_PAUSE_EVERY = 0.001
"""Seconds of looking things up after which others get a turn."""
_PAUSE = 0.00002


class LookedUp:
    """A catalogue whose answers are remembered, since one message asks for most of them twice.

    Reading happens on a thread beside the event loop's, of which the interpreter runs one at a time. A thread that
    never waits keeps it for 5 ms at a stretch, so this one steps back every millisecond.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[Hashable, Any] = {}
        self._since = time.perf_counter()

    def named(self, text: str) -> tuple[FilmName, ...]:
        """Return the films one of whose names is exactly this."""
        return self._once(("named", text), lambda: self._catalogue.named(text))

    def search(self, text: str) -> Guess | None:
        """Return the films that a mistyped title means, None where none is near."""
        return self._once(("search", text), lambda: self._catalogue.search(text))

    def nearest(self, text: str) -> tuple[FilmName, ...]:
        """Return the films whose titles are nearest to what was typed."""
        return self._once(("nearest", text), lambda: self._catalogue.nearest(text))

    def person(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return who is meant by a name in credits."""
        return self._once(("person", text, exact), lambda: self._catalogue.person(text, exact=exact))

    def reviewer(self, text: str, *, exact: bool) -> NameGuess | None:
        """Return which reviewer is meant."""
        return self._once(("reviewer", text, exact), lambda: self._catalogue.reviewer(text, exact=exact))

    def member(self, text: str) -> int | None:
        """Return the id of the member of the server who goes by a name."""
        return self._catalogue.member(text)

    def company(self, text: str) -> tuple[str, ...]:
        """Return the spellings of the company that is meant."""
        return self._once(("company", text), lambda: self._catalogue.company(text))

    def _once(self, key: Hashable, find: Callable[[], T]) -> T:
        if key not in self._found:
            if time.perf_counter() - self._since > _PAUSE_EVERY:
                time.sleep(_PAUSE)
                self._since = time.perf_counter()
            self._found[key] = find()
        return self._found[key]
