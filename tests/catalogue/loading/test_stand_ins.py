"""A server loads its own copy of a shared film: what its members did there follows, and goes back with the load."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.film import Film
from bot.catalogue.following import follow
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.searching import fulltext
from bot.connection import check, open_writer, transaction
from tests.catalogue.care.test_merging import ANA, BO, EARLY, GUILD, LATE, OTHER, contents, rate, scores, visible
from tests.factories import make_database, make_film, make_review, write_films

SHARED, OWN = 1, 2
LIGHTHOUSE = make_film(directors=("Ida Ek",), ids={"imdb": "tt1"}, reviews=(make_review(),))
OURS = replace(LIGHTHOUSE, tagline="Ours.")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        write_films(opened, LIGHTHOUSE)
        rate(opened, SHARED, 9)
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


def undo(connection: sqlite3.Connection, guild_id: int = GUILD) -> None:
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=guild_id))


@pytest.mark.parametrize(
    "own",
    [OURS, make_film(tagline="Ours."), make_film("Papierleuchtturm", 1961, ids={"imdb": "tt1"})],
    ids=["both", "name", "id"],
)
def test_ratings_follow_to_the_server_s_own_copy_and_back(connection: sqlite3.Connection, own: Film) -> None:
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 3, ?)", (OTHER, SHARED, ANA, EARLY))
    before = contents(connection)
    write_films(connection, own, guild_id=GUILD)
    assert visible(connection) == [OWN]
    assert scores(connection, OWN) == {ANA: 9}
    assert scores(connection, SHARED, OTHER) == {ANA: 3}
    assert follow(connection, SHARED, guild_id=GUILD) == OWN
    undo(connection)
    after = contents(connection)
    for table in ("loads", "load_files"):
        del before[table], after[table]
    assert after == before


def test_what_was_rated_meanwhile_survives_the_undo_in_sight(connection: sqlite3.Connection) -> None:
    write_films(connection, OURS, guild_id=GUILD)
    connection.execute("UPDATE ratings SET score = 2, rated_at = ? WHERE member_id = ?", (LATE, ANA))
    rate(connection, OWN, 7, member_id=BO)
    undo(connection)
    assert visible(connection) == [SHARED]
    assert scores(connection, SHARED) == {ANA: 2, BO: 7}
    assert connection.execute("SELECT count(*) FROM films").fetchone() == (1,)
    write_films(connection, OURS, guild_id=GUILD)
    assert scores(connection, visible(connection)[0]) == {ANA: 2, BO: 7}


def test_a_namesake_by_another_director_takes_no_ratings(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(directors=("Olu Ade",)), guild_id=GUILD)
    assert scores(connection, SHARED) == {ANA: 9}
    assert follow(connection, SHARED, guild_id=GUILD) == SHARED


def test_a_shared_film_that_comes_to_be_stood_in_for_gives_its_ratings_up(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("Papierleuchtturm", 1961, ids={"tmdb": "7"}), guild_id=GUILD)
    assert visible(connection) == [SHARED, OWN]
    write_films(connection, make_film(ids={"imdb": "tt1", "tmdb": "7"}))
    assert visible(connection) == [OWN]
    assert scores(connection, OWN) == {ANA: 9}
    undo(connection, guild_id=0)
    assert scores(connection, SHARED) == {ANA: 9}
    assert visible(connection) == [SHARED, OWN]


def test_the_owner_undoes_a_shared_load_that_servers_own_films_stand_in_for(connection: sqlite3.Connection) -> None:
    write_films(connection, OURS, guild_id=GUILD)
    undo(connection, guild_id=0)
    assert visible(connection) == [OWN]
    assert scores(connection, OWN) == {ANA: 9}
    undo(connection)
    assert visible(connection) == []
    write_films(connection, OURS, guild_id=GUILD)
    assert scores(connection, OWN) == {ANA: 9}


def test_an_old_button_opens_the_server_s_own_film_even_where_nothing_had_to_move(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "other.sqlite3"))) as connection:
        write_films(connection, LIGHTHOUSE)
        write_films(connection, OURS, guild_id=GUILD)
        assert follow(connection, SHARED, guild_id=GUILD) == OWN
        assert follow(connection, SHARED, guild_id=OTHER) == SHARED
        assert follow(connection, SHARED, guild_id=0) == SHARED
        connection.execute("UPDATE films SET retired_at = 'x' WHERE id = ?", (OWN,))
        assert follow(connection, SHARED, guild_id=GUILD) == SHARED
