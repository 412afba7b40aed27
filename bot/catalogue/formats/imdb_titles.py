"""The rows of `title.basics.tsv` that are films. Most of its millions are episodes, and are passed over fast."""

import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

from bot.catalogue.film import Notice, Reject
from bot.catalogue.formats.headed import head_of
from bot.catalogue.formats.imdb_tsv import Tsv, known
from bot.catalogue.record import shown

Cells = Mapping[str, str]

_ID = re.compile(r"tt\d{7,10}", re.ASCII)
TYPES = frozenset(
    {"movie", "short", "tvEpisode", "tvMiniSeries", "tvMovie", "tvPilot", "tvSeries", "tvShort", "tvSpecial", "video"}
    | {"videoGame", "radioSeries", "radioEpisode", "audiobook", "podcastSeries", "podcastEpisode", "musicVideo"}
)
"""What titles can be; most are episodes."""


class Titles:
    """The titles of the wanted types in a table, of those for adults only where `adult` asks for them."""

    def __init__(self, stream: BinaryIO, types: Collection[str], *, adult: bool) -> None:
        self._types = frozenset(types)
        self._adult = adult
        headings = Tsv(io.BytesIO(head_of(stream)[0])).headings
        self._tsv = Tsv(stream, self._passed_over() if headings[:2] == ("tconst", "titletype") else None)

    def rows(self) -> Iterator[tuple[int, Cells] | Reject | Notice]:
        """Give each film's known cells with their line, what is no row, and in the end what was left out."""
        tsv, headings = self._tsv, self._tsv.headings
        at = headings.index("titletype")
        before = tsv.line
        looked_at = adults = 0
        strangers: set[str] = set()
        for line in tsv.lines:
            yield from tsv.events()
            looked_at += 1
            cells = line.split("\t")
            if len(cells) != len(headings):
                if line.strip():
                    yield tsv.unfit(cells)
                continue
            row = known(headings, cells)
            if cells[at] not in self._types:
                looked_at -= 1
                if cells[at] not in TYPES | strangers:
                    strangers.add(cells[at])
                    yield Notice(f"titles of the type {shown(cells[at])} left out", tsv.line)
            elif not _ID.fullmatch(row.get("tconst", "")):
                yield Reject(tsv.line, f"tconst: expected an id such as tt0050634, got {shown(row.get('tconst'))}")
            elif row.get("isadult") == "1" and not self._adult:
                adults += 1
            else:
                yield tsv.line, row
        yield from tsv.events()
        others = tsv.line - before - looked_at
        if others or adults:
            wanted = ", ".join(sorted(self._types))
            yield Notice(f"left out: titles that are not {wanted}, {others:,}; for adults alone, {adults:,}")

    def _passed_over(self) -> re.Pattern[str]:
        """Return what matches lines of types that are not wanted."""
        types = "|".join(sorted(TYPES - self._types))
        return re.compile(rf"(?:tt[0-9]++\t(?:{types})\t.*+(?:\n|\Z))*+")
