"""How long `marquee search` takes from start to exit on the starter records, beside bare Python with its libraries.

python benchmarks/starting.py [--rounds 15] [--json]
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = [sys.executable, "-c", "import rapidfuzz, sqlite3"]


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="marquee-bench-") as folder:
        database = str(Path(folder) / "films.sqlite3")
        marquee = [sys.executable, "-m", "bot"]
        subprocess.run([*marquee, "load", "--starter", "--database", database], check=True, capture_output=True)
        search = [*marquee, "search", "cranes are flyng", "--database", database]
        turns = [(seconds(BARE), seconds(search)) for _ in range(chosen.rounds + 1)][1:]  # the first warms the disk
    bare = statistics.median(each for each, _ in turns)
    whole = statistics.median(each for _, each in turns)
    result = {
        "bare_ms": round(bare * 1000),
        "search_ms": round(whole * 1000),
        "times_bare": round(whole / bare, 2),
    }
    print(json.dumps(result) if chosen.json else "\n".join(f"{name:12} {value:>8}" for name, value in result.items()))


if __name__ == "__main__":
    main()
