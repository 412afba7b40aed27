"""How many ballots a second are answered after their commit, beside bare sqlite3, and how long a tally takes.

    python benchmarks/polls.py [--ballots 5000] [--members 64] [--ranked 10000] [--options 25] [--json]

The store takes ballots from so many members at once; bare sqlite3 runs the same upsert in a loop, once with a commit
a ballot and once with all in one transaction. The tally is a run-off of full rankings, in a thread as in the bot.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.club.polls.record import PollDraft, PollOption
from bot.club.polls.store import PollStore
from bot.club.polls.tally import Candidate, Marks, tally
from bot.connection import begin, open_writer
from bot.database import Database

GUILD, POLL_OPTIONS = 5, 8
CLICKED = "2024-01-01T00:00:00Z"
UPSERT = """
    INSERT INTO ballots (poll_id, member_id, marks, cast_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (poll_id, member_id) DO UPDATE SET marks = excluded.marks, cast_at = excluded.cast_at
"""


async def through_the_store(path: Path, ballots: int, members: int) -> dict[str, float]:
    """Cast ballots through the store, each member's one after another, and measure rate and answers."""
    database = await Database.open(path)
    polls = PollStore(database)
    options = tuple(PollOption(place, f"Film {place}") for place in range(POLL_OPTIONS))
    draft = PollDraft("choice", "What next?", 1, "approval", options=options)
    poll = await polls.open(draft, guild_id=GUILD, created_by=1)
    answers: list[float] = []

    async def member(first: int) -> None:
        for ballot in range(first, ballots, members):
            asked = time.perf_counter()
            marks = ((ballot % POLL_OPTIONS, 1),)
            await polls.cast(poll.id, marks, guild_id=GUILD, member_id=ballot, clicked_at=CLICKED)
            answers.append(time.perf_counter() - asked)

    try:
        started = time.perf_counter()
        await asyncio.gather(*(member(first) for first in range(members)))
        seconds = time.perf_counter() - started
    finally:
        await database.close()
    answers.sort()
    return {
        "ballots a second": round(ballots / seconds),
        "answered p50 ms": round(answers[len(answers) // 2] * 1000, 2),
        "answered p99 ms": round(answers[int(len(answers) * 0.99)] * 1000, 2),
    }


def bare(path: Path, ballots: int, *, commits: bool) -> dict[str, float]:
    """Run the same upsert on a bare connection, with a commit each or one for all."""
    with closing(open_writer(path)) as connection:
        connection.execute(
            "INSERT INTO polls (id, guild_id, kind, method, question, channel_id, created_by, created_at, sealed, "
            "anonymous, offers_review, seed) VALUES (1, ?, 'choice', 'approval', 'What next?', 1, 1, ?, 0, 0, 0, 1)",
            (GUILD, CLICKED),
        )
        started = time.perf_counter()
        if commits:
            _each_committed(connection, ballots)
        else:
            begin(connection)
            for ballot in range(ballots):
                connection.execute(UPSERT, (1, ballot, f"[[{ballot % POLL_OPTIONS},1]]", CLICKED))
            connection.execute("COMMIT")
        return {"ballots a second": round(ballots / (time.perf_counter() - started))}


def _each_committed(connection: sqlite3.Connection, ballots: int) -> None:
    for ballot in range(ballots):
        begin(connection)
        connection.execute(UPSERT, (1, ballot, f"[[{ballot % POLL_OPTIONS},1]]", CLICKED))
        connection.execute("COMMIT")


async def run_off(ballots: int, options: int) -> dict[str, float]:
    """Count full rankings in a thread, and measure the loop's lag meanwhile."""
    chance = random.Random(1957)
    cast: list[Marks] = [
        tuple((option, rank) for rank, option in enumerate(chance.sample(range(options), options), 1))
        for _ in range(ballots)
    ]
    candidates = [Candidate(option) for option in range(options)]
    lag = 0.0
    started = time.perf_counter()
    counting = asyncio.create_task(asyncio.to_thread(tally, "ranked", candidates, cast, seed=1))
    while not counting.done():
        asked = time.perf_counter()
        await asyncio.sleep(0.001)
        lag = max(lag, time.perf_counter() - asked - 0.001)
    result = await counting
    return {
        "milliseconds": round((time.perf_counter() - started) * 1000, 1),
        "rounds": len(result.rounds),
        "worst lag of the loop ms": round(lag * 1000, 1),
    }


def measure(ballots: int, members: int, ranked: int, options: int) -> dict[str, Any]:
    """Measure everything in one run, each part on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        return {
            f"store, {members} members at once": asyncio.run(
                through_the_store(place / "store.sqlite3", ballots, members)
            ),
            "store, one member after another": asyncio.run(through_the_store(place / "one.sqlite3", ballots, 1)),
            "bare sqlite3, a commit each": bare(place / "each.sqlite3", ballots, commits=True),
            "bare sqlite3, one commit": bare(place / "once.sqlite3", ballots, commits=False),
            f"run-off, {ranked:,} rankings of {options}": asyncio.run(run_off(ranked, options)),
        }


def main() -> None:
    """Print what was measured, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ballots", type=int, default=5_000)
    parser.add_argument("--members", type=int, default=64)
    parser.add_argument("--ranked", type=int, default=10_000)
    parser.add_argument("--options", type=int, default=25)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    measured = measure(asked.ballots, asked.members, asked.ranked, asked.options)
    if asked.json:
        print(json.dumps(measured, indent=2))
        return
    for name, numbers in measured.items():
        print(f"{name:38}", ", ".join(f"{value:,} {unit}" for unit, value in numbers.items()))


if __name__ == "__main__":
    main()
