"""A database with the films of `evenings`, and a connection that writes to it."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.club.nights.store import NightStore
from bot.connection import open_writer
from bot.database import Database
from tests.club.nights.evenings import FILMS
from tests.factories import make_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_database(tmp_path / "films.sqlite3", *FILMS)


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(path)) as opened:
        yield opened


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def nights(database: Database) -> NightStore:
    return NightStore(database)
