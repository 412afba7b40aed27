"""A member's ratings from one server in another: which films are the same, and what is written and taken back."""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.club.keeping import member_data
from bot.club.keeping.member_data import MemberDataStore
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

HERE, THERE = 5, 6
ANA, BO = 71, 72
EARLY, LATE = "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(
        make_database(tmp_path / "films.sqlite3", make_film("Salt Road", 1999, ids={"imdb": "tt9"}))
    )
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def data(database: Database) -> MemberDataStore:
    return MemberDataStore(database)


def load(database: Database, *titles: tuple[str, int | None, str | None], guild_id: int) -> None:
    films = [make_film(title, year, ids={"imdb": imdb} if imdb else {}) for title, year, imdb in titles]
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *films, guild_id=guild_id)


async def rate(database: Database, guild_id: int, title: str, score: int, at: str = EARLY, owner: int = 0) -> None:
    await database.write(
        lambda connection: connection.execute(
            "INSERT INTO ratings SELECT ?, id, ?, ?, ? FROM films WHERE title = ? AND guild_id = ?",
            (guild_id, ANA, score, at, title, owner),
        )
    )


async def rated(database: Database, guild_id: int = HERE, member_id: int = ANA) -> dict[str, tuple[int, str]]:
    rows = await database.read(
        lambda connection: connection.execute(
            "SELECT title, ratings.score, rated_at FROM ratings JOIN films ON films.id = film_id "
            "WHERE ratings.guild_id = ? AND member_id = ?",
            (guild_id, member_id),
        ).fetchall()
    )
    return {title: (score, at) for title, score, at in rows}


@pytest.mark.parametrize(
    ("theirs", "ours", "is_found"),
    [
        (("Amber", 1980, "tt1"), (("Bernstein", 1981, "tt1"),), True),  # one id
        (("Amber", 1980, None), (("ÁMBER", 1980, None),), True),  # one folded title and year
        (("Amber", 1980, None), (("Amber", 1981, None),), False),
        (("Amber", None, None), (("Amber", None, None),), False),  # of unknown year, they may be two
        (("Amber", 1980, None), (("Amber", 1980, "tt1"), ("Amber", 1980, "tt2")), False),  # which of the two?
        (("Amber", 1980, "tt1"), (), False),
    ],
)
async def test_which_films_of_two_servers_are_the_same(
    database: Database,
    data: MemberDataStore,
    theirs: tuple[str, int | None, str | None],
    ours: tuple[tuple[str, int | None, str | None], ...],
    is_found: bool,
) -> None:
    load(database, theirs, guild_id=THERE)
    load(database, *ours, guild_id=HERE)
    await rate(database, THERE, theirs[0], 7, owner=THERE)
    found = await data.match(THERE, guild_id=HERE, member_id=ANA)
    assert (len(found.ratings), found.kept, found.unknown) == ((1, 0, 0) if is_found else (0, 0, 1))


async def test_a_shared_film_that_is_stood_in_for_here_is_the_server_s_own(
    database: Database, data: MemberDataStore
) -> None:
    await rate(database, THERE, "Salt Road", 7)
    load(database, ("Salzstraße", 1999, "tt9"), guild_id=HERE)
    found = await data.match(THERE, guild_id=HERE, member_id=ANA)
    await data.bring(found.ratings, guild_id=HERE, member_id=ANA)
    assert await rated(database) == {"Salzstraße": (7, EARLY)}
    assert await rated(database, THERE) == {"Salt Road": (7, EARLY)}


async def test_ratings_that_are_here_stay_and_of_two_the_newer_comes(
    database: Database, data: MemberDataStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member_data, "_AT_A_TIME", 1)
    load(database, ("Amber", 1980, None), ("Bo", 1981, None), guild_id=HERE)
    load(database, ("Amber", 1980, "tt1"), ("Amber", 1980, "tt2"), ("Bo", 1981, None), guild_id=THERE)
    await database.write(
        lambda connection: connection.execute(
            "INSERT INTO ratings SELECT 6, film_id, 71, 3 + (value = 'tt2'), iif(value = 'tt2', '2025', '2024') "
            "FROM film_ids WHERE guild_id = 6"
        )
    )
    await rate(database, THERE, "Bo", 8, owner=THERE)
    await rate(database, THERE, "Salt Road", 2, LATE)
    await rate(database, HERE, "Salt Road", 9)
    found = await data.match(THERE, guild_id=HERE, member_id=ANA)
    assert (found.kept, found.unknown) == (1, 0)
    written = await data.bring(found.ratings, guild_id=HERE, member_id=ANA)
    assert await rated(database) == {"Amber": (4, "2025"), "Bo": (8, EARLY), "Salt Road": (9, EARLY)}
    assert await data.bring(found.ratings, guild_id=HERE, member_id=ANA) == []
    await database.write(
        lambda connection: connection.execute("UPDATE ratings SET score = 1 WHERE score = 8 AND guild_id = 5")
    )
    assert await data.take_back(written, guild_id=HERE, member_id=ANA) == 1
    assert await rated(database) == {"Bo": (1, EARLY), "Salt Road": (9, EARLY)}


async def test_only_the_member_s_own_ratings_are_found(database: Database, data: MemberDataStore) -> None:
    await rate(database, THERE, "Salt Road", 2)
    assert [(each.guild_id, each.ratings) for each in await data.sources(guild_id=HERE, member_id=ANA)] == [(THERE, 1)]
    assert await data.sources(guild_id=HERE, member_id=BO) == []
    assert await data.sources(guild_id=THERE, member_id=ANA) == []
    assert (await data.match(THERE, guild_id=HERE, member_id=BO)).ratings == ()
