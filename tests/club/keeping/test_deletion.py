"""Deleted means gone: of the rows, of the full-text index, of the file and of its log, while the bot has it open."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.care.merging import merge
from bot.catalogue.reviews import review_writer
from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.searching import fulltext
from bot.club.keeping import deletion
from bot.club.keeping.deletion import delete_member
from bot.club.keeping.kept import KEPT, NOBODY, held, servers_of
from bot.club.keeping.member_data import MemberDataStore
from bot.club.ratings import RatingStore
from bot.connection import check, open_writer
from bot.database import Database
from tests.factories import make_database, make_film, make_review, write_films

GUILD, OTHER = 5, 6
ANA, BO = 700_000_000_000_395_951, 700_000_000_000_395_952
FILMS = tuple(
    make_film(f"Film {number}", 1950 + number, reviews=(make_review(text="A goat."),)) for number in range(40)
)
SAID = "Zephyrine zymurgy under a quixotic marquee. "


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3", *FILMS))
    try:
        yield opened
    finally:
        await opened.close()


def fill(connection: sqlite3.Connection, guild_id: int, member_id: int) -> None:
    """Let a member leave a row of every kind that is kept."""
    who, at = (guild_id, member_id), "2026-01-01T00:00:00Z"
    for film_id in range(1, 41):
        connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 7, ?)", (guild_id, film_id, member_id, at))
    draft = Draft(SAID * 80, "Anastasia Zubrowka")
    for film_id in (3, 4):
        review_writer.write(connection, film_id, draft, guild_id=guild_id, member_id=member_id)
    mine = review_writer.digest(guild_id, member_id)
    connection.execute("INSERT INTO review_votes VALUES (?, 3, ?, 1, 1, ?)", (guild_id, mine, at))
    connection.execute("INSERT INTO spoiler_marks VALUES (?, 3, ?, 'full', 1, ?)", (guild_id, mine, at))
    rows: dict[str, tuple[Any, ...]] = {
        "watches (guild_id, member_id, film_id, watched_on, rewatch, logged_at)": (*who, 1, "2026-01-01", 0, at),
        "watchlist": (*who, 1, at),
        "review_votes": (guild_id, 1, 17 + member_id, member_id, 1, at),
        "picks": (guild_id, f"fo {member_id}", 1, member_id, "fo", 1, at),
        "hidden_members": (*who, at),
        "conversations": (guild_id, 9, member_id, "{}", at),
        "spoiler_marks": (guild_id, 1, 18 + member_id, "full", member_id, at),
        "discussions (guild_id, film_id, channel_id, started_by, started_at, closed_at)": (
            guild_id,
            1,
            9,
            member_id,
            at,
            at,
        ),
        "learned_aliases": (guild_id, f"fo {member_id}", 1, "fo", 1, member_id, at),
        "guild_settings": (guild_id, f"x{member_id}", "1", member_id, at),
        "loads (guild_id, loaded_by, started_at, proof)": (*who, at, 1),
    }
    for table, values in rows.items():
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    polls = (
        (guild_id * 10 + member_id % 10, "choice", "single", at),
        (guild_id * 100 + member_id % 10, "choice", "single", None),
        (guild_id * 1_000 + member_id % 10, "rating", None, at),
    )
    for poll_id, kind, method, closed_at in polls:
        connection.execute(
            "INSERT INTO polls (id, guild_id, kind, method, question, channel_id, created_by, created_at, closed_at, "
            "closed_by, sealed, anonymous, offers_review, seed) "
            "VALUES (?, ?, ?, ?, 'x', 1, ?, ?, ?, ?, 0, 0, 0, 1)",
            (poll_id, guild_id, kind, method, member_id, at, closed_at, member_id),
        )
        connection.execute(
            "INSERT INTO poll_options VALUES (?, 0, 'x', 1, ?, '', 0, ?, ?)", (poll_id, member_id, at, member_id)
        )
        for voter in (1, member_id):
            connection.execute(
                "INSERT INTO ballots VALUES (?, ?, '[[0, 1]]', ?, ?, ?)", (poll_id, voter, at, at, member_id)
            )
        connection.execute(
            "INSERT INTO poll_events (poll_id, kind, by, at, about) VALUES (?, 'voided', ?, ?, json_object('who', ?))",
            (poll_id, member_id, at, member_id),
        )
    fill_night(connection, guild_id, member_id)
    fill_game(connection, guild_id, member_id)
    connection.execute(
        "INSERT INTO rating_imports (id, guild_id, member_id, source, imported_at) VALUES (?, ?, ?, 'IMDb', ?)",
        (guild_id * 10 + member_id % 10, *who, at),
    )
    connection.execute(
        "INSERT INTO imported_ratings VALUES (?, 1, 7, ?, NULL, NULL)", (guild_id * 10 + member_id % 10, at)
    )


def fill_game(connection: sqlite3.Connection, guild_id: int, member_id: int) -> None:
    at, game_id = "2026-01-01T00:00:00Z", guild_id * 10 + member_id % 10
    connection.execute(
        "INSERT INTO games (id, guild_id, channel_id, started_by, started_at, source, team, ended_at, ending, "
        "stopped_by) VALUES (?, ?, 1, ?, ?, 'everything', 0, ?, 'stopped', ?)",
        (game_id, guild_id, member_id, at, at, member_id),
    )
    connection.execute(
        "INSERT INTO game_rounds (id, guild_id, game_id, number, label, clue, hints, begun_at, nudged, joined, "
        "ended_at, ending, won_by, points) VALUES (?, ?, ?, 1, 'x', '{}', 0, ?, 0, 1, ?, 'won', ?, 10)",
        (game_id, guild_id, game_id, at, at, member_id),
    )
    connection.execute(
        "INSERT INTO game_guesses (guild_id, round_id, member_id, verdict, guessed_at) VALUES (?, ?, ?, 'wrong', ?)",
        (guild_id, game_id, member_id, at),
    )


def fill_night(connection: sqlite3.Connection, guild_id: int, member_id: int) -> None:
    at, night_id = "2026-01-01T00:00:00Z", guild_id * 10 + member_id % 10
    rows: dict[str, tuple[Any, ...]] = {
        "nights (id, guild_id, name, name_key, rules, evening, channel_id, created_by, created_at)": (
            *(night_id, guild_id, "x", str(night_id), "{}", 1, 1, member_id, at),
        ),
        "night_nominations (guild_id, night_id, label, member_id, nominated_at)": (
            *(guild_id, night_id, "x", member_id, at),
        ),
        "night_guests (guild_id, night_id, evening, member_id, coming, answered_at)": (
            *(guild_id, night_id, 1, member_id, 1, at),
        ),
        "night_steps (guild_id, night_id, kind, done_by, done_at, before, undone_at, undone_by)": (
            *(guild_id, night_id, "created", member_id, at, "[]", at, member_id),
        ),
    }
    for table, values in rows.items():
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


async def filled(database: Database) -> None:
    with closing(open_writer(database.path)) as connection:
        for guild_id in (GUILD, OTHER):
            write_films(connection, make_film("Own", 2001), make_film("Twin", 2001), guild_id=guild_id)
    for guild_id, member_id in ((GUILD, ANA), (GUILD, BO), (OTHER, ANA)):
        await database.write(lambda connection, who=(guild_id, member_id): fill(connection, *who))
    await database.write(merge_own)


def merge_own(connection: sqlite3.Connection) -> None:
    for guild_id in (GUILD, OTHER):
        own, twin = connection.execute("SELECT min(id), max(id) FROM films WHERE guild_id = ?", (guild_id,)).fetchone()
        connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 7, 'x')", (guild_id, twin, ANA))
        merge(connection, twin, own, guild_id=guild_id, merged_by=ANA)


def copies(path: Path, *needles: bytes) -> int:
    """Count how often any of some bytes stand in the database file and its log."""
    files = [path, path.with_name(path.name + "-wal")]
    return sum(file.read_bytes().count(needle) for file in files if file.exists() for needle in needles)


def id_bytes(member_id: int) -> bytes:
    return member_id.to_bytes(8, "big")


@pytest.mark.parametrize("small_file", [2**30, 0], ids=["small file", "large file"])
async def test_nothing_of_the_member_is_left_in_the_file(
    database: Database, small_file: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletion, "SMALL_FILE", small_file)
    await filled(database)
    words = (b"Zephyrine", b"zephyrin", b"zymurgi", b"zymurgy", b"Zubrowka")
    assert copies(database.path, *words) > 0
    for member_id, guild_ids in ((ANA, (GUILD, OTHER)), (BO, (GUILD,))):
        assert copies(database.path, id_bytes(member_id)) > 0
        assert await delete_member(database, member_id=member_id, guild_ids=guild_ids)
        assert copies(database.path, id_bytes(member_id)) == 0
        assert await database.read(lambda connection, who=member_id: servers_of(connection, member_id=who)) == ()
    assert copies(database.path, *words) == 0
    with closing(open_writer(database.path)) as connection:
        assert check(connection) == []
        assert fulltext.check(connection) == []
        assert connection.execute("SELECT count(*) FROM reviews_fts WHERE reviews_fts MATCH 'goat'").fetchone() == (40,)


async def test_another_server_and_another_member_keep_theirs(database: Database) -> None:
    await filled(database)

    async def told() -> list[tuple[Any, ...]]:
        pairs = ((GUILD, BO), (OTHER, ANA))
        return await database.read(
            lambda connection: [held(connection, guild_id=guild, member_id=member) for guild, member in pairs]
        )

    before = await told()
    assert {each.kept for each in before[1]} == set(KEPT)
    await delete_member(database, member_id=ANA, guild_ids=(GUILD,))
    assert await told() == before


async def test_what_is_the_server_s_too_stays_without_a_name(database: Database) -> None:
    await filled(database)
    await delete_member(database, member_id=ANA, guild_ids=(GUILD, OTHER))
    for kept in KEPT:
        statement = f"SELECT count(*) FROM {kept.table} WHERE {kept.member} = {NOBODY}"  # no user has this id
        [(count,)] = await database.read(lambda connection, sql=statement: connection.execute(sql).fetchall())
        assert (count > 0) == (kept.fate == "unnamed"), kept


async def test_past_poll_totals_stay_as_numbers_and_open_votes_go(database: Database) -> None:
    await filled(database)
    past, still_open = GUILD * 10 + ANA % 10, GUILD * 100 + ANA % 10

    async def voters(poll_id: int) -> list[int]:
        statement = f"SELECT member_id FROM ballots WHERE poll_id = {poll_id} ORDER BY member_id"
        return [row[0] for row in await database.read(lambda connection: connection.execute(statement).fetchall())]

    assert await voters(past) == await voters(still_open) == [1, ANA]
    theirs = f"UPDATE ballots SET member_id = {BO} WHERE member_id = 1 AND poll_id IN ({past}, {still_open})"
    await database.write(lambda connection: connection.execute(theirs))
    for member_id in (ANA, BO):
        await delete_member(database, member_id=member_id, guild_ids=(GUILD,))
    assert await voters(past) == [-2, -1]
    assert await voters(still_open) == []
    said = f"SELECT about FROM poll_events WHERE poll_id IN ({past}, {still_open})"
    assert await database.read(lambda connection: connection.execute(said).fetchall()) == [(None,), (None,)]


async def test_votes_on_the_members_reviews_go_with_them_even_after_these_were_taken_out(database: Database) -> None:
    await filled(database)
    await database.write(lambda connection: review_writer.remove(connection, 3, guild_id=GUILD, member_id=ANA))
    await delete_member(database, member_id=ANA, guild_ids=(GUILD,))
    digest = review_writer.digest(GUILD, ANA)
    for table in ("review_votes", "spoiler_marks", "reviews"):
        statement = f"SELECT count(*) FROM {table} WHERE digest = {digest}"
        assert await database.read(lambda connection, sql=statement: connection.execute(sql).fetchone()) == (0,)


async def test_a_member_who_deleted_everything_begins_anew(database: Database) -> None:
    await filled(database)
    store = MemberDataStore(database)
    await store.delete((GUILD,), member_id=ANA)
    change = await RatingStore(database).rate(1, 4, guild_id=GUILD, member_id=ANA)
    assert change is not None
    assert change.before is None
    [left] = (await store.look(guild_id=GUILD, member_id=ANA)).held
    assert (left.kept.table, left.count) == ("ratings", 1)


async def test_a_long_read_is_waited_for(database: Database) -> None:
    await filled(database)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM ratings").fetchone()
        deleting = asyncio.create_task(delete_member(database, member_id=ANA, guild_ids=(GUILD, OTHER)))
        while await database.read(lambda connection: servers_of(connection, member_id=ANA)):
            pass
        assert copies(database.path, b"Zubrowka") > 0
        reader.execute("ROLLBACK")
    assert await deleting
    assert copies(database.path, id_bytes(ANA)) == 0


async def test_a_read_that_never_ends_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deletion, "_PATIENCE", 0.0)
    monkeypatch.setattr(deletion, "_TRIES", 2)
    await filled(database)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM ratings").fetchone()
        assert not await delete_member(database, member_id=ANA, guild_ids=(GUILD, OTHER))
    assert await database.read(lambda connection: servers_of(connection, member_id=ANA)) == ()
