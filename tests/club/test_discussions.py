import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.club import discussions as discussions_module
from bot.club.discussions import DiscussionStore
from bot.database import Database
from tests.factories import make_database, make_film

GUILD, OTHER_GUILD, CHANNEL, ANA, BO = 5, 6, 31, 71, 72


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3", make_film()))
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def discussions(database: Database) -> DiscussionStore:
    return DiscussionStore(database)


async def test_a_film_has_one_open_discussion_a_server(discussions: DiscussionStore) -> None:
    first = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=ANA)
    assert first is not None
    assert first.is_new
    assert await discussions.opened(first.discussion.id, thread_id=900)
    again = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=BO)
    assert again is not None
    assert not again.is_new
    assert (again.discussion.thread_id, again.discussion.started_by) == (900, ANA)
    elsewhere = await discussions.claim(1, guild_id=OTHER_GUILD, channel_id=CHANNEL, member_id=BO)
    assert elsewhere is not None
    assert elsewhere.is_new
    assert await discussions.film_of_thread(900) == 1


async def test_two_who_ask_at_once_get_one_thread(discussions: DiscussionStore) -> None:
    claims = await asyncio.gather(
        *(discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=member) for member in range(20))
    )
    assert sum(claim is not None and claim.is_new for claim in claims) == 1


async def test_a_film_that_is_gone_is_not_discussed(discussions: DiscussionStore) -> None:
    assert await discussions.claim(99, guild_id=GUILD, channel_id=CHANNEL, member_id=ANA) is None
    assert await discussions.of_film(99, guild_id=GUILD) is None
    assert await discussions.film_of_thread(1) is None


async def test_a_claim_given_back_can_be_made_again(discussions: DiscussionStore) -> None:
    first = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=ANA)
    assert first is not None
    await discussions.abandon(first.discussion.id)
    assert not await discussions.opened(first.discussion.id, thread_id=900)
    second = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=BO)
    assert second is not None
    assert second.is_new


async def test_a_claim_of_a_bot_that_was_killed_does_not_hold_for_ever(
    discussions: DiscussionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discussions_module, "now", lambda: "2026-01-01T00:00:00Z")
    assert await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=ANA) is not None
    monkeypatch.setattr(discussions_module, "now", lambda: "2026-01-01T00:01:59Z")
    waiting = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=BO)
    assert waiting is not None
    assert not waiting.is_new
    monkeypatch.setattr(discussions_module, "now", lambda: "2026-01-01T00:02:00Z")
    taken = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=BO)
    assert taken is not None
    assert taken.is_new


async def test_after_one_is_closed_another_may_open(discussions: DiscussionStore) -> None:
    first = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=ANA)
    assert first is not None
    await discussions.opened(first.discussion.id, thread_id=900)
    await discussions.close(first.discussion.id)
    assert await discussions.of_film(1, guild_id=GUILD) is None
    assert await discussions.film_of_thread(900) == 1
    second = await discussions.claim(1, guild_id=GUILD, channel_id=CHANNEL, member_id=ANA)
    assert second is not None
    assert second.is_new
