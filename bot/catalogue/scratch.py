"""A copy of one server's films, to rehearse a load on while others go on writing."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.catalogue import fulltext
from bot.connection import open_reader, open_writer

_OF_FILMS = "FROM films JOIN {0} ON {0}.film_id = films.id WHERE films.guild_id = ?"
_PARTS = ("aliases", "credits", "genres", "countries", "companies", "film_edits")

# All that a load looks at. Of reviews that is their digests: their texts, which may be many times the rest, stay.
_COPIED = {
    "films": "SELECT * FROM films WHERE guild_id = ?",
    "film_ids": "SELECT * FROM film_ids WHERE guild_id = ?",
    "record_identities": "SELECT * FROM record_identities WHERE guild_id = ?",
    "film_merges": "SELECT * FROM film_merges WHERE guild_id = ?",
    **{part: f"SELECT {part}.* {_OF_FILMS.format(part)}" for part in _PARTS},
    "reviews (film_id, load_id, digest, reviewer, text)": (
        f"SELECT film_id, 0, digest, '', '' {_OF_FILMS.format('reviews')}"
    ),
}


@contextmanager
def scratch_copy(database: Path, aside: Path, *, guild_id: int) -> Generator[sqlite3.Connection]:
    """Open a new database at `aside` that holds what a load for `guild_id` would find; remove it at the end.

    Raises:
        DatabaseError: the database cannot be read.
    """
    try:
        with closing(open_writer(aside)) as scratch:
            scratch.execute("PRAGMA foreign_keys = OFF")  # loads and shared films are not copied
            scratch.execute("PRAGMA synchronous = OFF")
            with closing(open_reader(database)) as live:
                _copy(live, scratch, guild_id)
            yield scratch
    finally:
        for name in (aside.name, f"{aside.name}-wal", f"{aside.name}-shm"):
            aside.with_name(name).unlink(missing_ok=True)


def _copy(live: sqlite3.Connection, scratch: sqlite3.Connection, guild_id: int) -> None:
    live.execute("BEGIN")  # one state of the data, whatever is written meanwhile
    scratch.execute("BEGIN")
    for table, select in _COPIED.items():
        rows = live.execute(select, (guild_id,))
        places = ", ".join("?" for _ in rows.description)
        scratch.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - names from above
    newest = scratch.execute("SELECT coalesce(max(id), 0) FROM reviews").fetchone()[0]
    fulltext.add_since(scratch, film_id=0, review_id=newest)
    scratch.execute("COMMIT")
    live.execute("ROLLBACK")
