import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.reviews.reviews import ReviewStore
from bot.club import watchlist
from bot.club.ratings import Change, ClubScore, Rating, RatingStore, numbers_shown, of_member, restore
from bot.club.settings import Settings
from bot.connection import open_writer, transaction
from bot.database import Database
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BO = 71, 72
WHO: Any = {"guild_id": GUILD, "member_id": ANA}
LIGHTHOUSE, SALT, ELSEWHERE = 1, 2, 3
FILMS = (make_film(), make_film("Salt Road", 1999))


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
def ratings(database: Database) -> RatingStore:
    return RatingStore(database)


async def rate(ratings: RatingStore, score: int, film_id: int = SALT, member_id: int = ANA) -> Change:
    change = await ratings.rate(film_id, score, guild_id=GUILD, member_id=member_id)
    assert change is not None
    return change


async def score_of(
    ratings: RatingStore, film_id: int = SALT, guild_id: int = GUILD, member_id: int = ANA
) -> int | None:
    rating = await ratings.of_member(film_id, guild_id=guild_id, member_id=member_id)
    return None if rating is None else rating.score


async def kept(database: Database) -> tuple[list[Any], ...]:
    """Return every rating, day of a diary and film of a watchlist."""
    statements = (
        "SELECT guild_id, film_id, member_id, score FROM ratings",
        "SELECT guild_id, film_id, member_id, watched_on FROM watches",
        "SELECT guild_id, film_id, member_id FROM watchlist",
    )
    return await database.read(lambda connection: tuple(connection.execute(each).fetchall() for each in statements))


async def rows(database: Database) -> int:
    return await database.read(lambda connection: connection.execute("SELECT count(*) FROM ratings").fetchone()[0])


def undo_shared(database: Database) -> None:
    with closing(open_writer(database.path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))


async def test_rating_again_replaces_and_tells_what_was(ratings: RatingStore, database: Database) -> None:
    assert (await rate(ratings, 6)).before is None
    change = await rate(ratings, 9)
    assert change.before is not None
    assert change.before.score == 6
    assert await score_of(ratings) == 9
    assert await rows(database) == 1


@pytest.mark.parametrize("score", [0, 11, -1])
async def test_the_database_refuses_a_score_out_of_range(ratings: RatingStore, score: int) -> None:
    with pytest.raises(Exception, match="CHECK constraint failed"):
        await rate(ratings, score)
    assert await score_of(ratings) is None


async def test_unrating_takes_the_rating_out_and_tells_what_it_was(ratings: RatingStore) -> None:
    await rate(ratings, 6)
    change = await ratings.unrate(SALT, guild_id=GUILD, member_id=ANA)
    assert change is not None
    assert change.before is not None
    assert (change.before.score, change.after) == (6, None)
    assert await score_of(ratings) is None
    assert await ratings.unrate(SALT, guild_id=GUILD, member_id=ANA) is None


async def test_an_undo_puts_back_just_what_was(ratings: RatingStore, database: Database) -> None:
    old = Rating(3, "2020-01-01T00:00:00Z")
    insert = "INSERT INTO ratings VALUES (?, ?, ?, ?, ?)"
    await database.write(lambda connection: connection.execute(insert, (GUILD, SALT, ANA, old.score, old.rated_at)))
    assert await ratings.undo(await rate(ratings, 9), guild_id=GUILD, member_id=ANA)
    assert await ratings.of_member(SALT, guild_id=GUILD, member_id=ANA) == old
    taken_out = await ratings.unrate(SALT, guild_id=GUILD, member_id=ANA)
    assert taken_out is not None
    assert await ratings.undo(taken_out, guild_id=GUILD, member_id=ANA)
    assert await ratings.of_member(SALT, guild_id=GUILD, member_id=ANA) == old


async def test_an_undo_of_a_first_rating_takes_it_out_once(ratings: RatingStore) -> None:
    change = await rate(ratings, 9)
    assert await ratings.undo(change, guild_id=GUILD, member_id=ANA)
    assert await score_of(ratings) is None
    assert not await ratings.undo(change, guild_id=GUILD, member_id=ANA)


async def test_an_undo_leaves_what_was_changed_since(ratings: RatingStore) -> None:
    first = await rate(ratings, 9)
    await rate(ratings, 4)
    assert not await ratings.undo(first, guild_id=GUILD, member_id=ANA)
    assert await score_of(ratings) == 4


async def test_a_rating_its_day_and_the_watchlist_are_written_and_taken_back_together(
    ratings: RatingStore, database: Database
) -> None:
    await database.write(lambda connection: watchlist.add(connection, SALT, **WHO))
    before = await kept(database)
    change = await ratings.rate(SALT, 9, watched_on=date(2024, 2, 29), **WHO)
    assert change is not None
    assert change.watch is not None
    assert (change.watch.watched_on, change.watch.rewatch) == (date(2024, 2, 29), False)
    assert change.listed_at is not None
    assert await kept(database) == ([(GUILD, SALT, ANA, 9)], [(GUILD, SALT, ANA, "2024-02-29")], [])
    assert await ratings.undo(change, **WHO)
    assert await kept(database) == before


async def test_an_undo_that_is_refused_takes_nothing_back(ratings: RatingStore, database: Database) -> None:
    await database.write(lambda connection: watchlist.add(connection, SALT, **WHO))
    change = await ratings.rate(SALT, 9, watched_on=date(2024, 2, 29), **WHO)
    assert change is not None
    await rate(ratings, 4)
    before = await kept(database)
    assert not await ratings.undo(change, **WHO)
    assert await kept(database) == before


async def test_a_day_that_is_in_the_diary_already_stays_after_an_undo(ratings: RatingStore, database: Database) -> None:
    await ratings.rate(SALT, 9, watched_on=date(2024, 2, 29), **WHO)
    again = await ratings.rate(SALT, 3, watched_on=date(2024, 2, 29), **WHO)
    assert again is not None
    assert again.watch is None
    assert await ratings.undo(again, **WHO)
    assert (await kept(database))[1] == [(GUILD, SALT, ANA, "2024-02-29")]


async def test_a_spoiler_mark_goes_with_the_rating_and_one_changed_since_stays(
    ratings: RatingStore, database: Database
) -> None:
    reviews = ReviewStore(database)
    first = await ratings.rate(SALT, 9, spoiler="full", **WHO)
    assert first is not None
    assert first.remark is None
    written = await reviews.write(SALT, Draft("Goat.", "ana"), **WHO)
    assert written is not None

    async def mark() -> str | None:
        own = await reviews.own(SALT, **WHO)
        assert own is not None
        return own.spoiler

    change = await ratings.rate(SALT, 8, spoiler="full", **WHO)
    assert change is not None
    assert await mark() == "full"
    assert await ratings.undo(change, **WHO)
    assert await mark() is None
    change = await ratings.rate(SALT, 8, spoiler="full", **WHO)
    assert change is not None
    await reviews.mark_spoiler(written.id, "mild", guild_id=GUILD, marked_by=ANA)
    assert await ratings.undo(change, **WHO)
    assert await mark() == "mild"


async def test_nothing_at_all_is_written_for_a_film_out_of_sight(ratings: RatingStore, database: Database) -> None:
    nothing = await ratings.rate(ELSEWHERE, 9, watched_on=date(2024, 2, 29), guild_id=GUILD, member_id=ANA)
    assert nothing is None
    assert await kept(database) == ([], [], [])


async def test_a_rating_is_put_back_as_it_was_and_touches_nothing_else(database: Database) -> None:
    old = Rating(3, "2020-01-01T00:00:00Z")

    def work(connection: sqlite3.Connection) -> list[object]:
        watchlist.add(connection, SALT, **WHO)
        told: list[object] = [restore(connection, SALT, old, **WHO), of_member(connection, SALT, **WHO)]
        told += [restore(connection, SALT, None, **WHO), restore(connection, SALT, None, **WHO)]
        return [*told, restore(connection, ELSEWHERE, old, **WHO)]

    assert await database.write(work) == [True, old, True, False, False]
    assert (await kept(database))[2] == [(GUILD, SALT, ANA)]


@pytest.mark.parametrize(
    ("blind", "private", "has_rated", "shown"),
    [
        (False, False, False, True),
        (False, True, False, True),
        (True, False, False, False),
        (True, False, True, False),
        (True, True, False, False),
        (True, True, True, True),
    ],
)
def test_where_the_clubs_numbers_are_shown(blind: bool, private: bool, has_rated: bool, shown: bool) -> None:
    assert numbers_shown(Settings(score_blind=blind), private=private, has_rated=has_rated) == shown


async def test_what_the_club_thinks_of_a_film(ratings: RatingStore, database: Database) -> None:
    assert await ratings.club_score(SALT, GUILD) == ClubScore(0, None)
    await rate(ratings, 9)
    await rate(ratings, 6, member_id=BO)
    await rate(ratings, 1, LIGHTHOUSE)
    await ratings.rate(SALT, 1, guild_id=OTHER, member_id=ANA)
    assert await ratings.club_score(SALT, GUILD) == ClubScore(2, 7.5)
    standing = await ratings.standing(SALT, guild_id=GUILD, member_id=ANA)
    assert (standing.settings, standing.club) == (Settings(), ClubScore(2, 7.5))
    assert standing.own is not None
    assert standing.own.score == 9
    hide = "INSERT INTO hidden_members VALUES (?, ?, 'now')"
    await database.write(lambda connection: connection.execute(hide, (GUILD, BO)))
    assert await ratings.club_score(SALT, GUILD) == ClubScore(1, 9.0)
    assert await ratings.means([SALT], guild_id=GUILD) == {SALT: 9.0}
    undo_shared(database)
    assert await ratings.club_score(SALT, GUILD) == ClubScore(0, None)


async def test_another_server_and_another_member_see_nothing(ratings: RatingStore) -> None:
    await rate(ratings, 9)
    assert await score_of(ratings, guild_id=OTHER) is None
    assert await score_of(ratings, member_id=BO) is None
    assert await ratings.means([SALT], guild_id=OTHER) == {}
    assert await ratings.unrate(SALT, guild_id=OTHER, member_id=ANA) is None
    assert await score_of(ratings) == 9


@pytest.mark.parametrize("film_id", [ELSEWHERE, 99])
async def test_a_film_out_of_sight_is_not_rated(ratings: RatingStore, database: Database, film_id: int) -> None:
    assert await ratings.rate(film_id, 9, guild_id=GUILD, member_id=ANA) is None
    assert await rows(database) == 0


async def test_fifty_ratings_at_once_from_one_member_leave_one(ratings: RatingStore, database: Database) -> None:
    changes = await asyncio.gather(*(rate(ratings, number % 10 + 1) for number in range(50)))
    assert await rows(database) == 1
    assert sum(change.before is None for change in changes) == 1
    assert [change.before for change in changes[1:]] == [change.after for change in changes[:-1]]
    assert await score_of(ratings) == 10


async def test_means_by_film(ratings: RatingStore) -> None:
    await rate(ratings, 9, SALT)
    await rate(ratings, 4, SALT, BO)
    await rate(ratings, 2, LIGHTHOUSE)
    assert await ratings.means([LIGHTHOUSE, SALT, ELSEWHERE], guild_id=GUILD) == {LIGHTHOUSE: 2.0, SALT: 6.5}
    assert await ratings.means({SALT: 8.0}, guild_id=GUILD) == {SALT: 6.5}


async def test_an_undone_load_hides_the_rating_and_a_reload_brings_it_back(
    ratings: RatingStore, database: Database
) -> None:
    change = await rate(ratings, 9)
    undo_shared(database)
    assert await score_of(ratings) is None
    assert await ratings.rate(SALT, 1, guild_id=GUILD, member_id=ANA) is None
    assert not await ratings.undo(change, guild_id=GUILD, member_id=ANA)
    assert await ratings.means([SALT], guild_id=GUILD) == {}
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *FILMS)
    assert await score_of(ratings) == 9


async def test_a_rating_outlives_a_restart(ratings: RatingStore, database: Database) -> None:
    await rate(ratings, 9)
    again = await Database.open(database.path)
    try:
        assert await score_of(RatingStore(again)) == 9
    finally:
        await again.close()
