"""What a file is told to be by its name and first bytes."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.connection import backup, open_reader, open_writer
from bot.errors import DatabaseError, UserError
from bot.file_kinds import FileKind, is_database, kind_of
from tests.factories import make_database, make_film


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("gone", None, FileKind.MISSING),
        ("empty.sqlite3", b"", FileKind.EMPTY),
        ("notes.txt", b"precious", FileKind.OTHER),
        ("half.sqlite3", b"SQLite format 3\0", FileKind.OTHER),
        ("long.txt", b"precious" * 100, FileKind.OTHER),
        ("photos.db", b"SQLite format 3\0" + bytes(84), FileKind.FOREIGN),
        ("gone.sqlite3-wal", None, FileKind.COMPANION),
        ("films.sqlite3-wal", b"", FileKind.COMPANION),
        ("films.sqlite3-journal", b"\xd9\xd5\x05\xf9", FileKind.COMPANION),
    ],
)
def test_a_file_by_its_name_and_content(tmp_path: Path, name: str, content: bytes | None, kind: FileKind) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert kind_of(path) is kind


def test_folders_and_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder-wal").mkdir()
    kinds = [kind_of(path) for path in (tmp_path, Path(), tmp_path / "folder-wal", tmp_path / "pipe")]
    assert kinds == [FileKind.FOLDER] * 3 + [FileKind.SPECIAL]


def test_a_database_is_told_from_its_backup(tmp_path: Path) -> None:
    database = make_database(tmp_path / "films.sqlite3", make_film())
    copy = tmp_path / "copy.sqlite3"
    with closing(open_reader(database)) as connection:
        backup(connection, copy)
    assert (kind_of(database), kind_of(copy)) == (FileKind.DATABASE, FileKind.BACKUP)
    assert is_database(database)
    assert is_database(copy)


def test_a_young_database_whose_mark_is_still_in_its_log_is_not_another_program_s(tmp_path: Path) -> None:
    path = tmp_path / "films.sqlite3"
    with closing(open_writer(path)):
        assert kind_of(path) is FileKind.DATABASE


def test_a_name_that_is_too_long_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read: File name too long"):
        kind_of(tmp_path / ("a" * 300))


@pytest.mark.parametrize("mark", ["application_id", "user_version"])
def test_another_program_s_mark_is_enough_for_a_refusal(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "empty.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {mark} = 7")
    with pytest.raises(DatabaseError, match="another program"):
        open_writer(path)
