"""How well and how fast films are recommended, beside two kinds of popularity in the same run.

    python benchmarks/recommend.py [--seeds 11 12 13] [--catalogue 100000] [--json]

Clubs are made by `club_data`. Of each member one film that they gave four stars or more is held out, and a hit is to
find it among the first ten recommended of all films that they have not rated. The peers are the films most members have
rated, the films best known to the source, and Marquee's own rules with neighbours' agreement taken as it comes, not
drawn to the usual one. The rules were tuned on seed 1 alone. Times are of the whole question on the real database,
which then holds `--catalogue` films.
"""

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from club_data import GUILD, MadeClub, fill, hold_out, make_club

from bot.club.recommending.recommend_rules import TUNED
from bot.club.recommending.recommendations import recommend
from bot.club.recommending.recommended import Asked
from bot.connection import open_writer

TOP = 10
KNOWN = 500

Ranking = Callable[[int], list[int]]


@dataclass(frozen=True, slots=True)
class Size:
    """A size of club: members, ratings each on average, films to choose from, and how many clubs a seed makes."""

    members: int
    ratings: int
    films: int
    clubs: int

    @property
    def name(self) -> str:
        """How the size is called in the table."""
        return f"{self.members} × {self.ratings}"


SIZES = (Size(2, 5, 3_000, 100), Size(20, 20, 3_000, 20), Size(50, 60, 3_000, 5), Size(200, 500, 3_000, 2))


def rankings(connection: sqlite3.Connection, made: MadeClub) -> dict[str, Ranking]:
    """Return each way to recommend ten films to a member."""
    rated = Counter(film for films, _ in made.ratings.values() for film in films.tolist())
    votes = {film.id: film.votes for film in made.films}
    by_votes = sorted(votes, key=lambda film: (-votes[film], film))
    by_raters = sorted(votes, key=lambda film: (-rated[film], -votes[film], film))

    def first(order: list[int], member: int) -> list[int]:
        seen = set(made.ratings[member][0].tolist())
        return [film for film in order[: TOP + len(seen)] if film not in seen][:TOP]

    def ours(member: int, rules: Any = TUNED) -> list[int]:
        found = recommend(connection, Asked(GUILD, member), by_votes[:KNOWN], rules)
        return [one.film_id for one in found.films[:TOP]]

    return {
        "best known": lambda member: first(by_votes, member),
        "most rated here": lambda member: first(by_raters, member),
        "unshrunk": lambda member: ours(member, replace(TUNED, shrink=0.0)),
        "Marquee": ours,
    }


def hits(seeds: list[int], size: Size) -> dict[str, Any]:
    """Return how often each way finds the film that was held out, over all seeds."""
    found: Counter[str] = Counter()
    asked = 0
    for seed in (1_000 * seed + club for seed in seeds for club in range(size.clubs)):
        whole = make_club(seed, members=size.members, ratings=size.ratings, films=size.films)
        made, held = hold_out(whole, seed)
        asked += len(held)
        with (
            tempfile.TemporaryDirectory(prefix="marquee-bench-") as folder,
            closing(open_writer(Path(folder, "db"))) as db,
        ):
            fill(db, made)
            for name, ranking in rankings(db, made).items():
                found[name] += sum(film in ranking(member) for member, film in held.items())
    return {"size": size.name, "asked": asked, **{name: round(many / asked, 3) for name, many in found.items()}}


def times(catalogue: int, questions: int = 100) -> dict[str, float]:
    """Return the milliseconds of each kind of question to a club of 200 members and 100,000 ratings."""
    made = make_club(7, members=200, ratings=500, films=catalogue)
    known = sorted((film.id for film in made.films), key=lambda id_: -made.films[id_ - 1].votes)[:KNOWN]
    kinds: dict[str, Callable[[int], Asked]] = {
        "alone": lambda member: Asked(GUILD, member),
        "for two": lambda member: Asked(GUILD, member, other_id=1_000 + (member + 1) % 200),
        "like one": lambda member: Asked(GUILD, member, like_id=known[member % 200]),
        "no ratings": lambda member: Asked(GUILD, member + 9_000),
    }
    measured: dict[str, float] = {"ratings": sum(len(films) for films, _ in made.ratings.values())}
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as folder, closing(open_writer(Path(folder, "db"))) as db:
        fill(db, made)
        for kind, asked in kinds.items():
            took: list[float] = []
            busy = time.process_time()
            for number in range(questions):
                started = time.perf_counter()
                recommend(db, asked(1_000 + number), known)
                took.append((time.perf_counter() - started) * 1000)
            took.sort()
            measured |= {
                f"{kind}, mean ms of CPU": round((time.process_time() - busy) * 1000 / questions, 1),
                f"{kind}, p50 ms": round(statistics.median(took), 1),
                f"{kind}, p99 ms": round(took[int(len(took) * 0.99)], 1),
            }
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--catalogue", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    table = [hits(chosen.seeds, size) for size in SIZES]
    speed = times(chosen.catalogue)
    if chosen.json:
        print(json.dumps({"hits": table, "speed": speed}))
        return
    for row in table:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    for name, value in speed.items():
        print(f"{name:28} {value}")


if __name__ == "__main__":
    main()
