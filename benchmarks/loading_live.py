"""How members are answered while a server loads films: looking one up, rating one, and how long the event loop waits.

    python benchmarks/loading_live.py [--films 20000] [--shared 5000] [--json]

The films are read by the process that reads attachments, and loaded as the bot does it, while one member after another
looks a shared film up and rates one, 20 times a second. The same is measured before the load, with nothing else to do,
and the load is run once more with nobody else there.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.catalogue.film import Film
from bot.catalogue.loading.film_writer import FilmWriter
from bot.catalogue.loading.load_store import LoadStore
from bot.catalogue.loading.loads import FileCounts, begin_load, note_file
from bot.catalogue.searching.live import LiveIndex
from bot.catalogue.store import FilmStore
from bot.club.ratings import RatingStore
from bot.connection import open_writer, transaction
from bot.database import Database

GUILD = 5
WORDS = ("Kelp", "Paper", "Salt", "Dust", "Lantern", "Winter", "Stair", "Goat", "Harbour", "Mirror", "Ninth", "Quiet")
SENTENCE = "A keeper folds a lighthouse out of letters that nobody came for, and waits. "


def title(number: int) -> str:
    """Return a title like no other."""
    random.seed(number)
    return f"The {random.choice(WORDS)} {random.choice(WORDS)} of {number}"


def record(number: int) -> dict[str, Any]:
    """Return a film as rich as most pages give it, with two reviews."""
    return {
        "title": title(number),
        "year": 1920 + number % 100,
        "directors": [f"Director {number % 3_000}"],
        "writers": [f"Writer {number % 5_000}"],
        "cast": [f"Actor {(number * 7 + place) % 40_000}" for place in range(10)],
        "genres": ["Drama", "War"],
        "countries": ["Sweden"],
        "synopsis": SENTENCE * 4,
        "ids": {"imdb": f"tt{number:07}"},
        "votes": number,
        "reviews": [{"reviewer": f"Reviewer {place}", "text": SENTENCE * 5} for place in range(2)],
    }


def make_shared(path: Path, films: int) -> list[int]:
    """Make a database of shared films and return their ids."""
    connection = open_writer(path)
    with transaction(connection):
        load_id = begin_load(connection, guild_id=0, loaded_by=None)
        writer = FilmWriter(connection, guild_id=0, load_id=load_id)
        for number in range(films):
            writer.write(Film(f"Shared {title(number)}", 1950, votes=number))
        writer.finish()
        note_file(connection, load_id, FileCounts("shared", "test", films, 0, 0, 0, 0))
    ids = [film_id for (film_id,) in connection.execute("SELECT id FROM films")]
    connection.close()
    return ids


def read(database: Path, folder: Path, films: int) -> float:
    """Have the films read as attachments are, and return how long that took."""
    folder.mkdir()
    lines = (json.dumps(record(number)) + "\n" for number in range(films))
    (folder / "0").write_text("".join(lines))
    (folder / "names.json").write_text('["films.jsonl"]')
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot.catalogue.loading.rehearsal", str(database), str(GUILD), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


@dataclass
class Answers:
    """How long answers took and the loop waited, in seconds."""

    look_ups: list[float] = field(default_factory=list[float])
    ratings: list[float] = field(default_factory=list[float])
    waits: list[float] = field(default_factory=list[float])

    def told(self) -> dict[str, float]:
        """Return medians, high ends and the longest, in milliseconds."""
        return {
            f"{name} {share} ms": round(value * 1000, 1)
            for name, taken in (("look up", self.look_ups), ("rate", self.ratings), ("loop waits", self.waits))
            for share, value in zip(("p50", "p99", "max"), _shares(taken), strict=True)
        }


def _shares(taken: list[float]) -> tuple[float, float, float]:
    ordered = sorted(taken)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)], ordered[-1]


class Bot:
    """The parts of the bot that answer members, over one database."""

    def __init__(self, database: Database, index: LiveIndex, film_ids: list[int]) -> None:
        self.database = database
        self.index = index
        self.films = FilmStore(database)
        self.ratings = RatingStore(database)
        self.loads = LoadStore(database)
        self._film_ids = film_ids

    @contextmanager
    def members(self, answers: Answers) -> Iterator[None]:
        """Let members ask meanwhile, and watch the loop."""
        tasks = [asyncio.create_task(work(answers)) for work in (self._look_up, self._rate, self._watch, self._follow)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()

    async def _look_up(self, answers: Answers) -> None:
        while True:
            asked = time.perf_counter()
            answer = await self.index.search(f"shared {title(random.randrange(len(self._film_ids)))}", guild_id=GUILD)
            await self.films.get(answer.matches[0].film_id, guild_id=GUILD)
            answers.look_ups.append(time.perf_counter() - asked)
            await asyncio.sleep(0.05)

    async def _rate(self, answers: Answers) -> None:
        while True:
            asked = time.perf_counter()
            film_id, member_id = random.choice(self._film_ids), random.randrange(2, 500)
            await self.ratings.rate(film_id, random.randrange(1, 11), guild_id=GUILD, member_id=member_id)
            answers.ratings.append(time.perf_counter() - asked)
            await asyncio.sleep(0.05)

    async def _watch(self, answers: Answers) -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(0.001)
            answers.waits.append(time.perf_counter() - asked - 0.001)

    async def _follow(self, _: Answers) -> None:
        while True:
            await asyncio.sleep(3)
            await self.index.refresh()

    async def load(self, folder: Path) -> dict[str, float]:
        """Load what was read, take it into the index, and take it back."""
        steps: list[float] = []
        started = time.perf_counter()
        report = await self.loads.load(
            folder, guild_id=GUILD, member_id=1, heard=lambda _: steps.append(time.perf_counter())
        )
        loaded = time.perf_counter()
        await self.index.refresh()
        found = time.perf_counter()
        assert report.load_id is not None
        between = [later - earlier for earlier, later in pairwise(steps)]
        return {
            "films": report.films,
            "load s": round(loaded - started, 1),
            "longest step ms": round(max(between) * 1000, 1),
            "found after s": round(found - loaded, 1),
            "load_id": report.load_id,
        }


async def measure(path: Path, folder: Path, film_ids: list[int]) -> dict[str, dict[str, float]]:
    """Measure members with nothing else to do, during a load, and during its undoing."""
    database = await Database.open(path)
    bot = Bot(database, await LiveIndex.open(database), film_ids)
    try:
        quiet, loading, undoing = Answers(), Answers(), Answers()
        with bot.members(quiet):
            await asyncio.sleep(3)
        with bot.members(loading):
            done = await bot.load(folder)
        with bot.members(undoing):
            started = time.perf_counter()
            await bot.loads.undo(int(done.pop("load_id")), guild_id=GUILD, member_id=1)
            taken = {"undo s": round(time.perf_counter() - started, 1)}
            await bot.index.refresh()
        alone = await bot.load(folder)
        del alone["load_id"]
        return {
            "quiet": quiet.told(),
            "loading": done | loading.told(),
            "undoing": taken | undoing.told(),
            "alone": alone,
        }
    finally:
        await bot.index.close()
        await database.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", type=int, default=20_000)
    parser.add_argument("--shared", type=int, default=5_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as aside:
        path, folder = Path(aside) / "films.sqlite3", Path(aside) / "read"
        film_ids = make_shared(path, options.shared)
        reading = {"read and rehearsed s": round(read(path, folder, options.films), 1)}
        results = {"reading": reading} | asyncio.run(measure(path, folder, film_ids))
    if options.json:
        print(json.dumps(results))
        return
    for name, figures in results.items():
        print(f"{name}: " + ", ".join(f"{what} {value:g}" for what, value in figures.items()))


if __name__ == "__main__":
    main()
