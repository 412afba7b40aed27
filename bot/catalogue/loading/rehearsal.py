"""`python -m bot.catalogue.loading.rehearsal DATABASE GUILD FOLDER`: reads what was sent, and rehearses loading it.

A process of its own, since what strangers send may take for ever, or all memory. It asks for no more than its limits,
and whoever started it can end it at any time. `FOLDER` holds the files as `0`, `1` and so on and their names in
`names.json`; at the end it also holds what was read and `REJECTS`. One line of JSON tells the outcome.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bot.catalogue.film import Notice, Outcome, Record
from bot.catalogue.loader import Loader, ReadFile
from bot.catalogue.loading.load_report import FileReject, Unheard
from bot.catalogue.loading.preview import Preview, Sample
from bot.catalogue.loading.scratch import scratch_copy
from bot.catalogue.loading.sources import Limits, Source, SourceReject, sources
from bot.catalogue.loading.spool import Spool
from bot.errors import UserError

REJECTS = "rejects.txt"
"""The list of all that is rejected, by line and reason, and of what was odd; it is missing where there is neither."""

MOST_ROWS = 100_000
"""Records, rejects and notices in all files together."""

_MEGABYTE = 2**20
_MOST_UNPACKED = Limits(
    unpacked=200 * _MEGABYTE, archive=200 * _MEGABYTE, members=1_000, ratio=100, ratio_from=16 * _MEGABYTE
)
_MOST_MEMORY = 1024 * _MEGABYTE
_LARGEST_FILE = 1024 * _MEGABYTE
_MOST_SECONDS = 120  # of the processor's time, for a process that nobody is left to end
_LONGEST_LIST = _MEGABYTE  # characters of each part; Discord takes 10 MB, and a character has four bytes at most
_SAMPLES = 3
_REASONS = 3
_NOTICES = 3


def rehearse(database: Path, guild_id: int, folder: Path) -> Preview:
    """Return what loading the files in `folder` would do to a server's films, and keep there what was read.

    Raises:
        UserError: there is too much in the files, or the database cannot be read.
    """
    names: list[str] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    spool, passing, remarks = Spool(folder, most=MOST_ROWS), _FirstSeen(), _Remarks()
    with scratch_copy(database, folder / "scratch.sqlite3", guild_id=guild_id) as scratch:
        loader = Loader(
            scratch.connection,
            guild_id=guild_id,
            passing=lambda file: spool.keep(passing.watch(scratch.watch(file))),
            listener=remarks,
        )
        report = loader.rehearse(_sources(folder, names))
    remarks.write(folder / REJECTS)
    return Preview(
        tuple(spool.files),
        report.counts,
        report.films_in_doubt,
        report.reject_count,
        report.warning_count,
        tuple(passing.samples),
        remarks.reasons(any_films=report.films > 0),
        tuple(passing.notices),
    )


def _sources(folder: Path, names: Iterable[str]) -> Iterator[Source | SourceReject]:
    """Give what is in the files, under the names that they were sent by."""
    for number, name in enumerate(names):
        path = folder / str(number)
        for source in sources([path], _MOST_UNPACKED):
            called = name + source.name.removeprefix(str(path))
            if isinstance(source, SourceReject):
                yield replace(source, name=called)
            else:
                source.name = called
                yield source


class _FirstSeen:
    """Takes the first films that pass, and the first that is told of files as a whole."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self.notices: list[str] = []

    def watch(self, file: ReadFile) -> ReadFile:
        return replace(file, outcomes=self._watched(file.name, file.outcomes))

    def _watched(self, name: str, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            match outcome:
                case Record(film) if len(self.samples) < _SAMPLES:
                    self.samples.append(Sample(film.title, film.year, film.directors))
                case Notice(text, _, part) if len(self.notices) < _NOTICES:
                    self.notices.append(f"{part or name}: {text}")
                case _:
                    pass
            yield outcome


class _Remarks(Unheard):
    """Hears of what is rejected and of what was odd, and lists both."""

    def __init__(self) -> None:
        self._rejects = _Lines()
        self._warnings = _Lines()

    def reject(self, reject: FileReject) -> None:
        self._rejects.add(str(reject))

    def warning(self, text: str) -> None:
        self._warnings.add(text)

    def reasons(self, *, any_films: bool) -> tuple[str, ...]:
        """Return the first of what is rejected; where no film was read and nothing is, the first of what was odd."""
        told = self._rejects.text()
        if not told and not any_films:
            told = self._warnings.text()
        return tuple(told[:_REASONS])

    def write(self, path: Path) -> None:
        parts = [*self._rejects.text()]
        if warnings := self._warnings.text():
            parts += ["", "Taken, but odd:", *warnings] if parts else ["Taken, but odd:", *warnings]
        if parts:
            path.write_text("\n".join(parts) + "\n", encoding="utf-8", errors="replace")


class _Lines:
    """Lines of text up to a length, and how many more there were."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._room = _LONGEST_LIST
        self._more = 0

    def add(self, line: str) -> None:
        self._room -= len(line) + 1
        if self._room >= 0:
            self._kept.append(" ".join(line.splitlines()))
        else:
            self._more += 1

    def text(self) -> list[str]:
        return [*self._kept, f"… and {self._more:,} more"] if self._more else self._kept


def _limit_this_process() -> None:
    """Have the system refuse this process more memory and disk than it is allowed, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


def _main(database: str, guild_id: str, folder: str) -> None:
    _limit_this_process()
    try:
        outcome = {"preview": rehearse(Path(database), int(guild_id), Path(folder)).as_json()}
    except UserError as error:
        outcome = {"refusal": str(error)}
    except MemoryError:
        outcome = {"refusal": "That takes more memory than I give to one file. Please send it in smaller files."}
    sys.stdout.write(json.dumps(outcome) + "\n")


if __name__ == "__main__":
    _main(*islice(sys.argv, 1, None))
