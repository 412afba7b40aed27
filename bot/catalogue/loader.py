"""Loading: each source read, merged into the catalogue by identity, and reported line by line.

A file is one transaction: it is loaded whole, or, when the process dies, not at all. The files of one run are one
load, which `undo` takes back.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO, Protocol

from bot.catalogue import loads
from bot.catalogue.film import Notice, Record, Reject
from bot.catalogue.film_writer import FilmWriter
from bot.catalogue.formats import Format, choose, looks_like_records
from bot.catalogue.sources import Source, SourceReject
from bot.connection import begin, transaction

MOST_KEPT = 10_000
"""How many rejects, and how many warnings, a report keeps; it counts the rest."""

_PROGRESS_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class FileReject:
    """A place in a file that is no film: the file as it was named, the line (from 1) and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(slots=True)
class LoadReport:
    """What a load did. The counts are of records: a film that stands twice in a file counts twice."""

    films_new: int = 0
    films_updated: int = 0
    films_unchanged: int = 0
    reviews_new: int = 0
    files_read: int = 0
    reject_count: int = 0
    warning_count: int = 0
    rejects: list[FileReject] = field(default_factory=list[FileReject])
    warnings: list[str] = field(default_factory=list[str])
    seconds: float = 0.0
    load_id: int | None = None

    @property
    def films(self) -> int:
        """How many records were films."""
        return self.films_new + self.films_updated + self.films_unchanged

    def as_mapping(self) -> dict[str, Any]:
        """Return the report under the names of its JSON form."""
        return {
            "films": {"new": self.films_new, "updated": self.films_updated, "unchanged": self.films_unchanged},
            "reviews": {"new": self.reviews_new},
            "rejects": [asdict(reject) for reject in self.rejects],
            "warnings": self.warnings,
            "seconds": round(self.seconds, 3),
        }


class LoadListener(Protocol):
    """Who is told of a load while it goes on."""

    def progress(self, source: Source, films: int) -> None:
        """Hear some ten times a second which source is being read, and how many films have come from all of them."""

    def reject(self, reject: FileReject) -> None:
        """Hear of a reject as it is met."""

    def warning(self, text: str) -> None:
        """Hear of a warning as it is met."""


class Unheard:
    """A listener for a load whose report is enough."""

    def progress(self, source: Source, films: int) -> None:
        """Say nothing."""

    def reject(self, reject: FileReject) -> None:
        """Say nothing."""

    def warning(self, text: str) -> None:
        """Say nothing."""


class Loader:
    """Loads sources into one scope: the shared films (`guild_id` 0) or a server's own.

    `loaded_by` is a Discord user, None the owner at the command line. `format_name` overrides what a file's content
    says. The connection is a writer's, and nobody else uses it meanwhile.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        guild_id: int = 0,
        loaded_by: int | None = None,
        format_name: str | None = None,
        listener: LoadListener | None = None,
    ) -> None:
        self.report = LoadReport()
        self._connection = connection
        self._guild_id = guild_id
        self._loaded_by = loaded_by
        self._format_name = format_name
        self._listener = listener or Unheard()
        self._progress_due = 0.0

    def load(self, sources: Iterable[Source | SourceReject]) -> LoadReport:
        """Load every source that can be read, each in a transaction of its own, and return the report.

        Raises:
            DatabaseError: the database cannot be written; the files before this one are loaded.
        """
        return self._load_all(sources, partial(transaction, self._connection))

    def rehearse(self, sources: Iterable[Source | SourceReject]) -> LoadReport:
        """Do all that `load` does and report it, but leave the database as it was."""
        begin(self._connection)
        try:
            return self._load_all(sources, nullcontext)
        finally:
            self._connection.execute("ROLLBACK")
            self.report.load_id = None

    def _load_all(
        self, sources: Iterable[Source | SourceReject], around: Callable[[], AbstractContextManager[None]]
    ) -> LoadReport:
        started = time.perf_counter()
        try:
            for source in sources:
                if isinstance(source, SourceReject):
                    self._reject(source.name, Reject(1, source.reason))
                else:
                    with around():
                        self._load_source(source)
        finally:
            self.report.seconds = time.perf_counter() - started
        return self.report

    def _load_source(self, source: Source) -> None:
        before = replace(self.report)
        try:
            with source.open() as stream:
                chosen = choose(source.name, stream, self._format_name)
                if isinstance(chosen, Reject):
                    self._pass_over(source, chosen)
                    return
                self._load_records(source, chosen, stream)
        except BaseException:
            self._take_back_counts(before)
            raise
        self.report.files_read += 1

    def _pass_over(self, source: Source, reason: Reject) -> None:
        """Reject a file; one that was only come upon in a folder, and does not look like records, is a warning."""
        if source.named or looks_like_records(source.name):
            self._reject(source.name, reason)
        else:
            self._warn(source.name, reason.line, f"left out, {reason.reason}")

    def _load_records(self, source: Source, chosen: Format, stream: BinaryIO) -> None:
        report = self.report
        if report.load_id is None:
            report.load_id = loads.begin_load(self._connection, guild_id=self._guild_id, loaded_by=self._loaded_by)
        before = replace(report)
        writer = FilmWriter(self._connection, guild_id=self._guild_id, load_id=report.load_id)
        for outcome in chosen.read(stream):
            match outcome:
                case Record():
                    self._load_record(source, writer, outcome)
                case Reject():
                    self._reject(source.name, outcome)
                case Notice():
                    self._warn(source.name, outcome.line, outcome.text)
        came_back = writer.finish()
        report.films_updated -= came_back
        report.films_unchanged += came_back
        report.reviews_new += writer.reviews_new
        self._note_file(source, chosen, before)

    def _load_record(self, source: Source, writer: FilmWriter, record: Record) -> None:
        change, doubt = writer.write(record.film)
        match change:
            case "new":
                self.report.films_new += 1
            case "updated":
                self.report.films_updated += 1
            case "unchanged":
                self.report.films_unchanged += 1
        for warning in record.warnings:
            self._warn(source.name, record.line, warning)
        if doubt is not None:
            self._warn(source.name, record.line, doubt)
        if time.monotonic() >= self._progress_due:
            self._progress_due = time.monotonic() + _PROGRESS_SECONDS
            self._listener.progress(source, self.report.films)

    def _note_file(self, source: Source, chosen: Format, before: LoadReport) -> None:
        report = self.report
        assert report.load_id is not None
        counts = loads.FileCounts(
            source.name,
            chosen.name,
            report.films_new - before.films_new,
            report.films_updated - before.films_updated,
            report.films_unchanged - before.films_unchanged,
            report.reviews_new - before.reviews_new,
            report.reject_count - before.reject_count,
        )
        loads.note_file(self._connection, report.load_id, counts)

    def _take_back_counts(self, before: LoadReport) -> None:
        """Let the report tell only of files that were loaded whole."""
        self.report.films_new = before.films_new
        self.report.films_updated = before.films_updated
        self.report.films_unchanged = before.films_unchanged
        self.report.reviews_new = before.reviews_new
        self.report.load_id = before.load_id

    def _reject(self, name: str, reject: Reject) -> None:
        rejected = FileReject(name, reject.line, reject.reason)
        self.report.reject_count += 1
        if len(self.report.rejects) < MOST_KEPT:
            self.report.rejects.append(rejected)
        self._listener.reject(rejected)

    def _warn(self, name: str, line: int, text: str) -> None:
        warning = f"{name}:{line}: {text}"
        self.report.warning_count += 1
        if len(self.report.warnings) < MOST_KEPT:
            self.report.warnings.append(warning)
        self._listener.warning(warning)
