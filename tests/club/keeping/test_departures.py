"""What a server kept stays thirty days after it removed the bot, and then goes, all of it and nothing else."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.catalogue.searching import fulltext
from bot.catalogue.searching.live import LiveIndex
from bot.club.keeping import departures
from bot.club.keeping.departures import KEPT_FOR, TABLES, DepartureStore
from bot.connection import check, open_reader, open_writer
from bot.database import Database
from tests.everything import NAME, fill, rows_beside, rows_of, servers_tables
from tests.factories import make_database, make_film, make_review

GUILD, OTHER = 5, 6
BOT, OTHER_BOT = 900, 901
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MONTH_LATER = NOW + KEPT_FOR


@pytest.fixture
def path(tmp_path: Path) -> Path:
    film = make_film("Shared", reviews=(make_review(),))
    path = make_database(tmp_path / "films.sqlite3", film)
    with closing(open_writer(path)) as connection:
        for guild_id in (GUILD, OTHER):
            fill(connection, guild_id, shared_film=1)
        connection.execute("DELETE FROM servers")
    return path


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def store(database: Database) -> DepartureStore:
    return DepartureStore(database, BOT)


@pytest.fixture
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(path)) as connection:
        yield connection


def test_every_table_of_servers_rows_is_in_the_list(reader: sqlite3.Connection) -> None:
    assert len(TABLES) == len(set(TABLES))
    assert set(TABLES) == servers_tables(reader)


def test_every_other_table_hangs_on_one_of_these_or_names_no_server(reader: sqlite3.Connection) -> None:
    every = reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*'")
    hanging = set(TABLES)
    tables = {name for (name,) in every} - hanging
    for _ in range(3):  # through tables between
        hanging |= {
            table
            for table in tables
            for reference in reader.execute(f"PRAGMA foreign_key_list({table})")
            if reference[2] in hanging and reference[6] == "CASCADE"
        }
    # `film_changes` holds numbers once the changes of a server's loads are gone, and the index needs those.
    assert tables - hanging == {"meta", "sqlite_sequence", "film_changes"}


def test_the_example_has_something_in_every_table(reader: sqlite3.Connection) -> None:
    assert [table for table, rows in rows_of(reader, GUILD).items() if not rows] == ["servers"]
    assert [table for table, rows in rows_beside(reader).items() if not rows] == []


def shared_rows(reader: sqlite3.Connection) -> dict[str, list[object]]:
    """Return what belongs to no server; a review that came with a server's own film goes with the film."""
    reviews = reader.execute("SELECT * FROM reviews WHERE film_id = 1 AND guild_id = 0").fetchall()
    return rows_of(reader, 0) | {"reviews": reviews}


@pytest.mark.parametrize("at_a_time", [1, 500])
async def test_all_of_a_server_goes_and_nothing_of_another(
    store: DepartureStore,
    reader: sqlite3.Connection,
    path: Path,
    at_a_time: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(departures, "AT_A_TIME", at_a_time)
    monkeypatch.setattr(departures, "FILMS_AT_A_TIME", at_a_time)
    others, shared = rows_of(reader, OTHER), shared_rows(reader)
    await store.left(GUILD, NOW)
    assert await store.overdue(MONTH_LATER - timedelta(seconds=1)) == ()
    assert await store.overdue(MONTH_LATER) == (GUILD,)
    assert await store.purge(GUILD, MONTH_LATER)
    assert [table for table, rows in rows_of(reader, GUILD).items() if rows] == []
    assert rows_of(reader, OTHER) == others
    assert shared_rows(reader) == shared
    assert await store.overdue(MONTH_LATER) == ()
    with closing(open_writer(path)) as connection:
        assert check(connection) == []
        assert fulltext.check(connection) == []


async def test_nothing_is_left_in_the_file(store: DepartureStore, path: Path) -> None:
    for guild_id in (GUILD, OTHER):
        await store.left(guild_id, NOW)
        assert await store.purge(guild_id, MONTH_LATER)
    await store.scrub()
    for file in (path, path.with_name(f"{path.name}-wal")):
        assert NAME.lower().encode() not in file.read_bytes().lower()


async def test_the_title_index_forgets_the_films(store: DepartureStore, database: Database) -> None:
    index = await LiveIndex.open(database)
    before = len(index)
    await store.left(GUILD, NOW)
    await store.purge(GUILD, MONTH_LATER)
    assert await index.refresh() > 0
    assert len(index) == before - 2
    await index.close()


async def test_a_server_that_takes_the_bot_back_keeps_everything(
    store: DepartureStore, reader: sqlite3.Connection
) -> None:
    before = rows_of(reader, GUILD) | {"servers": []}
    await store.left(GUILD, NOW)
    await store.came(GUILD)
    assert await store.overdue(MONTH_LATER) == ()
    await store.left(GUILD, NOW)
    assert await store.look([GUILD], NOW + timedelta(days=3)) == ()
    assert await store.overdue(MONTH_LATER) == ()
    assert not await store.purge(GUILD, MONTH_LATER), "also in the last moment"
    assert rows_of(reader, GUILD) | {"servers": []} == before


async def test_a_server_that_left_while_the_bot_was_down_is_noted_once(store: DepartureStore) -> None:
    assert await store.look([GUILD, OTHER], NOW) == ()
    assert await store.look([OTHER], NOW + timedelta(days=1)) == (GUILD,)
    assert await store.look([OTHER], NOW + timedelta(days=2)) == ()
    assert await store.overdue(MONTH_LATER + timedelta(hours=23)) == ()
    assert await store.overdue(MONTH_LATER + timedelta(days=1)) == (GUILD,)


async def test_a_server_that_was_never_joined_is_left_alone(store: DepartureStore) -> None:
    """Its films may have been loaded ahead, from the command line."""
    assert await store.look([OTHER], NOW) == ()
    assert await store.overdue(NOW + timedelta(days=365)) == ()


async def test_another_bot_s_token_on_the_same_file_dooms_nothing(store: DepartureStore, database: Database) -> None:
    await store.look([GUILD, OTHER], NOW)
    await store.left(OTHER, NOW)
    other = DepartureStore(database, OTHER_BOT)
    assert await other.look([7], NOW) == ()
    assert await other.overdue(MONTH_LATER) == ()
    assert not await other.purge(OTHER, MONTH_LATER)
    assert await store.overdue(MONTH_LATER) == (OTHER,)
    await other.look([OTHER], NOW)
    assert await store.overdue(MONTH_LATER) == (), "one that has another of the owner's bots is no longer left"
