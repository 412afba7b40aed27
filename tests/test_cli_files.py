"""What the command line writes where: nothing of another's is replaced, and a failure leaves what was there."""

import os
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.backups import former_backup
from bot.cli import app
from bot.connection import backup, open_reader
from bot.errors import DatabaseError, UserError
from tests.factories import make_database, make_film

NIGHT = 1_900_000_000  # 2030-03-17 17:46:40 UTC


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a database under the default name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARQUEE_DATABASE", raising=False)
    make_database(tmp_path / "marquee.sqlite3", make_film("Salt Road", 1999))
    return tmp_path


def run(*arguments: object, given: str | None = None) -> Any:
    return CliRunner().invoke(app, [*map(str, arguments)], input=given, catch_exceptions=False)


def told(*arguments: object) -> str:
    """Return what a command refuses with."""
    with pytest.raises(UserError) as refused:
        run(*arguments)
    return str(refused.value)


def titles(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM films ORDER BY id")]


def photos(path: Path, *, logging: bool = False) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        if logging:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE precious (name TEXT)")
        connection.commit()
    return path


@pytest.mark.parametrize("logging", [False, True])
@pytest.mark.parametrize("command", [("backup",), ("export",), ("export", "--force")])
def test_another_program_s_database_is_left_alone(folder: Path, command: tuple[str, ...], logging: bool) -> None:
    path = photos(folder / "photos.db", logging=logging)
    before = path.read_bytes()
    assert "photos.db is a database of another program; name another file" in told(*command, "photos.db")
    assert path.read_bytes() == before
    assert list(folder.glob("*.part")) == []


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (".", "is a folder"),
        ("", "is a folder"),
        ("marquee.sqlite3-wal", "a name that SQLite gives to files of its own"),
        ("nowhere/copy", "there is no folder nowhere"),
        ("a" * 300, "File name too long"),
        ("a" * 250, "name too long|unable to open"),
        ("/dev/null", "is no ordinary file"),
    ],
)
@pytest.mark.parametrize("command", ["backup", "export"])
def test_where_nothing_can_be_written_is_told_in_words(folder: Path, command: str, file: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        run(command, file)
    assert [path.name for path in folder.iterdir() if not path.name.startswith("marquee.sqlite3")] == []


def test_a_backup_replaces_a_former_backup_and_says_so(folder: Path) -> None:
    copy = folder / "copy.sqlite3"
    assert "replaced" not in run("backup", copy).stdout
    os.utime(copy, (NIGHT, NIGHT))
    make_database(folder / "marquee.sqlite3", make_film("Paper Lighthouse", 1961))
    assert "It replaced the backup of 2030-03-17 17:46 UTC that was there." in run("backup", copy).stdout
    assert titles(copy) == ["Salt Road", "Paper Lighthouse"]


def test_a_backup_that_was_checked_is_still_one(folder: Path) -> None:
    copy = folder / "copy.sqlite3"
    run("backup", copy)
    assert "is sound" in run("check", "-d", copy).stdout
    assert former_backup(copy) is not None
    assert list(folder.glob("copy.sqlite3-*")) == []


@pytest.mark.parametrize("content", [b"", b"precious"])
def test_what_is_no_backup_is_not_replaced_by_one(folder: Path, content: bytes) -> None:
    (folder / "notes.txt").write_bytes(content)
    assert "name another file for the backup" in told("backup", "notes.txt")
    assert (folder / "notes.txt").read_bytes() == content


def test_another_club_s_database_is_no_backup(folder: Path) -> None:
    other = make_database(folder / "other.sqlite3", make_film())
    assert "is a database that is worked with, and no backup" in told("backup", other)
    assert titles(other) == ["The Paper Lighthouse"]


def test_a_backup_that_fails_leaves_the_former_one(folder: Path) -> None:
    copy = folder / "copy.sqlite3"
    run("backup", copy)
    before = copy.read_bytes()
    with closing(sqlite3.connect(folder / "marquee.sqlite3")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO genres VALUES (99, 0, 'Drama')")
        connection.commit()
        with pytest.raises(DatabaseError, match="No copy was made"):
            backup(connection, copy)
    assert "No copy was made" in told("backup", copy)
    assert copy.read_bytes() == before
    assert list(folder.glob("*.part")) == []


def test_an_export_replaces_a_file_only_if_told_to(folder: Path) -> None:
    (folder / "text.txt").write_text("precious")
    assert "text.txt is there already; name another file, or replace it with --force." in told("export", "text.txt")
    assert (folder / "text.txt").read_text() == "precious"
    assert "Wrote 1 film to text.txt." in run("export", "text.txt", "--force").stdout
    assert "Salt Road" in (folder / "text.txt").read_text()


def test_an_export_is_of_the_form_that_its_name_says(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "marquee.sqlite3")) as connection:
        connection.execute("UPDATE films SET retired_at = '2026-01-01T00:00:00Z'")
        connection.commit()
    said = run("export", "films.CSV").stdout
    assert said == (
        "Wrote 0 films to films.CSV.\n"
        "Left out: 1 film out of sight (retired, merged, or of a load that was taken back).\n"
    )
    assert (folder / "films.CSV").read_text(encoding="utf-8-sig").startswith("title,year,")
    assert "not .xlsx; name a file that ends in .jsonl or .csv" in told("export", "films.xlsx")


def test_the_demo_refuses_a_taken_port_before_it_makes_anything(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = told("demo", "--port", taken.getsockname()[1], "--database", "new.sqlite3")
    assert "Name another with --port" in said
    assert not (folder / "new.sqlite3").exists()


def test_an_empty_file_may_be_exported_to(folder: Path) -> None:
    (folder / "made-by-mktemp").touch()
    assert "Wrote 1 film" in run("export", "made-by-mktemp").stdout


def test_an_export_that_fails_leaves_the_former_one(folder: Path) -> None:
    run("export", "films.jsonl")
    with closing(sqlite3.connect(folder / "marquee.sqlite3")) as connection:
        connection.execute("DROP TABLE countries")
    with pytest.raises(sqlite3.OperationalError):
        run("export", "films.jsonl", "--force")
    assert "Salt Road" in (folder / "films.jsonl").read_text()
    assert list(folder.glob("*.part")) == []


@pytest.mark.parametrize("file", ["photos.db", "marquee.sqlite3", "marquee.sqlite3-wal"])
def test_a_log_is_not_written_into_a_database(folder: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    before = photos(folder / "photos.db").read_bytes()
    monkeypatch.setenv("MARQUEE_TOKEN", "a.b.c")
    monkeypatch.setenv("MARQUEE_LOG_FILE", file)
    assert told("run") == f"MARQUEE_LOG_FILE is {file}, which is a database; name another file."
    assert (folder / "photos.db").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "other.db is not there: no such file."),
        (b"", "other.db is an empty file."),
        (b"precious", "other.db is not a database."),
        ("folder", "other.db is a folder."),
        ("photos", "other.db is a database of another program, not one of Marquee."),
    ],
)
def test_what_cannot_be_restored_is_called_what_it_is(folder: Path, content: bytes | str | None, said: str) -> None:
    if content == "photos":
        photos(folder / "other.db")
    elif content == "folder":
        (folder / "other.db").mkdir()
    elif isinstance(content, bytes):
        (folder / "other.db").write_bytes(content)
    assert told("restore", "other.db", "--yes") == said
    assert titles(folder / "marquee.sqlite3") == ["Salt Road"]


def test_a_restore_shows_both_with_the_latest_change_of_any_kind_and_takes_no_for_an_answer(folder: Path) -> None:
    run("backup", "copy.sqlite3")
    with closing(sqlite3.connect(folder / "marquee.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO audit (guild_id, kind, about, before, after, done_at) "
            "VALUES (1, 'edit', 'Salt Road', '{}', '{}', '2039-05-17T20:30:00Z')"
        )
        connection.commit()
        shown = run("restore", "copy.sqlite3", given="n\n")
    assert shown.exit_code == 1
    assert "Nothing was changed." in shown.stdout
    [changed] = [line for line in shown.stdout.splitlines() if line.startswith("last change")]
    assert changed.endswith("\t2039-05-17 20:30 UTC")
    assert list(folder.glob("*.replaced-*")) == []


def test_a_restore_that_gets_no_answer_changes_nothing(folder: Path) -> None:
    run("backup", "copy.sqlite3")
    assert run("restore", "copy.sqlite3", given="").exit_code == 1
    assert list(folder.glob("*.replaced-*")) == []


@pytest.mark.parametrize("keep", [slice(0, 8192), slice(0, 20_000)])
def test_a_damaged_database_is_what_a_restore_is_for(folder: Path, keep: slice) -> None:
    run("backup", "copy.sqlite3")
    path = folder / "marquee.sqlite3"
    damaged = path.read_bytes()[keep] + b"\xa5" * 60_000
    path.write_bytes(damaged)
    done = run("restore", "copy.sqlite3", "--yes")
    assert done.exit_code == 0
    assert "marquee.sqlite3 is damaged: " in done.stdout
    assert titles(path) == ["Salt Road"]
    [kept] = folder.glob("marquee.sqlite3.replaced-*")
    assert kept.read_bytes() == damaged
    assert "is damaged" in told("restore", kept, "--yes")


def test_two_restores_in_one_second_keep_both(folder: Path) -> None:
    run("backup", "copy.sqlite3")
    for _ in range(3):
        assert run("restore", "copy.sqlite3", "--yes").exit_code == 0
    assert len(list(folder.glob("marquee.sqlite3.replaced-*"))) == 3
    with closing(open_reader(folder / "marquee.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM films").fetchone() == (1,)
