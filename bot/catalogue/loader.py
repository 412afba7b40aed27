"""Loading: each source read, merged into the catalogue by identity, and reported line by line.

A file is one transaction: it is loaded whole, or, when the process dies, not at all. A running bot loads in steps of
some hundred records instead, so that its members get their turns between. The files of one run are one load, which
`undo` takes back.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial

from bot.catalogue.film import Addition, Notice, Outcome, Record, Reject
from bot.catalogue.formats import FORMATS, Format, choose, looks_like_records
from bot.catalogue.loading import loads
from bot.catalogue.loading.film_writer import Change, FilmWriter
from bot.catalogue.loading.joined_sources import JoinedSource, join_sources
from bot.catalogue.loading.load_report import MOST_KEPT, FileReject, LoadListener, LoadReport, Unheard
from bot.catalogue.loading.sources import Source, SourceReject
from bot.connection import begin, transaction

_PROGRESS_SECONDS = 0.1

_STEP = 100
"""Records in a step, where they are short: it keeps other writers waiting for some 50 ms."""

_STEP_CHARACTERS = 2_000
"""Characters of reviews that count as another record."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file whose format is known, as what its reader gives: the file as people know it, and the format's name.

    `parts` are the files that are read with it.
    """

    name: str
    format: str
    outcomes: Iterator[Outcome]
    parts: tuple[str, ...] = ()


Pass = Callable[[ReadFile], ReadFile]
"""Is shown each file before it is loaded, and gives it back, so as to see its outcomes pass."""


class Loader:
    """Loads sources into one scope: the shared films (`guild_id` 0) or a server's own.

    `loaded_by` is a Discord user, None the owner at the command line. `format_name` overrides what a file's content
    says, `formats` which formats there are; `passing` sees what is read on its way. The connection is a writer's, and
    nobody else uses it meanwhile.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        guild_id: int = 0,
        loaded_by: int | None = None,
        format_name: str | None = None,
        formats: Mapping[str, Format] = FORMATS,
        passing: Pass = lambda file: file,
        listener: LoadListener | None = None,
    ) -> None:
        self.report = LoadReport()
        self._connection = connection
        self._guild_id = guild_id
        self._loaded_by = loaded_by
        self._format_name = format_name
        self._formats = formats
        self._passing = passing
        self._listener = listener or Unheard()
        self._progress_due = 0.0

    def load(self, sources: Iterable[Source | SourceReject]) -> LoadReport:
        """Load every source that can be read, each in a transaction of its own, and return the report.

        Where no film is read in any of them, no load is listed.

        Raises:
            DatabaseError: the database cannot be written; the files before this one are loaded.
        """
        return self._load_all(sources, partial(transaction, self._connection))

    def steps(self, files: Iterable[ReadFile]) -> Iterator[None]:
        """Do what `load` does, a step each time it is asked to go on; the caller holds a transaction around each.

        What a step wrote stays when a later one fails, and the load is listed as unfinished until the last is done.
        """
        started = time.perf_counter()
        for file in files:
            yield from self._load_records(file, None, pausing=True)
            self.report.files_read += 1
        self.report.seconds = time.perf_counter() - started

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
        asked_for = {self._format_name.lower()} if self._format_name else self._formats.keys()
        formats = {name: known for name, known in self._formats.items() if name in asked_for}
        try:
            for joined in join_sources(sources, formats):
                if isinstance(joined, SourceReject):
                    self._reject(joined.name, None, joined.reason)
                else:
                    with around():
                        self._load_source(joined)
            if self.report.load_id is not None and not self.report.films:
                with around():
                    loads.forget_load(self._connection, self.report.load_id)
                self.report.load_id = None
        finally:
            self.report.seconds = time.perf_counter() - started
        return self.report

    def _load_source(self, joined: JoinedSource) -> None:
        before = replace(self.report)
        source = joined.source
        try:
            with source.open() as stream:
                chosen = choose(source.name, stream, self._format_name, self._formats)
                if isinstance(chosen, Reject):
                    self._pass_over(source, chosen)
                    return
                with joined.outcomes(chosen, stream) as outcomes:
                    parts = tuple(part.name for name, part in joined.parts.items() if name in chosen.parts)
                    file = self._passing(ReadFile(source.name, chosen.name, outcomes, parts))
                    next(self._load_records(file, source, pausing=False), None)  # without pauses a file is one step
        except BaseException:
            self._take_back_counts(before)
            raise
        self.report.files_read += 1 + len(joined.parts)

    def _pass_over(self, source: Source, reason: Reject) -> None:
        """Reject a file; one that was only come upon in a folder, and does not look like records, is a warning."""
        if source.named or looks_like_records(source.name):
            self._reject(source.name, reason.line, reason.reason)
        else:
            self._warn(source.name, reason.line, f"left out, {reason.reason}")

    def _load_records(self, file: ReadFile, source: Source | None, *, pausing: bool) -> Iterator[None]:
        report = self.report
        if report.load_id is None:
            report.load_id = loads.begin_load(self._connection, guild_id=self._guild_id, loaded_by=self._loaded_by)
        before = replace(report)
        writer = FilmWriter(self._connection, guild_id=self._guild_id, load_id=report.load_id)
        weight = strangers = 0
        for outcome in file.outcomes:
            if pausing and weight >= _STEP:
                writer.pause()
                report.reviews_new = before.reviews_new + writer.reviews_new
                self._note_file(file, before, finished=False)
                yield
                writer.go_on()
                weight = 0
            copied = writer.characters_copied
            match outcome:
                case Record():
                    self._load_record(file.name, source, writer, outcome)
                case Addition():
                    change, doubt = writer.add(outcome)
                    strangers += change is None
                    if outcome.film is not None or change != "unchanged":
                        self._count(file.name, source, outcome.line, change, doubt)
                case Reject():
                    self._reject(outcome.part or file.name, outcome.line, outcome.reason)
                case Notice():
                    self._warn(outcome.part or file.name, outcome.line, outcome.text)
            weight += _weight(outcome) + (writer.characters_copied - copied) // _STEP_CHARACTERS
        if strangers:
            self._warn(file.name, 1, f"passed over: titles that are not in the catalogue, {strangers:,}")
        came_back = writer.finish()
        report.films_updated -= came_back
        report.films_unchanged += came_back
        report.reviews_new = before.reviews_new + writer.reviews_new
        self._note_file(file, before, finished=True)

    def _load_record(self, name: str, source: Source | None, writer: FilmWriter, record: Record) -> None:
        change, doubt = writer.write(record.film)
        for warning in record.warnings:
            self._warn(name, record.line, warning)
        self._count(name, source, record.line, change, doubt)

    def _count(self, name: str, source: Source | None, line: int, change: Change | None, doubt: str | None) -> None:
        match change:
            case "new":
                self.report.films_new += 1
            case "copied":
                self.report.films_updated += 1
                self.report.films_copied += 1
            case "updated":
                self.report.films_updated += 1
            case "unchanged":
                self.report.films_unchanged += 1
            case None:
                pass
        if doubt is not None:
            self.report.films_in_doubt += 1
            self._warn(name, line, doubt)
        if source is not None and time.monotonic() >= self._progress_due:
            self._progress_due = time.monotonic() + _PROGRESS_SECONDS
            self._listener.progress(source, self.report.films)

    def _note_file(self, file: ReadFile, before: LoadReport, *, finished: bool) -> None:
        report = self.report
        assert report.load_id is not None
        counts = loads.FileCounts(
            file.name,
            file.format,
            report.films_new - before.films_new,
            report.films_updated - before.films_updated,
            report.films_unchanged - before.films_unchanged,
            report.reviews_new - before.reviews_new,
            report.reject_count - before.reject_count,
        )
        loads.note_file(self._connection, report.load_id, counts, report.files_read, finished=finished)

    def _take_back_counts(self, before: LoadReport) -> None:
        """Let the report tell only of files that were loaded whole."""
        self.report.films_new = before.films_new
        self.report.films_updated = before.films_updated
        self.report.films_copied = before.films_copied
        self.report.films_unchanged = before.films_unchanged
        self.report.films_in_doubt = before.films_in_doubt
        self.report.reviews_new = before.reviews_new
        self.report.load_id = before.load_id

    def _reject(self, name: str, line: int | None, reason: str) -> None:
        rejected = FileReject(name, line, reason)
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


def _weight(outcome: Outcome) -> int:
    if not isinstance(outcome, Record):
        return 1
    return 1 + sum(len(review.text) for review in outcome.film.reviews) // _STEP_CHARACTERS
