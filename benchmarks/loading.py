"""How fast films load, beside Python's raw `executemany` of the same rows into the same schema, in the same run.

    python benchmarks/loading.py [--films 100000 | --imdb ROWS] [--rounds 3] [--json]

Every film has two reviews; the full-text index is filled on both sides. The raw side is given its rows ready made, so
it pays for nothing but the inserts. `--imdb` measures a whole `title.basics.tsv.gz` instead, as imdb_loading.py tells.
Each measurement runs in a process of its own, the two sides in turn.
"""

import argparse
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.catalogue.loader import Loader
from bot.catalogue.loading.sources import sources
from bot.catalogue.searching import fulltext
from bot.connection import open_writer

GENRES = ("Drama", "Comedy", "War", "Crime", "Western", "Romance", "Horror", "Musical")
COUNTRIES = ("France", "Japan", "India", "Soviet Union", "United States", "Brazil", "Poland", "Italy")
TABLES = (
    "loads",
    "films",
    "film_ids",
    "aliases",
    "credits",
    "genres",
    "countries",
    "companies",
    "reviews",
    "film_changes",
    "record_identities",
)
SYLLABLES = ("ka", "lo", "mi", "ren", "to", "vas", "du", "sel", "na", "pri", "go", "ter", "ul", "bec", "hi", "moy")


def make_words(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count)]


def make_file(path: Path, films: int) -> None:
    """Write seeded films as JSON Lines: words by Zipf's law, as in real text."""
    chance = random.Random(1957)
    words = make_words(chance, 8000)
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    totals: list[float] = []
    for weight in weights:
        totals.append(weight + (totals[-1] if totals else 0))

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=totals, k=length))

    names = [f"{chance.choice(words).title()} {chance.choice(words).title()}" for _ in range(5000)]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(films):
            record = {
                "title": f"{text(3).title()} {number}",
                "year": chance.randint(1900, 2026),
                "synopsis": text(40) + ".",
                "score": chance.randint(10, 100) / 10,
                "runtime_minutes": chance.randint(60, 200),
                "language": "en",
                "countries": [chance.choice(COUNTRIES)],
                "genres": chance.sample(GENRES, 2),
                "companies": [text(2).title()],
                "directors": [chance.choice(names)],
                "cast": chance.sample(names, 3),
                "ids": {"imdb": f"tt{number:07}"},
                "reviews": [
                    {"reviewer": chance.choice(words), "text": text(60) + ".", "score": chance.randint(1, 10)}
                    for _ in range(2)
                ],
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def measure_marquee(source: Path, database: Path) -> dict[str, Any]:
    with closing(open_writer(database)) as connection:
        started = time.perf_counter()
        report = Loader(connection).load(sources([source]))
        seconds = time.perf_counter() - started
    assert report.reject_count == 0
    return {"films": report.films_new, "seconds": seconds}


def measure_raw(rows_from: Path, database: Path) -> dict[str, Any]:
    """Insert the rows that a load has made, table by table, in one transaction."""
    with closing(sqlite3.connect(rows_from)) as loaded:
        rows = {table: loaded.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    with closing(open_writer(database)) as connection:
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table, its_rows in rows.items():
            if its_rows:
                places = ", ".join("?" for _ in its_rows[0])
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", its_rows)
        fulltext.add_since(connection, film_id=0, review_id=0)
        connection.execute("COMMIT")
        seconds = time.perf_counter() - started
    return {"films": len(rows["films"]), "seconds": seconds}


def in_own_process(side: str, source: Path, database: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--side", side, "--source", str(source), "--database", str(database)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def compare(films: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as name:
        folder = Path(name)
        source = folder / "films.jsonl"
        make_file(source, films)
        ours: list[dict[str, Any]] = []
        raw: list[dict[str, Any]] = []
        again: dict[str, Any] = {}
        for turn in range(rounds):
            database = folder / f"marquee-{turn}.sqlite3"
            ours.append(in_own_process("marquee", source, database))
            raw.append(in_own_process("raw", database, folder / f"raw-{turn}.sqlite3"))
            if turn == 0:
                again = in_own_process("again", source, database)
        rate = statistics.median(each["films"] / each["seconds"] for each in ours)
        raw_rate = statistics.median(each["films"] / each["seconds"] for each in raw)
        return {
            "films": films,
            "file_mb": round(source.stat().st_size / 1e6, 1),
            "marquee_films_per_second": round(rate),
            "raw_films_per_second": round(raw_rate),
            "share_of_raw": round(rate / raw_rate, 2),
            "marquee_peak_mb": round(max(each["peak_mb"] for each in ours), 1),
            "same_file_again_films_per_second": round(films / again["seconds"]),
        }


def run_side(side: str, source: Path, database: Path) -> dict[str, Any]:
    if side == "raw":
        result = measure_raw(source, database)
    elif side == "again":
        result = measure_again(source, database)
    else:
        result = measure_marquee(source, database)
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result


def measure_again(source: Path, database: Path) -> dict[str, Any]:
    result = measure_marquee(source, database)
    assert result["films"] == 0, "loading the same file twice made films"
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--films", type=int, default=100_000)
    parser.add_argument("--imdb", type=int, metavar="ROWS")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--side", help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--database", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(json.dumps(run_side(chosen.side, chosen.source, chosen.database)))
        return
    if chosen.imdb:
        from imdb_loading import compare as compare_imdb  # noqa: PLC0415 - it measures with what is here

        result = compare_imdb(chosen.imdb, chosen.rounds)
    else:
        result = compare(chosen.films, chosen.rounds)
    if chosen.json:
        print(json.dumps(result, indent=1))
    else:
        for name, value in result.items():
            print(f"{name.replace('_', ' '):36} {value:>12}")


if __name__ == "__main__":
    main()
