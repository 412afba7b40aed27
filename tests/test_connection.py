import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import connection as opening
from bot.connection import backup, check, migrate, migrations, open_reader, open_writer, transaction
from bot.errors import DatabaseError, NewerSchemaError
from tests.factories import make_database, make_film


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_database_is_durable_and_strict(tmp_path: Path) -> None:
    with closing(open_writer(tmp_path / "films.sqlite3")) as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 2  # FULL
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "user_version") == migrations()[-1][0]
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict "
            "AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        assert loose == []


def test_migrations_are_numbered_without_gaps() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_reader_cannot_write_and_is_not_blocked(tmp_path: Path) -> None:
    path = make_database(tmp_path / "films.sqlite3", make_film())
    with closing(open_writer(path)) as writer, closing(open_reader(path)) as reader:
        with pytest.raises(sqlite3.OperationalError):
            reader.execute("DELETE FROM films")
        with transaction(writer):
            writer.execute("UPDATE films SET score = 9")
            assert reader.execute("SELECT score FROM films").fetchone() == (None,)
        assert reader.execute("SELECT score FROM films").fetchone() == (9.0,)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with closing(open_writer(tmp_path / "films.sqlite3")) as connection:
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.executemany("INSERT INTO meta VALUES (?, ?)", [("a", "1"), ("a", "2")])
        assert connection.execute("SELECT count(*) FROM meta").fetchone() == (0,)
        assert not connection.in_transaction


def test_a_writer_that_waited_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0)
    path = make_database(tmp_path / "films.sqlite3")
    with closing(open_writer(path)) as one, closing(open_writer(path)) as other, transaction(one):  # noqa: SIM117 - the lock is held first, then waited for
        with pytest.raises(DatabaseError, match="busy"), transaction(other):
            pass


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = make_database(tmp_path / "films.sqlite3")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    for opened in (open_writer, open_reader):
        with pytest.raises(NewerSchemaError, match="newer Marquee"):
            opened(path)


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="another program"):
        open_writer(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, just some text\n" * 100, b"\x00" * 4096])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "films.sqlite3"
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match="not a database"):
        open_writer(path)
    assert path.read_bytes() == content


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="it is a folder"):
        open_writer(tmp_path)
    with pytest.raises(DatabaseError, match="there is no folder"):
        open_writer(tmp_path / "nowhere" / "films.sqlite3")
    with pytest.raises(DatabaseError, match="There is no database"):
        open_reader(tmp_path / "films.sqlite3")


def test_migrating_keeps_a_copy_and_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_database(tmp_path / "films.sqlite3", make_film())
    number = migrations()[-1][0] + 1
    steps = [*migrations(), (number, "ALTER TABLE films ADD COLUMN colour TEXT;\nCREATE TABLE one (a) STRICT;")]
    monkeypatch.setattr(opening, "migrations", lambda: steps)
    monkeypatch.setattr(opening, "schema_version", lambda: steps[-1][0])
    with pytest.raises(DatabaseError):  # a STRICT table needs types: the step fails as a whole
        open_writer(path)
    steps[-1] = (number, "ALTER TABLE films ADD COLUMN colour TEXT;")
    with pytest.raises(DatabaseError, match="older Marquee"):
        open_reader(path)
    with closing(open_writer(path)) as connection:
        assert pragma(connection, "user_version") == number
        assert connection.execute("SELECT title, colour FROM films").fetchall() == [("The Paper Lighthouse", None)]
        migrate(connection, path)  # nothing is left to do
    copy = path.with_name(f"films.sqlite3.before-v{number}")
    with closing(sqlite3.connect(copy)) as old:
        assert pragma(old, "user_version") == number - 1
        assert old.execute("SELECT title FROM films").fetchall() == [("The Paper Lighthouse",)]


def test_a_backup_is_taken_while_the_database_is_written(tmp_path: Path) -> None:
    path = make_database(tmp_path / "films.sqlite3", make_film())
    with closing(open_writer(path)) as writer, closing(open_reader(path)) as reader, transaction(writer):
        writer.execute("UPDATE films SET score = 9")
        backup(reader, tmp_path / "copy.sqlite3")
    with closing(open_reader(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT title, score FROM films").fetchall() == [("The Paper Lighthouse", None)]
        assert check(copy) == []
    assert sorted(each.name for each in tmp_path.iterdir() if "part" in each.name) == []


def test_a_backup_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    path = make_database(tmp_path / "films.sqlite3")
    with closing(open_reader(path)) as reader, pytest.raises(DatabaseError, match="cannot be used"):
        backup(reader, tmp_path / "nowhere" / "copy.sqlite3")


def test_check_finds_a_broken_reference(tmp_path: Path) -> None:
    path = make_database(tmp_path / "films.sqlite3", make_film(genres=("Drama",)))
    with closing(sqlite3.connect(path)) as loose:
        loose.execute("DELETE FROM films")
        loose.commit()
    with closing(open_writer(path)) as connection:
        assert any("genres" in fault for fault in check(connection))
