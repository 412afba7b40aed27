"""Other programs' files loaded into a catalogue: joined, added to what is there, rehearsed and undone."""

import gzip
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.exports import export_films
from bot.catalogue.film import Film
from bot.catalogue.film_rows import read_film
from bot.catalogue.loader import Loader
from bot.catalogue.loading.load_report import LoadReport
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.loading.sources import sources
from bot.catalogue.searching import fulltext
from bot.connection import check, open_writer, transaction
from tests.catalogue.formats.test_imdb import AKAS, CRANES, HEADINGS, RATINGS, aka, title
from tests.factories import make_database

MOVIES = b"movieId,title,genres\r\n1,Salt Road (1999),Drama\r\n"
LINKS = b"movieId,imdbId,tmdbId\r\n1,0000001,7\r\n"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sent"
    made.mkdir()
    return made


def load(connection: sqlite3.Connection, *paths: Path) -> LoadReport:
    return Loader(connection).load(sources(paths))


def films(connection: sqlite3.Connection) -> list[Film]:
    found = [read_film(connection, number) for (number,) in connection.execute("SELECT id FROM films ORDER BY id")]
    return [film for film in found if film is not None]


def exported(connection: sqlite3.Connection, tmp_path: Path) -> bytes:
    with (tmp_path / "export.jsonl").open("wb") as stream:
        export_films(connection, stream, guild_id=0)
    return (tmp_path / "export.jsonl").read_bytes()


def test_a_whole_data_set_is_one_load(connection: sqlite3.Connection, folder: Path) -> None:
    archive = folder / "ml-latest-small.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("ml-latest-small/README.txt", "Summary\n=======\n")
        packed.writestr("ml-latest-small/links.csv", LINKS)
        packed.writestr("ml-latest-small/movies.csv", MOVIES)
        packed.writestr("ml-latest-small/ratings.csv", b"userId,movieId,rating,timestamp\r\n1,1,4.0,1\r\n")
    report = load(connection, archive)
    assert (report.films_new, report.reject_count, report.files_read) == (1, 0, 3)
    assert films(connection) == [
        Film("Salt Road", 1999, genres=("Drama",), ids={"imdb": "tt0000001", "tmdb": "7", "movielens": "1"})
    ]
    assert [warning.rpartition("/")[2] for warning in report.warnings] == [
        "README.txt:1: left out, not recognised as film records: no film page, no JSON, no headings with a title",
        "ratings.csv:1: passed over: people’s ratings, no films",
    ]


def test_a_format_that_is_asked_for_reads_each_file_by_itself(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "movies.csv").write_bytes(MOVIES)
    (folder / "links.csv").write_bytes(LINKS)
    report = Loader(connection, format_name="csv").load(sources([folder]))
    assert (report.films_new, report.reject_count) == (1, 1)
    assert Loader(connection, format_name="movielens").load(sources([folder])).files_read == 2
    assert films(connection)[-1].ids["imdb"] == "tt0000001"


def test_ids_that_come_later_are_added_and_taken_back(
    connection: sqlite3.Connection, folder: Path, tmp_path: Path
) -> None:
    (folder / "movies.csv").write_bytes(MOVIES)
    load(connection, folder)
    before = exported(connection, tmp_path)
    (folder / "movies.csv").unlink()
    (folder / "links.csv").write_bytes(LINKS + b"2,0000002,8\r\n")
    report = load(connection, folder)
    assert (report.films_new, report.films_updated) == (0, 1)
    assert ["not in the catalogue, 1" in warning for warning in report.warnings] == [True]
    assert films(connection)[0].ids == {"imdb": "tt0000001", "tmdb": "7", "movielens": "1"}
    assert load(connection, folder).films == 0
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0, load_id=2))
    assert exported(connection, tmp_path) == before


def test_votes_and_names_that_come_later_are_added(connection: sqlite3.Connection, folder: Path) -> None:
    with gzip.open(folder / "title.basics.tsv.gz", "wt") as stream:
        stream.write(HEADINGS + CRANES + title(50635, "Other"))
    load(connection, folder / "title.basics.tsv.gz")
    (folder / "title.akas.tsv").write_text(
        AKAS
        + aka(50634, "Wenn die Kraniche ziehen", "DE")
        + aka(50634, "Letyat zhuravli")
        + aka(50634, "The cranes are flying", "US")
        + aka(99, "Nobody's")
    )
    (folder / "title.ratings.tsv").write_text(RATINGS + "tt0050634\t8.3\t20123\n")
    rehearsed = Loader(connection).rehearse(sources([folder / "title.akas.tsv", folder / "title.ratings.tsv"]))
    report = load(connection, folder / "title.akas.tsv", folder / "title.ratings.tsv")
    assert {**rehearsed.as_mapping(), "seconds": 0} == {**report.as_mapping(), "seconds": 0}
    cranes, other = films(connection)
    assert ([alias.name for alias in cranes.aliases], cranes.score) == (["Wenn die Kraniche ziehen"], 8.3)
    assert (other.aliases, other.score) == ((), None)
    assert report.films_updated == 2


def test_joined_or_one_after_the_other_comes_to_the_same(
    connection: sqlite3.Connection, folder: Path, tmp_path: Path
) -> None:
    names = {
        "title.basics.tsv": HEADINGS + CRANES + title(50635, "Other"),
        "title.akas.tsv": AKAS + aka(50634, "Kraniche", "DE") + aka(50635, "Otro", "ES"),
        "title.ratings.tsv": RATINGS + "tt0050634\t8.3\t20123\ntt0050635\t5.0\t7\n",
    }
    for name, text in names.items():
        (folder / name).write_text(text)
    assert load(connection, folder).films_new == 2
    with closing(open_writer(make_database(tmp_path / "other.sqlite3"))) as other:
        for name in names:
            load(other, folder / name)
        assert exported(other, tmp_path) == exported(connection, tmp_path)


def test_the_daily_list_changes_no_film_that_is_there(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "films.jsonl").write_text('{"title": "The Salt Road", "year": 1999, "ids": {"tmdb": "7"}}\n')
    line = '{"adult":false,"id":7,"original_title":"Soolatee","popularity":1.0,"video":false}\n'
    (folder / "movie_ids.json").write_text(line + line.replace(":7", ":8"))
    report = load(connection, folder)
    assert (report.films_new, report.films_unchanged) == (2, 1)
    assert [(film.title, film.year) for film in films(connection)] == [("The Salt Road", 1999), ("Soolatee", None)]


def test_the_same_film_twice_in_a_file_is_one_film(connection: sqlite3.Connection, folder: Path) -> None:
    rows = "".join(title(number, f"Film {number}") for number in range(1, 60))
    (folder / "title.basics.tsv").write_text(HEADINGS + rows + rows + title(60, "Film 1") + title(61, "Film 1"))
    report = load(connection, folder)
    assert (report.films_new, report.films_unchanged) == (61, 59)


def test_a_film_without_ids_is_found_again_among_many_new_ones(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "films.csv").write_text("title,year\n" + "".join(f"Film {number},1999\n" for number in range(3000)) * 2)
    report = load(connection, folder)
    assert (report.films_new, report.films_unchanged) == (3000, 3000)


def test_what_an_undo_hid_is_not_brought_back_by_an_addition(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "movies.csv").write_bytes(MOVIES)
    load(connection, folder / "movies.csv")
    connection.execute(
        "INSERT INTO ratings (guild_id, film_id, member_id, score, rated_at) "
        "VALUES (5, 1, 7, 8, '2026-01-01T00:00:00Z')"
    )
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    (folder / "links.csv").write_bytes(LINKS)
    assert load(connection, folder / "links.csv").films == 0
    assert connection.execute("SELECT count(*) FROM films WHERE retired_at IS NULL").fetchone() == (0,)
