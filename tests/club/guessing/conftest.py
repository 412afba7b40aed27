"""The store of games over a real database of three films."""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.searching.live import LiveIndex
from bot.club.guessing.store import GuessStore
from bot.connection import open_writer
from bot.database import Database
from tests.club.guessing.playing import CHALK, GUILD, LIGHTHOUSE, SALT, Play
from tests.factories import make_database, make_film, write_films


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_database(tmp_path / "films.sqlite3")
    films = (make_film(SALT, 1999), make_film(LIGHTHOUSE, 1961), make_film(CHALK, 1970))
    with closing(open_writer(path)) as connection:
        write_films(connection, *films, guild_id=GUILD)
    return path


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def store(database: Database) -> AsyncIterator[GuessStore]:
    index = await LiveIndex.open(database)
    try:
        yield GuessStore(database, index)
    finally:
        await index.close()


@pytest.fixture
def play(store: GuessStore, database: Database) -> Play:
    return Play(store, database)
