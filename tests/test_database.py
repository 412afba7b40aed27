import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.database import Database
from bot.errors import DatabaseError
from bot.meta import MetaStore


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "films.sqlite3")
    try:
        yield opened
    finally:
        await opened.close()


def put(key: str, value: str = "x"):
    return lambda connection: connection.execute("INSERT INTO meta VALUES (?, ?)", (key, value))


def keys(connection: sqlite3.Connection) -> list[str]:
    return [key for (key,) in connection.execute("SELECT key FROM meta ORDER BY key")]


async def test_what_was_answered_is_committed(database: Database) -> None:
    await database.write(put("a"))
    assert await database.read(keys) == ["a"]


async def test_one_failed_write_leaves_those_beside_it_whole(database: Database) -> None:
    results = await asyncio.gather(
        database.write(put("a")), database.write(put("a")), database.write(put("b")), return_exceptions=True
    )
    assert [isinstance(result, sqlite3.IntegrityError) for result in results] == [False, True, False]
    assert await database.read(keys) == ["a", "b"]


async def test_a_failed_write_leaves_nothing_of_itself(database: Database) -> None:
    def half(connection: sqlite3.Connection) -> None:
        put("a")(connection)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await database.write(half)
    assert await database.read(keys) == []


async def test_many_writes_at_once_are_all_kept(database: Database) -> None:
    await asyncio.gather(*(database.write(put(f"{number:03}")) for number in range(500)))
    assert len(await database.read(keys)) == 500


async def test_a_write_whose_asker_went_away_stands_and_harms_no_other(database: Database) -> None:
    gone = asyncio.create_task(database.write(put("a")))
    kept = asyncio.create_task(database.write(put("b")))
    await asyncio.sleep(0)
    gone.cancel()
    await kept
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert await database.read(keys) == ["a", "b"]


async def test_closing_finishes_what_was_asked_for(tmp_path: Path) -> None:
    opened = await Database.open(tmp_path / "films.sqlite3")
    write = asyncio.create_task(opened.write(put("a")))
    await asyncio.sleep(0)
    await opened.close()
    await write
    reopened = await Database.open(tmp_path / "films.sqlite3")
    assert await reopened.read(keys) == ["a"]
    await reopened.close()


async def test_a_read_sees_one_state_of_the_data(database: Database) -> None:
    first = asyncio.Event()
    loop = asyncio.get_running_loop()

    def counted_twice(connection: sqlite3.Connection) -> tuple[int, int]:
        before = len(keys(connection))
        loop.call_soon_threadsafe(first.set)
        asyncio.run_coroutine_threadsafe(database.write(put("a")), loop).result()
        return before, len(keys(connection))

    assert await database.read(counted_twice) == (0, 0)
    assert first.is_set()


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await database.read(put("a"))


async def test_a_database_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "films.sqlite3").write_bytes(b"nothing of the kind" * 500)
    with pytest.raises(DatabaseError, match="not a database"):
        await Database.open(tmp_path / "films.sqlite3")


async def test_meta_keeps_the_last_text(database: Database) -> None:
    meta = MetaStore(database)
    assert await meta.get("commands") is None
    await meta.set("commands", "one")
    await meta.set("commands", "two")
    assert await meta.get("commands") == "two"


async def test_after_closing_it_says_that_marquee_is_stopping(database: Database) -> None:
    await database.close()
    with pytest.raises(DatabaseError, match="stopping"):
        await database.read(keys)
    with pytest.raises(DatabaseError, match="stopping"):
        await database.write(put("a"))
    await database.close()


async def test_reads_that_wait_for_a_reader_are_refused_when_it_closes(database: Database) -> None:
    released = threading.Event()
    held = [asyncio.create_task(database.read(lambda _: released.wait(10))) for _ in database._readers]
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(database.read(keys)) for _ in range(3)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    released.set()
    results = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 5)
    assert [type(result) for result in results] == [DatabaseError] * 3
    assert await asyncio.gather(*held) == [True, True]
    await asyncio.wait_for(closing, 5)


@pytest.mark.parametrize("asker_goes", [False, True])
async def test_a_long_read_holds_up_no_other(database: Database, *, asker_goes: bool) -> None:
    released = threading.Event()
    long = asyncio.create_task(database.read(lambda _: released.wait(10)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    if asker_goes:
        long.cancel()
        await asyncio.wait({long})
    try:
        for _ in range(4):
            assert await asyncio.wait_for(database.read(keys), 5) == []
    finally:
        released.set()
    if not asker_goes:
        assert await long


async def test_what_runs_between_writes_is_in_no_transaction_and_refused_once_closed(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "films.sqlite3")
    assert await database.between_writes(lambda connection: connection.in_transaction) is False
    await database.close()
    with pytest.raises(DatabaseError, match="stopping"):
        await database.between_writes(lambda connection: connection.in_transaction)
