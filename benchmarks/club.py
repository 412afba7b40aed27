"""How fast a club's ratings are written, ranked and drawn, beside bare `sqlite3` in the same run.

    python benchmarks/club.py [--members 200] [--ratings 100000] [--films 3000] [--rounds 60] [--json]

Members who rate at once go the whole way below Discord, and each is answered after the commit; the peer is a loop of
the same upsert on a connection opened alike, a commit each. `/top`, `/profile` and `/recommend` are asked through the
bot's asynchronous stores, with the event loop's lag beside them; the peer is the plain aggregate of all the ratings.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from club_data import MadeClub, make_club

from bot.club.periods import Period
from bot.club.rankings import RankingStore, Wanted
from bot.club.ratings import RatingStore
from bot.club.recommending.recommendations import RecommendationStore
from bot.club.recommending.recommended import Asked
from bot.club.tastes.profiles import ProfileStore
from bot.connection import now, open_reader, open_writer, transaction
from bot.database import Database
from bot.ui.ratings.plots import histogram

GUILD = 5
AT_ONCE = 64
RATINGS_EACH = 50
PAGE = 10
PERIOD = Period("2025", "2025-01-01", "2026-01-01")
UPSERT = (
    "INSERT INTO ratings (guild_id, film_id, member_id, score, rated_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (guild_id, film_id, member_id) DO UPDATE SET score = excluded.score, rated_at = excluded.rated_at"
)
AGGREGATE = "SELECT film_id, count(*), avg(score) FROM ratings WHERE guild_id = ? GROUP BY film_id"

KNOWN = range(1, 201)
"""Films that stand for the best known ones, which are always looked at."""

Question = Callable[[Database, int], Awaitable[Any]]


def fill(connection: sqlite3.Connection, made: MadeClub) -> int:
    """Write a made club's films, and each rating on some day of two years; return how many ratings there are."""
    chance = random.Random(1957)
    with transaction(connection):
        for film in made.films:
            title = f"film {film.id}"
            connection.execute(
                "INSERT INTO films (id, guild_id, title, title_key, names, year, score, votes) "
                "VALUES (?, 0, ?, ?, ?, ?, ?, ?)",
                (film.id, title.title(), title, title, film.year, film.score, film.votes),
            )
            name = film.director
            connection.execute("INSERT INTO credits VALUES (?, 'director', 0, ?, ?)", (film.id, name, name.casefold()))
            connection.executemany(
                "INSERT INTO genres VALUES (?, ?, ?)", [(film.id, *genre) for genre in enumerate(film.genres)]
            )
            connection.executemany(
                "INSERT INTO countries VALUES (?, ?, ?)", [(film.id, *country) for country in enumerate(film.countries)]
            )
        rows = [
            (GUILD, int(film_id), member_id, int(score), f"{chance.choice((2025, 2026))}-{chance.randint(1, 12):02}-01")
            for member_id, (film_ids, scores) in made.ratings.items()
            for film_id, score in zip(film_ids, scores, strict=True)
        ]
        connection.executemany("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("ANALYZE")
    return len(rows)


@asynccontextmanager
async def loop_lag(lags: list[float]) -> AsyncGenerator[None]:
    """Measure into `lags` by how many milliseconds the event loop comes late while the work inside runs."""

    async def feel() -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.001)
            lags.append((time.perf_counter() - started) * 1000 - 1)

    feeler = asyncio.create_task(feel())
    try:
        yield
    finally:
        feeler.cancel()


async def rate_at_once(database: Database, films: int) -> dict[str, Any]:
    """Let members rate at once, one film after another each; return ratings a second, and how long each one took."""
    store = RatingStore(database)
    times: list[float] = []

    async def member(member_id: int) -> None:
        chance = random.Random(member_id)
        for film_id in chance.sample(range(1, films + 1), RATINGS_EACH):
            started = time.perf_counter()
            change = await store.rate(film_id, chance.randint(1, 10), guild_id=GUILD, member_id=member_id)
            assert change is not None
            times.append((time.perf_counter() - started) * 1000)

    lags: list[float] = []
    started = time.perf_counter()
    async with loop_lag(lags):
        await asyncio.gather(*(member(10_000 + number) for number in range(AT_ONCE)))
    seconds = time.perf_counter() - started
    return {
        "a_second": round(len(times) / seconds),
        "answered_ms": percentiles(times),
        "loop_lag_ms": percentiles(lags),
    }


def rate_bare(path: Path, films: int) -> dict[str, Any]:
    """Write as many ratings with bare sqlite3, a commit each; return ratings a second."""
    chance = random.Random(1957)
    count = AT_ONCE * RATINGS_EACH
    with closing(open_writer(path)) as connection:
        started = time.perf_counter()
        for number in range(count):
            connection.execute("BEGIN IMMEDIATE")
            row = (GUILD, chance.randint(1, films), 20_000 + number % AT_ONCE, chance.randint(1, 10), now())
            connection.execute(UPSERT, row)
            connection.execute("COMMIT")
        return {"a_second": round(count / (time.perf_counter() - started))}


QUESTIONS: dict[str, Question] = {
    "top by mean": lambda database, number: RankingStore(database).films(
        "mean", Wanted(), guild_id=GUILD, asker_id=1_000 + number, limit=PAGE, offset=0
    ),
    "top most divisive, page 20": lambda database, number: RankingStore(database).films(
        "divisive", Wanted(), guild_id=GUILD, asker_id=1_000 + number, limit=PAGE, offset=20 * PAGE
    ),
    "top of a year": lambda database, number: RankingStore(database).films(
        "mean", Wanted(period=PERIOD), guild_id=GUILD, asker_id=1_000 + number, limit=PAGE, offset=0
    ),
    "top directors": lambda database, _: RankingStore(database).groups(
        "director", Wanted(), guild_id=GUILD, limit=PAGE, offset=0
    ),
    "profile": lambda database, number: ProfileStore(database).of(
        1_000 + number, guild_id=GUILD, asker_id=1_000 + number
    ),
    "recommend": lambda database, number: RecommendationStore(database).films(
        Asked(GUILD, 1_000 + number), known=KNOWN
    ),
    "recommend like a film": lambda database, number: RecommendationStore(database).films(
        Asked(GUILD, 1_000 + number, like_id=1 + number), known=KNOWN
    ),
}
"""What members ask, by its name: of whom, by a number that counts up."""


async def ask(database: Database, question: Question, rounds: int, members: int) -> dict[str, Any]:
    """Ask a question for one member after another; return how long answers took, and how late the loop came."""
    times: list[float] = []
    lags: list[float] = []
    async with loop_lag(lags):
        for number in range(rounds):
            started = time.perf_counter()
            assert await question(database, number % members) is not None
            times.append((time.perf_counter() - started) * 1000)
    return {**percentiles(times), "loop_lag_ms": percentiles(lags)}


def aggregate(path: Path, rounds: int) -> dict[str, float]:
    with closing(open_reader(path)) as connection:
        return percentiles(
            [milliseconds(lambda: connection.execute(AGGREGATE, (GUILD,)).fetchall()) for _ in range(rounds)]
        )


def draw(rounds: int) -> dict[str, Any]:
    """Draw pictures that differ, and one of them again."""
    chance = random.Random(1957)
    every = [tuple(chance.randint(0, 200) for _ in range(10)) for _ in range(rounds)]
    fresh = [milliseconds(lambda counts=counts: histogram(counts, "stars")) for counts in every]
    again = [milliseconds(lambda: histogram(every[-1], "stars")) for _ in range(rounds)]
    return {"drawn_ms": percentiles(fresh), "again_ms": percentiles(again)}


def milliseconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def percentiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p99": round(ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)], 2),
    }


async def asked_and_rated(path: Path, members: int, films: int, rounds: int) -> dict[str, Any]:
    database = await Database.open(path)
    try:
        answers = {name: await ask(database, question, rounds, members) for name, question in QUESTIONS.items()}
        return {**answers, "64 rating at once": await rate_at_once(database, films)}
    finally:
        await database.close()


def measure(members: int, ratings: int, films: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as folder:
        path = Path(folder) / "club.sqlite3"
        with closing(open_writer(path)) as connection:
            count = fill(connection, make_club(1957, members=members, ratings=ratings // members, films=films))
        return {
            "members": members,
            "ratings": count,
            "bare aggregate": aggregate(path, rounds),
            **asyncio.run(asked_and_rated(path, members, films, rounds)),
            "bare rating, a commit each": rate_bare(path, films),
            "picture": draw(rounds),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--ratings", type=int, default=100_000)
    parser.add_argument("--films", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=60, help="how often each thing is asked")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    result = measure(chosen.members, chosen.ratings, chosen.films, chosen.rounds)
    print(json.dumps(result) if chosen.json else "\n".join(f"{name:28} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
