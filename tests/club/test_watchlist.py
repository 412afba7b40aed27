import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.club.ratings import RatingStore
from bot.club.watched import Draw, WatchlistPage
from bot.club.watchlist import MOST_FILMS, Added, TakenOff, WatchlistStore
from bot.connection import open_writer, transaction
from bot.database import Database
from bot.errors import UserError
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BO = 71, 72
LIGHTHOUSE, SALT, LONG, ELSEWHERE = 1, 2, 3, 4
FILMS = (make_film(runtime_minutes=90), make_film("Salt Road", 1999), make_film("Long Road", 1970, runtime_minutes=167))
EMPTY = WatchlistPage((), 0, 0, 0, hidden=False)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = make_database(tmp_path / "films.sqlite3", *FILMS)
    with closing(open_writer(path)) as connection:
        write_films(connection, make_film("Elsewhere", 2000), guild_id=OTHER)
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def listed(database: Database) -> WatchlistStore:
    return WatchlistStore(database)


async def put(database: Database, film_id: int, added_at: str) -> None:
    work = "INSERT INTO watchlist VALUES (?, ?, ?, ?)"
    await database.write(lambda connection: connection.execute(work, (GUILD, ANA, film_id, added_at)))


async def page(listed: WatchlistStore, member_id: int = ANA, guild_id: int = GUILD) -> WatchlistPage | None:
    return await listed.page(member_id, guild_id=guild_id, asker_id=ANA, limit=50, offset=0)


async def test_a_film_is_added_once_and_its_rating_told(listed: WatchlistStore, database: Database) -> None:
    assert await listed.add(SALT, guild_id=GUILD, member_id=ANA) == Added(is_new=True, score=None)
    assert await listed.add(SALT, guild_id=GUILD, member_id=ANA) == Added(is_new=False, score=None)
    await RatingStore(database).rate(LIGHTHOUSE, 7, guild_id=GUILD, member_id=ANA)
    await RatingStore(database).rate(SALT, 7, guild_id=GUILD, member_id=BO)
    assert await listed.add(LIGHTHOUSE, guild_id=GUILD, member_id=ANA) == Added(is_new=True, score=7)


@pytest.mark.parametrize("film_id", [ELSEWHERE, 99])
async def test_a_film_out_of_sight_is_not_added(listed: WatchlistStore, film_id: int) -> None:
    assert await listed.add(film_id, guild_id=GUILD, member_id=ANA) is None
    assert await listed.toggle(film_id, guild_id=GUILD, member_id=ANA) is None
    assert await page(listed) == EMPTY


async def test_a_toggle_adds_and_takes_off(listed: WatchlistStore, database: Database) -> None:
    await put(database, SALT, "2020-01-01T00:00:00Z")
    assert await listed.toggle(SALT, guild_id=GUILD, member_id=ANA) == TakenOff("2020-01-01T00:00:00Z")
    assert await listed.toggle(SALT, guild_id=GUILD, member_id=ANA) == Added(is_new=True, score=None)


async def test_a_film_taken_off_goes_back_to_its_place(listed: WatchlistStore, database: Database) -> None:
    await put(database, SALT, "2020-01-01T00:00:00Z")
    await put(database, LONG, "2021-01-01T00:00:00Z")
    added_at = await listed.remove(SALT, guild_id=GUILD, member_id=ANA)
    assert added_at == "2020-01-01T00:00:00Z"
    assert await listed.remove(SALT, guild_id=GUILD, member_id=ANA) is None
    for _ in range(2):
        await listed.put_back(SALT, added_at, guild_id=GUILD, member_id=ANA)
    assert await page(listed) == WatchlistPage((LONG, SALT), 2, 167, 1, hidden=False)


async def test_a_list_is_full_at_its_bound(listed: WatchlistStore, database: Database) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        write = "INSERT INTO films (guild_id, title_key, names, title) VALUES (0, ?, ?, ?)"
        connection.executemany(write, [(f"reel {n}", f"reel {n}", f"Reel {n}") for n in range(MOST_FILMS)])
        connection.execute(
            "INSERT INTO watchlist SELECT ?, ?, id, '2020' FROM films WHERE title_key LIKE 'reel %'", (GUILD, ANA)
        )

    await database.write(fill)
    with pytest.raises(UserError, match="Your watchlist is full: it holds 1,000 films"):
        await listed.add(SALT, guild_id=GUILD, member_id=ANA)
    assert await listed.remove(SALT, guild_id=GUILD, member_id=ANA) is None
    assert await listed.add(SALT, guild_id=GUILD, member_id=BO) == Added(is_new=True, score=None)


async def test_another_member_and_another_server_have_their_own(listed: WatchlistStore) -> None:
    await listed.add(SALT, guild_id=GUILD, member_id=ANA)
    assert await page(listed, BO) == EMPTY
    assert await page(listed, guild_id=OTHER) == EMPTY
    assert await listed.remove(SALT, guild_id=OTHER, member_id=ANA) is None


async def test_a_hidden_members_list_is_theirs_alone(listed: WatchlistStore, database: Database) -> None:
    hide = "INSERT INTO hidden_members VALUES (?, ?, 'now')"
    await database.write(lambda connection: connection.executemany(hide, [(GUILD, ANA), (GUILD, BO)]))
    assert await page(listed) == WatchlistPage((), 0, 0, 0, hidden=True)
    assert await page(listed, BO) is None


async def test_a_draw_keeps_to_the_running_time_and_prefers_another(listed: WatchlistStore) -> None:
    for film_id in (LIGHTHOUSE, SALT, LONG):
        await listed.add(film_id, guild_id=GUILD, member_id=ANA)

    async def drawn(longest: int | None, but: int | None = None) -> set[int | None]:
        draws = [await listed.draw(longest, but=but, guild_id=GUILD, member_id=ANA) for _ in range(60)]
        assert {(draw.films, draw.untimed) for draw in draws} == {(3, 1)}
        return {draw.film_id for draw in draws}

    assert await drawn(None) == {LIGHTHOUSE, SALT, LONG}  # but for once in ten thousand million runs
    assert await drawn(90) == {LIGHTHOUSE}
    assert await drawn(90, but=LIGHTHOUSE) == {LIGHTHOUSE}
    assert await drawn(200, but=LIGHTHOUSE) == {LONG}
    assert await drawn(89) == {None}
    assert await listed.draw(None, guild_id=GUILD, member_id=BO) == Draw(None, 0, 0)


async def test_films_are_found_by_what_is_typed(listed: WatchlistStore) -> None:
    for film_id in (SALT, LONG, LIGHTHOUSE):
        await listed.add(film_id, guild_id=GUILD, member_id=ANA)

    async def matching(typed: str, limit: int = 25) -> tuple[int, ...]:
        return await listed.matching(typed, guild_id=GUILD, member_id=ANA, limit=limit)

    assert await matching("ROAD") == (LONG, SALT)
    assert await matching("", 1) == (LONG,)
    assert await matching("%") == ()
    assert await matching("nothing like it") == ()


async def test_an_undone_load_hides_the_film_and_a_reload_brings_it_back(
    listed: WatchlistStore, database: Database
) -> None:
    await listed.add(SALT, guild_id=GUILD, member_id=ANA)
    before = await page(listed)
    with closing(open_writer(database.path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert await page(listed) == EMPTY
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *FILMS)
    assert await page(listed) == before
