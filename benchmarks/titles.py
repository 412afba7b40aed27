"""Measure the title index beside its peers, on the same queries in the same run.

Titles: a tab-separated file, plain or .xz, with the heading `id title year aliases popularity`, best known first, so
that its first lines are a catalogue too. Queries: JSON Lines with `q` what was typed, `cat` its kind, `ok` the ids that
are right, and `t` the smallest catalogue that holds one. A catalogue larger than the file is made by joining the front
of one real title with the back of another, seeded.
"""

import argparse
import asyncio
import json
import lzma
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.catalogue.index import Confidence, IndexEntry, TitleIndex
from bot.catalogue.index.typing_queue import TypingQueue

WITHIN = 10
SEED = 1
SLOW = {"rapidfuzz WRatio", "SQLite FTS5 trigram + ratio"}
"""Peers that may be asked a sample of the queries only."""

Finder = Callable[[str], Sequence[int]]
"""Returns the ids of the films found for a text, best first."""


@dataclass(frozen=True)
class Query:
    """A typed text, its kind, and the films that are right for it."""

    text: str
    kind: str
    right: frozenset[int]
    smallest: int


@dataclass
class Result:
    """What one finder reached on one set of queries."""

    ranks: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def summary(self) -> dict[str, Any]:
        """Return the shares found first, within five and within ten, the mean reciprocal rank, and times."""
        times = sorted(self.milliseconds)
        return {
            "queries": len(self.ranks),
            "first": within(self.ranks, 1),
            "within_5": within(self.ranks, 5),
            "within_10": within(self.ranks, WITHIN),
            "mrr": round(statistics.fmean(1 / rank if rank else 0.0 for rank in self.ranks), 4),
            "p50_ms": round(times[len(times) // 2], 2),
            "p99_ms": round(times[int(len(times) * 0.99)], 2),
            "kinds": {
                kind: {
                    "queries": len(ranks),
                    "first": within(ranks, 1),
                    "within_5": within(ranks, 5),
                    "within_10": within(ranks, WITHIN),
                }
                for kind, ranks in sorted(self.kinds.items())
            },
        }


def within(ranks: Sequence[int], most: int) -> float:
    """Return the share of `ranks`, 0 being not found, that are at most `most`."""
    return round(sum(0 < rank <= most for rank in ranks) / max(len(ranks), 1), 4)


def read_titles(path: Path) -> list[IndexEntry]:
    """Return the films of the titles file."""
    opener = lzma.open if path.suffix == ".xz" else open
    films: list[IndexEntry] = []
    with opener(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            film_id, title, year, aliases, popularity, *_ = line.rstrip("\n").split("\t")
            names = tuple(alias for alias in aliases.split("|") if alias)
            films.append(IndexEntry(int(film_id), 0, title, int(year) if year else None, names, (), float(popularity)))
    return films


def read_queries(path: Path, size: int) -> list[Query]:
    """Return the queries whose film is in a catalogue of `size`."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Query(row["q"], row["cat"], frozenset(row["ok"]), row["t"]) for row in rows if row["t"] <= size]


def catalogue(real: list[IndexEntry], size: int) -> list[IndexEntry]:
    """Return the first `size` real films, and recombined ones where there are not so many."""
    films = real[:size]
    chance = random.Random(SEED)
    words = [film.title.split() for film in real]
    taken = {(film.title, film.year) for film in films}
    next_id = max(film.film_id for film in real) + 1
    while len(films) < size:
        front, back = chance.choice(words), chance.choice(words)
        title = " ".join([*front[: (len(front) + 1) // 2], *back[len(back) // 2 :]])
        year = chance.choice(real).year
        if (title, year) not in taken:
            taken.add((title, year))
            films.append(IndexEntry(next_id, 0, title, year))
            next_id += 1
    return films


def measure(find: Finder, queries: Sequence[Query]) -> Result:
    """Ask `find` every query and return what it reached."""
    result = Result()
    for query in queries:
        started = time.perf_counter()
        found = find(query.text)
        result.milliseconds.append((time.perf_counter() - started) * 1e3)
        rank = next((place for place, film in enumerate(found, start=1) if film in query.right), 0)
        result.ranks.append(rank)
        result.kinds[query.kind].append(rank)
    return result


def unique(films: Iterator[int]) -> list[int]:
    """Return the first ten different films."""
    seen: dict[int, None] = {}
    for film in films:
        seen.setdefault(film)
        if len(seen) == WITHIN:
            break
    return list(seen)


def rapidfuzz_peer(names: list[str], owners: list[int], scorer: Any) -> Finder:
    """Return rapidfuzz's own search over all names, brought to lower case without punctuation once."""
    choices = [utils.default_process(name) for name in names]

    def find(text: str) -> list[int]:
        found = process.extract(utils.default_process(text), choices, scorer=scorer, limit=WITHIN * 2)
        return unique(owners[place] for _, _, place in found)

    return find


def grams(text: str) -> list[str]:
    """Return the different three-letter pieces of a text."""
    text = utils.default_process(text)
    return list(dict.fromkeys(text[place : place + 3] for place in range(len(text) - 2)))


def fts5_peer(names: list[str], owners: list[int]) -> Finder:
    """Return SQLite's trigram index, any of the grams, the best hundred by bm25 ordered again by ratio."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE name USING fts5(text, tokenize='trigram')")
    database.executemany("INSERT INTO name VALUES (?)", ((utils.default_process(name),) for name in names))

    def find(text: str) -> list[int]:
        pieces = grams(text)
        if not pieces:
            return []
        match = " OR ".join(f'"{piece}"' for piece in pieces)
        query = "SELECT rowid, text FROM name WHERE name MATCH ? ORDER BY bm25(name) LIMIT 100"
        rows = database.execute(query, (match,)).fetchall()
        asked = utils.default_process(text)
        rows.sort(key=lambda row: -fuzz.ratio(asked, row[1]))
        return unique(owners[row - 1] for row, _ in rows)

    return find


def tantivy_peer(names: list[str], owners: list[int], limit: int = WITHIN * 3) -> Finder | None:
    """Return tantivy with three-letter grams and BM25, or None where it is not installed."""
    try:
        import tantivy  # noqa: PLC0415  # pyright: ignore[reportMissingImports] - a peer that need not be there
    except ImportError:
        return None
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="grams")
    schema.add_unsigned_field("film", stored=True)
    index = tantivy.Index(schema.build())
    tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(min_gram=3, max_gram=3, prefix_only=False)).build()
    index.register_tokenizer("grams", tokenizer)
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for name, owner in zip(names, owners, strict=True):
        writer.add_document(tantivy.Document(text=[utils.default_process(name)], film=[owner]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> list[int]:
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "text", piece)) for piece in grams(text)]
        if not terms:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(terms), limit).hits
        return unique(searcher.doc(address)["film"][0] for _, address in hits)

    return find


def marquee(index: TitleIndex) -> Finder:
    """Return the films of an answer to a whole title."""
    return lambda text: [match.film_id for match in index.search(text).matches]


def called_sure(index: TitleIndex, queries: Sequence[Query]) -> dict[str, float]:
    """Return the share of sure answers that are wrong, and the share of answers right first that are sure."""
    sure = wrong = right = 0
    for query in queries:
        answer = index.search(query.text)
        good = bool(answer.matches) and answer.matches[0].film_id in query.right
        right += good
        if answer.confidence is Confidence.SURE:
            sure += 1
            wrong += not good
    return {
        "sure_but_wrong": round(wrong / max(sure, 1), 4),
        "called_sure": round((sure - wrong) / max(right, 1), 4),
    }


_RESTART = """
import os, sys, time, json
from pathlib import Path
import bot.catalogue.index as titles
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before, started = resident(), time.perf_counter()
index = titles.TitleIndex.load(Path(sys.argv[1]))
loaded = time.perf_counter() - started
for text in json.load(sys.stdin):
    index.search(text)
print(json.dumps({"restart_s": round(loaded, 3), "memory_mb": round(resident() - before, 1)}))
"""


def restart(path: Path, queries: Sequence[Query]) -> dict[str, float]:
    """Return how long a new process takes to load the saved index, and what its memory grows by with 300 searches."""
    texts = json.dumps([query.text for query in queries[:300]])
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    ran = subprocess.run(
        [sys.executable, "-c", _RESTART, str(path)],
        input=texts,
        text=True,
        capture_output=True,
        check=True,
        env=environment,
    )
    return json.loads(ran.stdout)


async def typing_together(index: TitleIndex, queries: Sequence[Query], members: int = 8) -> dict[str, float]:
    """Return how late the event loop runs, in milliseconds, while `members` type at once."""
    queue = TypingQueue(index)
    late: list[float] = []
    answered: list[float] = []
    done = asyncio.Event()

    async def watch() -> None:
        while not done.is_set():
            started = time.perf_counter()
            await asyncio.sleep(0.001)
            late.append((time.perf_counter() - started - 0.001) * 1e3)

    async def member(number: int) -> None:
        for query in queries[number * 40 : number * 40 + 40]:
            started = time.perf_counter()
            await queue.complete(number, query.text)
            answered.append((time.perf_counter() - started) * 1e3)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(member(number) for number in range(members)))
    done.set()
    await watching
    queue.close()
    return {
        "loop_late_p99_ms": round(sorted(late)[int(len(late) * 0.99)], 2),
        "answer_p99_ms": round(sorted(answered)[int(len(answered) * 0.99)], 2),
    }


def run(films: list[IndexEntry], whole: list[Query], typed: list[Query], options: argparse.Namespace) -> dict[str, Any]:
    """Return all that is measured for one catalogue."""
    started = time.perf_counter()
    index = TitleIndex.build(films)
    report: dict[str, Any] = {"films": len(films), "build_s": round(time.perf_counter() - started, 2)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "titles.index")
        started = time.perf_counter()
        index.save(path, version=1)
        report |= {"save_s": round(time.perf_counter() - started, 2), "file_mb": round(path.stat().st_size / 1e6, 1)}
        report |= restart(path, whole)
        index = TitleIndex.load(path)
        for query in whole[:50]:
            index.search(query.text)
        ours = measure(marquee(index), whole)
        report["marquee"] = ours.summary() | called_sure(index, whole)
        if typed:
            typing = measure(lambda text: [match.film_id for match in index.complete(text)], typed)
            report["marquee, being typed"] = typing.summary()
            report |= asyncio.run(typing_together(index, typed))
        names = [(name, film.film_id) for film in films for name in (film.title, *film.names)]
        report["peers"] = dict(peers([name for name, _ in names], [owner for _, owner in names], index, whole, options))
    return report


def peers(
    names: list[str], owners: list[int], index: TitleIndex, queries: list[Query], options: argparse.Namespace
) -> Iterator[tuple[str, Any]]:
    """Yield what each peer reached, and the index on the same queries."""
    makers: dict[str, Callable[[], Finder | None]] = {
        "rapidfuzz ratio": lambda: rapidfuzz_peer(names, owners, fuzz.ratio),
        "rapidfuzz WRatio": lambda: rapidfuzz_peer(names, owners, fuzz.WRatio),
        "SQLite FTS5 trigram + ratio": lambda: fts5_peer(names, owners),
        "tantivy 3-grams": lambda: tantivy_peer(names, owners),
    }
    for name, make in makers.items():
        if options.peers and not any(word in name for word in options.peers.split(",")):
            continue
        asked = queries
        if name in SLOW and 0 < options.sample < len(queries):
            asked = random.Random(SEED).sample(queries, options.sample)
        find = make()
        if find is None:
            yield name, "not installed"
            continue
        reached = measure(find, asked).summary()
        yield name, reached | {"marquee on the same": measure(marquee(index), asked).summary()}


def show(report: dict[str, Any]) -> None:
    """Print one report as lines of text."""
    print(f"\n{report['films']:,} films: built in {report['build_s']} s, saved in {report['save_s']} s ", end="")
    print(f"({report['file_mb']} MB), restarted in {report['restart_s']} s, memory {report['memory_mb']} MB")
    if "loop_late_p99_ms" in report:
        print(f"eight typing at once, p99: event loop {report['loop_late_p99_ms']} ms late, ", end="")
        print(f"answers in {report['answer_p99_ms']} ms")
    print(f"{'':38} {'n':>5} {'first':>7} {'in 5':>7} {'in 10':>7} {'MRR':>7} {'p50 ms':>8} {'p99 ms':>8}")

    def line(name: str, row: dict[str, Any]) -> None:
        print(
            f"{name:38} {row['queries']:5} {row['first']:7.2%} {row['within_5']:7.2%} {row['within_10']:7.2%} "
            f"{row['mrr']:7.4f} {row['p50_ms']:8.2f} {row['p99_ms']:8.2f}"
        )

    for name in ("marquee", "marquee, being typed"):
        if name in report:
            line(name, report[name])
    for name, row in report["peers"].items():
        if isinstance(row, str):
            print(f"{name:38} {row}")
            continue
        line(name, row)
        same = row["marquee on the same"]
        if same["queries"] != report["marquee"]["queries"]:
            line("  sampled; marquee on the same", same)
    print(f"sure but wrong, of those called sure: {report['marquee']['sure_but_wrong']:.2%}; ", end="")
    print(f"called sure, of those right first: {report['marquee']['called_sure']:.2%}")
    for kind, row in report["marquee"]["kinds"].items():
        print(f"  {kind:14} {row['queries']:5} {row['first']:7.2%} first {row['within_5']:7.2%} in 5")
    for kind, row in report.get("marquee, being typed", {}).get("kinds", {}).items():
        print(f"  {kind:14} {row['queries']:5} {row['within_10']:7.2%} in 10, being typed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True, help="whole titles as typed")
    parser.add_argument("--typing", type=Path, help="titles being typed")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument(
        "--sample",
        type=int,
        default=0,
        help="ask the slow peers (WRatio, FTS5) only so many of the queries, chosen with a seed",
    )
    parser.add_argument("--peers", default="", help="only peers whose names contain one of these words")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    real = read_titles(options.titles)
    reports = []
    for size in map(int, options.sizes.split(",")):
        films = catalogue(real, size)
        typed = read_queries(options.typing, size) if options.typing else []
        reports.append(run(films, read_queries(options.queries, size), typed, options))
        if not options.json:
            show(reports[-1])
    if options.json:
        print(json.dumps({"sample": options.sample, "reports": reports}))


if __name__ == "__main__":
    main()
