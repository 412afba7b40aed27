"""The title index: finds the film that was meant, and says how sure it is."""

import threading
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index import candidates, saved
from bot.catalogue.index.build import merge, pack
from bot.catalogue.index.confidence import confidence, far_off, worth_offering
from bot.catalogue.index.names import Kind
from bot.catalogue.index.normalise import normalise
from bot.catalogue.index.ranking import find
from bot.catalogue.index.reasons import film_match, match
from bot.catalogue.index.records import Answer, Confidence, IndexEntry, Match
from bot.catalogue.index.state import Layer, Numbers, State
from bot.catalogue.index.typed import Label, clean, label, readings

_RIVALS = 10
"""Films that confidence looks at, however few are asked for."""
_SAME_TITLE = 1_000
"""Films of one title among which a chosen label is looked for."""
_SMALL = 5_000
"""Films up to which the whole index is packed anew at every change; it takes a moment."""
_TAILS = 2
"""Layers of changes beside the largest layer: one for the latest, one that it is merged into when it has grown."""
_SHORT_TAIL = 1_000
"""Films the layer of the latest changes may reach."""
_MOST_CHANGES = 1 / 16
"""The part of all films that changes may reach before all is merged into one layer."""


class TitleIndex:
    """Titles of a catalogue, searched by what people type; safe to read in several threads while `apply` runs."""

    def __init__(self, state: State, *, version: int = 0) -> None:
        self._state = state
        self._changing = threading.Lock()
        self.version = version
        """The change number of the catalogue that the index was built at."""

    @classmethod
    def build(cls, entries: Iterable[IndexEntry]) -> "TitleIndex":
        """Return an index of `entries`, no two of which have one id."""
        return cls(State.of([Layer.of(pack(entries))]))

    def __len__(self) -> int:
        return len(self._state)

    def search(self, text: str, *, guild_id: int = 0, limit: int = 10) -> Answer:
        """Return up to `limit` films that a whole title, perhaps mistyped, may mean."""
        state, text = self._state, clean(text)
        found = find(state, readings(text), guild_id, limit=max(limit, _RIVALS), typing=False)
        sure = confidence(found)
        found = worth_offering(found, sure)
        chosen = label(text)
        exact = _labelled(state, chosen, guild_id) if chosen else ()
        matches = tuple(match(state, one) for one in found[:limit])
        if exact:
            ids = {one.film_id for one in exact}
            matches = (*exact, *(one for one in matches if one.film_id not in ids))
            sure = Confidence.SURE if len(exact) == 1 else Confidence.CHOICE
        return Answer(matches[:limit], sure)

    def complete(self, text: str, *, guild_id: int = 0, limit: int = 25) -> tuple[Match, ...]:
        """Return up to `limit` films whose title is being typed, and none where all are far off.

        What is far off as a beginning may still be a whole title with its mistakes, so that is asked last.
        """
        state, cleaned = self._state, clean(text)
        if not cleaned:
            return self.popular(guild_id=guild_id, limit=limit)
        ways = readings(cleaned, unfinished=not text[-1:].isspace())
        found = find(state, ways, guild_id, limit=limit, typing=True)
        if found and far_off(found) and self.search(text, guild_id=guild_id).confidence is Confidence.NONE:
            return ()
        return tuple(match(state, one) for one in found)

    def named(self, text: str, *, guild_id: int = 0) -> tuple[Match, ...]:
        """Return the films one of whose whole names is exactly `text`, but for article, case and marks.

        A look-up in a sorted list and no search, so that every few words of a message can be tried.
        """
        state, key = self._state, normalise(clean(text)).text
        exact: dict[int, Match] = {}
        for layer in state.layers if key else ():
            table = layer.segment.table

            def seen(names: Numbers, layer: Layer = layer) -> NDArray[np.bool_]:
                return state.visible_names(layer, names, guild_id)

            for name in candidates.same_as(layer.segment.starts, key, seen, _SAME_TITLE).tolist():
                if table.keys[name][int(table.article_length[name]) :] == key and table.name_kind[name] < Kind.ACRONYM:
                    found = film_match(table, int(table.name_film[name]), 100.0, ("same words",))
                    exact.setdefault(found.film_id, found)
        return tuple(exact.values())

    def popular(self, *, guild_id: int = 0, limit: int = 25) -> tuple[Match, ...]:
        """Return the `limit` best known films."""
        state = self._state
        best: list[tuple[float, int, int, Match]] = []
        for layer in state.layers:
            table = layer.segment.table
            for film in islice(_seen_films(state, layer, guild_id), limit):
                found = film_match(table, film, 100.0, ())
                best.append((float(table.obscurity[film]), -(found.year or 0), found.film_id, found))
        return tuple(found for *_, found in sorted(best)[:limit])

    def apply(self, changed: Iterable[IndexEntry], removed: Iterable[int]) -> None:
        """Bring films in, up to date and out; a search running meanwhile sees all of it or none.

        Changes stand in a small layer of their own. Once that has grown it is merged with the others before this
        returns, while searches go on, so call it in a worker thread.
        """
        entries = {entry.film_id: entry for entry in changed}
        dropped = np.fromiter(chain(entries, removed), dtype=np.int64)
        with self._changing:
            base, *tail = (layer.without(dropped) for layer in self._state.layers)
            weights = base.segment.grams.weight
            if entries:
                tail.append(Layer.of(pack(entries.values(), weights=weights)))
            while len(tail) > _TAILS or (len(tail) == _TAILS and len(tail[-1]) > _SHORT_TAIL):
                tail[-2:] = [Layer.of(merge(tail[-2:], weights=weights))]
            self._state = State.of([base, *tail])
            changes = sum(map(len, tail)) + base.count_gone
            if changes and (len(base) <= _SMALL or changes > len(base) * _MOST_CHANGES):
                self._state = State.of([_whole(self._state)])

    def save(self, path: Path, *, version: int) -> None:
        """Write the index to `path` atomically, marked with the catalogue's change number `version`."""
        saved.save(path, _whole(self._state).segment, version=version)

    @classmethod
    def load(cls, path: Path) -> "TitleIndex":
        """Map the index saved at `path` into memory; raises `SavedIndexError` if it is not a whole, current one."""
        segment, version = saved.load(path)
        return cls(State.of([Layer.of(segment)]), version=version)


def _whole(state: State) -> Layer:
    """Return all of `state` as one layer with nothing gone."""
    if len(state.layers) == 1 and state.layers[0].gone is None:
        return state.layers[0]
    return Layer.of(merge(state.layers))


def _seen_films(state: State, layer: Layer, guild_id: int) -> Iterator[int]:
    """Yield the numbers of the films of a layer that a member of `guild_id` may find."""
    for begin in range(0, len(layer.segment), 1024):
        films = np.arange(begin, min(begin + 1024, len(layer.segment)))
        yield from films[state.visible(layer, films, guild_id)].tolist()


def _labelled(state: State, chosen: Label, guild_id: int) -> tuple[Match, ...]:
    """Return the films whose title and year, and person if given, are exactly those of a chosen label."""
    key = normalise(chosen.title).text
    exact: dict[int, Match] = {}
    for layer in state.layers:
        table = layer.segment.table

        def seen(names: Numbers, layer: Layer = layer) -> NDArray[np.bool_]:
            return state.visible_names(layer, names, guild_id)

        for film in table.name_film[candidates.same_as(layer.segment.starts, key, seen, _SAME_TITLE)].tolist():
            same = table.year[film] == chosen.year and clean(table.titles[film]) == chosen.title
            if same and (chosen.person is None or chosen.person in table.people_of(film)):
                found = film_match(table, film, 100.0, ("title and year match",))
                exact[found.film_id] = found
    return tuple(exact.values())
