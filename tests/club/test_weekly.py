"""The film of the week: when it is due, which it is, and that it is posted once."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.stored import FilmFilter
from bot.club.chosen import Settings
from bot.club.deadlines import stored
from bot.club.settings import SettingsStore
from bot.club.weekly import AT_IT, LATE, PAUSE, REST_WEEKS, Due, WeeklyStore, last_due, next_due
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BEN, CAI = 71, 72, 73
NOW = datetime(2026, 1, 9, 20, 0, 30, tzinfo=UTC)  # a Friday
FRIDAY = 4


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "day", "hour", "last", "following"),
    [
        ("2026-01-09T20:00", "UTC", 4, 20, "2026-01-09T20:00", "2026-01-16T20:00"),
        ("2026-01-09T19:59", "UTC", 4, 20, "2026-01-02T20:00", "2026-01-09T20:00"),
        ("2026-01-11T23:59", "UTC", 0, 0, "2026-01-05T00:00", "2026-01-12T00:00"),
        ("2026-01-09T20:00", "America/New_York", 4, 20, "2026-01-03T01:00", "2026-01-10T01:00"),
        ("2026-01-09T20:00", "Pacific/Kiritimati", 5, 9, "2026-01-09T19:00", "2026-01-16T19:00"),
        # Lisbon's clocks go from 1:00 to 2:00 on 29 March: the hour that is left out falls on the one after it.
        ("2026-03-28T12:00", "Europe/Lisbon", 6, 1, "2026-03-22T01:00", "2026-03-29T01:00"),
        ("2026-03-28T12:00", "Europe/Lisbon", 6, 20, "2026-03-22T20:00", "2026-03-29T19:00"),
        # They go from 2:00 to 1:00 on 25 October: of the hour that comes twice, the first is meant.
        ("2026-10-25T00:30", "Europe/Lisbon", 6, 1, "2026-10-25T00:00", "2026-11-01T01:00"),
        ("2026-10-25T01:30", "Europe/Lisbon", 6, 1, "2026-10-25T00:00", "2026-11-01T01:00"),
        # New York leaves out 2:00 on 8 March, and Lord Howe's clocks go by half an hour.
        ("2026-03-08T06:00", "America/New_York", 6, 2, "2026-03-01T07:00", "2026-03-08T07:00"),
        ("2026-04-05T00:00", "Australia/Lord_Howe", 6, 20, "2026-03-29T09:00", "2026-04-05T09:30"),
        # Samoa left out a whole Friday.
        ("2011-12-31T12:00", "Pacific/Apia", 4, 20, "2011-12-31T06:00", "2012-01-06T06:00"),
    ],
)
def test_when_it_was_due_last_and_is_next(now: str, zone: str, day: int, hour: int, last: str, following: str) -> None:
    assert last_due(utc(now), ZoneInfo(zone), day, hour) == utc(last)
    assert next_due(utc(now), ZoneInfo(zone), day, hour) == utc(following)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - hypothesis wants them so
    st.sampled_from(["UTC", "Europe/Lisbon", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    st.integers(0, 6),
    st.integers(0, 23),
)
def test_it_is_due_once_a_week(now: datetime, zone: str, day: int, hour: int) -> None:
    moment, place = now.replace(tzinfo=UTC), ZoneInfo(zone)
    last, following = last_due(moment, place, day, hour), next_due(moment, place, day, hour)
    assert last <= moment < following
    assert timedelta(days=7, hours=-1) <= following - last <= timedelta(days=7, hours=1)
    assert last_due(following, place, day, hour) == following
    assert following.astimezone(place).weekday() == day


ALPHA, BETA, GAMMA, THEIRS = 1, 2, 3, 4


class Week:
    """Three films, another server's film, and what members of a server mean to watch and rated."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.store = WeeklyStore(database)

    async def run(self, statement: str, *values: object) -> None:
        await self._database.write(lambda connection: connection.execute(statement, values))

    async def listed(self, film_id: int, *members: int, guild_id: int = GUILD) -> None:
        for member in members:
            await self.run("INSERT INTO watchlist VALUES (?, ?, ?, '2026-01-01')", guild_id, member, film_id)

    async def rated(self, film_id: int, *members: int) -> None:
        for member in members:
            await self.run("INSERT INTO ratings VALUES (?, ?, ?, 7, '2026-01-01')", GUILD, film_id, member)

    async def posted(self, film_id: int, ago: timedelta) -> None:
        when = stored(NOW - ago)
        await self.run("INSERT INTO weekly_films VALUES (?, ?, ?, ?, NULL, ?, 1, 1)", GUILD, when, film_id, when, when)

    async def wanted(self, set_at: datetime = NOW - timedelta(days=30), *, day: int = FRIDAY) -> None:
        await SettingsStore(self._database).set("weekly_day", day, guild_id=GUILD, member_id=ANA)
        await self.run("UPDATE guild_settings SET changed_at = ?", stored(set_at))

    async def due(self, now: datetime = NOW) -> Due:
        [due] = await self.store.due(now)
        return due

    async def chosen(self, settings: Settings | None = None) -> int | None:
        return await self.store.choose(Due(GUILD, stored(NOW), settings or Settings()), NOW)


@pytest.fixture
async def week(tmp_path: Path) -> AsyncIterator[Week]:
    path = tmp_path / "films.sqlite3"
    films = (
        make_film("Alpha", runtime_minutes=90, genres=("Drama",)),
        make_film("Beta", runtime_minutes=150, genres=("Drama",)),
        make_film("Gamma", runtime_minutes=200),
    )
    make_database(path, *films)
    with closing(open_writer(path)) as connection:
        write_films(connection, make_film("Theirs"), guild_id=OTHER)
    database = await Database.open(path)
    try:
        yield Week(database)
    finally:
        await database.close()


async def test_what_most_watchlists_hold_is_chosen(week: Week) -> None:
    assert await week.chosen() is None
    await week.listed(ALPHA, ANA)
    await week.listed(BETA, ANA, BEN)
    await week.listed(GAMMA, ANA, BEN, CAI, guild_id=OTHER)
    assert await week.chosen() == BETA
    assert await week.store.on_lists(BETA, guild_id=GUILD) == 2
    await week.run("INSERT INTO hidden_members VALUES (?, ?, '')", GUILD, BEN)
    assert await week.chosen() == ALPHA, "who hides adds to no list, and of equals the first comes first"
    assert await week.store.on_lists(BETA, guild_id=GUILD) == 1


async def test_a_film_that_most_have_rated_is_not_chosen(week: Week) -> None:
    await week.listed(BETA, CAI, 74)
    await week.listed(ALPHA, CAI)
    await week.rated(GAMMA, CAI, 74)
    await week.rated(BETA, ANA)
    assert await week.chosen() == BETA
    await week.rated(BETA, BEN, 75)
    assert await week.chosen() == ALPHA


async def test_a_film_rests_for_weeks(week: Week) -> None:
    await week.listed(BETA, ANA, BEN)
    await week.listed(ALPHA, ANA)
    await week.posted(BETA, timedelta(weeks=1))
    assert await week.chosen() == ALPHA
    await week.posted(ALPHA, timedelta(weeks=REST_WEEKS, minutes=-1))
    assert await week.chosen() is None
    await week.run("DELETE FROM weekly_films WHERE film_id = ?", ALPHA)
    await week.posted(ALPHA, timedelta(weeks=REST_WEEKS, minutes=1))
    assert await week.chosen() == ALPHA


async def test_any_film_that_fits_is_chosen_by_chance_and_no_other_server_s(week: Week) -> None:
    fitting = Settings(weekly_source="random", weekly_filter=FilmFilter(genre="drama", max_runtime=120))
    assert {await week.chosen(fitting) for _ in range(5)} == {ALPHA}
    anything = Settings(weekly_source="random")
    assert {await week.chosen(anything) for _ in range(60)} == {ALPHA, BETA, GAMMA}
    await week.posted(ALPHA, timedelta(days=7))
    assert await week.chosen(fitting) is None


@pytest.mark.parametrize(
    ("late", "is_due"),
    [(timedelta(0), True), (LATE - timedelta(minutes=1), True), (LATE, False), (timedelta(days=3), False)],
)
async def test_what_was_missed_is_due_for_a_day(week: Week, late: timedelta, is_due: bool) -> None:
    await week.wanted()
    assert len(await week.store.due(NOW.replace(second=0) + late)) == is_due


async def test_who_sets_a_day_that_has_just_passed_means_the_next_one(week: Week) -> None:
    await week.wanted(NOW - timedelta(seconds=10))
    assert await week.store.due(NOW) == ()
    assert (await week.due(NOW + timedelta(weeks=1))).due_at == "2026-01-16T20:00:00Z"


async def test_a_film_is_taken_on_by_one_and_stays_the_same_for_who_goes_on(week: Week) -> None:
    await week.wanted()
    due = await week.due()
    assert await week.store.claim(due, ALPHA, NOW) == (True, ALPHA)
    assert await week.store.claim(due, BETA, NOW) == (False, None)
    assert await week.store.due(NOW + AT_IT / 2) == ()
    later = NOW + AT_IT
    assert await week.store.claim(await week.due(later), BETA, later) == (True, ALPHA), "as after a crash"
    await week.store.posted(due, later, channel_id=1, message_id=2, trouble=None)
    assert await week.store.due(later + timedelta(hours=1)) == ()
    assert await week.store.claim(due, BETA, later + timedelta(hours=1)) == (False, None)


async def test_a_film_that_left_the_catalogue_gives_way_to_another(week: Week) -> None:
    await week.wanted()
    due = await week.due()
    await week.store.claim(due, ALPHA, NOW)
    await week.run("UPDATE films SET retired_at = 'x' WHERE id = ?", ALPHA)
    assert await week.store.claim(due, BETA, NOW + AT_IT) == (True, BETA)
    assert await week.store.claim(due, THEIRS, NOW + AT_IT * 2) == (True, BETA)


async def test_what_went_wrong_is_kept_and_tried_again_after_a_pause(week: Week) -> None:
    assert await week.store.last(guild_id=GUILD) is None
    await week.wanted()
    due = await week.due()
    await week.store.claim(due, None, NOW)
    await week.store.failed(due, NOW, "The channel is gone.")
    last = await week.store.last(guild_id=GUILD)
    assert last is not None
    assert (last.trouble, last.film_id, last.posted_at) == ("The channel is gone.", None, None)
    assert await week.store.due(NOW + PAUSE / 2) == ()
    assert await week.due(NOW + PAUSE) == due
    assert await week.store.last(guild_id=OTHER) is None


async def test_a_day_that_is_no_longer_understood_means_none(week: Week) -> None:
    await week.wanted()
    await week.run("UPDATE guild_settings SET value = '9'")
    assert await week.store.due(NOW) == ()
