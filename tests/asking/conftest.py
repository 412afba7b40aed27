"""The starter records as questions are asked of them."""

from collections.abc import AsyncGenerator
from contextlib import closing
from pathlib import Path

import pytest

from bot.asking.answering import AskStore
from bot.asking.lookup import Lookup
from bot.catalogue.loader import Loader
from bot.catalogue.loading.sources import sources
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.catalogue.searching.live_names import companies, people, reviewers
from bot.catalogue.searching.title_file import build_index, open_index
from bot.connection import open_reader, open_writer
from bot.database import Database
from bot.starter import starter_files
from tests.asking.clubs import AskedClub
from tests.factories import copy_database, make_database


@pytest.fixture(scope="session")
def starter_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the starter records, made once, and its title index beside it."""
    path = make_database(tmp_path_factory.mktemp("starter") / "starter.sqlite3")
    with closing(open_writer(path)) as connection:
        Loader(connection).load(sources(starter_files()))
        build_index(connection, path)
    return path


@pytest.fixture(scope="session")
def lookup(starter_database: Path) -> Lookup:
    """What is looked up of the starter records while a message is read, outside servers."""
    with closing(open_reader(starter_database)) as connection:
        index, _ = open_index(connection, starter_database)
        return Lookup(index, people(connection), reviewers(connection), companies(connection), guild_id=0)


@pytest.fixture
async def asking(starter_database: Path, tmp_path: Path) -> AsyncGenerator[AskStore]:
    """What answers questions, over a copy of the starter records."""
    database = await Database.open(copy_database(starter_database, tmp_path / "starter.sqlite3"))
    index = await LiveIndex.open(database)
    yield AskStore(database, index, ReviewStore(database))
    await index.close()
    await database.close()


@pytest.fixture
def club(asking: AskStore, tmp_path: Path) -> AskedClub:
    """A club over the same records, of members 71 to 74."""
    return AskedClub(tmp_path / "starter.sqlite3", asking)
