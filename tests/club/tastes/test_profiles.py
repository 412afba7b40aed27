import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.reviews.reviews import ReviewStore
from bot.club.ratings import RatingStore
from bot.club.tastes.profiled import Leaning, Profile, RatedFilm, Tally
from bot.club.tastes.profiles import LATEST, ProfileStore
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BO, CY, DI = 71, 72, 73, 74
FILMS = (
    *(make_film(f"Salt {n}", 1960 + n, directors=("Ida Ek",), countries=("Sweden", "Norway")) for n in range(4)),
    *(make_film(f"Reel {n}", 1990 + n, directors=("Bo Lind",), countries=("Norway",)) for n in range(4)),
    make_film("Undated", None, directors=("IDA EK",)),
)
SALT, REELS, UNDATED = range(1, 5), range(5, 9), 9


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


async def rate(database: Database, member_id: int, scores: dict[int, int], guild_id: int = GUILD) -> None:
    for film_id, score in scores.items():
        await RatingStore(database).rate(film_id, score, guild_id=guild_id, member_id=member_id)


async def hide(database: Database, member_id: int) -> None:
    await database.write(
        lambda connection: connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, member_id))
    )


async def profile(database: Database, member_id: int = ANA, asker_id: int = BO, guild_id: int = GUILD) -> Profile:
    found = await ProfileStore(database).of(member_id, guild_id=guild_id, asker_id=asker_id)
    assert found is not None
    return found


async def test_who_did_nothing_has_an_empty_profile(database: Database) -> None:
    await rate(database, BO, {1: 8})
    found = await profile(database)
    assert found.is_empty
    assert (found.rated, found.mean, found.leaning) == (0, None, Leaning(0, None))


async def test_scores_are_counted_and_the_last_ones_named(database: Database) -> None:
    await rate(database, ANA, {1: 8, 2: 8, 3: 10, 5: 1})
    await rate(database, BO, {3: 2})
    await database.write(
        lambda connection: connection.execute("UPDATE ratings SET rated_at = '2020' WHERE film_id = 5")
    )
    found = await profile(database)
    assert found.scores == (1, 0, 0, 0, 0, 0, 0, 2, 0, 1)
    assert (found.rated, found.mean) == (4, 6.75)
    assert found.latest == (
        RatedFilm(3, "Salt 2", 1962, 10, rated_by_asker=True),
        RatedFilm(2, "Salt 1", 1961, 8, rated_by_asker=False),
        RatedFilm(1, "Salt 0", 1960, 8, rated_by_asker=False),
        RatedFilm(5, "Reel 0", 1990, 1, rated_by_asker=False),
    )


async def test_only_a_few_of_the_last_ratings_are_named(database: Database) -> None:
    await rate(database, ANA, dict.fromkeys((*SALT, *REELS), 7))
    assert len((await profile(database)).latest) == LATEST


async def test_favourites_are_what_is_rated_above_the_members_own_mean(database: Database) -> None:
    await rate(database, ANA, dict.fromkeys(SALT, 9) | dict.fromkeys(REELS, 4) | {UNDATED: 10})
    found = await profile(database)
    assert found.decades == (Tally("1960s", 4, 36),)
    assert found.directors == (Tally("IDA EK", 5, 46),)  # one person, however spelt
    assert found.countries == (Tally("Sweden", 4, 36),)


async def test_harshness_is_measured_by_the_others_of_each_film(database: Database) -> None:
    await rate(database, ANA, dict.fromkeys((*SALT, UNDATED), 6) | {5: 1})
    await rate(database, BO, dict.fromkeys((*SALT, UNDATED), 9))
    await rate(database, CY, {1: 7})
    # Five films with others' ratings; at the first the others' mean is 8, at the rest 9. The sixth is Ana's alone.
    assert (await profile(database)).leaning == Leaning(5, -2.8)
    await hide(database, CY)
    assert (await profile(database)).leaning == Leaning(5, -3.0)
    await hide(database, BO)
    assert (await profile(database)).leaning == Leaning(0, None)


async def test_a_hidden_member_is_shown_to_themselves_alone(database: Database) -> None:
    await rate(database, ANA, {1: 8})
    await hide(database, ANA)
    assert await ProfileStore(database).of(ANA, guild_id=GUILD, asker_id=BO) is None
    found = await profile(database, asker_id=ANA)
    assert found.hidden
    assert found.rated == 1
    assert not (await profile(database, guild_id=OTHER)).hidden


async def test_watches_reviews_and_the_watchlist_are_counted(database: Database) -> None:
    def write(connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO watches (guild_id, member_id, film_id, watched_on, rewatch, logged_at) "
            "VALUES (?, ?, 1, ?, 0, '')",
            [
                (GUILD, ANA, "2026-01-01"),
                (GUILD, ANA, "2026-01-02"),
                (GUILD, BO, "2026-01-02"),
                (OTHER, ANA, "2026-01-02"),
            ],
        )
        connection.executemany(
            "INSERT INTO watchlist VALUES (?, ?, ?, '')", [(GUILD, ANA, 2), (GUILD, ANA, 3), (OTHER, ANA, 1)]
        )

    await database.write(write)
    reviews = ReviewStore(database)
    for film_id in (1, 2, 3):
        await reviews.write(film_id, Draft(f"Take {film_id}.", "Ana"), guild_id=GUILD, member_id=ANA)
    await reviews.write(1, Draft("Mine.", "Bo"), guild_id=GUILD, member_id=BO)
    found = await profile(database)
    assert (found.rated, found.watches, found.reviews, found.watchlist) == (0, 2, 3, 2)
    assert [review.text for review in found.latest_reviews] == ["Take 3.", "Take 2."]
    assert not found.is_empty


async def test_nothing_of_another_server_is_told(database: Database) -> None:
    await rate(database, ANA, {1: 8})
    await rate(database, BO, dict.fromkeys(SALT, 8), guild_id=OTHER)
    assert (await profile(database, guild_id=OTHER)).is_empty
    assert (await profile(database)).leaning == Leaning(0, None)


async def test_films_that_were_taken_out_do_not_count(database: Database) -> None:
    await rate(database, ANA, {1: 8, 2: 6})
    await rate(database, BO, {1: 8})
    await database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now' WHERE id = 1"))
    found = await profile(database)
    assert (found.rated, found.leaning.films, [film.film_id for film in found.latest]) == (1, 0, [2])
