"""A server loads records of shared films: nothing where they say nothing more, else written over a copy of its own."""

import sqlite3
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.care import merging
from bot.catalogue.care.editing import edit
from bot.catalogue.film import Addition, Alias, Film
from bot.catalogue.film_rows import read_whole_film
from bot.catalogue.following import follow
from bot.catalogue.loading import film_writer
from bot.catalogue.loading.film_writer import Change, FilmWriter
from bot.catalogue.loading.loads import FileCounts, begin_load, count_touched, load_to_undo, note_file, undo_load
from bot.catalogue.loading.own_copy import copy_film
from bot.catalogue.searching import fulltext
from bot.connection import check, open_writer, transaction
from bot.errors import UndoError
from tests.catalogue.care.test_merging import ANA, BO, EARLY, GUILD, LATE, OTHER, contents, rate, scores, visible
from tests.catalogue.loading.test_film_writer import RECORDS, WHOLE, films
from tests.factories import make_database, make_film, make_review, memory_database, write_films

SHARED, OWN = 1, 2
THIN = make_film()
"""A record of `WHOLE` as a list of titles and years has it."""

RICHER = make_film(score=2.0, reviews=(make_review("B", "New."),))
"""A record of `WHOLE` that says something else, and something more."""


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        write_films(opened, WHOLE)
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


def write(
    connection: sqlite3.Connection, *records: Film | Addition, guild_id: int = GUILD
) -> list[tuple[Change | None, str | None]]:
    with transaction(connection):
        load_id = begin_load(connection, guild_id=guild_id, loaded_by=1)
        writer = FilmWriter(connection, guild_id=guild_id, load_id=load_id)
        done = [writer.write(each) if isinstance(each, Film) else writer.add(each) for each in records]
        writer.finish()
        counts = Counter(change for change, _ in done)
        updated = counts["copied"] + counts["updated"]
        note_file(connection, load_id, FileCounts("a", "test", counts["new"], updated, 0, writer.reviews_new, 0))
    return done


def undo(connection: sqlite3.Connection, load_id: int, guild_id: int = GUILD) -> None:
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=guild_id, load_id=load_id))


def seen(connection: sqlite3.Connection, guild_id: int = GUILD) -> Film:
    film = read_whole_film(connection, follow(connection, SHARED, guild_id=guild_id))
    assert film is not None
    return film


def without_loads(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Return every row but those on loads, which tell also which film a record was taken for."""
    loads = {"loads", "load_files", "record_identities"}
    return {table: rows for table, rows in contents(connection).items() if table not in loads}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(THIN, id="title and year"),
        pytest.param(make_film(ids={"imdb": "tt0000001"}), id="an id too"),
        pytest.param(WHOLE, id="all of it"),
        pytest.param(make_film(reviews=(make_review("A", "Not for me."),)), id="a review that is there"),
        pytest.param(make_film(aliases=(Alias("paper light"),)), id="an alias that is there"),
    ],
)
def test_a_record_that_says_nothing_new_makes_no_film(connection: sqlite3.Connection, record: Film) -> None:
    rate(connection, SHARED, 9)
    before = without_loads(connection)
    assert write(connection, record, record) == [("unchanged", None)] * 2
    assert without_loads(connection) == before


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(make_film("THE PAPER LIGHTHOUSE"), id="another title"),
        pytest.param(make_film(score=2.0), id="another score"),
        pytest.param(make_film(streaming=("Kelp+",)), id="where it is shown"),
        pytest.param(make_film(aliases=(Alias("Farol"),)), id="an alias"),
        pytest.param(make_film(ids={"letterboxd": "paper"}), id="an id"),
        pytest.param(make_film(reviews=(make_review("B", "New."),)), id="a review"),
        pytest.param(make_film("Papierleuchtturm", ids={"imdb": "tt0000001"}), id="another title of its id"),
    ],
)
def test_a_record_that_says_more_is_written_over_a_copy(connection: sqlite3.Connection, record: Film) -> None:
    rate(connection, SHARED, 9)
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 3, ?)", (OTHER, SHARED, ANA, EARLY))
    before = without_loads(connection)
    assert write(connection, record) == [("copied", None)]
    assert (visible(connection), visible(connection, OTHER)) == ([OWN], [SHARED])
    assert (scores(connection, OWN), scores(connection, SHARED, OTHER)) == ({ANA: 9}, {ANA: 3})
    assert seen(connection, OTHER) == WHOLE
    own = seen(connection)
    assert own.reviews == WHOLE.reviews + record.reviews
    assert (own.synopsis, own.directors, own.trailer) == (WHOLE.synopsis, WHOLE.directors, WHOLE.trailer)
    after = without_loads(connection)
    assert write(connection, record) == [("unchanged", None)]
    assert without_loads(connection) == after
    undo(connection, 2)
    assert without_loads(connection) == before


def test_what_a_record_was_taken_for_is_forgotten_with_its_load(connection: sqlite3.Connection) -> None:
    before = contents(connection)["record_identities"]
    write(connection, THIN)
    assert len(contents(connection)["record_identities"]) == 1
    undo(connection, 2)
    assert contents(connection)["record_identities"] == before


def test_only_reviews_that_nobody_had_count_as_new(connection: sqlite3.Connection) -> None:
    write(connection, make_film(score=2.0, reviews=(*WHOLE.reviews, make_review("B", "New."))))
    assert load_to_undo(connection, guild_id=GUILD).reviews_new == 1
    assert connection.execute("SELECT count(*) FROM reviews WHERE film_id = ?", (OWN,)).fetchone() == (3,)
    assert len(connection.execute("SELECT 1 FROM reviews_fts WHERE reviews_fts MATCH 'lovely'").fetchall()) == 2


def test_one_film_twice_in_a_file_is_copied_once(connection: sqlite3.Connection) -> None:
    records = [THIN, RICHER, THIN, make_film(ids={"tmdb": "7"}, score=2.0), make_film(votes=9)]
    done = [change for change, _ in write(connection, *records)]
    assert done == ["unchanged", "copied", "unchanged", "unchanged", "updated"]
    assert {change for change, _ in write(connection, *records)} == {"unchanged"}


def test_a_copy_is_what_the_editor_makes(connection: sqlite3.Connection) -> None:
    write(connection, make_film(score=2.0))
    loaded = seen(connection)
    undo(connection, 2)
    with transaction(connection):
        copy_film(connection, SHARED, guild_id=GUILD, member_id=ANA)
    write(connection, make_film(score=2.0))
    assert seen(connection) == loaded


def test_a_copy_keeps_its_place_and_its_facts_when_the_shared_film_changes(connection: sqlite3.Connection) -> None:
    write(connection, RICHER)
    own = seen(connection)
    write_films(connection, make_film("Otherwise", 1970, ids=WHOLE.ids, tagline="New.", reviews=(make_review("C"),)))
    assert visible(connection) == [OWN]
    assert seen(connection) == own
    assert write(connection, make_film("Otherwise", 1970)) == [("unchanged", None)]


def test_what_was_rated_meanwhile_goes_back_with_the_copy(connection: sqlite3.Connection) -> None:
    rate(connection, SHARED, 9)
    write(connection, RICHER)
    connection.execute("UPDATE ratings SET score = 2, rated_at = ? WHERE member_id = ?", (LATE, ANA))
    rate(connection, OWN, 7, member_id=BO)
    assert count_touched(connection, 2) == 0, "none of it is kept out of sight"
    undo(connection, 2)
    assert (visible(connection), scores(connection, SHARED)) == ([SHARED], {ANA: 2, BO: 7})


def test_a_copy_that_was_edited_waits_and_comes_back_with_all_facts(connection: sqlite3.Connection) -> None:
    write(connection, RICHER)
    with transaction(connection):
        edit(connection, OWN, {"tagline": "Ours."}, shown={"tagline": WHOLE.tagline}, guild_id=GUILD, edited_by=ANA)
    undo(connection, 2)
    assert visible(connection) == [SHARED]
    assert write(connection, THIN) == [("copied", None)]
    assert visible(connection) == [OWN]
    back = seen(connection)
    assert (back.score, back.tagline, back.synopsis) == (WHOLE.score, "Ours.", WHOLE.synopsis)
    assert back.reviews == WHOLE.reviews


def test_what_is_said_by_ids_alone_is_written_over_a_copy_too(connection: sqlite3.Connection) -> None:
    told = Addition({"imdb": "tt0000001"}, {"votes": 1200}, 1)
    assert write(connection, told) == [("unchanged", None)]
    assert write(connection, told, Addition(told.ids, {"votes": 1201}, 2)) == [("unchanged", None), ("copied", None)]
    assert (seen(connection).votes, seen(connection).synopsis) == (1201, WHOLE.synopsis)
    assert write(connection, Addition({"imdb": "tt5"}, {"votes": 1}, 1)) == [(None, None)]


def test_a_record_of_a_shared_film_is_of_the_one_that_it_was_merged_into(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("Our Lighthouse", 1999), guild_id=GUILD)
    with transaction(connection):
        merging.merge(connection, SHARED, OWN, guild_id=GUILD, merged_by=ANA)
    assert write(connection, THIN, make_film(votes=9), THIN) == [
        ("unchanged", None),
        ("updated", None),
        ("unchanged", None),
    ]
    assert visible(connection) == [OWN]
    own = seen(connection)
    assert (own.title, own.year, own.votes) == ("Our Lighthouse", 1999, 9)


def test_shared_films_that_a_record_may_be_of_are_not_hidden_by_it_for_nothing(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "twins.sqlite3"))) as twins:
        write_films(twins, make_film(directors=("Ida Ek",)), make_film(directors=("Olu Ade",), score=4.0))
        assert write(twins, THIN) == [("unchanged", None)]
        [(change, doubt)] = write(twins, make_film(score=4.0))
        assert (change, doubt) == ("new", "The Paper Lighthouse (1961): 2 films could be meant; a new one was made")


def test_a_film_by_another_director_is_told_and_copies_nothing(connection: sqlite3.Connection) -> None:
    [(change, doubt)] = write(connection, make_film(directors=("Bo Li",)))
    assert change == "new"
    assert doubt is not None
    assert "another director" in doubt
    assert follow(connection, SHARED, guild_id=GUILD) == SHARED
    assert visible(connection) == [SHARED, OWN]
    assert write(connection, make_film(directors=("Ida Ek",))) == [("unchanged", None)]


def test_a_later_load_of_the_copy_is_undone_first(connection: sqlite3.Connection) -> None:
    write(connection, RICHER)
    write(connection, make_film(score=3.0))
    with pytest.raises(UndoError, match="before"):
        load_to_undo(connection, guild_id=GUILD, load_id=2)
    undo(connection, 3)
    undo(connection, 2)
    assert seen(connection) == WHOLE


def known(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Film]:
    return st.builds(
        make_film,
        title=st.sampled_from(["The Paper Lighthouse", "the paper lighthouse"]),
        tagline=st.sampled_from([None, "A.", "B."]),
        score=st.sampled_from([None, 0.0, 2.0]),
        votes=st.sampled_from([None, 0, 3]),
        released=st.sampled_from([None, "1961-01-01"]),
        genres=st.sampled_from([(), ("Drama",), ("War", "Drama")]),
        cast=st.sampled_from([(), ("Ana",)]),
        directors=st.sampled_from([(), ("Ida Ek",)]),
        streaming=st.sampled_from([None, (), ("Kelp+",)]),
        aliases=st.lists(st.sampled_from([Alias("A"), Alias("B", "imdb")]), max_size=2, unique=True).map(tuple),
        reviews=st.lists(st.builds(make_review, text=st.sampled_from(["1", "2"])), max_size=2, unique=True).map(tuple),
        **strategies,
    )


NO_IDS, IMDB, BOTH, TMDB = {}, {"imdb": "tt1"}, {"imdb": "tt1", "tmdb": "7"}, {"tmdb": "7"}


@given(
    shared=known(ids=st.sampled_from([NO_IDS, IMDB, BOTH])),
    record=known(ids=st.sampled_from([NO_IDS, IMDB, BOTH, TMDB])),
    rated=st.booleans(),
)
def test_a_server_sees_what_its_record_knows_and_else_what_the_shared_film_does(
    shared: Film, record: Film, *, rated: bool
) -> None:
    with closing(memory_database()) as connection:
        write_films(connection, shared)
        if rated:
            rate(connection, SHARED, 9)
        before = without_loads(connection)
        [(change, doubt)] = write(connection, record)
        assert (change in {"unchanged", "copied"}, doubt) == (True, None)
        assert len(visible(connection)) == 1
        film = seen(connection)
        united = {"aliases", "ids", "reviews"}
        for name in {field.name for field in fields(Film)} - united:
            said = getattr(record, name)
            is_known = said is not None if name == "streaming" else said not in {None, ()}
            assert getattr(film, name) == (said if is_known else getattr(shared, name)), name
        assert film.ids == {**record.ids, **shared.ids}
        assert set(film.aliases) == {*shared.aliases, *record.aliases}
        assert set(film.reviews) == {*shared.reviews, *record.reviews}
        assert scores(connection, visible(connection)[0]) == ({ANA: 9} if rated else {})
        after = without_loads(connection)
        assert write(connection, record) == [("unchanged", None)]
        assert without_loads(connection) == after
        if change == "copied":
            undo(connection, 2)
        assert without_loads(connection) == before
        assert check(connection) == fulltext.check(connection) == []


def shared_and_own(records: st.SearchStrategy[Film]) -> dict[str, st.SearchStrategy[list[Film]]]:
    files = {"shared": 4, "first": 4, "second": 6}
    return {name: st.lists(records, max_size=size) for name, size in files.items()}


@contextmanager
def loaded(*files: list[Film], batch: int) -> Generator[sqlite3.Connection]:
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(memory_database()) as connection,
    ):
        patch.setattr(film_writer, "BATCH", batch)
        write_films(connection, *files[0])
        for file in files[1:]:
            write(connection, *file)
        yield connection
        assert check(connection) == fulltext.check(connection) == []


@settings(max_examples=40)
@given(**shared_and_own(RECORDS))
def test_any_file_of_a_server_comes_to_the_same_whatever_the_batch_and_is_undone_exactly(
    shared: list[Film], first: list[Film], second: list[Film]
) -> None:
    found: list[object] = []
    for batch in (1, 2, 1000):
        with loaded(shared, first, batch=batch) as connection:
            before = without_loads(connection)
            done = write(connection, *second)
            found.append((done, films(connection)))
            undo(connection, 3)
            assert without_loads(connection) == before
    assert found[0] == found[1] == found[2]


ONE_ID = RECORDS.map(lambda film: replace(film, ids={source: "tt1" for source in film.ids if source == "imdb"}))


@settings(max_examples=40)
@given(**shared_and_own(ONE_ID))
def test_any_file_of_a_server_loaded_again_changes_nothing(
    shared: list[Film], first: list[Film], second: list[Film]
) -> None:
    """Where films of one name have different ids, the server's own may hide a shared one, and a reload may notice."""
    with loaded(shared, first, batch=2) as connection:
        if any(doubt for _, doubt in write(connection, *second)):
            return
        before = films(connection)
        write(connection, *second)
        assert films(connection) == before
        assert connection.execute("SELECT count(*) FROM film_changes WHERE load_id = 4").fetchone() == (0,)
