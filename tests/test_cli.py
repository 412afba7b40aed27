"""The command line as a person or a script meets it: its output and exit codes, mostly of real processes."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.connection import open_reader, open_writer
from tests.command_line import ENVIRONMENT, Here, marquee
from tests.factories import make_database, make_film


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(monkeypatch, capsys)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starter records loaded under the default name."""
    folder = tmp_path_factory.mktemp("starter")
    done = marquee("load", "--starter", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_starter_records_all_load(starter: Path) -> None:
    with closing(open_reader(starter / "marquee.sqlite3")) as connection:
        films, decades = connection.execute("SELECT count(*), count(DISTINCT year / 10) FROM films").fetchone()
        reviewed = connection.execute("SELECT count(DISTINCT film_id) FROM reviews").fetchone()[0]
        countries = connection.execute("SELECT count(DISTINCT name) FROM countries").fetchone()[0]
        unwritten = connection.execute("SELECT title FROM films WHERE synopsis IS NULL").fetchall()
    assert films >= 150
    assert decades >= 13
    assert reviewed >= 60
    assert countries >= 30
    assert unwritten == []


def test_a_mistyped_title_is_found(starter: Path) -> None:
    done = marquee("search", "cranes are flyng", "--json", cwd=starter)
    assert done.returncode == 0
    first = json.loads(done.stdout)[0]
    assert (first["title"], first["year"], first["confidence"]) == ("The Cranes Are Flying", 1957, "sure")
    assert first["why"]
    assert set(first) == {"id", "title", "year", "score", "confidence", "why"}
    assert "The Cranes Are Flying\t1957" in marquee("search", "cranes", "are", "flyng", cwd=starter).stdout


def test_nothing_near_says_so(here: Here, starter: Path) -> None:
    done = here("search", "asdfgh qwertz", cwd=starter)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "No film like “asdfgh qwertz”" in done.stderr
    assert json.loads(here("search", "asdfgh qwertz", "--json", cwd=starter).stdout) == []


def test_a_record_is_shown_whole(starter: Path) -> None:
    record = json.loads(marquee("show", "cranes are flyng", "--json", cwd=starter).stdout)
    assert record["title"] == "The Cranes Are Flying"
    assert record["runtime_minutes"] == 97
    assert len(record["reviews"]) >= 4
    assert "Mikhail Kalatozov" in marquee("show", "cranes are flyng", cwd=starter).stdout


def test_a_title_of_two_films_asks_which(here: Here, starter: Path) -> None:
    done = here("show", "solaris", cwd=starter)
    assert done.returncode == 2
    assert "Solaris (1972)" in done.stderr
    assert "Solaris (2002)" in done.stderr
    assert json.loads(here("show", "solaris 2002", "--json", cwd=starter).stdout)["year"] == 2002


def test_an_export_loads_back(starter: Path, tmp_path: Path) -> None:
    assert marquee("export", tmp_path / "all.jsonl", cwd=starter).returncode == 0
    loaded = marquee("load", "all.jsonl", "--json", cwd=tmp_path)
    assert loaded.returncode == 0
    assert marquee("export", cwd=tmp_path).stdout == (tmp_path / "all.jsonl").read_text(encoding="utf-8")


def test_the_report_in_words_and_in_json(tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text('{"title": "Salt Road"}\n{"year": 1999}\n')
    done = marquee("load", "films.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert "films.jsonl:2: " in done.stdout
    assert "1 new, 0 updated, 0 unchanged" in done.stdout
    again = marquee("load", "films.jsonl", "--json", cwd=tmp_path)
    report: dict[str, Any] = json.loads(again.stdout)
    assert again.returncode == 1
    assert report["films"] == {"new": 0, "updated": 0, "unchanged": 1}
    assert report["reviews"] == {"new": 0}
    assert [set(reject) for reject in report["rejects"]] == [{"file", "line", "reason"}]
    assert report["warnings"] == []
    assert report["seconds"] >= 0
    assert set(report) == {"films", "reviews", "rejects", "warnings", "seconds"}


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ({"a.jsonl": '{"title": "Salt Road"}'}, ["a.jsonl"], 0),
        ({"a.jsonl": '{"title": "Salt Road"}', "b.txt": "no film"}, ["."], 1),
        ({"a.jsonl": '{"title": "Salt Road"}'}, ["a.jsonl", "missing.jsonl"], 1),
        ({"b.txt": "no film"}, ["b.txt"], 2),
        ({}, ["missing.jsonl"], 2),
        ({}, ["."], 2),
        ({}, [], 2),
        ({"a.jsonl": '{"title": "Salt Road"}'}, ["a.jsonl", "--format", "klingon"], 2),
    ],
)
def test_exit_codes_of_loading(
    here: Here, tmp_path: Path, files: dict[str, str], arguments: list[str], code: int
) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    done = here("load", *arguments, "--database", tmp_path / "x.sqlite3", cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert done.stdout + done.stderr
    assert ("docs/formats.md" in done.stderr) is (code == 2 and "rejected" in done.stdout)


def test_a_dry_run_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text('{"title": "Salt Road"}\n')
    done = marquee("load", "films.jsonl", "--dry-run", cwd=tmp_path)
    assert "Would load 1 film" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["films.jsonl"]


def test_undo_and_loads(here: Here, tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text('{"title": "Salt Road"}\n')
    here("load", "films.jsonl", cwd=tmp_path)
    assert "films.jsonl" in here("loads", cwd=tmp_path).stdout
    done = here("undo", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 new films" in done.stdout or "1 new film" in done.stdout
    assert here("export", cwd=tmp_path).stdout == ""
    nothing = here("undo", cwd=tmp_path)
    assert nothing.returncode == 2
    assert "no load to undo" in nothing.stderr


def test_a_last_load_that_changed_nothing_is_not_passed_over_for_an_older_one(here: Here, tmp_path: Path) -> None:
    (tmp_path / "films.jsonl").write_text('{"title": "Salt Road"}\n')
    (tmp_path / "none.jsonl").write_text('{"year": 1999}\n')
    for name in ("films.jsonl", "films.jsonl", "none.jsonl"):
        here("load", name, cwd=tmp_path)
    done = here("undo", cwd=tmp_path)
    assert done.returncode == 2
    assert "The last load, 2, changed nothing" in done.stderr
    assert "is load 1, films.jsonl; name it to take it back. That is `marquee undo 1`" in done.stderr
    assert here("undo", "1", cwd=tmp_path).returncode == 0
    assert here("export", cwd=tmp_path).stdout == ""


def test_a_database_is_never_written_over(here: Here, tmp_path: Path) -> None:
    path = make_database(tmp_path / "marquee.sqlite3", make_film())
    (tmp_path / "notes.txt").write_text("precious")
    for arguments in (["export", "marquee.sqlite3"], ["backup", "marquee.sqlite3"], ["backup", "notes.txt"]):
        done = here(*arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr
    assert (tmp_path / "notes.txt").read_text() == "precious"
    assert "is sound" in here("check", "-d", path, cwd=tmp_path).stdout


@pytest.mark.parametrize("command", ["check", "search lighthouse", "export", "backup copy.sqlite3", "undo", "loads"])
def test_a_damaged_database_is_told_in_words(here: Here, tmp_path: Path, command: str) -> None:
    path = make_database(tmp_path / "marquee.sqlite3", *(make_film(f"Film {number}") for number in range(400)))
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 2000] = b"\xa5" * 2000
    path.write_bytes(content)
    done = here(*command.split(), cwd=tmp_path)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr
    assert list(tmp_path.glob("*.part")) == []


def test_the_database_is_named_by_option_variable_or_file(tmp_path: Path) -> None:
    make_database(tmp_path / "one.sqlite3", make_film("One", 2001))
    make_database(tmp_path / "two.sqlite3", make_film("Two", 2002))
    make_database(tmp_path / "three.sqlite3", make_film("Three", 2003))
    (tmp_path / ".env").write_text("MARQUEE_DATABASE=three.sqlite3\n")
    assert "Three" in marquee("export", cwd=tmp_path).stdout
    assert "Two" in marquee("export", cwd=tmp_path, MARQUEE_DATABASE="two.sqlite3").stdout
    assert "One" in marquee("export", "-d", "one.sqlite3", cwd=tmp_path, MARQUEE_DATABASE="two.sqlite3").stdout


def test_check_and_backup(starter: Path, tmp_path: Path) -> None:
    assert "is sound" in marquee("check", cwd=starter).stdout
    copied = marquee("backup", tmp_path / "copy.sqlite3", cwd=starter)
    assert copied.returncode == 0
    assert (
        marquee("export", "-d", tmp_path / "copy.sqlite3", cwd=tmp_path).stdout == marquee("export", cwd=starter).stdout
    )
    itself = marquee("backup", "marquee.sqlite3", cwd=starter)
    assert itself.returncode == 2
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as broken:
        broken.execute("DELETE FROM films")
        broken.commit()
    found = marquee("check", "-d", tmp_path / "copy.sqlite3", cwd=tmp_path)
    assert found.returncode == 1
    assert "gone" in found.stdout


@pytest.mark.parametrize(
    "command", ["search x", "show x", "ask x", "export", "undo", "loads", "check", "backup copy.sqlite3"]
)
def test_without_a_database_one_line_says_what_to_do(here: Here, tmp_path: Path, command: str) -> None:
    done = here(*command.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no database at marquee.sqlite3" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "No token"),
        ({"MARQUEE_TOKEN": "hello"}, "does not look like a bot token"),
        ({"MARQUEE_TOKEN_FILE": "missing.txt"}, "missing.txt cannot be read"),
        ({"MARQUEE_TOKEN": "a.b.c", "MARQUEE_TOKEN_FILE": "token.txt"}, "not both"),
        ({"MARQUEE_TOKEN": "a.b.c", "MARQUEE_LOG_LEVEL": "LOUD"}, "MARQUEE_LOG_LEVEL is “LOUD”: should be DEBUG, "),
        ({"MARQUEE_BACKUP_KEEP": "0"}, "MARQUEE_BACKUP_KEEP is “0”: input should be greater"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(here: Here, tmp_path: Path, settings: dict[str, str], said: str) -> None:
    done = here("run", cwd=tmp_path, **settings)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "hello" not in done.stderr, "a token is never printed"


def test_a_load_killed_at_any_moment_leaves_a_sound_database_that_a_second_run_completes(tmp_path: Path) -> None:
    record = {"title": "", "synopsis": "word " * 40, "reviews": [{"reviewer": "r", "text": "word " * 60}]}
    with (tmp_path / "films.jsonl").open("w") as stream:
        for number in range(6000):
            stream.write(json.dumps(record | {"title": f"Film {number}"}) + "\n")
    path = tmp_path / "marquee.sqlite3"
    open_writer(path).close()
    wal = path.with_name(path.name + "-wal")
    for megabytes in (0.1, 1, 3):
        running = subprocess.Popen(
            [sys.executable, "-m", "bot", "load", "films.jsonl"], cwd=tmp_path, env=ENVIRONMENT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while running.poll() is None and time.monotonic() < deadline:
            if wal.exists() and wal.stat().st_size > megabytes * 1e6:
                break
            with suppress(subprocess.TimeoutExpired):
                running.wait(0.001)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert "is sound" in marquee("check", cwd=tmp_path).stdout
        with closing(open_reader(path)) as connection:
            assert connection.execute("SELECT count(*) FROM films").fetchone()[0] in {0, 6000}
    assert marquee("load", "films.jsonl", cwd=tmp_path).returncode == 0
    with closing(open_reader(path)) as connection:
        assert connection.execute("SELECT count(*) FROM films").fetchone()[0] == 6000


def test_output_survives_a_reader_that_leaves(starter: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "export"],
        cwd=starter,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_searching_imports_nothing_heavy() -> None:
    heavy = {"asyncio", "discord", "numpy", "pydantic", "rich", "simcord"}
    code = f"import sys, bot.cli; print(*({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_what_is_taken_of_a_data_set_can_be_chosen(here: Here, tmp_path: Path) -> None:
    rows = ("tconst\ttitleType\tprimaryTitle\tisAdult", "tt0000001\tshort\tA\t0", "tt0000002\tmovie\tB\t1")
    (tmp_path / "title.basics.tsv").write_text("\n".join(rows))
    done = here("load", "title.basics.tsv", "--imdb-types", "Short,movie", "--adult", "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert "2 new" in done.stdout
    assert "0 new" in here("load", "title.basics.tsv", "--dry-run", cwd=tmp_path).stdout
    wrong = here("load", "title.basics.tsv", "--imdb-types", "movei", cwd=tmp_path)
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("marquee: IMDb has no titles of the type movei; there are audiobook, movie,")
