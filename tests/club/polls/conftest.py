"""Polls on a real database: a server with two films of its own sight, and one of another server's."""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.club.polls.store import PollStore
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

OTHER_GUILD = 6


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = make_database(tmp_path / "films.sqlite3", make_film(), make_film("Salt Road", 1999))
    with closing(open_writer(path)) as connection:
        write_films(connection, make_film("Elsewhere", 2000), guild_id=OTHER_GUILD)
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def polls(database: Database) -> PollStore:
    return PollStore(database)
