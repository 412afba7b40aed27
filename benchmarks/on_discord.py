"""What the bot costs its event loop: autocomplete answers and quotes, and the time from start to ready.

    python benchmarks/on_discord.py [--sizes 150,100000] [--json]

Each autocomplete is asked for as Discord would, from the text typed so far to the choices ready to be sent. `loop` is
the processor time of the event loop's own thread for one answer; `inline`, its peer, is the same search run on the
loop instead of on the index's thread. A quote is asked for by the title of a film and drawn, ready to be sent; its
`inline` chooses a passage of a like review on the loop. `lag` is how late the loop's other work came while answers
were prepared.
"""

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord

from bot.catalogue.film import Film, Review
from bot.catalogue.loading.film_writer import FilmWriter
from bot.catalogue.loading.loads import begin_load
from bot.catalogue.reviews.passages import choose
from bot.catalogue.reviews.reviewed import ReviewFilter
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.catalogue.store import FilmStore
from bot.client import Marquee
from bot.club.settings import SettingsStore
from bot.connection import open_writer, transaction
from bot.database import Database
from bot.replies.films.option import offer_titles
from bot.replies.reviews.quotes import draw_quote

WORDS = """
    night day river house last first summer winter road city heart stranger return letter war love garden island
    silence dream train shadow blood moon king daughter father stone fire mirror station winter's secret the of and
""".split()  # noqa: SIM905 - a text of words reads best as one
ANSWERS = 300
WARM_UP = 20

START = """
import asyncio, sys, time
from pathlib import Path
import simcord
from bot.client import Marquee

async def main():
    bot = Marquee(Path(sys.argv[1]), shard_count=1)
    world = simcord.Env(bot)
    await world.start()
    await bot.wait_until_ready()
    print(time.time())
    await world.shutdown()
    await bot.close()

asyncio.run(main())
"""


def make_catalogue(path: Path, size: int) -> list[str]:
    """Write `size` films of recombined words to a new database, and return their titles."""
    chance = random.Random(1)
    titles = [" ".join(chance.choices(WORDS, k=chance.randint(2, 5))).title() for _ in range(size)]
    connection = open_writer(path)
    with transaction(connection):
        load_id = begin_load(connection, guild_id=0, loaded_by=None)
        writer = FilmWriter(connection, guild_id=0, load_id=load_id)
        for number, title in enumerate(titles):
            review = Review(
                f"Reviewer {number % 97}", make_review(chance), score=float(number % 10 + 1), spoiler="none"
            )
            directors = (f"Director {number % 997}",)
            writer.write(Film(title, 1900 + number % 125, directors=directors, votes=number, reviews=(review,)))
        writer.finish()
    connection.close()
    return titles


def make_review(chance: random.Random) -> str:
    """Return a review of some twelve sentences, half of them worth quoting."""
    plain = "I went with a friend on a Tuesday and we sat near the {}."
    telling = "The camera looks at the {} of the {}, and the light does more for the film than its script."
    sentences = [chance.choice((plain, telling)) for _ in range(12)]
    return " ".join(sentence.format(chance.choice(WORDS), chance.choice(WORDS)) for sentence in sentences)


async def time_answers(answer: Callable[[str], Awaitable[object]], typed: list[str]) -> dict[str, float]:
    """Ask for each text once, and return the loop's time, the wait and the lag in milliseconds."""
    lags: list[float] = []
    answering = True

    async def heartbeat() -> None:
        while answering:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            lags.append(time.perf_counter() - began - 0.001)

    for text in typed[:WARM_UP]:
        await answer(text)
    beat = asyncio.create_task(heartbeat())
    busy: list[float] = []
    waits: list[float] = []
    for text in typed[WARM_UP:]:
        thread, wall = time.thread_time(), time.perf_counter()
        await answer(text)
        busy.append(time.thread_time() - thread)
        waits.append(time.perf_counter() - wall)
        await asyncio.sleep(0)  # let the heartbeat tell how late it is
    answering = False
    await beat
    return {
        "loop_p50": at(busy, 50),
        "loop_p99": at(busy, 99),
        "wait_p50": at(waits, 50),
        "wait_p99": at(waits, 99),
        "lag_p99": at(lags, 99),
    }


def at(seconds: list[float], percent: int) -> float:
    return round(statistics.quantiles(seconds, n=100)[percent - 1] * 1_000, 3)


async def autocomplete(path: Path, titles: list[str]) -> dict[str, dict[str, float]]:
    """Time the bot's answers, and the same answers with the search on the loop."""
    database = await Database.open(path)
    index = await LiveIndex.open(database)
    bot = SimpleNamespace(films=FilmStore(database), index=index)
    asked = SimpleNamespace(client=bot, guild_id=None, user=SimpleNamespace(id=1))
    chance = random.Random(2)
    typed = [title[: chance.randint(2, len(title))] for title in chance.choices(titles, k=ANSWERS + WARM_UP)]

    async def through_the_bot(text: str) -> None:
        choices = await offer_titles(cast("discord.Interaction[Marquee]", asked), text)
        json.dumps([choice.to_dict() for choice in choices])

    async def inline(text: str) -> None:
        index._queue.index.complete(text, guild_id=0, limit=25)  # noqa: SLF001 - the peer leaves out the thread

    try:
        return {"loop": await time_answers(through_the_bot, typed), "inline": await time_answers(inline, typed)}
    finally:
        await index.close()
        await database.close()


async def quotes(path: Path) -> dict[str, dict[str, float]]:
    """Time the bot's quotes, each of a film's reviews, and the same with the choice of the passage on the loop."""
    database = await Database.open(path)
    bot = SimpleNamespace(
        films=FilmStore(database), reviews=ReviewStore(database), club_settings=SettingsStore(database)
    )
    asked = cast(
        "discord.Interaction[Marquee]",
        SimpleNamespace(client=bot, guild_id=1, user=SimpleNamespace(id=1), is_user_integration=lambda: False),
    )
    chance = random.Random(3)
    ids = await database.read(lambda connection: connection.execute("SELECT id FROM films").fetchall())
    films = [str(film_id) for (film_id,) in chance.choices(ids, k=ANSWERS + WARM_UP)]

    async def through_the_bot(film: str) -> None:
        view = await draw_quote(asked, ReviewFilter(int(film)), 1)
        json.dumps(view.to_components())

    async def inline(_: str) -> None:
        choose(make_review(chance))

    try:
        return {"loop": await time_answers(through_the_bot, films), "inline": await time_answers(inline, films)}
    finally:
        await database.close()


def start_to_ready(path: Path) -> float:
    """Return the seconds from starting Python to the bot being ready on the simulated Discord, the best of three."""
    taken: list[float] = []
    for _ in range(3):
        began = time.time()
        done = subprocess.run([sys.executable, "-c", START, str(path)], capture_output=True, text=True, check=True)
        taken.append(float(done.stdout.split()[-1]) - began)
    return round(min(taken), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="150,100000")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results: dict[str, Any] = {}
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "films.sqlite3"
            titles = make_catalogue(path, size)
            results[str(size)] = {
                "autocomplete_ms": asyncio.run(autocomplete(path, titles)),
                "quote_ms": asyncio.run(quotes(path)),
                "ready_s": start_to_ready(path),
            }
    if options.json:
        print(json.dumps(results))
        return
    for size, found in results.items():
        print(f"{int(size):,} films: ready after {found['ready_s']} s")
        for answer in ("autocomplete", "quote"):
            for way, row in found[f"{answer}_ms"].items():
                told = "".join(f"{name} {value:8.3f} ms   " for name, value in row.items())
                print(f"  {answer:12} {way:7}{told}")


if __name__ == "__main__":
    main()
