"""How fast words are found in reviews and synopses, beside a plain LIKE scan over the same texts in the same run.

    python benchmarks/word_search.py [--reviews 200000] [--queries 300] [--json]

Texts are seeded words by Zipf's law, as in real text; queries are single words of every frequency, pairs, phrases,
exclusions, and words within one film or one reviewer. The loop's lag is measured while the same queries run through
the bot's asynchronous store.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from typing import Any

from bot.catalogue.loading.loads import begin_load
from bot.catalogue.reviews.review_rows import json_list
from bot.catalogue.reviews.reviewed import ReviewFilter
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching import fulltext
from bot.catalogue.searching.word_query import WordQuery
from bot.catalogue.searching.word_search import search
from bot.connection import open_reader, open_writer, transaction
from bot.database import Database

SYLLABLES = ("ka", "lo", "mi", "ren", "to", "vas", "du", "sel", "na", "pri", "go", "ter", "ul", "bec", "hi", "moy")
REVIEWS_A_FILM = 4
REVIEWERS = 5_000
PAGE = 5


class Texts:
    """Seeded words, the commonest first, and sentences of them."""

    def __init__(self, count: int = 30_000) -> None:
        self.chance = random.Random(1957)
        made: set[str] = set()
        while len(made) < count:
            made.add("".join(self.chance.choices(SYLLABLES, k=self.chance.randint(1, 5))))
        self.words = sorted(made)
        self.chance.shuffle(self.words)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))

    def pick(self, count: int) -> list[str]:
        """Draw words as often as they are written."""
        return self.chance.choices(self.words, cum_weights=self._weights, k=count)

    def sentences(self, count: int) -> str:
        """Write so many sentences."""
        return " ".join(" ".join(self.pick(self.chance.randint(6, 22))).capitalize() + "." for _ in range(count))


def fill(connection: sqlite3.Connection, texts: Texts, reviews: int) -> None:
    chance = texts.chance
    names = [f"{chance.choice(texts.words)}_{number}" for number in range(REVIEWERS)]
    with transaction(connection):
        load_id = begin_load(connection, guild_id=0, loaded_by=None)
        for film in range(1, reviews // REVIEWS_A_FILM + 1):
            title = " ".join(chance.choices(texts.words, k=3))
            connection.execute(
                "INSERT INTO films (id, guild_id, title, title_key, names, year, synopsis) "
                "VALUES (?, 0, ?, ?, ?, ?, ?)",
                (film, title.title(), title, title, 1950 + film % 70, texts.sentences(3)),
            )
            connection.executemany(
                "INSERT INTO reviews (film_id, load_id, digest, reviewer, text, score) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (film, load_id, number, chance.choice(names), texts.sentences(chance.randint(2, 10)), 7.0)
                    for number in range(REVIEWS_A_FILM)
                ],
            )
        fulltext.add_since(connection, film_id=0, review_id=0)


def make_queries(connection: sqlite3.Connection, texts: Texts, count: int) -> list[tuple[str, WordQuery, Any, Any]]:
    """Return (kind, query, film ids, spellings); the words are drawn as often as they are written."""
    films = connection.execute("SELECT max(id) FROM films").fetchone()[0]
    names = [name for (name,) in connection.execute("SELECT DISTINCT reviewer FROM reviews")]
    queries: list[tuple[str, WordQuery, Any, Any]] = []
    for number in range(count):
        one, two = texts.pick(2)
        film, name = texts.chance.randint(1, films), texts.chance.choice(names)
        row = connection.execute("SELECT text FROM reviews WHERE id = ?", (number * 7 + 1,)).fetchone()
        phrase = " ".join(row[0].rstrip(".").split()[1:3]).replace(".", "")
        queries += [
            ("one word", WordQuery((one,)), None, None),
            ("two words", WordQuery((one, two)), None, None),
            ("phrase", WordQuery((phrase,)), None, None),
            ("without", WordQuery((one,), (two,)), None, None),
            ("film:", WordQuery((one,)), [film], None),
            ("by:", WordQuery((one,)), None, [name]),
        ]
    return queries


def scan(connection: sqlite3.Connection, query: WordQuery, films: Any, spellings: Any) -> None:
    """Find the films of the same words with LIKE, unranked: the least that a search without an index must do."""
    conditions = ["text LIKE ?"] * len(query.wanted) + ["text NOT LIKE ?"] * len(query.unwanted)
    values = [f"%{text}%" for text in (*query.wanted, *query.unwanted)]
    if films is not None:
        conditions.append("film_id IN (SELECT value FROM json_each(?))")
        values.append(json_list(films))
    if spellings is not None:
        conditions.append("reviewer IN (SELECT value FROM json_each(?))")
        values.append(json_list(spellings))
    connection.execute(f"SELECT DISTINCT film_id FROM reviews WHERE {' AND '.join(conditions)}", values).fetchall()


def milliseconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def percentiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p99": round(ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)], 2),
    }


async def on_the_loop(path: Path, queries: list[tuple[str, WordQuery, Any, Any]]) -> dict[str, Any]:
    """Run queries and quotes through the store and measure what each holds of the loop, and the loop's lag."""
    database = await Database.open(path)
    lags: list[float] = []
    running = True

    async def feel() -> None:
        while running:
            started = time.perf_counter()
            await asyncio.sleep(0.001)
            lags.append((time.perf_counter() - started) * 1000 - 1)

    try:
        feeler = asyncio.create_task(feel())
        for _, query, films, spellings in queries:
            await database.read(
                lambda c, q=query, f=films, s=spellings: search(c, q, films=f, spellings=s, guild_id=5, limit=PAGE)
            )
        running = False
        await feeler
        return {"loop_lag_ms": percentiles(lags), "quote": await quotes(ReviewStore(database))}
    finally:
        await database.close()


async def quotes(store: ReviewStore, rounds: int = 200) -> dict[str, Any]:
    loop_ms: list[float] = []
    whole_ms: list[float] = []
    for number in range(rounds):
        started, busy = time.perf_counter(), time.thread_time()
        assert await store.quote(ReviewFilter(), guild_id=5, seed=number) is not None
        loop_ms.append((time.thread_time() - busy) * 1000)
        whole_ms.append((time.perf_counter() - started) * 1000)
    return {"loop_ms": percentiles(loop_ms), "whole_ms": percentiles(whole_ms)}


def measure(reviews: int, count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as folder:
        path = Path(folder) / "films.sqlite3"
        texts = Texts()
        with closing(open_writer(path)) as connection:
            fill(connection, texts, reviews)
        with closing(open_reader(path)) as connection:
            queries = make_queries(connection, texts, count)
            ours: dict[str, list[float]] = {}
            likes: list[float] = []
            for number, (kind, query, films, spellings) in enumerate(queries):
                took = milliseconds(
                    lambda q=query, f=films, s=spellings: search(
                        connection, q, films=f, spellings=s, guild_id=5, limit=PAGE
                    )
                )
                ours.setdefault(kind, []).append(took)
                if number % 20 == 0:
                    likes.append(milliseconds(lambda q=query, f=films, s=spellings: scan(connection, q, f, s)))
        everything = [took for times in ours.values() for took in times]
        return {
            "reviews": reviews,
            "queries": len(everything),
            "all": percentiles(everything),
            **{kind: percentiles(times) for kind, times in ours.items()},
            "like_scan": percentiles(likes),
            **asyncio.run(on_the_loop(path, queries[: min(len(queries), 300)])),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviews", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=300, help="queries of each kind")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    result = measure(chosen.reviews, chosen.queries)
    print(json.dumps(result) if chosen.json else "\n".join(f"{name:12} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
