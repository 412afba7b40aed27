"""Taking a load back in steps comes to the same as at once, wherever it is cut short."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.care.merging import MergeError, merge
from bot.catalogue.film import Film
from bot.catalogue.loading import undoing
from bot.catalogue.loading.load_store import LoadStore
from bot.catalogue.loading.loaded import Load
from bot.catalogue.loading.loads import begin_load, half_undone, load_to_undo, undo_load
from bot.catalogue.loading.undoing import undo_steps
from bot.catalogue.searching import fulltext
from bot.club.ratings import RatingStore
from bot.connection import check, open_writer, transaction
from bot.database import Database
from bot.errors import UndoError
from tests.catalogue.care.test_merging import ANA, BO, GUILD, contents, rate, scores
from tests.catalogue.loading.test_film_writer import RECORDS
from tests.catalogue.test_shared_records import without_loads
from tests.factories import make_database, make_film, make_review, memory_database, write_films

FILMS = tuple(make_film(f"Film {number}", 1950, reviews=(make_review(),)) for number in range(6))


def steps(connection: sqlite3.Connection, *, most: int = 1_000, between: Callable[[], object] = lambda: None) -> Load:
    """Take a load back, but stop after so many steps."""
    load = load_to_undo(connection, guild_id=GUILD)
    going = undo_steps(connection, load, undone_by=ANA)
    for _ in range(most):
        with transaction(connection):
            over = next(going, going) is going
        if over:
            break
        between()
    return load


@settings(max_examples=40)
@given(
    shared=st.lists(RECORDS, max_size=3),
    before=st.lists(RECORDS, max_size=4),
    loaded=st.lists(RECORDS, min_size=1, max_size=6),
    rated=st.booleans(),
    cut=st.integers(1, 6),
)
def test_cut_short_anywhere_and_begun_again_it_comes_to_the_same(
    shared: list[Film], before: list[Film], loaded: list[Film], cut: int, *, rated: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch, closing(memory_database()) as one:
        patch.setattr(undoing, "_STEP", 1)
        write_films(one, *shared)
        write_films(one, *before, guild_id=GUILD)
        as_it_was = without_loads(one)
        write_films(one, *loaded, guild_id=GUILD)
        if load_to_undo(one, guild_id=GUILD, load_id=3).changed is False:
            return
        if rated:
            rate(one, one.execute("SELECT max(id) FROM films").fetchone()[0], 9)
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as other:
            one.backup(other)
            other.execute("PRAGMA foreign_keys = ON")
            steps(one, most=cut)
            if half_undone(one, guild_id=GUILD):
                steps(one)
            with transaction(other):
                undo_load(other, load_to_undo(other, guild_id=GUILD, load_id=3), undone_by=ANA)
            for each in (one, other):  # the moment at which it was done
                each.execute("UPDATE films SET retired_at = 'then' WHERE retired_at IS NOT NULL")
                each.execute("UPDATE loads SET undone_at = 'then' WHERE undone_at IS NOT NULL")
            assert contents(one) == contents(other)
            if not rated:
                assert without_loads(one) == as_it_was
            assert check(one) == fulltext.check(one) == []


def test_what_members_say_between_steps_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "_STEP", 2)
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        write_films(connection, *FILMS, guild_id=GUILD)
        ratings = iter((2, 1))

        def rate_one() -> None:
            if film_id := next(ratings, None):
                rate(connection, film_id, 7, member_id=BO)

        steps(connection, between=rate_one)
        assert connection.execute("SELECT id FROM films ORDER BY id").fetchall() == [(1,), (2,)]
        assert connection.execute("SELECT count(*) FROM films WHERE retired_by_undo").fetchone() == (2,)
        assert scores(connection, 1) == scores(connection, 2) == {BO: 7}
        write_films(connection, *FILMS, guild_id=GUILD)
        assert connection.execute("SELECT count(*) FROM films WHERE retired_at IS NULL").fetchone() == (6,)
        assert check(connection) == fulltext.check(connection) == []


def test_meanwhile_nothing_is_loaded_merged_or_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "_STEP", 2)
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        write_films(connection, make_film("Kelp"), make_film("Salt"), guild_id=GUILD)
        write_films(connection, *FILMS, guild_id=GUILD)
        assert steps(connection, most=2).id == 2
        with pytest.raises(UndoError, match="Load 2 is being taken back"):
            begin_load(connection, guild_id=GUILD, loaded_by=ANA)
        with pytest.raises(UndoError, match="Load 2 is being taken back"):
            load_to_undo(connection, guild_id=GUILD, load_id=1)
        with pytest.raises(MergeError, match="being taken back"):
            merge(connection, 1, 2, guild_id=GUILD, merged_by=ANA)
        assert begin_load(connection, guild_id=GUILD + 1, loaded_by=ANA) == 3
        steps(connection)
        merge(connection, 1, 2, guild_id=GUILD, merged_by=ANA)
        listed = connection.execute("SELECT kind, done_by FROM audit ORDER BY id").fetchall()
        assert listed == [("load", ANA), ("merge", ANA)]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    path = make_database(tmp_path / "films.sqlite3", make_film())
    with closing(open_writer(path)) as connection:
        write_films(connection, *(make_film(f"Film {number}", 1950) for number in range(1_000)), guild_id=GUILD)
    opened = await Database.open(path)
    yield opened
    await opened.close()


def films_left(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT count(*) FROM films WHERE guild_id = ?", (GUILD,)).fetchone()[0]


async def test_members_write_between_the_steps(database: Database) -> None:
    ratings, left = RatingStore(database), set[int]()
    undoing_it = asyncio.create_task(LoadStore(database).undo(2, guild_id=GUILD, member_id=ANA))
    while not undoing_it.done():
        await ratings.rate(1, 1 + len(left) % 10, guild_id=GUILD, member_id=BO)
        left.add(await database.read(films_left))
    assert (await undoing_it).films_new == 1_000
    assert len(left) > 5, "answered at many moments of it"
    assert await database.read(films_left) == 0


async def test_a_start_goes_on_with_what_a_kill_cut_short(database: Database) -> None:
    def three_steps(connection: sqlite3.Connection) -> None:
        going = undo_steps(connection, load_to_undo(connection, guild_id=GUILD), undone_by=ANA)
        for _ in range(3):
            next(going)

    await database.write(three_steps)
    assert await database.read(films_left) == 700
    await LoadStore(database).resume()
    assert await database.read(films_left) == 0
    with pytest.raises(UndoError, match="taken back already"):
        await LoadStore(database).undo(2, guild_id=GUILD, member_id=ANA)
    audited = await database.read(lambda connection: connection.execute("SELECT done_by FROM audit").fetchall())
    assert audited == [(ANA,)]
