import gzip
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.exports import export_films
from bot.catalogue.loader import Loader
from bot.catalogue.loading.load_report import FileReject, LoadReport
from bot.catalogue.loading.loads import load_to_undo, recent_loads, undo_load
from bot.catalogue.loading.sources import sources
from bot.catalogue.searching import fulltext
from bot.connection import check, open_writer, transaction
from tests.factories import make_database

GOOD: dict[str, Any] = {"title": "Salt Road", "year": 1999, "reviews": [{"reviewer": "goatfan", "text": "More goat."}]}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "films"
    made.mkdir()
    return made


def lines(*records: Any) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def load(connection: sqlite3.Connection, *paths: Path, **options: Any) -> LoadReport:
    return Loader(connection, **options).load(sources(list(paths)))


def exported(connection: sqlite3.Connection, tmp_path: Path) -> bytes:
    target = tmp_path / "export.jsonl"
    with target.open("wb") as stream:
        export_films(connection, stream, guild_id=0)
    return target.read_bytes()


def titles(connection: sqlite3.Connection) -> list[str]:
    return [title for (title,) in connection.execute("SELECT title FROM films ORDER BY id")]


def test_a_folder_of_every_form_loads(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "a.jsonl").write_text(lines(GOOD))
    (folder / "b.json").write_text(json.dumps([{"title": "One"}, {"title": "Two"}]))
    (folder / "c.csv").write_text("title,year,genres\nThree,1970,Drama|War\n")
    (folder / "d.tsv").write_text("title\tyear\nFour\t1971\n")
    with gzip.open(folder / "e.jsonl.gz", "wt") as stream:
        stream.write(lines({"title": "Five"}))
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("inner/six.json", json.dumps({"title": "Six"}))
    report = load(connection, folder)
    assert (report.films_new, report.reviews_new, report.rejects) == (7, 1, [])
    assert titles(connection) == ["Salt Road", "One", "Two", "Three", "Four", "Five", "Six"]


def test_what_is_wrong_is_named_and_the_rest_loads(connection: sqlite3.Connection, folder: Path) -> None:
    path = folder / "films.jsonl"
    path.write_text(
        lines(GOOD, {"year": 1999}, {"title": "Late", "runtime_minutes": "long"})
        + "{broken\n"
        + lines({"title": "Last"})
    )
    report = load(connection, path)
    assert titles(connection) == ["Salt Road", "Last"]
    assert [reject.line for reject in report.rejects] == [2, 3, 4]
    assert all(reject.file.endswith("films.jsonl") and reject.reason for reject in report.rejects)
    assert str(FileReject("films.jsonl", 2, "no title")) == "films.jsonl:2: no title"


def test_the_same_file_twice_changes_nothing(connection: sqlite3.Connection, folder: Path, tmp_path: Path) -> None:
    path = folder / "films.jsonl"
    path.write_text(lines(GOOD, {"title": "Salt Road", "year": 1999, "score": 6.0}, {"title": "Other"}))
    load(connection, path)
    before = exported(connection, tmp_path)
    report = load(connection, path)
    assert (report.films_new, report.films_updated, report.films_unchanged, report.reviews_new) == (0, 0, 3, 0)
    assert exported(connection, tmp_path) == before


def test_an_export_loads_back_to_the_same_catalogue(
    connection: sqlite3.Connection, folder: Path, tmp_path: Path
) -> None:
    whole = GOOD | {
        "aliases": ["Salt", {"name": "Sůl", "source": "imdb"}],
        "streaming": [],
        "ids": {"imdb": "tt0000001"},
        "directors": ["Ida Ek"],
        "cast": ["Bo Li"],
    }
    (folder / "films.jsonl").write_text(lines(whole, {"title": "Unknown", "streaming": None}))
    load(connection, folder)
    first = exported(connection, tmp_path)
    with closing(open_writer(make_database(tmp_path / "again.sqlite3"))) as again:
        load(again, tmp_path / "export.jsonl")
        assert exported(again, tmp_path) == first


def test_a_rehearsal_reports_the_same_and_changes_nothing(
    connection: sqlite3.Connection, folder: Path, tmp_path: Path
) -> None:
    (folder / "a.jsonl").write_text(lines(GOOD, {"year": 1}))
    (folder / "b.jsonl").write_text(lines(GOOD | {"score": 6.0}))
    rehearsed = Loader(connection).rehearse(sources([folder])).as_mapping()
    assert exported(connection, tmp_path) == b""
    assert recent_loads(connection, guild_id=0, limit=5) == []
    loaded = load(connection, folder).as_mapping()
    assert {**rehearsed, "seconds": 0} == {**loaded, "seconds": 0}
    assert loaded["films"] == {"new": 1, "updated": 1, "unchanged": 0}


def test_one_run_is_one_load_and_undone_as_one(connection: sqlite3.Connection, folder: Path, tmp_path: Path) -> None:
    (folder / "a.jsonl").write_text(lines({"title": "Old", "score": 5.0}))
    load(connection, folder)
    before = exported(connection, tmp_path)
    (folder / "a.jsonl").write_text(lines({"title": "Old", "score": 6.0}))
    (folder / "b.jsonl").write_text(lines(GOOD))
    (folder / "c.jsonl").write_text(lines(GOOD | {"score": 9.0}))
    load(connection, folder)
    (latest, *_) = recent_loads(connection, guild_id=0, limit=5)
    assert (latest.files, latest.films_new, latest.films_updated) == (3, 1, 2)
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    assert exported(connection, tmp_path) == before


def test_a_file_cut_short_by_a_fault_loads_nothing_of_itself(
    connection: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.jsonl").write_text(lines({"title": "Before"}))
    (folder / "b.jsonl").write_text(lines(GOOD, {"title": "Poison"}))
    from bot.catalogue.loading.film_writer import FilmWriter

    write = FilmWriter.write

    def failing(self: FilmWriter, film: Any) -> Any:
        if film.title == "Poison":
            raise sqlite3.OperationalError("disk I/O error")
        return write(self, film)

    monkeypatch.setattr(FilmWriter, "write", failing)
    loader = Loader(connection)
    with pytest.raises(sqlite3.OperationalError):
        loader.load(sources([folder]))
    assert titles(connection) == ["Before"]
    assert loader.report.films_new == 1
    monkeypatch.undo()
    assert load(connection, folder).films_new == 2


def test_a_named_format_overrides_the_content(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "films.txt").write_text("title,year\nSalt Road,1999\n")
    report = load(connection, folder, format_name="json")
    assert report.films_new == 0
    assert report.rejects
    assert load(connection, folder, format_name="csv").films_new == 1


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 300, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"Dear diary,\n\nnothing.\n"]
)
def test_a_file_of_no_known_format_is_named(connection: sqlite3.Connection, folder: Path, content: bytes) -> None:
    (folder / "mystery").write_bytes(content)
    (folder / "films.jsonl").write_text(lines(GOOD))
    report = load(connection, folder / "mystery", folder / "films.jsonl")
    assert titles(connection) == ["Salt Road"]
    (reject,) = report.rejects
    assert reject.file.endswith("mystery")
    assert reject.reason


def test_a_folder_s_other_files_are_left_out_with_a_warning(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "README.md").write_text("# My films\n\nLoad these.\n")
    (folder / "broken.txt").write_text("no film page\n")
    (folder / "films.jsonl").write_text(lines(GOOD))
    report = load(connection, folder)
    assert [reject.file.rpartition("/")[2] for reject in report.rejects] == ["broken.txt"]
    assert ["README.md:1: left out" in warning for warning in report.warnings] == [True]
    assert load(connection, folder / "README.md").reject_count == 1


def test_what_is_missing_is_named(connection: sqlite3.Connection, folder: Path) -> None:
    report = load(connection, folder / "nowhere.jsonl")
    assert [reject.file.endswith("nowhere.jsonl") for reject in report.rejects] == [True]
    assert report.files_read == 0


def test_a_film_in_doubt_is_new_and_told(connection: sqlite3.Connection, folder: Path) -> None:
    path = folder / "films.jsonl"
    path.write_text(lines({"title": "Twin", "directors": ["Ida Ek"]}, {"title": "Twin", "directors": ["Olu Ade"]}))
    report = load(connection, path)
    assert report.films_new == 2
    assert ["another director" in warning for warning in report.warnings] == [True]


def test_ten_thousand_reviews_and_a_huge_one(connection: sqlite3.Connection, folder: Path) -> None:
    many = [{"reviewer": f"r{number}", "text": f"Number {number}."} for number in range(10_000)]
    huge = [{"reviewer": "long", "text": "word " * 200_000}]
    (folder / "films.jsonl").write_text(lines(GOOD | {"reviews": many}, GOOD | {"reviews": huge}))
    assert load(connection, folder).reviews_new == 10_001


def test_reports_stay_small_however_much_is_wrong(
    connection: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.catalogue.loader.MOST_KEPT", 5)
    (folder / "films.jsonl").write_text("{}\n" * 50)
    report = load(connection, folder)
    assert report.reject_count == 50
    assert len(report.rejects) == 5


def test_a_server_s_load_is_its_own(connection: sqlite3.Connection, folder: Path) -> None:
    (folder / "films.jsonl").write_text(lines(GOOD))
    load(connection, folder)
    report = load(connection, folder, guild_id=5, loaded_by=77)
    assert (report.films_new, report.films_unchanged) == (0, 1), "all servers have it already"
    (folder / "films.jsonl").write_text(lines({**GOOD, "tagline": "Ours."}, {**GOOD, "title": "Ours alone"}))
    report = load(connection, folder, guild_id=6, loaded_by=77)
    assert (report.films_new, report.films_updated, report.films_copied) == (1, 1, 1)
    (own,) = recent_loads(connection, guild_id=5, limit=5)
    assert own.loaded_by == 77
    assert [own.id] != [each.id for each in recent_loads(connection, guild_id=0, limit=5)]
