from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.club.picks import PickStore, Suggestion
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BO = 71, 72


@pytest.fixture
async def picks(tmp_path: Path) -> AsyncIterator[PickStore]:
    path = make_database(tmp_path / "films.sqlite3", make_film(), make_film("Salt Road", 1999))
    with closing(open_writer(path)) as connection:
        write_films(connection, make_film("Elsewhere", 2000), guild_id=OTHER)
    database = await Database.open(path)
    try:
        yield PickStore(database)
    finally:
        await database.close()


async def test_a_frequent_pick_is_suggested(picks: PickStore) -> None:
    await picks.note("the  drawn lamp", 1, guild_id=GUILD, member_id=ANA)
    assert await picks.suggestions(guild_id=GUILD) == ()
    await picks.note("The Drawn Lamp", 1, guild_id=GUILD, member_id=BO)
    (suggestion,) = await picks.suggestions(guild_id=GUILD)
    assert (suggestion.film_id, suggestion.times, suggestion.members) == (1, 2, 2)
    assert suggestion.typed in {"the drawn lamp", "The Drawn Lamp"}


async def test_many_members_come_before_one_who_insists(picks: PickStore) -> None:
    for _ in range(9):
        await picks.note("goat film", 2, guild_id=GUILD, member_id=ANA)
    for member in (ANA, BO):
        await picks.note("lamp", 1, guild_id=GUILD, member_id=member)
    assert [each.typed for each in await picks.suggestions(guild_id=GUILD)] == ["lamp", "goat film"]


async def test_what_one_server_typed_no_other_sees(picks: PickStore) -> None:
    for _ in range(3):
        await picks.note("lamp", 1, guild_id=GUILD, member_id=ANA)
    assert await picks.suggestions(guild_id=OTHER) == ()


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_pair_is_decided_once(picks: PickStore, accepted: bool) -> None:
    for _ in range(2):
        await picks.note("lamp", 1, guild_id=GUILD, member_id=ANA)
    (suggestion,) = await picks.suggestions(guild_id=GUILD)
    assert await picks.decide(suggestion, accepted=accepted, guild_id=GUILD, member_id=BO)
    assert await picks.suggestions(guild_id=GUILD) == ()
    assert not await picks.decide(suggestion, accepted=True, guild_id=GUILD, member_id=BO)


async def test_a_film_out_of_sight_is_neither_noted_nor_decided(picks: PickStore) -> None:
    for _ in range(2):
        await picks.note("elsewhere", 3, guild_id=GUILD, member_id=ANA)
    assert await picks.suggestions(guild_id=GUILD) == ()
    assert not await picks.decide(Suggestion(3, "elsewhere", 2, 1), accepted=True, guild_id=GUILD, member_id=BO)


@pytest.mark.parametrize("typed", ["", "   ", "x" * 101])
async def test_a_text_that_is_no_name_is_left_out(picks: PickStore, typed: str) -> None:
    for _ in range(2):
        await picks.note(typed, 1, guild_id=GUILD, member_id=ANA)
    assert await picks.suggestions(guild_id=GUILD) == ()
