"""How long questions in plain words take over many films, and how long they hold the event loop.

    python benchmarks/asking.py [--films 100000] [--rounds 3]

The films are the starter records and seeded ones; the questions are those of tests/asking/questions. Beside the time of
whole answers stands that of a bare title search in the same run. What the loop is held for is measured by a task that
wants to run every millisecond; what it is held for while nothing is asked is the machine's own part of that. Beside
stands the time of a processor that the loop's thread, and the reading of a question, take.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.looked_up import LookedUp
from bot.asking.lookup import Lookup
from bot.asking.understanding import questions, understand
from bot.catalogue.film import Film
from bot.catalogue.loader import Loader
from bot.catalogue.loading.film_writer import FilmWriter
from bot.catalogue.loading.loads import begin_load
from bot.catalogue.loading.sources import sources
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.connection import open_writer, transaction
from bot.database import Database
from bot.starter import starter_files

IDLE_SECONDS = 3
QUESTIONS = Path(__file__).parent.parent / "tests" / "asking" / "questions"
SYLLABLES = ("ka", "lo", "mi", "ren", "to", "vas", "du", "sel", "na", "pri", "go", "ter", "ul", "bec", "hi", "moy")
GENRES = ("Drama", "Comedy", "War", "Thriller", "Romance", "Horror", "Western", "Documentary")
COUNTRIES = ("France", "Italy", "Japan", "United States", "Soviet Union", "India", "Mexico", "Poland")


def films(count: int) -> Iterator[Film]:
    """Yield seeded films."""
    chance = random.Random(1957)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    people = [" ".join(chance.sample(words, 2)).title() for _ in range(count // 2)]
    for _ in range(count):
        yield Film(
            " ".join(chance.choices(words, k=chance.randint(1, 5))).title(),
            chance.randint(1920, 2024),
            runtime_minutes=chance.randint(60, 200),
            genres=tuple(chance.sample(GENRES, 2)),
            countries=tuple(chance.sample(COUNTRIES, 1)),
            directors=tuple(chance.sample(people, 1)),
            cast=tuple(chance.sample(people, 3)),
            score=chance.randint(20, 95) / 10,
            votes=chance.randint(1, 100_000),
        )


def make(path: Path, count: int) -> None:
    """Write the database."""
    with closing(open_writer(path)) as connection:
        Loader(connection).load(sources(starter_files()))
        with transaction(connection):
            writer = FilmWriter(connection, guild_id=0, load_id=begin_load(connection, guild_id=0, loaded_by=None))
            for film in films(count):
                writer.write(film)
            writer.finish()


async def lag(held: list[float]) -> None:
    """Note how much later than a millisecond this task comes to run, in milliseconds."""
    while True:
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        held.append((time.perf_counter() - start) * 1_000 - 1)


def read(question: str, lookup: Lookup) -> float:
    """Return how many milliseconds of a processor it takes to understand a question."""
    start, catalogue = time.thread_time(), LookedUp(lookup)
    for clause in questions(question, catalogue):
        understand(clause, catalogue)
    return (time.thread_time() - start) * 1_000


async def measure(path: Path, rounds: int) -> None:
    """Ask every question so many times, and print the times."""
    asked = [json.loads(line)["ask"] for file in sorted(QUESTIONS.glob("*.jsonl")) for line in file.open()]
    database = await Database.open(path)
    index = await LiveIndex.open(database)
    reviews = ReviewStore(database)
    store = AskStore(database, index, reviews)
    await store.answer("who directed Stalker", Asker())  # reads the names once
    held: list[float] = []
    watching = asyncio.create_task(lag(held))
    await asyncio.sleep(IDLE_SECONDS)
    idle, held[:] = held.copy(), []
    answers: list[float] = []
    searches: list[float] = []
    for question in asked * rounds:
        start = time.perf_counter()
        await store.answer(question, Asker())
        answers.append((time.perf_counter() - start) * 1_000)
        start = time.perf_counter()
        await index.search(question, guild_id=0)
        searches.append((time.perf_counter() - start) * 1_000)
    watching.cancel()
    on_loop: list[float] = []
    for question in asked:
        start = time.thread_time()
        await store.answer(question, Asker())
        on_loop.append((time.thread_time() - start) * 1_000)
    names = (await reviews.all_people(), await reviews.all_reviewers(), await reviews.all_companies())
    reading = [read(question, Lookup(index.index, *names, guild_id=0)) for question in asked]
    print(f"{len(asked)} questions, {rounds} rounds; milliseconds")
    for name, times in (
        ("answer", answers),
        ("title search", searches),
        ("loop held", held),
        ("held while idle", idle),
        ("CPU of the loop", on_loop),
        ("CPU of reading", reading),
    ):
        cuts = statistics.quantiles(times, n=100)
        print(f"{name:>16}  median {cuts[49]:7.2f}  p95 {cuts[94]:7.2f}  p99 {cuts[98]:7.2f}  worst {max(times):7.2f}")
    await index.close()
    await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asking.sqlite3"
        make(path, options.films)
        asyncio.run(measure(path, options.rounds))


if __name__ == "__main__":
    main()
