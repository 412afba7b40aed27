"""How fast a whole `title.basics.tsv.gz` loads, beside Python's raw `executemany` of the same films, in the same run.

    python benchmarks/loading.py --imdb 2000000 [--rounds 2] [--json]

The file is made up, its types as frequent as in the real one, its ids sorted as text. Two raw sides read the same file
with `gzip` and `str.split`: one inserts the six columns that there are into one table with a unique and a year index,
the other all rows that a load makes of them into Marquee's own tables. Each measurement runs in a process of its own;
seconds are the processor's, since others share the machine.
"""

import gzip
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from loading import TABLES, make_words

from bot.catalogue.formats.imdb import FILM_TYPES
from bot.catalogue.loader import Loader
from bot.catalogue.loading.sources import sources
from bot.connection import open_writer

HEADINGS = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
TYPES = {"tvEpisode": 77.0, "short": 9.0, "movie": 6.2, "video": 2.7, "tvSeries": 2.5, "tvMovie": 1.3, "tvShort": 1.3}
GENRES = ("Drama", "Comedy,Drama", "Documentary", "\\N", "Action,Crime,Drama")
FLAT = """
    CREATE TABLE films (tconst TEXT UNIQUE, title TEXT, original TEXT, year INTEGER, runtime INTEGER, genres TEXT);
    CREATE INDEX films_by_year ON films (year);
"""


def make_file(path: Path, rows: int) -> int:
    """Write seeded titles, sorted by id as text; return how many."""
    chance = random.Random(1957)
    words = [word.title() for word in make_words(chance, 20_000)]
    kinds = chance.choices(list(TYPES), list(TYPES.values()), k=100_003)
    with gzip.open(path, "wt", compresslevel=6, encoding="utf-8") as stream:
        stream.write(HEADINGS)
        for place, number in enumerate(sorted(f"{number:07}" for number in range(1, rows + 1))):
            turn = place // len(words)
            title = (
                f"{words[place * 7919 % 20_000]} {words[(place * 104_729 + turn) % 20_000]} {words[turn * 31 % 20_000]}"
            )
            stream.write(
                f"tt{number}\t{kinds[place % len(kinds)]}\t{title}\t{title}\t0\t{1900 + place % 125}\t\\N"
                f"\t{60 + place % 100}\t{GENRES[place % len(GENRES)]}\n"
            )
    return rows


def films(source: Path) -> Iterator[tuple[str | None, ...]]:
    """Give the films of the file as plain Python reads them."""
    with gzip.open(source, "rt", encoding="utf-8") as stream:
        next(stream)
        for line in stream:
            cells = line.rstrip("\n").split("\t")
            if cells[1] in FILM_TYPES:
                yield tuple(None if cells[at] == "\\N" else cells[at] for at in (0, 2, 3, 5, 7, 8))


def measure_marquee(source: Path, database: Path) -> int:
    with closing(open_writer(database)) as connection:
        report = Loader(connection).load(sources([source]))
    assert report.reject_count == 0
    return report.films_new


def measure_flat(source: Path, database: Path) -> int:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(FLAT)
        connection.execute("BEGIN")
        count = connection.executemany("INSERT INTO films VALUES (?, ?, ?, ?, ?, ?)", films(source)).rowcount
        connection.execute("COMMIT")
    return count


def measure_same(source: Path, database: Path, loaded: Path) -> int:
    """Read the file, and insert the rows that a load has made, table by table, in one transaction."""
    count = sum(1 for _ in films(source))
    with closing(open_writer(database)) as connection:
        connection.execute("ATTACH ? AS loaded", (str(loaded),))
        connection.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            rows = connection.execute(f"SELECT * FROM loaded.{table}")
            places = ", ".join("?" for _ in rows.description)
            connection.executemany(f"INSERT INTO main.{table} VALUES ({places})", rows)
        connection.execute("COMMIT")
    return count


def in_own_process(side: str, *paths: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, side, *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def run_side(side: str, paths: list[Path]) -> dict[str, Any]:
    if side == "make":  # in a process of its own too: what it holds would count as the others' peak
        return {"rows": make_file(paths[0], int(str(paths[1])))}
    measure = {"marquee": measure_marquee, "flat": measure_flat, "same": measure_same}[side]
    started = time.process_time()
    count = measure(*paths)
    seconds = time.process_time() - started
    return {"films": count, "seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def compare(rows: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as name:
        folder = Path(name)
        source = folder / "title.basics.tsv.gz"
        in_own_process("make", source, Path(str(rows)))
        sides: dict[str, list[dict[str, Any]]] = {"marquee": [], "flat": [], "same": []}
        for turn in range(rounds):
            loaded = folder / f"marquee-{turn}.sqlite3"
            sides["marquee"].append(in_own_process("marquee", source, loaded))
            sides["flat"].append(in_own_process("flat", source, folder / f"flat-{turn}.sqlite3"))
            sides["same"].append(in_own_process("same", source, folder / f"same-{turn}.sqlite3", loaded))
        seconds = {side: statistics.median(each["seconds"] for each in runs) for side, runs in sides.items()}
        count = sides["marquee"][0]["films"]
        return {
            "rows": rows,
            "films": count,
            "file_mb": round(source.stat().st_size / 1e6, 1),
            "marquee_rows_per_second": round(rows / seconds["marquee"]),
            "marquee_films_per_second": round(count / seconds["marquee"]),
            "raw_same_tables_films_per_second": round(count / seconds["same"]),
            "raw_one_table_films_per_second": round(count / seconds["flat"]),
            "share_of_raw_same_tables": round(seconds["same"] / seconds["marquee"], 2),
            "share_of_raw_one_table": round(seconds["flat"] / seconds["marquee"], 2),
            "marquee_peak_mb": round(max(each["peak_mb"] for each in sides["marquee"]), 1),
        }


def main() -> None:
    """Run one side, for `compare`."""
    side, *paths = sys.argv[1:]
    print(json.dumps(run_side(side, [Path(path) for path in paths])))


if __name__ == "__main__":
    main()
