"""Imports on a real database: which films names are, writing everything or nothing, and taking it back exactly."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.care import merging
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.reviews import review_writer
from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.searching import fulltext
from bot.club import watchlist
from bot.club.importing import lookups, undoing, writing
from bot.club.importing.matching import Named, match
from bot.club.importing.plan import FilmImport, Part
from bot.club.importing.writing import Choices, Importer, Written
from bot.club.imports import ImportStore
from bot.connection import check, open_writer, transaction
from bot.database import Database
from bot.errors import UserError
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6
ANA, BO = 71, 72
THEN, LATER = "2020-01-01T12:00:00Z", "2021-01-01T12:00:00Z"
EVERY: frozenset[Part] = frozenset({"ratings", "diary", "watchlist", "reviews"})
FILMS = 6
TABLES = ("ratings", "watches", "watchlist", "reviews")
JOURNALS = ("imported_ratings", "imported_watches", "imported_watchlist", "imported_reviews")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = make_database(
        tmp_path / "films.sqlite3", *(make_film(f"Reel {number}", 1950 + number) for number in range(FILMS))
    )
    with closing(open_writer(path)) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ImportStore]:
    path = make_database(
        tmp_path / "films.sqlite3",
        make_film("Heat", 1995, ids={"imdb": "tt0113277", "movielens": "6"}),
        make_film("Solaris", 1972, ids={"imdb": "tt0069293"}),
        make_film("Solaris", 2002),
        make_film("Ghost", 1990),
    )
    with closing(open_writer(path)) as opened:
        write_films(
            opened, make_film("Own", 2000, ids={"tmdb": "5"}), make_film("Ghost", 1990, score=7.0), guild_id=GUILD
        )
        write_films(opened, make_film("Secret", 2001, ids={"tmdb": "9"}), guild_id=OTHER)
    database = await Database.open(path)
    try:
        yield ImportStore(database)
    finally:
        await database.close()


def write(
    connection: sqlite3.Connection,
    *films: FilmImport,
    overwrite: dict[int, int] | None = None,
    parts: frozenset[Part] = EVERY,
    member_id: int = ANA,
    guild_id: int = GUILD,
) -> Written:
    importer = Importer(guild_id, member_id, "ana", "Letterboxd")
    with transaction(connection):
        return writing.write(connection, films, Choices(parts, overwrite or {}), importer)


def undo(
    connection: sqlite3.Connection, written: Written, *, guild_id: int = GUILD, member_id: int = ANA
) -> undoing.Undone:
    assert written.import_id is not None
    with transaction(connection):
        return undoing.undo(connection, written.import_id, guild_id=guild_id, member_id=member_id)


def rate(connection: sqlite3.Connection, film_id: int, score: int, rated_at: str = THEN, member_id: int = ANA) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO ratings (guild_id, film_id, member_id, score, rated_at) VALUES (?, ?, ?, ?, ?)",
        (GUILD, film_id, member_id, score, rated_at),
    )


def everything(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in TABLES}


def ratings(connection: sqlite3.Connection) -> dict[int, tuple[int, str]]:
    rows = connection.execute("SELECT film_id, score, rated_at FROM ratings WHERE member_id = ?", (ANA,))
    return {film_id: (score, rated_at) for film_id, score, rated_at in rows}


def journal(connection: sqlite3.Connection) -> int:
    return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in JOURNALS)


async def verdict_of(store: ImportStore, name: Named, guild_id: int = GUILD) -> tuple[str, int | None] | None:
    film = match([name], await store.look_up([name], guild_id=guild_id))[name].film
    return None if film is None else (film.title, film.year)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (Named("", None, (("movielens", "6"),)), ("Heat", 1995)),
        (Named("Something", 1950, (("imdb", "tt0113277"),)), ("Heat", 1995)),
        (Named("heat", 1996), ("Heat", 1995)),
        (Named("Solaris", 2002, (("imdb", "tt0307479"),)), ("Solaris", 2002)),
        (Named("Solaris", 1972, (("imdb", "tt9999999"),)), None),
        (Named("Solaris", None), None),
        (Named("Own", 2000, (("tmdb", "5"),)), ("Own", 2000)),
        (Named("Ghost", 1990), ("Ghost", 1990)),
        (Named("Secret", 2001), None),
        (Named("Secret", 2001, (("tmdb", "9"),)), None),
    ],
)
async def test_names_are_films_of_the_server(
    store: ImportStore, name: Named, found: tuple[str, int | None] | None
) -> None:
    assert await verdict_of(store, name) == found


async def test_a_server_s_own_film_stands_in_for_the_shared_one(store: ImportStore) -> None:
    name = Named("Ghost", 1990)
    ids = [match([name], await store.look_up([name], guild_id=guild))[name].film for guild in (GUILD, OTHER)]
    assert ids[0] is not None
    assert ids[1] is not None
    assert ids[0].id != ids[1].id
    assert await verdict_of(store, Named("Own", 2000), OTHER) is None


def test_everything_is_written_with_its_dates_and_undone_in_one_step(connection: sqlite3.Connection) -> None:
    rate(connection, 2, 3, "2019-01-01T00:00:00Z")
    for film_id in (1, 4):
        watchlist.add(connection, film_id, guild_id=GUILD, member_id=ANA)
    before = everything(connection)
    written = write(
        connection,
        FilmImport(4, watches={"2022-01-01": False}, seen=True),
        FilmImport(1, 9, THEN, {"2020-01-01": False, "2021-01-01": True}, seen=True, review="It folds."),
        FilmImport(2, 8, LATER, seen=True),
        FilmImport(3, to_watch=True),
        overwrite={2: 3},
    )
    assert (written.new, written.overwritten, written.kept, written.watches) == (1, 1, 0, 3)
    assert (written.to_watch, written.reviews, written.gone) == (1, 1, 0)
    assert ratings(connection) == {1: (9, THEN), 2: (8, LATER)}
    days = connection.execute("SELECT film_id, watched_on, rewatch FROM watches ORDER BY 2").fetchall()
    assert days == [(1, "2020-01-01", 0), (1, "2021-01-01", 1), (4, "2022-01-01", 0)]
    assert [row[2] for row in everything(connection)["watchlist"]] == [3]
    [review] = connection.execute(
        "SELECT film_id, text, reviewer, member_id, guild_id, spoiler FROM reviews"
    ).fetchall()
    assert review == (1, "It folds.", "ana", ANA, GUILD, None)
    undone = undo(connection, written)
    assert (undone.taken_out, undone.put_back, undone.watches, undone.off_watchlist) == (1, 1, 3, 1)
    assert (undone.reviews, undone.changed_since) == (1, 0)
    assert everything(connection) == before
    assert journal(connection) == 0


def test_nothing_is_written_over_unasked_or_otherwise_than_shown(connection: sqlite3.Connection) -> None:
    for film_id in (1, 2, 3):
        rate(connection, film_id, 3)
    films = [FilmImport(film_id, 8, LATER) for film_id in (1, 2, 3)]
    # Of the first the member was shown another score, as they have rated it since; the third they were not shown.
    written = write(connection, *films, overwrite={1: 5, 2: 3})
    assert (written.overwritten, written.kept) == (1, 2)
    assert ratings(connection) == {1: (3, THEN), 2: (8, LATER), 3: (3, THEN)}


def test_importing_the_same_again_changes_nothing(connection: sqlite3.Connection) -> None:
    film = FilmImport(1, 9, THEN, {"2020-01-01": False}, seen=True, review="It folds.")
    write(connection, film, FilmImport(2, to_watch=True))
    before = everything(connection)
    again = write(connection, film, FilmImport(2, to_watch=True))
    assert again == Written(None)
    assert everything(connection) == before
    assert connection.execute("SELECT count(*) FROM rating_imports").fetchone() == (1,)


def test_a_rating_without_its_date_is_of_now(connection: sqlite3.Connection) -> None:
    write(connection, FilmImport(1, 9))
    [(imported_at,)] = connection.execute("SELECT imported_at FROM rating_imports").fetchall()
    assert ratings(connection) == {1: (9, imported_at)}


def test_a_failure_leaves_nothing(connection: sqlite3.Connection) -> None:
    before = everything(connection)
    with pytest.raises(sqlite3.IntegrityError):
        write(connection, FilmImport(1, 9), FilmImport(2, 11))
    assert everything(connection) == before
    assert journal(connection) == 0


def test_a_film_that_is_gone_is_left_out(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    write_films(connection, make_film("Elsewhere", 2000), guild_id=OTHER)
    elsewhere = connection.execute("SELECT max(id) FROM films").fetchone()[0]
    written = write(connection, FilmImport(1, 9), FilmImport(elsewhere, 9))
    assert (written.import_id, written.gone) == (None, 2)


def test_an_import_is_its_member_s_and_its_server_s(connection: sqlite3.Connection) -> None:
    rate(connection, 1, 3, member_id=BO)
    written = write(connection, FilmImport(1, 9, THEN))
    for guild_id, member_id, why in ((GUILD, BO, "Only the member"), (OTHER, ANA, "no longer be undone")):
        with pytest.raises(UserError, match=why):
            undo(connection, written, guild_id=guild_id, member_id=member_id)
    undo(connection, written)
    assert [row[2:4] for row in everything(connection)["ratings"]] == [(BO, 3)]
    with pytest.raises(UserError, match="undone already"):
        undo(connection, written)


def test_an_undo_leaves_what_the_member_changed_since(connection: sqlite3.Connection) -> None:
    watchlist.add(connection, 1, guild_id=GUILD, member_id=ANA)
    written = write(
        connection,
        *(FilmImport(film_id, 8, THEN, {"2020-01-01": False}, seen=True, review="Fine.") for film_id in (1, 2, 3)),
        FilmImport(4, to_watch=True),
    )
    rate(connection, 1, 8, "2999-01-01T12:00:00Z")
    connection.execute("DELETE FROM ratings WHERE film_id = 2")
    connection.execute("DELETE FROM watches WHERE film_id = 3")
    watchlist.remove(connection, 4, guild_id=GUILD, member_id=ANA)
    connection.execute("UPDATE reviews SET written_at = ?", (THEN,))
    review_writer.write(connection, 1, Draft("Better.", "ana"), guild_id=GUILD, member_id=ANA)
    connection.execute("UPDATE imported_reviews SET written_at = ?", (THEN,))
    undone = undo(connection, written)
    assert (undone.taken_out, undone.watches, undone.off_watchlist, undone.reviews) == (1, 2, 0, 2)
    assert undone.changed_since == 3
    assert ratings(connection) == {1: (8, "2999-01-01T12:00:00Z")}
    left = everything(connection)
    assert left["watchlist"] == []
    assert left["watches"] == []
    assert connection.execute("SELECT film_id, text FROM reviews").fetchall() == [(1, "Better.")]


def test_an_earlier_import_is_undone_from_below_a_later_one(connection: sqlite3.Connection) -> None:
    rate(connection, 1, 3)
    before = everything(connection)
    first = write(connection, FilmImport(1, 5, LATER), FilmImport(2, to_watch=True), overwrite={1: 3})
    second = write(connection, FilmImport(1, 9, LATER), FilmImport(2, 4, THEN, seen=True), overwrite={1: 5})
    assert undo(connection, first).changed_since == 1
    assert ratings(connection) == {1: (9, LATER), 2: (4, THEN)}
    undo(connection, second)
    assert everything(connection) == before


def test_an_undone_load_takes_its_films_ratings_along_and_a_reload_brings_them_back(
    connection: sqlite3.Connection,
) -> None:
    written = write(connection, FilmImport(1, 9, THEN))
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    undo(connection, written)
    assert ratings(connection) == {}


def test_an_import_follows_a_film_that_is_merged_into_another(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("Reel 0 Again", 1950, ids={"imdb": "tt0000001"}))
    twin = FILMS + 1
    written = write(connection, FilmImport(twin, 9, THEN))
    with transaction(connection):
        merging.merge(connection, twin, 1, guild_id=0, merged_by=None)
    for name in (Named("", None, (("imdb", "tt0000001"),)), Named("Reel 0 Again", 1950)):
        film = match([name], lookups.look_up(connection, [name], guild_id=GUILD))[name].film
        assert film is not None
        assert film.id == 1
    assert ratings(connection) == {1: (9, THEN)}
    assert undo(connection, written).taken_out == 1
    assert ratings(connection) == {}


def test_what_it_takes_to_undo_is_forgotten_after_a_month(connection: sqlite3.Connection) -> None:
    written = write(connection, FilmImport(1, 9, THEN, {"2020-01-01": False}))
    connection.execute("UPDATE rating_imports SET imported_at = '2020-01-01T00:00:00Z'")
    write(connection, FilmImport(2, 9, THEN))
    assert journal(connection) == 1
    with pytest.raises(UserError, match="kept for 30 days"):
        undo(connection, written)
    assert ratings(connection).keys() == {1, 2}


FILM_IMPORTS = st.dictionaries(
    st.integers(1, FILMS),
    st.builds(
        FilmImport,
        film_id=st.just(0),
        score=st.none() | st.integers(1, 10),
        rated_at=st.none() | st.sampled_from([THEN, LATER]),
        watches=st.dictionaries(st.sampled_from(["2020-01-01", "2020-01-02", "2020-01-03"]), st.booleans(), max_size=2),
        seen=st.booleans(),
        to_watch=st.booleans(),
        review=st.none() | st.sampled_from(["It folds.", "Goat."]),
    ),
    max_size=FILMS,
)
BEFORE = st.dictionaries(st.integers(1, FILMS), st.integers(1, 10), max_size=FILMS)


def films_of(imports: dict[int, FilmImport]) -> list[FilmImport]:
    for film_id, film in imports.items():
        film.film_id = film_id
        film.seen = film.seen or film.score is not None or bool(film.watches)
    return list(imports.values())


@settings(max_examples=40, deadline=None)
@given(BEFORE, st.sets(st.integers(1, FILMS)), FILM_IMPORTS, st.booleans())
def test_an_undo_puts_back_exactly_what_was(
    tmp_path_factory: pytest.TempPathFactory,
    rated: dict[int, int],
    listed: set[int],
    imports: dict[int, FilmImport],
    overwrite: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / "undo.sqlite3"
    if not path.exists():
        make_database(path, *(make_film(f"Reel {number}", 1950 + number) for number in range(FILMS)))
    with closing(open_writer(path)) as opened:
        for table in TABLES:
            opened.execute(f"DELETE FROM {table}")
        for film_id, score in rated.items():
            rate(opened, film_id, score)
        for film_id in listed:
            watchlist.add(opened, film_id, guild_id=GUILD, member_id=ANA)
        before = everything(opened)
        written = write(opened, *films_of(imports), overwrite=rated if overwrite else None)
        if written.import_id is None:
            assert everything(opened) == before
        else:
            assert undo(opened, written).changed_since == 0
            assert everything(opened) == before


async def test_two_clicks_at_once_leave_one_import(store: ImportStore) -> None:
    films = [FilmImport(1, 9, THEN, {"2020-01-01": False}), FilmImport(2, to_watch=True)]
    importer = Importer(GUILD, ANA, "ana", "Letterboxd")
    both = await asyncio.gather(*(store.write(films, Choices(EVERY, {}), importer) for _ in range(2)))
    assert sorted(written.import_id is None for written in both) == [False, True]
    state = await store.state(guild_id=GUILD, member_id=ANA)
    assert (len(state.ratings), len(state.watches), len(state.watchlist)) == (1, 1, 1)


async def test_fifty_thousand_ratings_in_a_moment(tmp_path: Path) -> None:
    many = 50_000
    path = make_database(tmp_path / "films.sqlite3")
    with closing(open_writer(path)) as opened, transaction(opened):
        opened.executemany(
            "INSERT INTO films (guild_id, title, title_key, names, year) VALUES (0, ?, ?, ?, ?)",
            ((f"Reel {number}", f"reel {number}", f"reel {number}", 1950 + number % 70) for number in range(many)),
        )
    database = await Database.open(path)
    try:
        store = ImportStore(database)
        names = [Named(f"Reel {number}", 1950 + number % 70) for number in range(many)]
        began = perf_counter()
        verdicts = match(names, await store.look_up(names, guild_id=GUILD))
        films = [FilmImport(verdict.film.id, 7, THEN) for verdict in verdicts.values() if verdict.film is not None]
        written = await store.write(films, Choices(EVERY, {}), Importer(GUILD, ANA, "ana", "IMDb"))
        assert written.new == many
        assert written.import_id is not None
        undone = await store.undo(written.import_id, guild_id=GUILD, member_id=ANA)
        assert undone.taken_out == many
        assert perf_counter() - began < 30  # two seconds where nothing else runs
    finally:
        await database.close()
