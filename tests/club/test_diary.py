from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.club import watchlist
from bot.club.diary import DiaryStore, Logged
from bot.club.ratings import RatingStore
from bot.club.watched import DiaryPage, Month, Watch
from bot.connection import open_writer, transaction
from bot.database import Database
from bot.errors import UserError
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BO = 71, 72
LIGHTHOUSE, SALT, ELSEWHERE = 1, 2, 3
FILMS = (make_film(), make_film("Salt Road", 1999))
DAY, LATER = date(2024, 2, 29), date(2024, 3, 9)


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
def diary(database: Database) -> DiaryStore:
    return DiaryStore(database)


async def log(
    diary: DiaryStore, day: date = DAY, film_id: int = SALT, *, rewatch: bool | None = None, member_id: int = ANA
) -> Logged | None:
    return await diary.log(film_id, day, rewatch=rewatch, guild_id=GUILD, member_id=member_id)


async def logged(diary: DiaryStore, day: date = DAY, film_id: int = SALT, *, rewatch: bool | None = None) -> Watch:
    written = await log(diary, day, film_id, rewatch=rewatch)
    assert written is not None
    return written.watch


async def page(
    diary: DiaryStore,
    year: int | None = None,
    *,
    guild_id: int = GUILD,
    member_id: int = ANA,
    asker_id: int = ANA,
    limit: int = 50,
    offset: int = 0,
) -> DiaryPage:
    found = await diary.page(member_id, year, guild_id=guild_id, asker_id=asker_id, limit=limit, offset=offset)
    assert found is not None
    return found


async def watches(diary: DiaryStore) -> list[Watch]:
    return [entry.watch for entry in (await page(diary)).entries]


async def execute(database: Database, statement: str, *values: object) -> None:
    await database.write(lambda connection: connection.execute(statement, values))


async def rated_at(database: Database, when: str, member_id: int = ANA) -> None:
    await execute(database, "INSERT INTO ratings VALUES (?, ?, ?, 8, ?)", GUILD, SALT, member_id, when)


async def test_a_watch_is_written_once_a_film_and_day(diary: DiaryStore) -> None:
    watch = await logged(diary)
    assert (watch.film_id, watch.watched_on, watch.rewatch) == (SALT, DAY, False)
    assert await log(diary) is None
    assert await log(diary, film_id=LIGHTHOUSE) is not None
    assert await log(diary, member_id=BO) is not None
    assert len(await watches(diary)) == 2


@pytest.mark.parametrize("film_id", [ELSEWHERE, 99])
async def test_a_film_out_of_sight_is_not_written(diary: DiaryStore, film_id: int) -> None:
    assert await log(diary, film_id=film_id) is None


async def test_a_rewatch_is_found_out_by_an_earlier_watch(diary: DiaryStore) -> None:
    assert not (await logged(diary, LATER)).rewatch
    assert not (await logged(diary, DAY)).rewatch
    assert (await logged(diary, date(2025, 1, 1))).rewatch
    assert not (await logged(diary, date(2025, 1, 2), rewatch=False)).rewatch
    assert (await logged(diary, date(1999, 1, 1), rewatch=True)).rewatch
    assert not (await logged(diary, LATER, LIGHTHOUSE)).rewatch


@pytest.mark.parametrize(
    ("rated", "rewatch"),
    [
        ("2024-02-27T23:59:59Z", True),
        ("2024-02-28T00:00:00Z", False),  # may be the same day, east of Greenwich
        ("2024-02-29T20:00:00Z", False),
        ("2024-05-01T00:00:00Z", False),
    ],
)
async def test_a_rewatch_is_found_out_by_an_older_rating(
    diary: DiaryStore, database: Database, rated: str, rewatch: bool
) -> None:
    await rated_at(database, rated)
    assert (await logged(diary, DAY)).rewatch is rewatch


async def test_what_another_member_saw_makes_no_rewatch(diary: DiaryStore, database: Database) -> None:
    await rated_at(database, "2020-01-01T00:00:00Z", BO)
    await log(diary, date(2020, 1, 1), member_id=BO)
    assert not (await logged(diary)).rewatch


async def test_a_watch_takes_the_film_off_the_watchlist_and_its_undo_puts_it_back(
    diary: DiaryStore, database: Database
) -> None:
    await execute(database, "INSERT INTO watchlist VALUES (?, ?, ?, '2020-01-01T00:00:00Z')", GUILD, ANA, SALT)
    written = await log(diary)
    assert written is not None
    assert written.listed_at == "2020-01-01T00:00:00Z"
    assert await diary.undo(written, guild_id=GUILD, member_id=ANA)
    assert await watches(diary) == []
    back = await database.write(lambda connection: watchlist.remove(connection, SALT, guild_id=GUILD, member_id=ANA))
    assert back == "2020-01-01T00:00:00Z"
    assert not await diary.undo(written, guild_id=GUILD, member_id=ANA)


async def test_an_entry_is_taken_out_and_put_back_as_it_was(diary: DiaryStore) -> None:
    watch = await logged(diary, rewatch=True)
    assert await diary.erase(watch.id, guild_id=OTHER, member_id=ANA) is None
    assert await diary.erase(watch.id, guild_id=GUILD, member_id=BO) is None
    assert await diary.erase(watch.id, guild_id=GUILD, member_id=ANA) == watch
    assert await diary.erase(watch.id, guild_id=GUILD, member_id=ANA) is None
    assert await diary.put_back(watch, guild_id=GUILD, member_id=ANA)
    assert await watches(diary) == [watch]


async def test_an_entry_is_not_put_back_beside_one_of_the_same_day(diary: DiaryStore) -> None:
    watch = await logged(diary)
    await diary.erase(watch.id, guild_id=GUILD, member_id=ANA)
    again = await logged(diary)
    assert again.id != watch.id
    assert not await diary.put_back(watch, guild_id=GUILD, member_id=ANA)
    assert await watches(diary) == [again]


async def test_an_entry_is_corrected_and_corrected_back(diary: DiaryStore) -> None:
    before = await logged(diary)
    after = replace(before, watched_on=LATER, rewatch=True)
    assert not await diary.correct(before, after, guild_id=GUILD, member_id=BO)
    assert await diary.correct(before, after, guild_id=GUILD, member_id=ANA)
    assert await watches(diary) == [after]
    assert not await diary.correct(before, after, guild_id=GUILD, member_id=ANA)
    assert await diary.correct(after, before, guild_id=GUILD, member_id=ANA)
    assert await watches(diary) == [before]


async def test_an_entry_is_not_moved_to_a_day_that_has_the_film(diary: DiaryStore) -> None:
    before = await logged(diary)
    taken = await logged(diary, LATER)
    with pytest.raises(UserError, match="in your diary on that day already"):
        await diary.correct(before, replace(before, watched_on=LATER), guild_id=GUILD, member_id=ANA)
    assert await watches(diary) == [taken, before]


async def test_pages_are_the_latest_first_with_scores_and_every_month(diary: DiaryStore, database: Database) -> None:
    await rated_at(database, "2030-01-01T00:00:00Z")
    await log(diary, date(2023, 12, 31), LIGHTHOUSE)
    await log(diary, DAY)
    await log(diary, date(2024, 2, 1), LIGHTHOUSE)
    await log(diary, LATER)
    whole = await page(diary)
    assert [(entry.watch.watched_on.isoformat(), entry.title, entry.year, entry.score) for entry in whole.entries] == [
        ("2024-03-09", "Salt Road", 1999, 8),
        ("2024-02-29", "Salt Road", 1999, 8),
        ("2024-02-01", "The Paper Lighthouse", 1961, None),
        ("2023-12-31", "The Paper Lighthouse", 1961, None),
    ]
    assert whole.months == (Month(2023, 12, 1, 0), Month(2024, 2, 2, 1), Month(2024, 3, 1, 1))
    assert whole.years == (2024, 2023)
    of_year = await page(diary, 2024, limit=2, offset=2)
    assert [entry.watch.watched_on for entry in of_year.entries] == [date(2024, 2, 1)]
    assert of_year.months == whole.months
    assert of_year.of_year(2023) == (Month(2023, 12, 1, 0),)
    assert (await page(diary, 1999)).entries == ()


async def test_who_reads_is_told_what_they_rated_themselves(diary: DiaryStore, database: Database) -> None:
    await rated_at(database, "2024-01-01T00:00:00Z", BO)
    await log(diary)
    assert [entry.rated_by_asker for entry in (await page(diary)).entries] == [False]
    assert [entry.rated_by_asker for entry in (await page(diary, asker_id=BO)).entries] == [True]


async def test_a_hidden_members_diary_is_theirs_alone(diary: DiaryStore, database: Database) -> None:
    await log(diary)
    assert not (await page(diary)).hidden
    await execute(database, "INSERT INTO hidden_members VALUES (?, ?, 'now')", GUILD, ANA)
    assert (await page(diary)).hidden
    assert await diary.page(ANA, None, guild_id=GUILD, asker_id=BO, limit=5, offset=0) is None


async def test_another_server_sees_nothing(diary: DiaryStore) -> None:
    await log(diary)
    assert await page(diary, guild_id=OTHER) == DiaryPage((), (), hidden=False)
    assert await diary.seen_among([SALT], guild_id=OTHER, member_id=ANA) == frozenset()


async def test_a_film_is_seen_by_who_rated_or_logged_it(diary: DiaryStore, database: Database) -> None:
    ratings = RatingStore(database)
    assert await diary.seen_among([LIGHTHOUSE, SALT], guild_id=GUILD, member_id=ANA) == frozenset()
    await log(diary)
    assert await diary.seen_among([LIGHTHOUSE, SALT], guild_id=GUILD, member_id=ANA) == {SALT}
    await ratings.rate(LIGHTHOUSE, 3, guild_id=GUILD, member_id=ANA)
    await ratings.rate(SALT, 3, guild_id=GUILD, member_id=ANA)
    assert await diary.seen_among({LIGHTHOUSE, SALT, 99}, guild_id=GUILD, member_id=ANA) == {LIGHTHOUSE, SALT}
    assert await diary.seen_among([SALT], guild_id=GUILD, member_id=BO) == frozenset()
    assert await diary.seen_among([], guild_id=GUILD, member_id=ANA) == frozenset()


async def test_an_undone_load_hides_the_entries_and_a_reload_brings_them_back(
    diary: DiaryStore, database: Database
) -> None:
    watch = await logged(diary)
    with closing(open_writer(database.path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert await page(diary) == DiaryPage((), (), hidden=False)
    assert await log(diary, LATER) is None
    assert await diary.seen_among([SALT], guild_id=GUILD, member_id=ANA) == frozenset()
    with closing(open_writer(database.path)) as connection:
        write_films(connection, *FILMS)
    assert await watches(diary) == [watch]
