"""Figures for Prometheus: commands and their times, faults, the event loop's lag, and what the database holds."""

import asyncio
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.database import Database
from bot.errors import UserError

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

MEASURE_SECONDS = 15.0
"""How often the event loop's lag is measured and the database counted."""

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
_COUNTED = ("films", "reviews", "ratings", "watches", "polls", "ballots")
_ASKED_AT = "when the figures saw it"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured, each under the name that Prometheus reads it by."""

    commands: "Counter"
    seconds: "Histogram"
    faults: "Counter"
    lag: "Gauge"
    rows: "Gauge"
    size: "Gauge"
    servers: "Gauge"

    def asked(self, interaction: discord.Interaction) -> None:
        """Note when a command came."""
        interaction.extras[_ASKED_AT] = asyncio.get_running_loop().time()

    def answered(self, interaction: discord.Interaction, command: str) -> None:
        """Count a command that was answered, and how long that took."""
        self.commands.labels(command).inc()
        if (asked_at := interaction.extras.get(_ASKED_AT)) is not None:
            self.seconds.labels(command).observe(asyncio.get_running_loop().time() - asked_at)

    def failed(self, command: str) -> None:
        """Count a command that met a fault of the bot's own."""
        self.faults.labels(command).inc()


@contextmanager
def serving(port: int | None, address: str) -> Generator[Figures | None]:
    """Serve figures at a port while inside; None where no port is wanted.

    Raises:
        UserError: the library is not installed, or the port is taken.
    """
    if port is None:
        yield None
        return
    try:
        from prometheus_client import CollectorRegistry, start_http_server
    except ModuleNotFoundError as error:
        raise UserError(
            'Figures need their extra. Where Marquee was installed from: python -m pip install ".[metrics]"'
        ) from error
    registry = CollectorRegistry()
    figures = make_figures(registry)
    try:
        server, thread = start_http_server(port, address, registry)
    except OSError as error:
        raise UserError(f"The port {port} for figures cannot be opened: {error.strerror}.") from error
    try:
        yield figures
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_figures(registry: "CollectorRegistry") -> Figures:
    """Return figures kept in a registry."""
    from prometheus_client import Counter, Gauge, Histogram

    return Figures(
        Counter("marquee_commands", "Commands answered", ["command"], registry=registry),
        Histogram("marquee_command_seconds", "Time to answer", ["command"], buckets=_SECONDS, registry=registry),
        Counter("marquee_faults", "Commands that met a fault of the bot's own", ["command"], registry=registry),
        Gauge("marquee_loop_lag_seconds", "How late the event loop was at the last look", registry=registry),
        Gauge("marquee_rows", "Rows in the database", ["table"], registry=registry),
        Gauge("marquee_database_bytes", "Size of the database file", registry=registry),
        Gauge("marquee_servers", "Servers the bot is in", registry=registry),
    )


async def measure_lag(figures: Figures) -> None:
    """Measure how late the loop wakes a task that slept for a moment."""
    loop = asyncio.get_running_loop()
    wanted = loop.time() + 0.01
    await asyncio.sleep(0.01)
    figures.lag.set(max(loop.time() - wanted, 0))


async def count_rows(figures: Figures, database: Database) -> None:
    """Count the database's rows and bytes."""
    counts, size = await database.read(partial(_count, path=database.path))
    for table, rows in counts.items():
        figures.rows.labels(table).set(rows)
    figures.size.set(size)


def _count(connection: sqlite3.Connection, path: Path) -> tuple[dict[str, int], int]:
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - tables named above
        for table in _COUNTED
    }
    return counts, path.stat().st_size
