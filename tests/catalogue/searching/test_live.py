from collections.abc import AsyncIterator, Callable
from contextlib import closing

import pytest

from bot.catalogue.index import Confidence
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.searching.live import LiveIndex
from bot.club.picks import PickStore
from bot.connection import open_writer, transaction
from bot.database import Database
from tests.factories import make_film

GUILD = 5
Load = Callable[..., int]


@pytest.fixture
async def live(database: Database, load: Load) -> AsyncIterator[LiveIndex]:
    load(*(make_film(f"Number {number}", 1900 + number) for number in range(40)), make_film())
    opened = await LiveIndex.open(database)
    try:
        yield opened
    finally:
        await opened.close()


async def found(live: LiveIndex, text: str, guild_id: int = GUILD) -> list[tuple[str, int | None]]:
    answer = await live.search(text, guild_id=guild_id)
    return [(match.title, match.year) for match in answer.matches]


async def test_nothing_changed_is_nothing_to_do(live: LiveIndex) -> None:
    assert await live.refresh() == 0


async def test_a_film_loaded_by_another_process_is_found(live: LiveIndex, load: Load) -> None:
    assert ("Salt Road", 1999) not in await found(live, "salt road")
    load(make_film("Salt Road", 1999))
    assert await live.refresh() == 1
    assert (await found(live, "slat road"))[0] == ("Salt Road", 1999)
    assert [match.title for match in await live.complete("salt r", member_id=1, guild_id=GUILD)][:1] == ["Salt Road"]


async def test_a_load_undone_is_forgotten(live: LiveIndex, load: Load, database: Database) -> None:
    load(make_film("Salt Road", 1999), make_film(score=9.0, original_title="Majak z papiru"))
    await live.refresh()
    assert (await found(live, "majak z papiru"))[0] == ("The Paper Lighthouse", 1961)
    with closing(open_writer(database.path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert await live.refresh() == 2
    assert ("Salt Road", 1999) not in await found(live, "salt road")


async def test_an_alias_an_admin_accepted_finds_its_film_in_that_server_alone(
    live: LiveIndex, database: Database
) -> None:
    picks = PickStore(database)
    for _ in range(2):
        await picks.note("the drawn lamp", 41, guild_id=GUILD, member_id=7)
    (suggestion,) = await picks.suggestions(guild_id=GUILD)
    await picks.decide(suggestion, accepted=True, guild_id=GUILD, member_id=8)
    assert await live.refresh() == 1
    answer = await live.search("teh drawn lamp", guild_id=GUILD)
    assert answer.matches[0].title == "The Paper Lighthouse"
    assert any("the drawn lamp" in reason for reason in answer.matches[0].reasons)
    for other in (0, 6):
        assert ("The Paper Lighthouse", 1961) not in (await found(live, "the drawn lamp", guild_id=other))[:1]
        assert (await live.search("the drawn lamp", guild_id=other)).confidence is Confidence.NONE


async def test_many_new_films_make_a_new_index(live: LiveIndex, load: Load) -> None:
    load(*(make_film(f"Chapter {number}", 2000) for number in range(60)))
    await live.refresh()
    assert len(live) == 101
    assert (await found(live, "chapter 59"))[0] == ("Chapter 59", 2000)


async def test_a_server_s_own_film_hides_the_shared_one_there_alone(live: LiveIndex, load: Load) -> None:
    load(make_film("the paper lighthouse"), guild_id=GUILD)
    await live.refresh()
    assert (await found(live, "paper lighthouse"))[:1] == [("the paper lighthouse", 1961)]
    assert ("The Paper Lighthouse", 1961) not in await found(live, "paper lighthouse")
    assert (await found(live, "paper lighthouse", guild_id=6))[:1] == [("The Paper Lighthouse", 1961)]


async def test_a_shared_film_loaded_after_a_server_s_own_is_hidden_there(live: LiveIndex, load: Load) -> None:
    load(make_film("salt road", 1999, ids={"imdb": "tt1"}), make_film("Old Harbour", 1950), guild_id=GUILD)
    await live.refresh()
    load(make_film("Salzstraße", 1999, ids={"imdb": "tt1"}), make_film("OLD HARBOUR", 1950))
    await live.refresh()
    assert await found(live, "salzstrasse") == [] or ("Salzstraße", 1999) not in await found(live, "salzstrasse")
    assert ("OLD HARBOUR", 1950) not in await found(live, "old harbour")
    assert ("OLD HARBOUR", 1950) in await found(live, "old harbour", guild_id=0)


async def test_a_shared_film_that_got_another_name_is_seen_again(live: LiveIndex, load: Load) -> None:
    load(make_film("Quartz", 1999, ids={"imdb": "tt9"}))
    load(make_film("Quartz", 1999), guild_id=GUILD)
    await live.refresh()
    load(make_film("Amber Lantern", 1999, ids={"imdb": "tt9"}))
    await live.refresh()
    assert ("Amber Lantern", 1999) in await found(live, "amber lantern")
