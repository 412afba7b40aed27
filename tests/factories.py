"""Films and databases as tests need them: small, whole, and different only where the test says so."""

import pickle
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from shutil import copyfile
from typing import Any

from bot.catalogue.film import Film, Review
from bot.catalogue.loading.film_writer import FilmWriter
from bot.catalogue.loading.loads import FileCounts, begin_load, note_file
from bot.catalogue.searching.title_file import build_index, title_file
from bot.connection import migrate, open_reader, open_writer, transaction


def make_film(title: str = "The Paper Lighthouse", year: int | None = 1961, **facts: Any) -> Film:
    return Film(title, year, **facts)


def make_review(reviewer: str = "The_Usher", text: str = "Slow, grey and lovely.", **facts: Any) -> Review:
    return Review(reviewer, text, **facts)


def write_films(connection: sqlite3.Connection, *films: Film, guild_id: int = 0) -> int:
    """Load films as one file of one load, and return the load's id."""
    with transaction(connection):
        load_id = begin_load(connection, guild_id=guild_id, loaded_by=None)
        writer = FilmWriter(connection, guild_id=guild_id, load_id=load_id)
        changes = Counter(writer.write(film)[0] for film in films)
        came_back = writer.finish()
        updated = changes["updated"] + changes["copied"] - came_back
        note_file(connection, load_id, FileCounts("films", "test", changes["new"], updated, 0, writer.reviews_new, 0))
    return load_id


def memory_database() -> sqlite3.Connection:
    """Open an empty database in memory, for tests that need hundreds of them."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_migrated_in_memory())
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@lru_cache(maxsize=50)
def _filled(pickled: bytes) -> bytes:
    """Return a database with these films, as every migration leaves it; made for each test it would take minutes."""
    films: tuple[Film, ...] = pickle.loads(pickled)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "films.sqlite3")
        with closing(open_writer(path)) as connection:
            if films:
                write_films(connection, *films)
        return path.read_bytes()


@cache
def _migrated_in_memory() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, None)
        return connection.serialize()


def make_database(path: Path, *films: Film) -> Path:
    """Make a database file with films in it, closed again; one that is there already is added to."""
    if not path.exists():
        path.write_bytes(_filled(pickle.dumps(films)))  # a film cannot be hashed
    elif films:
        with closing(open_writer(path)) as connection:
            write_films(connection, *films)
    return path


def make_indexed_database(path: Path, *films: Film) -> Path:
    """Make a new database as a bot leaves it: with the title index beside it, which a start would else build."""
    make_database(path, *films)
    title_file(path).write_bytes(_titles(pickle.dumps(films)))
    return path


@lru_cache(maxsize=50)
def _titles(pickled: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "films.sqlite3")
        path.write_bytes(_filled(pickled))
        with closing(open_reader(path)) as connection:
            build_index(connection, path)
        return title_file(path).read_bytes()


def copy_database(database: Path, path: Path) -> Path:
    """Copy a database that nobody has open, with the title index beside it, which would else be built anew."""
    copyfile(database, path)
    copyfile(title_file(database), title_file(path))
    return path
