"""Films that are taken out of sight and brought back, and a server's own copies of shared ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.care import retiring
from bot.catalogue.care.merging import merge
from bot.catalogue.care.retiring import Retired, RetireError, retired
from bot.catalogue.film_rows import read_whole_film
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.loading.own_copy import copy_film
from bot.catalogue.searching import fulltext
from bot.connection import check, open_writer, transaction
from bot.errors import UserError
from tests.catalogue.care.test_editing import edit, undo
from tests.catalogue.care.test_merging import ANA, BO, EARLY, GUILD, LATE, OTHER, contents, rate, scores, visible
from tests.factories import make_database, make_film, make_review, write_films

SHARED, OWN = 1, 2
LIGHTHOUSE = make_film(synopsis="A keeper folds.", directors=("Ida Ek",), reviews=(make_review(),))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


def retire(connection: sqlite3.Connection, film_id: int, wanted: bool = True, guild_id: int = GUILD) -> None:
    with transaction(connection):
        retiring.put(connection, film_id, {"retired": wanted}, guild_id=guild_id, member_id=ANA)


def copy(connection: sqlite3.Connection, film_id: int = SHARED) -> int:
    with transaction(connection):
        return copy_film(connection, film_id, guild_id=GUILD, member_id=ANA)


def test_a_film_goes_out_of_sight_and_comes_back_with_all_that_was_said(connection: sqlite3.Connection) -> None:
    write_films(connection, LIGHTHOUSE, guild_id=GUILD)
    rate(connection, 1, 9)
    before = contents(connection)
    retire(connection, 1)
    assert visible(connection) == []
    assert retired(connection, "paper", guild_id=GUILD, limit=9) == [Retired(1, "The Paper Lighthouse", 1961)]
    write_films(connection, LIGHTHOUSE, guild_id=GUILD)
    assert visible(connection) == [], "a reload does not bring it back"
    retire(connection, 1, wanted=False)
    after = contents(connection)
    for table in ("loads", "load_files"):
        del before[table], after[table]
    assert after == before


def test_the_film_it_stood_in_for_has_the_ratings_meanwhile(connection: sqlite3.Connection) -> None:
    write_films(connection, LIGHTHOUSE)
    rate(connection, SHARED, 9)
    write_films(connection, make_film(tagline="Ours."), guild_id=GUILD)
    retire(connection, OWN)
    assert visible(connection) == [SHARED]
    assert scores(connection, SHARED) == {ANA: 9}
    rate(connection, SHARED, 4, member_id=BO)
    retire(connection, OWN, wanted=False)
    assert visible(connection) == [OWN]
    assert scores(connection, OWN) == {ANA: 9, BO: 4}


def test_what_is_refused_says_why(connection: sqlite3.Connection) -> None:
    write_films(connection, LIGHTHOUSE, guild_id=0)
    write_films(connection, make_film("Salt Road"), make_film("Salt Rd"), guild_id=GUILD)
    write_films(connection, make_film("Elsewhere"), guild_id=OTHER)
    with pytest.raises(RetireError, match="shared by all servers"):
        retire(connection, 1)
    with pytest.raises(RetireError, match="no longer in the catalogue"):
        retire(connection, 4)
    with pytest.raises(RetireError, match="is in the catalogue already"):
        retire(connection, 2, wanted=False)
    with transaction(connection):
        merge(connection, 3, 2, guild_id=GUILD, merged_by=ANA)
    with pytest.raises(RetireError, match="part of another film"):
        retire(connection, 3, wanted=False)
    assert retired(connection, "paper", guild_id=GUILD, limit=9) == []


def test_a_copy_stands_in_for_the_shared_film_with_its_reviews_and_ratings(connection: sqlite3.Connection) -> None:
    write_films(connection, LIGHTHOUSE)
    rate(connection, SHARED, 9)
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 3, ?)", (OTHER, SHARED, ANA, EARLY))
    assert copy(connection) == OWN
    assert read_whole_film(connection, OWN) == read_whole_film(connection, SHARED)
    assert (visible(connection), visible(connection, OTHER)) == ([OWN], [SHARED])
    assert (scores(connection, OWN), scores(connection, SHARED, OTHER)) == ({ANA: 9}, {ANA: 3})
    assert copy(connection) == OWN, "asked twice, it is made once"
    edit(connection, OWN, title="By Hand", year=1999)
    assert visible(connection) == [OWN]


def test_taking_the_copy_back_gives_everything_back(connection: sqlite3.Connection) -> None:
    write_films(connection, LIGHTHOUSE)
    rate(connection, SHARED, 9, LATE)
    before = contents(connection)
    copy(connection)
    undo(connection, edit(connection, OWN, title="By Hand"))
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=GUILD))
    after = contents(connection)
    for table in ("loads", "load_files", "films"):  # the copy, which members have touched, waits out of sight
        del before[table], after[table]
    assert visible(connection) == [SHARED]
    assert scores(connection, SHARED) == {ANA: 9}
    assert after["ratings"] == before["ratings"]
    assert after["film_merges"] == before["film_merges"]


def test_a_copy_out_of_sight_is_brought_back_rather_than_made_again(connection: sqlite3.Connection) -> None:
    write_films(connection, LIGHTHOUSE)
    copy(connection)
    retire(connection, OWN)
    with pytest.raises(UserError, match="catalogue restore"):
        copy(connection)
    with pytest.raises(UserError, match="no longer in the catalogue"):
        copy(connection, 77)
