import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.backups import BackupPlan, backups, is_due, make_backup
from bot.doctor import examine, examine_backups
from bot.errors import DatabaseError
from bot.restoring import look, restore
from tests.factories import make_database, make_film

HOUR = 3_600.0
NOW = 1_700_000_000.0


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make_database(tmp_path / "films.sqlite3", make_film())


@pytest.fixture
def plan(tmp_path: Path) -> BackupPlan:
    return BackupPlan(tmp_path / "copies", 24, 3)


def titles(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM films ORDER BY id")]


def test_a_backup_is_due_when_the_last_is_too_old(database: Path, plan: BackupPlan) -> None:
    assert is_due(plan, database, NOW)
    make_backup(plan, database, NOW)
    assert not is_due(plan, database, NOW + 23 * HOUR)
    assert is_due(plan, database, NOW + 24 * HOUR)


def test_only_so_many_are_kept_and_nothing_else_is_taken_away(database: Path, plan: BackupPlan) -> None:
    plan.folder.mkdir()
    others = [plan.folder / name for name in ("films-by-hand.sqlite3", "other-2020-01-01T000000Z.sqlite3", "notes.txt")]
    for other in others:
        other.write_text("mine")
    made = [make_backup(plan, database, NOW + day * 24 * HOUR) for day in range(5)]
    assert [path for path, _ in backups(plan.folder, database)] == made[:1:-1]
    assert all(other.exists() for other in others)
    assert titles(made[-1]) == ["The Paper Lighthouse"]


def test_a_backup_that_fails_takes_nothing_away(database: Path, plan: BackupPlan) -> None:
    kept = make_backup(plan, database, NOW)
    database.write_bytes(b"not a database at all, and long enough to be looked at" * 50)
    with pytest.raises(DatabaseError):
        make_backup(BackupPlan(plan.folder, 24, 1), database, NOW + HOUR)
    assert [path for path, _ in backups(plan.folder, database)] == [kept]


def test_a_folder_that_cannot_be_made_is_named(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseError, match="cannot be made"):
        make_backup(BackupPlan(tmp_path / "file" / "copies", 24, 1), database, NOW)


def test_a_restore_puts_the_copy_in_place_and_keeps_what_was_there(database: Path, plan: BackupPlan) -> None:
    copy = make_backup(plan, database, NOW)
    make_database(database, make_film("Salt Road", 1999))
    assert look(copy).held["films"] == 1
    assert look(database).held["films"] == 2
    kept = restore(copy, database)
    assert titles(database) == ["The Paper Lighthouse"]
    assert kept is not None
    assert titles(kept) == ["The Paper Lighthouse", "Salt Road"]
    assert copy.exists()


def test_a_database_in_use_is_not_replaced(database: Path, plan: BackupPlan) -> None:
    copy = make_backup(plan, database, NOW)
    with closing(sqlite3.connect(database)) as running:
        running.execute("SELECT count(*) FROM films").fetchone()
        with pytest.raises(DatabaseError, match="in use"):
            restore(copy, database)
    assert titles(database) == ["The Paper Lighthouse"]
    assert sorted(path.name for path in database.parent.iterdir() if "part" in path.name) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_sound_database_is_refused_before_anything_changes(
    database: Path, tmp_path: Path, content: bytes
) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_bytes(content)
    with pytest.raises(DatabaseError):
        look(other)
    assert titles(database) == ["The Paper Lighthouse"]


def test_the_doctor_finds_a_sound_machine_sound(database: Path, plan: BackupPlan) -> None:
    make_backup(plan, database, time.time())
    findings = examine(database, plan)
    assert [found.about for found in findings if not found.sound] == []
    assert {"Python", "SQLite", "Folder", "Disk", "Permissions", "Database", "Backups"} == {
        found.about for found in findings
    }


def test_the_doctor_says_what_is_wrong_and_what_to_do(database: Path, plan: BackupPlan, tmp_path: Path) -> None:
    make_backup(plan, database, NOW)
    late = examine_backups(plan, database, NOW + 49 * HOUR)
    assert not late.sound
    assert late.advice
    database.chmod(0o666)
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    wrong = {found.about: found.advice for found in examine(database, None) if not found.sound}
    assert set(wrong) == {"Permissions", "Database"}
    assert all(wrong.values())
    [folder] = [found for found in examine(tmp_path / "nowhere" / "films.sqlite3", None) if found.about == "Folder"]
    assert not folder.sound
