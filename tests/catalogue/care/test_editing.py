"""What an admin sets by hand stays over what records say, and goes without a trace when it is taken back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.care import editing
from bot.catalogue.care.editing import EditError
from bot.catalogue.care.merging import MergeError, merge, unmerge
from bot.catalogue.care.taking_back import TakeBackError, take_back
from bot.catalogue.film import Alias, Film
from bot.catalogue.film_rows import read_film
from bot.catalogue.following import follow
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.record import film_to_mapping
from bot.catalogue.searching import fulltext
from bot.catalogue.searching.index_rows import changed_since, version
from bot.connection import check, open_writer, transaction
from bot.errors import UserError
from tests.catalogue.care.test_merging import ANA, BO, GUILD, OTHER, contents, rate, scores, visible
from tests.catalogue.loading.test_film_writer import RECORDS
from tests.factories import make_database, make_film, make_review, memory_database, write_films

FILM = make_film(
    aliases=(Alias("Farol"),), synopsis="A keeper folds.", directors=("Ida Ek",), ids={"imdb": "tt1"}, genres=("Drama",)
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


def edit(connection: sqlite3.Connection, film_id: int = 1, **fields: Any) -> int:
    """Edit a film as an admin who sees it as it is."""
    shown = film_to_mapping(found(connection, film_id))
    with transaction(connection):
        return editing.edit(connection, film_id, fields, shown=shown, guild_id=GUILD, edited_by=ANA)


def undo(connection: sqlite3.Connection, entry_id: int) -> None:
    with transaction(connection):
        take_back(connection, entry_id, guild_id=GUILD, member_id=BO)


def undo_last_load(connection: sqlite3.Connection, load_id: int | None = None) -> None:
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=GUILD, load_id=load_id))


def found(connection: sqlite3.Connection, film_id: int = 1) -> Film:
    film = read_film(connection, film_id)
    assert film is not None
    return film


def test_an_edit_is_seen_and_all_that_follows_the_film_looks_at_it_anew(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    seen = version(connection)
    edit(connection, title="The Papier Lighthouse", year=1962, synopsis="Folded letters.")
    film = found(connection)
    assert (film.title, film.year, film.synopsis) == ("The Papier Lighthouse", 1962, "Folded letters.")
    assert (film.ids, film.aliases, film.genres) == (FILM.ids, FILM.aliases, FILM.genres)
    [entry] = changed_since(connection, seen).entries
    assert (entry.title, entry.year) == ("The Papier Lighthouse", 1962)
    folded = connection.execute("SELECT rowid FROM synopses_fts WHERE synopses_fts MATCH 'letters'").fetchall()
    assert folded == [(1,)]


def test_a_reload_changes_what_is_beneath_and_leaves_the_edit(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    entry_id = edit(connection, year=1962)
    write_films(connection, make_film(year=1960, score=7.0, ids={"imdb": "tt1"}), guild_id=GUILD)
    assert (found(connection).year, found(connection).score) == (1962, 7.0)
    undo(connection, entry_id)
    assert found(connection).year == 1960


def test_a_load_that_is_undone_leaves_the_edit(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    edit(connection, synopsis="By hand.", ids={"imdb": "tt2"})
    before = found(connection)
    write_films(connection, make_film(synopsis="By a load.", ids={"imdb": "tt1"}), guild_id=GUILD)
    assert found(connection) == before
    undo_last_load(connection)
    assert found(connection) == before
    assert visible(connection) == [1]


def test_an_edited_film_comes_back_edited_with_its_load(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    edit(connection, title="By Hand")
    undo_last_load(connection)
    assert visible(connection) == []
    write_films(connection, FILM, guild_id=GUILD)
    assert visible(connection) == [1]
    assert found(connection).title == "By Hand"


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (FILM, {"title": "By Hand", "year": 1999, "ids": {}}),
        (FILM, {"ids": {"imdb": "tt2"}}),
        (make_film(ids={"tmdb": "7"}), {"title": "By Hand"}),
        (make_film(), {"year": None}),
    ],
    ids=["names and ids", "another id", "a record with a new id", "a record without ids"],
)
def test_records_find_a_film_under_the_name_and_ids_they_know(
    connection: sqlite3.Connection, record: Film, changes: dict[str, Any]
) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    edit(connection, **changes)
    edited = found(connection)
    write_films(connection, record, guild_id=GUILD)
    assert visible(connection) == [1]
    for field in changes:
        assert getattr(found(connection), field) == getattr(edited, field)


def test_the_later_edit_is_taken_back_first(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    first, second, other = (edit(connection, **changes) for changes in ({"year": 1962}, {"year": 1963}, {"votes": 5}))
    with pytest.raises(TakeBackError, match="Take back the later edit of The Paper Lighthouse"):
        undo(connection, first)
    undo(connection, second)
    assert found(connection).year == 1962
    undo(connection, first)
    assert (found(connection).year, found(connection).votes) == (1961, 5)
    undo(connection, other)
    assert found(connection) == FILM
    with pytest.raises(TakeBackError, match="already"):
        undo(connection, other)


def test_taking_back_is_a_change_that_can_be_taken_back(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    undo(connection, edit(connection, year=1962))
    [again] = connection.execute("SELECT id FROM audit WHERE undoes IS NOT NULL").fetchone()
    undo(connection, again)
    assert found(connection).year == 1962
    write_films(connection, make_film(year=1950, ids={"imdb": "tt1"}), guild_id=GUILD)
    assert found(connection).year == 1962


def test_who_saw_another_value_is_told(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, guild_id=GUILD)
    shown = film_to_mapping(FILM)
    edit(connection, year=1962)
    with pytest.raises(EditError, match="Someone else"), transaction(connection):
        editing.edit(connection, 1, {"year": 1970}, shown=shown, guild_id=GUILD, edited_by=BO)
    with pytest.raises(EditError, match="Nothing was changed"):
        edit(connection, year=1962)


def test_only_the_server_s_own_films_are_edited(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM)
    write_films(connection, make_film("Elsewhere"), guild_id=OTHER)
    with pytest.raises(EditError, match="shared by all servers"):
        edit(connection, year=1962)
    with pytest.raises(EditError, match="no longer in the catalogue"):
        edit(connection, 2, year=1962)


@pytest.mark.parametrize("beneath", [False, True])
def test_an_id_that_another_film_has_is_refused(connection: sqlite3.Connection, beneath: bool) -> None:
    write_films(connection, FILM, make_film("Salt Road", 1999), guild_id=GUILD)
    if beneath:
        edit(connection, ids={})
    with pytest.raises(EditError, match=r"The imdb id tt1 is that of The Paper Lighthouse \(1961\)"):
        edit(connection, 2, ids={"imdb": "tt1"})


def test_a_film_keeps_the_shared_one_s_place_under_a_new_name(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film())
    rate(connection, 1, 9)
    write_films(connection, make_film(tagline="Ours."), guild_id=GUILD)
    before = contents(connection)
    entry_id = edit(connection, 2, title="Farol de Papel", year=1960)
    assert visible(connection) == [2]
    assert follow(connection, 1, guild_id=GUILD) == 2
    assert scores(connection, 2) == {ANA: 9}
    undo(connection, entry_id)
    assert contents(connection) == before


def test_a_film_that_takes_a_shared_one_s_place_takes_its_ratings(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film())
    rate(connection, 1, 9)
    write_films(connection, make_film("The Papre Lihgthouse"), guild_id=GUILD)
    before = contents(connection)
    entry_id = edit(connection, 2, title="The Paper Lighthouse")
    assert visible(connection) == [2]
    assert scores(connection, 2) == {ANA: 9}
    assert visible(connection, OTHER) == [1]
    undo(connection, entry_id)
    assert contents(connection) == before


def test_edits_and_merges_are_taken_back_in_order(connection: sqlite3.Connection) -> None:
    write_films(connection, FILM, make_film("Salt Road", 1999, ids={"tmdb": "7"}), guild_id=GUILD)
    early = edit(connection, aliases=["Farol", "Lantern"])
    with transaction(connection):
        merge_id = merge(connection, 2, 1, guild_id=GUILD, merged_by=ANA)
    with pytest.raises(TakeBackError, match="later merge of Salt Road"):
        undo(connection, early)
    late = edit(connection, ids={"imdb": "tt1"})
    with pytest.raises(MergeError, match="later edit"), transaction(connection):
        unmerge(connection, merge_id, guild_id=GUILD)
    undo(connection, late)
    with transaction(connection):
        unmerge(connection, merge_id, guild_id=GUILD)
    undo(connection, early)
    assert (found(connection).aliases, found(connection).ids) == (FILM.aliases, FILM.ids)
    assert found(connection, 2).ids == {"tmdb": "7"}


EDITS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "title": st.sampled_from(["One", "Two", "Three"]),
            "year": st.sampled_from([None, 1961, 1962]),
            "synopsis": st.sampled_from([None, "A keeper folds.", "Ships leave."]),
            "directors": st.sampled_from([[], ["Ida Ek"], ["Bo Lind"]]),
            "ids": st.sampled_from([{}, {"imdb": "tt1"}, {"imdb": "tt2"}, {"tmdb": "1"}]),
            "aliases": st.sampled_from([[], ["Farol"]]),
            "streaming": st.sampled_from([None, [], ["Mubi"]]),
        },
    ).filter(bool),
    min_size=1,
    max_size=4,
)


def edit_all(connection: sqlite3.Connection, edits: list[dict[str, Any]]) -> list[int]:
    """Edit the server's films in turn, as far as that is allowed; return the entries."""
    own = [film_id for (film_id,) in connection.execute("SELECT id FROM films WHERE guild_id = ?", (GUILD,)).fetchall()]
    entries: list[int] = []
    for number, fields in enumerate(edits):
        try:
            entries.append(edit(connection, own[number % len(own)], **fields))
        except UserError:
            continue
    return entries


@settings(max_examples=60, deadline=None)
@given(shared=st.lists(RECORDS, max_size=2), own=st.lists(RECORDS, min_size=1, max_size=3), edits=EDITS)
def test_edits_taken_back_in_turn_restore_every_row(
    shared: list[Film], own: list[Film], edits: list[dict[str, Any]]
) -> None:
    with closing(memory_database()) as connection:
        write_films(connection, *shared)
        for film_id in range(1, connection.execute("SELECT count(*) FROM films").fetchone()[0] + 1):
            rate(connection, film_id, 9)
        write_films(connection, *(replace(film, tagline="Ours.") for film in own), guild_id=GUILD)
        before = contents(connection)
        for entry_id in reversed(edit_all(connection, edits)):
            undo(connection, entry_id)
        assert contents(connection) == before
        assert check(connection) == []
        assert fulltext.check(connection) == []


@settings(max_examples=60, deadline=None)
@given(first=st.lists(RECORDS, min_size=1, max_size=3), edits=EDITS, second=st.lists(RECORDS, max_size=3))
def test_a_load_over_edits_is_undone_exactly(
    first: list[Film], edits: list[dict[str, Any]], second: list[Film]
) -> None:
    with closing(memory_database()) as connection:
        write_films(connection, *first, guild_id=GUILD)
        edit_all(connection, edits)
        before = contents(connection)
        undo_last_load(connection, write_films(connection, *second, guild_id=GUILD))
        after = contents(connection)
        for table in ("loads", "load_files"):
            del before[table], after[table]
        assert after == before
        assert check(connection) == []
        assert fulltext.check(connection) == []


def test_reviews_are_not_an_edit_s_business(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(reviews=(make_review(),)), guild_id=GUILD)
    before = connection.execute("SELECT * FROM reviews").fetchall()
    undo(connection, edit(connection, year=1999, title="By Hand"))
    assert connection.execute("SELECT * FROM reviews").fetchall() == before
