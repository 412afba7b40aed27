"""The store on a real file, with a second copy of the bot beside it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.care.merging import merge, unmerge
from bot.club.nights.record import Ending, NewNight, Night, NightError, Nominated, Plan, VoteTerms
from bot.club.nights.rules import NightRules, OnBoard
from bot.club.nights.store import NightStore
from bot.database import Database
from tests.club.nights.evenings import ANA, BO, CHANNEL, GUILD, HOST, LATER, LIGHTHOUSE, NOBODY, OTHER, SALT

PAST = "2024-01-01T00:00:00Z"


@pytest.fixture
async def twin(path: Path, database: Database) -> AsyncIterator[NightStore]:  # noqa: ARG001 - the first opens the file
    opened = await Database.open(path)
    try:
        yield NightStore(opened)
    finally:
        await opened.close()


async def made(nights: NightStore, name: str = "Film Friday") -> Night:
    night, _ = await nights.create(
        NewNight(name, name.casefold(), NightRules(), None, CHANNEL), guild_id=GUILD, by=HOST
    )
    return night


async def nominate(nights: NightStore, night: Night, film_id: int, member_id: int = ANA) -> Any:
    return await nights.nominate(night.id, film_id, f"Film {film_id}", guild_id=GUILD, member_id=member_id)


async def settled(nights: NightStore, night: Night, **plan: Any) -> int:
    values = {"starts_at": LATER, "voice_id": None, "place": "Here", "room_id": CHANNEL, "remind_at": PAST, **plan}
    return (await nights.schedule(night.id, Plan(film_id=SALT, **values), guild_id=GUILD, by=HOST)).board.evening.id


async def run(database: Database, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    return await database.write(lambda connection: connection.execute(statement, values).fetchall())


async def test_of_two_copies_one_nominates_and_the_other_is_told_by_whom(nights: NightStore, twin: NightStore) -> None:
    night = await made(nights)
    done = await asyncio.gather(*(nominate(each, night, SALT, who) for each, who in ((nights, ANA), (twin, BO))))
    assert sorted(type(each).__name__ for each in done) == ["Nominated", "OnBoard"]
    [first] = [each for each in done if isinstance(each, Nominated)]
    assert OnBoard(first.nomination.member_id) in done


async def test_of_two_copies_one_opens_the_vote_and_one_ends_the_evening(nights: NightStore, twin: NightStore) -> None:
    night = await made(nights)
    await nominate(nights, night, SALT)
    await nominate(nights, night, LIGHTHOUSE, BO)

    async def opened(store: NightStore) -> object:
        try:
            return await store.open_vote(night.id, VoteTerms(), guild_id=GUILD, channel_id=CHANNEL, by=HOST)
        except NightError as error:
            return str(error)

    votes = await asyncio.gather(opened(nights), opened(twin))
    assert sum(isinstance(each, str) and "still open" in each for each in votes) == 1
    await nights.undo(night.id, guild_id=GUILD, by=HOST)

    async def ended(store: NightStore) -> object:
        try:
            return await store.watched(night.id, Ending(1, SALT, CHANNEL, LATER), guild_id=GUILD, by=HOST)
        except NightError as error:
            return str(error)

    ends = await asyncio.gather(ended(nights), ended(twin))
    assert sum(isinstance(each, str) and "over already" in each for each in ends) == 1


async def test_one_copy_takes_on_a_reminder_and_a_claim_that_came_to_nothing_is_taken_over(
    nights: NightStore, twin: NightStore, database: Database
) -> None:
    night = await made(nights)
    evening_id = await settled(nights, night)
    assert [evening.id for _, evening in await nights.to_remind()] == [evening_id]
    assert sorted(await asyncio.gather(nights.claim_reminder(evening_id), twin.claim_reminder(evening_id))) == [
        False,
        True,
    ]
    assert not await nights.claim_reminder(evening_id)
    await run(database, "UPDATE night_evenings SET claimed_at = ?", PAST)
    assert await twin.claim_reminder(evening_id)
    await twin.reminded(evening_id)
    await run(database, "UPDATE night_evenings SET claimed_at = NULL")
    assert await nights.to_remind() == ()
    assert not await nights.claim_reminder(evening_id)


async def test_an_event_is_noted_for_the_one_it_takes_the_place_of(nights: NightStore) -> None:
    night = await made(nights)
    evening_id = await settled(nights, night)
    assert not await nights.event_made(evening_id, guild_id=OTHER, event_id=11, instead_of=None)
    assert await nights.event_made(evening_id, guild_id=GUILD, event_id=11, instead_of=None)
    assert not await nights.event_made(evening_id, guild_id=GUILD, event_id=12, instead_of=None)
    assert [evening.event_id for _, evening in await nights.with_event()] == [11]
    await nights.event_lost(evening_id, guild_id=GUILD, event_id=10)
    assert len(await nights.with_event()) == 1
    await nights.event_lost(evening_id, guild_id=GUILD, event_id=11)
    assert await nights.with_event() == ()
    board = await nights.board(night.id, guild_id=GUILD)
    assert board is not None
    assert board.evening.event_lost


async def test_a_vote_that_turns_is_told_once(nights: NightStore, twin: NightStore, database: Database) -> None:
    night = await made(nights)
    await nominate(nights, night, SALT)
    await nominate(nights, night, LIGHTHOUSE, BO)
    await nights.open_vote(night.id, VoteTerms(), guild_id=GUILD, channel_id=CHANNEL, by=HOST)
    assert await nights.votes_turned() == ()
    for change in ("closed_at = 'a'", "closed_at = NULL", "closed_at = 'b'"):
        await run(database, f"UPDATE polls SET {change}")
        told = await asyncio.gather(nights.votes_turned(), twin.votes_turned())
        assert sorted(len(each) for each in told) == [0, 1]


async def test_a_boards_message_is_noted_and_lost_only_where_it_is_still_that_one(nights: NightStore) -> None:
    night = await made(nights)
    assert await nights.standing() == ()
    await nights.board_posted(night.id, guild_id=GUILD, channel_id=8, message_id=80)
    await nights.board_posted(night.id, guild_id=OTHER, channel_id=9, message_id=90)
    await nights.board_lost(night.id, guild_id=GUILD, message_id=79)
    assert [(each.channel_id, each.message_id) for each in await nights.standing()] == [(8, 80)]
    await nights.board_lost(night.id, guild_id=GUILD, message_id=80)
    assert await nights.standing() == ()


async def test_nothing_is_read_of_another_servers_night(nights: NightStore) -> None:
    night = await made(nights)
    done = await nights.watched(night.id, Ending(1, SALT, CHANNEL, LATER), guild_id=GUILD, by=HOST)
    assert await nights.over(done.evening.id, guild_id=GUILD) is not None
    assert await nights.over(done.evening.id, guild_id=OTHER) is None
    assert await nights.get(night.id, guild_id=OTHER) is None
    assert await nights.board(night.id, guild_id=OTHER) is None
    assert await nights.named(None, guild_id=OTHER, past=True) == ()
    assert await nights.history(night.id, guild_id=OTHER, member_id=ANA, limit=5, offset=0) == ((), 0)
    with pytest.raises(NightError, match="no longer there"):
        await nights.undo(night.id, guild_id=OTHER, by=HOST)


async def test_cancelled_nights_are_found_after_the_open_ones(nights: NightStore) -> None:
    first = await made(nights)
    await nights.cancel(first.id, guild_id=GUILD, by=HOST)
    second = await made(nights)
    found = await nights.named("film friday", guild_id=GUILD, past=True)
    assert [night.id for night in found] == [second.id, first.id]
    assert [night.id for night in await nights.named(None, guild_id=GUILD)] == [second.id]


async def test_what_was_nominated_and_watched_follows_a_film_that_is_merged_and_goes_back(
    nights: NightStore, database: Database
) -> None:
    night = await made(nights)
    await nominate(nights, night, SALT)
    await nights.watched(night.id, Ending(1, LIGHTHOUSE, CHANNEL, LATER), guild_id=GUILD, by=HOST)

    async def films() -> list[tuple[Any, ...]]:
        return await run(database, "SELECT film_id FROM night_nominations UNION ALL SELECT film_id FROM night_evenings")

    def one(connection: sqlite3.Connection, film_id: int) -> int:
        return merge(connection, film_id, NOBODY, guild_id=0, merged_by=None)

    assert await films() == [(SALT,), (LIGHTHOUSE,), (None,)]
    merges = [
        await database.write(lambda connection, each=film_id: one(connection, each)) for film_id in (SALT, LIGHTHOUSE)
    ]
    assert await films() == [(NOBODY,), (NOBODY,), (None,)]
    for merge_id in reversed(merges):
        await database.write(lambda connection, each=merge_id: unmerge(connection, each, guild_id=0))
    assert await films() == [(SALT,), (LIGHTHOUSE,), (None,)]
