"""What the command line shows of a load while it goes on: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.catalogue.loading.load_report import FileReject
from bot.catalogue.loading.sources import Source

_PLAIN_SECONDS = 10.0


def printable(text: str) -> str:
    """Return `text` with every character that could steer a terminal shown by its number."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)


class PlainProgress(AbstractContextManager["PlainProgress"]):
    """Prints rejects and warnings as they are met, and where a long load stands every ten seconds."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._due = time.monotonic() + _PLAIN_SECONDS

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind."""

    def progress(self, source: Source, films: int) -> None:
        """Print a line when the last one is ten seconds old."""
        if not self._quiet and time.monotonic() >= self._due:
            self._due = time.monotonic() + _PLAIN_SECONDS
            print(f"{printable(source.name)}: {films:,} films so far", file=sys.stderr)

    def reject(self, reject: FileReject) -> None:
        """Print the reject as part of the report."""
        if not self._quiet:
            print(printable(str(reject)))

    def warning(self, text: str) -> None:
        """Print the warning beside the report."""
        if not self._quiet:
            print(f"warning: {printable(text)}", file=sys.stderr)


class BarProgress(AbstractContextManager["BarProgress"]):
    """Shows a bar with the share read, films a second and the time left; rejects scroll by above it."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=None, rate="")
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def progress(self, source: Source, films: int) -> None:
        """Move the bar."""
        rate = films / max(time.monotonic() - self._started, 0.001)
        self._bar.update(
            self._task,
            description=printable(source.name),
            completed=source.position,
            total=source.size,
            rate=f"{films:,} films, {rate:,.0f}/s",
        )

    def reject(self, reject: FileReject) -> None:
        """Print the reject above the bar."""
        self._console.print(printable(str(reject)), markup=False, style="red")

    def warning(self, text: str) -> None:
        """Print the warning above the bar."""
        self._console.print(f"warning: {printable(text)}", markup=False, style="yellow")
