"""Fixtures of the catalogue's stores: a database that is open as in the bot, and films loaded as by another process."""

from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.film import Film
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, write_films


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3"))
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def load(database: Database) -> Callable[..., int]:
    """Load films as another process would, and return the load's id."""

    def write(*films: Film, guild_id: int = 0) -> int:
        with closing(open_writer(database.path)) as connection:
            return write_films(connection, *films, guild_id=guild_id)

    return write
