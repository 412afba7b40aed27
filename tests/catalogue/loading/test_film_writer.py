import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Alias, Film
from bot.catalogue.film_rows import read_whole_film
from bot.catalogue.loading import film_writer
from bot.catalogue.loading.film_writer import FilmWriter
from bot.catalogue.loading.loads import TOUCHED, begin_load, load_to_undo, undo_load
from bot.catalogue.searching import fulltext
from bot.connection import check, open_writer, transaction
from bot.errors import UndoError
from tests.factories import make_database, make_film, make_review, memory_database, write_films

WHOLE = make_film(
    original_title="O Farol de Papel",
    aliases=(Alias("Paper Light"), Alias("Maják z papíru", "imdb")),
    tagline="Some lights are only drawn.",
    synopsis="A keeper paints a lighthouse on a wall.",
    score=7.4,
    votes=1200,
    runtime_minutes=104,
    certification="PG",
    language="pt",
    released="1961-03-09",
    status="Released",
    companies=("Harbour Films",),
    countries=("Portugal", "France"),
    genres=("Drama", "Fantasy"),
    directors=("Ida Ek",),
    writers=("Ida Ek", "Olu Ade"),
    cast=("Ana Núñez", "Bo Li"),
    budget=90_000,
    revenue=1_000_000,
    website="https://paper.example/",
    poster="https://paper.example/p.jpg",
    trailer="https://paper.example/t",
    streaming=(),
    ids={"imdb": "tt0000001", "tmdb": "7"},
    reviews=(make_review(score=8.0, url="https://a.example/", spoiler="mild"), make_review("A", "Not for me.")),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


def films(connection: sqlite3.Connection) -> list[Film]:
    rows = connection.execute("SELECT id FROM films ORDER BY id").fetchall()
    found = [read_whole_film(connection, film_id) for (film_id,) in rows]
    return [film for film in found if film is not None]


def undo_last(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))


def found(connection: sqlite3.Connection, table: str, words: str) -> list[int]:
    return [row for (row,) in connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (words,))]


def test_a_film_comes_back_as_it_was_written(connection: sqlite3.Connection) -> None:
    write_films(connection, WHOLE)
    assert films(connection) == [WHOLE]


def test_the_same_record_twice_changes_nothing(connection: sqlite3.Connection) -> None:
    write_films(connection, WHOLE)
    before = connection.execute("SELECT count(*) FROM film_changes").fetchone()
    write_films(connection, WHOLE)
    assert films(connection) == [WHOLE]
    assert connection.execute("SELECT count(*) FROM film_changes").fetchone() == before


def test_another_spelling_of_title_and_year_is_the_same_film(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(reviews=(make_review("a", "One."), make_review("b", "Two."))))
    write_films(
        connection,
        make_film("the  paper LIGHTHOUSE", score=7.5, reviews=(make_review("a", "One."), make_review("c", "Three."))),
    )
    (film,) = films(connection)
    assert film.score == 7.5
    assert [review.reviewer for review in film.reviews] == ["a", "b", "c"]


def test_another_year_is_another_film(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(year=1961), make_film(year=1984), make_film(year=None))
    assert [film.year for film in films(connection)] == [1961, 1984, None]


def test_one_film_twice_in_a_file_is_one_film(connection: sqlite3.Connection) -> None:
    first = make_film(directors=("Ida Ek",), reviews=(make_review("a", "One."),))
    again = make_film(
        score=8.0, synopsis="A keeper paints.", reviews=(make_review("a", "One."), make_review("b", "Two."))
    )
    write_films(connection, first, again)
    assert films(connection) == [replace(first, score=8.0, synopsis="A keeper paints.", reviews=again.reviews)]
    assert found(connection, "synopses_fts", "keeper") == [1]


def test_a_file_that_disagrees_with_itself_settles(connection: sqlite3.Connection) -> None:
    one, other = make_film(score=7.0), make_film(score=8.0)
    write_films(connection, one, other)
    with transaction(connection):
        writer = FilmWriter(connection, guild_id=0, load_id=begin_load(connection, guild_id=0, loaded_by=None))
        assert [writer.write(one)[0], writer.write(other)[0]] == ["updated", "updated"]
        assert writer.finish() == 2, "both updates cancel out"
    assert [film.score for film in films(connection)] == [8.0]
    assert connection.execute("SELECT count(*) FROM film_changes WHERE load_id = 2").fetchone() == (0,)


def test_a_load_that_came_back_but_brought_a_review_is_in_the_way_of_an_older_undo(
    connection: sqlite3.Connection,
) -> None:
    first = write_films(connection, make_film(score=5.0))
    second = write_films(connection, make_film(score=6.0, reviews=(make_review(),)), make_film(score=5.0))
    with pytest.raises(UndoError, match=f"before load {second}"):
        load_to_undo(connection, guild_id=0, load_id=first)
    undo_last(connection)
    assert films(connection) == [make_film(score=5.0)]


def test_a_film_brought_back_has_none_of_the_facts_that_were_undone(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(synopsis="Wrong.", budget=5, reviews=(make_review(),)))
    connection.execute("INSERT INTO review_votes VALUES (5, 1, 7, 71, 1, '2026-01-01T00:00:00Z')")
    undo_last(connection)
    write_films(connection, make_film(score=7.0))
    assert films(connection) == [make_film(score=7.0)]
    assert found(connection, "synopses_fts", "wrong") == []


def test_many_films_of_one_name_are_still_told_apart(connection: sqlite3.Connection) -> None:
    untitled = [make_film("Untitled", None, directors=(f"{number * 7919:b} {number:x}",)) for number in range(1, 120)]
    write_films(connection, *untitled)
    count = connection.execute("SELECT count(*) FROM films").fetchone()
    write_films(connection, *untitled)
    assert connection.execute("SELECT count(*) FROM films").fetchone() == count


def test_a_server_s_film_is_its_own(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film(score=7.0))
    write_films(connection, make_film(score=9.0), guild_id=5)
    write_films(connection, make_film(score=9.5), guild_id=5)
    rows = connection.execute("SELECT guild_id, score FROM films ORDER BY id").fetchall()
    assert rows == [(0, 7.0), (5, 9.5)]


def test_an_id_held_by_another_film_is_not_taken(connection: sqlite3.Connection) -> None:
    write_films(connection, make_film("One", ids={"imdb": "tt1"}), make_film("Two", ids={"tmdb": "2"}))
    write_films(connection, make_film("One", ids={"imdb": "tt1", "tmdb": "2"}))
    assert [film.ids for film in films(connection)] == [{"imdb": "tt1"}, {"tmdb": "2"}]


def test_batches_are_only_a_matter_of_speed(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_writer, "BATCH", 2)
    wanted = [make_film(f"Film {number}", reviews=(make_review(text=f"Text {number}"),)) for number in range(7)]
    write_films(connection, *wanted)
    assert films(connection) == wanted


def test_what_was_written_is_found_by_its_words(connection: sqlite3.Connection) -> None:
    write_films(connection, WHOLE)
    assert found(connection, "synopses_fts", "painting") == [1]
    assert found(connection, "reviews_fts", '"not for"') == [2]
    write_films(connection, make_film(synopsis="Ships arrive.", reviews=(make_review("c", "Splendid."),)))
    assert found(connection, "synopses_fts", "painting") == []
    assert found(connection, "synopses_fts", "ship") == [1]
    assert found(connection, "reviews_fts", "splendid") == [3]


def test_undo_takes_back_new_films_updates_and_reviews(connection: sqlite3.Connection) -> None:
    write_films(connection, WHOLE, make_film("Salt Road", 1999))
    before = films(connection)
    write_films(
        connection,
        make_film("the paper lighthouse", synopsis="Ships arrive.", score=1.0, streaming=("Prime Video",)),
        make_film("Salt Road", 1999, reviews=(make_review(),)),
        make_film("New", 2000, synopsis="Ships leave."),
    )
    assert films(connection) != before
    undo_last(connection)
    assert films(connection) == before
    assert found(connection, "synopses_fts", "ship") == []
    assert found(connection, "synopses_fts", "painting") == [1]
    undo_last(connection)
    assert films(connection) == []
    with pytest.raises(UndoError):
        load_to_undo(connection, guild_id=0)


def test_undo_gives_two_films_their_ids_back(connection: sqlite3.Connection) -> None:
    write_films(
        connection,
        make_film("One", ids={"imdb": "tt1", "tmdb": "1"}),
        make_film("Two", ids={"imdb": "tt2", "tmdb": "2"}),
    )
    before = films(connection)
    write_films(
        connection,
        make_film("One", ids={"tmdb": "1", "letterboxd": "x"}),
        make_film("Two", ids={"tmdb": "2", "letterboxd": "y"}),
    )
    undo_last(connection)
    assert films(connection) == before


def test_a_load_that_a_later_one_builds_on_is_not_undone_first(connection: sqlite3.Connection) -> None:
    first = write_films(connection, make_film())
    second = write_films(connection, make_film(score=9.0))
    with pytest.raises(UndoError, match=f"before load {second}"):
        load_to_undo(connection, guild_id=0, load_id=first)
    undo_last(connection)
    assert load_to_undo(connection, guild_id=0).id == first
    with pytest.raises(UndoError, match="already"):
        load_to_undo(connection, guild_id=0, load_id=second)
    with pytest.raises(UndoError, match="no load 99"):
        load_to_undo(connection, guild_id=0, load_id=99)
    with pytest.raises(UndoError, match="no load"):
        load_to_undo(connection, guild_id=5, load_id=first)


@pytest.mark.parametrize(
    "touch",
    [
        "INSERT INTO spoiler_marks VALUES (5, 1, 7, 'mild', 71, '2026-01-01T00:00:00Z')",
        "INSERT INTO discussions (guild_id, film_id, channel_id, started_by, started_at) VALUES (5, 1, 2, 3, '')",
        "INSERT INTO ratings VALUES (5, 1, 71, 9, '2026-01-01T00:00:00Z')",
        """
        INSERT INTO reviews (film_id, digest, reviewer, text, guild_id, member_id) VALUES (1, 7, 'Ana', 'Yes.', 5, 71);
        INSERT INTO reviews_fts (rowid, text) VALUES (1, 'Yes.')
        """,
    ],
)
def test_an_undo_deletes_no_film_that_members_touched_whoever_loaded_it(
    connection: sqlite3.Connection, touch: str
) -> None:
    write_films(connection, make_film("Salt Road", 1999), guild_id=5)
    connection.executescript(touch)
    write_films(connection, make_film("Old Harbour", 1950))
    undo_last(connection)
    assert connection.execute("SELECT title, retired_at FROM films").fetchall() == [("Salt Road", None)]


def test_a_film_that_members_touched_is_hidden_by_an_undo_and_comes_back(connection: sqlite3.Connection) -> None:
    write_films(connection, WHOLE, make_film("Salt Road", 1999))
    (digest,) = connection.execute("SELECT digest FROM reviews WHERE id = 1").fetchone()
    vote = "INSERT INTO review_votes VALUES (5, 1, ?, 71, 1, '2026-01-01T00:00:00Z')"
    connection.execute(vote, (digest,))
    undo_last(connection)
    hidden = "SELECT title, retired_at IS NOT NULL FROM films"
    assert connection.execute(hidden).fetchall() == [("The Paper Lighthouse", 1)]
    write_films(connection, WHOLE, make_film("Salt Road", 1999))
    assert connection.execute(hidden).fetchall() == [("The Paper Lighthouse", 0), ("Salt Road", 0)]
    assert films(connection)[0] == WHOLE
    assert connection.execute("SELECT count(*) FROM review_votes JOIN reviews USING (film_id, digest)").fetchone() == (
        1,
    )
    undo_last(connection)
    assert connection.execute(hidden).fetchall() == [("The Paper Lighthouse", 1)]


def test_every_table_about_films_is_the_catalogue_s_or_counts_as_touched(connection: sqlite3.Connection) -> None:
    own = {"film_ids", "record_identities", "aliases", "credits", "genres", "countries", "companies"}
    slight = {"lookups", "picks", "film_merges"}  # what they hold is worth nothing without the film
    about = {
        table
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for reference in connection.execute(f"PRAGMA foreign_key_list({table})")
        if reference[2] == "films"
    }
    assert {table for table in about - own - slight if table not in TOUCHED} == set()


TITLES = st.sampled_from(["One", "one", "Two", "Öne"])
RECORDS = st.builds(
    make_film,
    title=TITLES,
    year=st.sampled_from([1961, None]),
    score=st.sampled_from([None, 1.0, 2.0]),
    synopsis=st.sampled_from([None, "A keeper paints.", "Ships arrive."]),
    directors=st.sampled_from([(), ("Ida Ek",), ("Olu Ade",)]),
    ids=st.sampled_from([{}, {"imdb": "tt1"}, {"imdb": "tt2"}, {"tmdb": "1", "imdb": "tt1"}, {"tmdb": "1"}]),
    reviews=st.lists(st.builds(make_review, text=st.sampled_from(["One.", "Two."])), max_size=2).map(tuple),
)


@given(first=st.lists(RECORDS, max_size=5), second=st.lists(RECORDS, max_size=5))
def test_any_load_can_be_undone_exactly(first: list[Film], second: list[Film]) -> None:
    with closing(memory_database()) as connection:
        write_films(connection, *first)
        before = films(connection)
        load_id = write_films(connection, *second)
        with transaction(connection):
            undo_load(connection, load_to_undo(connection, guild_id=0, load_id=load_id))
        assert films(connection) == before
        assert check(connection) == []
        assert fulltext.check(connection) == []


@given(first=st.lists(RECORDS, max_size=3), second=st.lists(RECORDS, max_size=8))
def test_any_file_comes_to_the_same_whatever_the_batch(first: list[Film], second: list[Film]) -> None:
    """The smaller the batch, the sooner a record's film is taken for new without being looked for."""
    found: list[list[Film]] = []
    for batch in (1, 2, 1000):
        with (
            pytest.MonkeyPatch.context() as patch,
            closing(memory_database()) as connection,
        ):
            patch.setattr(film_writer, "BATCH", batch)
            write_films(connection, *first)
            write_films(connection, *second)
            found.append(films(connection))
    assert found[0] == found[1] == found[2]


@given(st.lists(RECORDS, max_size=6))
def test_any_file_loaded_again_changes_nothing(records: list[Film]) -> None:
    with closing(memory_database()) as connection:
        write_films(connection, *records)
        before = films(connection)
        load_id = write_films(connection, *records)
        assert films(connection) == before
        changed = connection.execute("SELECT count(*) FROM film_changes WHERE load_id = ?", (load_id,)).fetchone()
        assert changed == (0,)


SALT = make_film("Salt Road", 1962)


@pytest.mark.parametrize(
    ("there", "record", "doubt"),
    [
        ([SALT], make_film("SALT ROAD", None), "SALT ROAD: no year; Salt Road (1962) is here; a new one was made"),
        ([SALT, make_film("Salt Road", 1999)], make_film("Salt Road", None), "2 films of that title are here"),
        ([make_film("Salt Road", None), SALT], make_film("Salt Road", None), None),
        ([SALT], make_film("Salt Road", None, ids={"imdb": "tt1"}), None),
        ([SALT], make_film("Salt Roads", None), None),
        ([make_film("Salt Road", None)], SALT, None),
    ],
)
def test_a_record_without_a_year_names_the_films_of_its_title(
    connection: sqlite3.Connection, there: list[Film], record: Film, doubt: str | None
) -> None:
    write_films(connection, *there)
    for batch in ([record], [*there, record]):  # those before it in the file may not be written yet
        with transaction(connection):
            writer = FilmWriter(connection, guild_id=9, load_id=begin_load(connection, guild_id=9, loaded_by=None))
            *_, (_, told) = [writer.write(film) for film in batch]
            writer.finish()
            assert (told is None) if doubt is None else (told is not None and doubt in told)
            connection.execute("DELETE FROM films WHERE guild_id = 9")
            connection.execute("INSERT INTO synopses_fts (synopses_fts) VALUES ('rebuild')")


def test_films_that_have_no_years_are_the_same_films_the_next_time(connection: sqlite3.Connection) -> None:
    yearless = [make_film(title, None) for title in ("Salt Road", "Night Tram")]
    write_films(connection, SALT)
    write_films(connection, *yearless)
    before = films(connection)
    load_id = write_films(connection, *yearless, *yearless)
    assert films(connection) == before
    assert connection.execute("SELECT count(*) FROM film_changes WHERE load_id = ?", (load_id,)).fetchone() == (0,)
