import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.catalogue.film import Film
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.searching import title_file as module
from bot.catalogue.searching.title_file import mark, open_index, title_file
from bot.connection import backup, open_reader, open_writer, transaction
from tests.factories import make_film, write_films

FILMS = [make_film(f"Number {number}", 1900 + number) for number in range(40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "films.sqlite3"
    load(made, *FILMS)
    return made


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often an index was built anew, by what it then held."""
    counted: list[int] = []
    build = module.build_index

    def counting(connection: sqlite3.Connection, database: Path):
        index, seen = build(connection, database)
        counted.append(len(index))
        return index, seen

    monkeypatch.setattr(module, "build_index", counting)
    return counted


@pytest.fixture
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(path)) as connection:
        yield connection


def load(path: Path, *films: Film) -> None:
    with closing(open_writer(path)) as connection:
        write_films(connection, *films)


def first(reader: sqlite3.Connection, path: Path, text: str) -> str | None:
    index, _ = open_index(reader, path)
    matches = index.search(text).matches
    return matches[0].title if matches else None


def test_a_second_start_takes_the_file(path: Path, reader: sqlite3.Connection, builds: list[int]) -> None:
    for _ in range(3):
        assert first(reader, path, "number 7") == "Number 7"
    assert builds == [40]


def test_changes_since_are_brought_in(path: Path, reader: sqlite3.Connection, builds: list[int]) -> None:
    open_index(reader, path)
    load(path, make_film("Salt Road", 1999))
    assert first(reader, path, "slat road") == "Salt Road"
    with closing(open_writer(path)) as connection, transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=0))
    index, _ = open_index(reader, path)
    assert len(index) == 40
    assert builds == [40]


def test_many_changes_are_a_new_file(path: Path, reader: sqlite3.Connection, builds: list[int]) -> None:
    open_index(reader, path)
    load(path, *(make_film(f"Chapter {number}", 2000) for number in range(30)))
    assert first(reader, path, "chapter 29") == "Chapter 29"
    assert first(reader, path, "chapter 29") == "Chapter 29"
    assert builds == [40, 70]


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"MARQTIX\n" + bytes(64)])
def test_a_damaged_file_is_made_anew(path: Path, reader: sqlite3.Connection, builds: list[int], content: bytes) -> None:
    title_file(path).write_bytes(content)
    assert first(reader, path, "number 7") == "Number 7"
    assert builds == [40]


def test_a_database_put_back_from_a_backup_is_not_taken_for_the_one_that_was(
    path: Path, reader: sqlite3.Connection, tmp_path: Path
) -> None:
    backup(reader, tmp_path / "copy.sqlite3")
    load(path, make_film("Salt Road", 1999))
    open_index(reader, path)
    other = tmp_path / "copy.sqlite3"
    load(other, make_film("Old Harbour", 1950), make_film("Old Quay", 1951))
    title_file(path).replace(title_file(other))
    with closing(open_reader(other)) as connection:
        assert first(connection, other, "old harbour") == "Old Harbour"
        index, seen = open_index(connection, other)
        assert len(index) == 42
        assert mark(connection, seen) >> 24 == seen


def test_a_folder_that_cannot_be_written_only_costs_time(
    path: Path, reader: sqlite3.Connection, builds: list[int]
) -> None:
    title_file(path).mkdir()
    for _ in range(2):
        assert first(reader, path, "number 7") == "Number 7"
    assert builds == [40, 40]
