"""Which sources are read together: a table of films, and those beside it that say more of the same films."""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from bot.catalogue.film import Notice, Outcome, Reject
from bot.catalogue.formats import Format
from bot.catalogue.formats.headed import head_of
from bot.catalogue.loading.sources import Source, SourceReject

MOST_TOGETHER = 10_000
"""Among how many sources those are looked for that belong together."""

MOST_FOLDERS = 50
"""In how many folders and archives, all of which are open meanwhile, they are looked for."""

_TABLES = (".csv", ".tsv")
_LAST_NAME = re.compile(r"[^/:\\]*$")


@dataclass(frozen=True, slots=True)
class JoinedSource:
    """A source and those that are read with it, by the names its format gives them."""

    source: Source
    parts: Mapping[str, Source] = field(default_factory=dict[str, Source])

    @contextmanager
    def outcomes(self, known: Format, stream: BinaryIO) -> Generator[Iterator[Outcome]]:
        """Give what `known` reads from the source's stream with its parts, which are open meanwhile.

        What a part is called by its format is made the name of its file.
        """
        with ExitStack() as opened:
            known_parts = ((part, source) for part, source in self.parts.items() if part in known.parts)
            streams = {part: opened.enter_context(source.open()) for part, source in known_parts}
            outcomes = known.read(stream, **streams)
            yield map(self._placed, outcomes) if streams else outcomes

    def _placed(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, Reject | Notice) and outcome.part in self.parts:
            return replace(outcome, part=self.parts[outcome.part].name)
        return outcome


def join_sources(
    sources: Iterable[Source | SourceReject], formats: Mapping[str, Format]
) -> Iterator[JoinedSource | SourceReject]:
    """Give the sources in their order, those that are parts of another together with it.

    A part goes with the table in its own folder; where there is none, with the only one there is. One that goes with
    none comes after the others: it adds to films that are there.
    """
    group: list[Source | SourceReject] = []
    folders: set[str] = set()
    for source in sources:
        folder = _folder(source)
        if len(group) == MOST_TOGETHER or (folder not in folders and len(folders) == MOST_FOLDERS):
            yield from _joined(group, formats)
            group, folders = [], set()
        group.append(source)
        folders.add(folder)
    yield from _joined(group, formats)


@dataclass(slots=True)
class _Roles:
    """Which sources are tables that take parts, and which are parts, by their format's name and the part's."""

    mains: list[tuple[Source, Format]] = field(default_factory=list[tuple[Source, Format]])
    parts: dict[tuple[str, str], list[Source]] = field(default_factory=dict[tuple[str, str], list[Source]])

    def learn(self, source: Source, formats: Mapping[str, Format]) -> None:
        """Look how a source begins, and note what it is."""
        if head := _head(source):
            for known in formats.values():
                part = next((part for part, matches in known.parts.items() if matches(source.name, head)), None)
                if part is not None:
                    self.parts.setdefault((known.name, part), []).append(source)
                elif known.parts and (known.takes_parts or known.matches)(source.name, head):
                    self.mains.append((source, known))

    def parts_of(self, main: Source, known: Format) -> dict[str, Source]:
        """Return the sources that are read with a table, by the parts they are."""
        alone = sum(other is known for _, other in self.mains) == 1
        found: dict[str, Source] = {}
        for part in known.parts:
            candidates = self.parts.get((known.name, part), [])
            near = [source for source in candidates if _folder(source) == _folder(main)]
            if near or (alone and len(candidates) == 1):
                found[part] = (near or candidates)[0]
        return found


def _joined(group: list[Source | SourceReject], formats: Mapping[str, Format]) -> Iterator[JoinedSource | SourceReject]:
    roles = _Roles()
    for source in group if len(group) > 1 else ():
        if isinstance(source, Source):
            roles.learn(source, formats)
    taken = {id(main): roles.parts_of(main, known) for main, known in roles.mains}
    with_others = {id(part) for found in taken.values() for part in found.values()}
    by_themselves = {id(part) for parts in roles.parts.values() for part in parts} - with_others
    apart = with_others | by_themselves
    for source in group:
        if isinstance(source, SourceReject):
            yield source
        elif id(source) not in apart:
            yield JoinedSource(source, taken.get(id(source), {}))
    for source in group:
        if isinstance(source, Source) and id(source) in by_themselves:
            yield JoinedSource(source)


def _folder(source: Source | SourceReject) -> str:
    """Return what a source's name says of where it is: its folder, or its archive and the folder therein."""
    return _LAST_NAME.sub("", source.name)


def _head(source: Source) -> bytes:
    """Return how a table begins; nothing of what is none, or cannot be read, which is told when it is loaded."""
    if not source.name.lower().removesuffix(".gz").endswith(_TABLES):
        return b""
    with source.open() as stream:
        return head_of(stream)[0]
