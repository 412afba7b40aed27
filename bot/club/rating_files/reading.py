"""Reading a member's export: which source's it is, within bounds on what a stranger's file may take."""

import errno
import io
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from bot.catalogue.formats.headed import HEAD, Headings, find_headings
from bot.catalogue.loading.sources import Limits, Source, SourceReject, sources
from bot.club.rating_files import cells, imdb, letterboxd, movielens, trakt
from bot.club.rating_files.record import ImportedRating, LeftOut, Outcome, RatingFile, Remark, SourceName
from bot.club.rating_files.tables import Table
from bot.errors import UserError

MOST_BYTES = 25 * 2**20
"""Bytes of a file as it is sent; the largest real exports of one person have a few millions."""

MOST_ROWS = 50_000
"""Rows of an export, all its tables together."""

MOST_LINES = 500_000
"""Lines of an export, all its tables together; reviews may have many, and blank ones cost time too."""

LIMITS = Limits(unpacked=64 * 2**20, archive=128 * 2**20, members=2_000, ratio=200, ratio_from=8 * 2**20)
"""What a packed export may unpack to."""

_Read = Callable[[Sequence[Table]], Iterator[Outcome]]

_TABLES: Headings = {**letterboxd.TABLES, **movielens.TABLES, **imdb.TABLES}
_SOURCES: dict[str, SourceName] = {
    **dict.fromkeys(letterboxd.TABLES, "Letterboxd"),
    **dict.fromkeys(movielens.TABLES, "MovieLens"),
    **dict.fromkeys(imdb.TABLES, "IMDb"),
    trakt.KIND: "Trakt",
}
_ENDINGS = (".csv", ".json", ".txt", ".tsv")
_ORDER = ("ratings.csv", "diary.csv", "reviews.csv")
_TAKEN = "I take the exports of Letterboxd (the zip, or a CSV of it), IMDb, Trakt and MovieLens."

# What is sent in their place, by how it begins.
_STRANGERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|head|body|table|div|script|\?xml)", re.IGNORECASE),
        "is a web page and no export, whatever its name says. Use the site’s own export, not *Save page as*.",
    ),
    (re.compile(rb"%PDF"), "is a PDF."),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL), "is a picture."),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "is a spreadsheet. Save it as CSV, or send the export as it came."),
    (re.compile(rb"Rar!|7z\xbc\xaf"), "is packed in a way I do not open. A zip will do."),
)


def read_ratings(name: str, data: bytes, *, television: bool = False) -> RatingFile:
    """Read a member's export, called `name`, whole.

    It is written to a temporary file, which is gone when this returns. It takes up to seconds: call it in a thread.

    Raises:
        UserError: it is no export of the four, or larger than is taken; the text says what it is instead.
    """
    name = cells.shown(name)
    if not data:
        raise UserError(f"{name} is empty.")
    if len(data) > MOST_BYTES:
        raise UserError(f"{name} is too large: {MOST_BYTES // 2**20} MB is the most I take.")
    _refuse_strangers(name, data[:HEAD])
    with tempfile.TemporaryDirectory(prefix="marquee-") as folder, ExitStack() as opened:
        path = Path(folder, "export")
        path.write_bytes(data)
        tables, remarks = _tables(path, name, opened)
        found: set[SourceName] = {_SOURCES[table.kind] for table in tables}
        if not found:
            raise UserError(_nothing_found(name, remarks))
        if len(found) > 1:
            raise UserError(f"{name} holds exports of {' and '.join(sorted(found))}. Please send me one at a time.")
        [source] = found
        return _collect(source, _reader(source, television=television)(tables), remarks)


def _reader(source: SourceName, *, television: bool) -> _Read:
    if source == "IMDb":
        return partial(imdb.read, television=television)
    return {"Letterboxd": letterboxd.read, "Trakt": trakt.read, "MovieLens": movielens.read}[source]


def _collect(source: SourceName, outcomes: Iterator[Outcome], remarks: list[Remark]) -> RatingFile:
    rows: list[ImportedRating] = []
    left_out: Counter[str] = Counter()
    for number, outcome in enumerate(outcomes, start=1):
        if number > MOST_ROWS:
            raise UserError(
                f"This export has more than {MOST_ROWS:,} rows, which is the most I take at a time. "
                "Please send it in parts: a table at a time, or a table cut in two."
            )
        if isinstance(outcome, ImportedRating):
            rows.append(outcome)
        elif isinstance(outcome, LeftOut):
            left_out[outcome.what] += 1
        else:
            remarks.append(outcome)
    return RatingFile(source, tuple(rows), tuple(remarks), left_out)


def _tables(path: Path, name: str, opened: ExitStack) -> tuple[list[Table], list[Remark]]:
    """Return the tables that are known among what was sent, in the order in which they are read."""
    tables: list[Table] = []
    remarks: list[Remark] = []
    lines = _Lines()
    for source in sources([path], LIMITS):
        inner = source.name.removeprefix(str(path)).removeprefix(":")
        if isinstance(source, SourceReject):
            remarks.append(Remark(inner or name, 1, source.reason))
        elif not inner or inner.lower().endswith(_ENDINGS):
            try:
                table = _table(inner or name, source, lines, opened)
            except OSError as error:
                remarks.append(Remark(inner or name, 1, error.strerror or str(error)))
            else:
                tables += [] if table is None else [table]
    return sorted(tables, key=_place), remarks


def _table(file: str, source: Source, lines: "_Lines", opened: ExitStack) -> Table | None:
    stream = cast("BinaryIO", opened.enter_context(io.BufferedReader(_Bounded(file, source.open(), lines))))
    head = stream.read(HEAD)
    stream.seek(0)
    parts = tuple(file.lower().split("/"))
    if trakt.matches(head):
        return Table(trakt.KIND, file, parts, stream)
    found = find_headings(head, _TABLES)
    return None if found is None else Table(found.kind, file, parts, stream, found)


def _place(table: Table) -> int:
    """Return where a table is read: what holds the ratings that stand comes before what holds earlier ones."""
    name = table.parts[-1]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


class _Lines:
    """How many lines the tables of one export may still have."""

    def __init__(self) -> None:
        self.left = MOST_LINES


class _Bounded(io.RawIOBase):
    """A stream that, where it outgrows its bounds, is refused as a whole instead of being read up to there."""

    def __init__(self, file: str, stream: BinaryIO, lines: _Lines) -> None:
        self._file = file
        self._stream = stream
        self._lines = lines
        self._counted = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._lines.left += self._counted
        self._counted = 0
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = cast("io.BufferedReader", self._stream).read1(len(buffer))
        except OSError as error:
            if error.errno == errno.EFBIG:
                raise UserError(f"I do not take {self._file}: {error.strerror}.") from None
            raise
        buffer[: len(data)] = data
        ends = data.count(b"\n") or data.count(b"\r")
        self._counted += ends
        self._lines.left -= ends
        if self._lines.left < 0:
            raise UserError(f"I do not take {self._file}: it has more than {MOST_LINES:,} lines.")
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _refuse_strangers(name: str, head: bytes) -> None:
    for beginning, what in _STRANGERS:
        if beginning.match(head):
            raise UserError(f"{name} {what} {_TAKEN}")
    if not head.strip():
        raise UserError(f"{name} holds nothing but blanks.")


def _nothing_found(name: str, remarks: Sequence[Remark]) -> str:
    if not remarks:
        return f"{name} is no export that I know. {_TAKEN}"
    first = remarks[0]
    where = "it" if first.file == name else first.file
    return f"I found nothing to import in {name}; {where} could not be read: {first.reason}. {_TAKEN}"
