"""Names that a server gives films."""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.care.merging import merge
from bot.catalogue.searching.index_rows import changed_since, version
from bot.club.aliases import LONGEST, AliasError, AliasStore
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

GUILD, OTHER, ANA = 5, 6, 71


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = make_database(tmp_path / "films.sqlite3", make_film(), make_film("Salt Road", 1999))
    with closing(open_writer(path)) as connection:
        write_films(connection, make_film("Elsewhere", 1970), make_film("Papers", 1970), guild_id=OTHER)
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def store(database: Database) -> AliasStore:
    return AliasStore(database)


async def test_a_name_finds_the_film_in_its_server_alone(store: AliasStore, database: Database) -> None:
    seen = await database.read(version)
    assert await store.add(1, "  Farol  ", guild_id=GUILD, member_id=ANA) == "Farol"
    changes = await database.read(lambda connection: changed_since(connection, seen))
    assert [entry.server_names for entry in changes.entries] == [((GUILD, "Farol"),)]
    (alias,), total = await store.page(guild_id=GUILD, limit=9, offset=0)
    assert (alias.name, alias.title, alias.decided_by, total) == ("Farol", "The Paper Lighthouse", ANA, 1)
    assert await store.page(guild_id=OTHER, limit=9, offset=0) == ((), 0)
    assert [found.name for found in await store.like("ARO", guild_id=GUILD, limit=9)] == ["Farol"]


async def test_a_name_that_was_taken_back_finds_nothing_and_can_come_again(store: AliasStore) -> None:
    await store.add(1, "Farol", guild_id=GUILD, member_id=ANA)
    await store.remove(1, "farol", guild_id=GUILD, member_id=ANA)
    assert (await store.page(guild_id=GUILD, limit=9, offset=0))[1] == 0
    with pytest.raises(AliasError, match="not found by such a name"):
        await store.remove(1, "Farol", guild_id=GUILD, member_id=ANA)
    await store.add(1, "Faról", guild_id=GUILD, member_id=ANA)
    assert (await store.page(guild_id=GUILD, limit=9, offset=0))[0][0].name == "Faról"


@pytest.mark.parametrize(
    ("film_id", "name", "why"),
    [
        (1, "  ", "at least one letter"),
        (1, "x" * (LONGEST + 1), "too long"),
        (1, "the paper LIGHTHOUSE!", "found by that name already"),
        (3, "Elsewhere", "no longer in the catalogue"),
        (77, "Farol", "no longer in the catalogue"),
    ],
)
async def test_what_is_no_name_is_refused(store: AliasStore, film_id: int, name: str, why: str) -> None:
    with pytest.raises(AliasError, match=why):
        await store.add(film_id, name, guild_id=GUILD, member_id=ANA)


async def test_a_merged_film_s_name_is_given_to_the_one_that_was_kept(store: AliasStore, database: Database) -> None:
    await database.write(lambda connection: merge(connection, 3, 4, guild_id=OTHER, merged_by=ANA))
    await store.add(3, "Far away", guild_id=OTHER, member_id=ANA)
    assert (await store.page(guild_id=OTHER, limit=9, offset=0))[0][0].title == "Papers"
