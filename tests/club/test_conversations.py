"""What is remembered of a conversation: a member's and a channel's own, for half an hour."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.club.conversations import KEPT_FOR, ConversationStore
from bot.database import Database
from tests.factories import make_database

AT = datetime(2026, 1, 1, 20, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HERE = {"guild_id": 5, "channel_id": 900, "member_id": 71}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3"))
    try:
        yield opened
    finally:
        await opened.close()


async def test_the_last_thing_said_is_remembered_for_half_an_hour(database: Database) -> None:
    store = ConversationStore(database)
    assert await store.recall(AT, **HERE) is None
    await store.remember("first", AT, **HERE)
    await store.remember("second", AT + SECOND, **HERE)
    assert await store.recall(AT + KEPT_FOR, **HERE) == "second"
    assert await store.recall(AT + KEPT_FOR + SECOND, **HERE) is None


@pytest.mark.parametrize("other", [{"guild_id": 6}, {"guild_id": 0}, {"channel_id": 901}, {"member_id": 72}])
async def test_it_is_the_member_s_own_in_that_channel_of_that_server(database: Database, other: dict[str, int]) -> None:
    store = ConversationStore(database)
    await store.remember("here", AT, **HERE)
    assert await store.recall(AT, **HERE | other) is None
    await store.remember("there", AT, **HERE | other)
    assert await store.recall(AT, **HERE) == "here"


async def test_what_is_too_long_ago_goes_when_anybody_talks(database: Database) -> None:
    store = ConversationStore(database)
    await store.remember("old", AT, **HERE)
    await store.remember("new", AT + KEPT_FOR, **HERE | {"guild_id": 6})
    rows = await database.read(lambda c: c.execute("SELECT memory FROM conversations").fetchall())
    assert rows == [("new",)]
