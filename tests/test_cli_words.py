"""What the command line says: of starter records, of what cannot be read, of tables, and of numbers that are none."""

import io
import os
import pty
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import examine_database
from bot.errors import UserError
from bot.printing import print_table
from bot.starter import starter_files
from tests.factories import make_database

PAGE = Path(__file__).resolve().parent.parent / "data" / "the-cranes-are-flying.txt"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARQUEE_DATABASE", raising=False)
    return tmp_path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)


def test_the_starter_records_are_called_so_and_each_of_their_films_is_new() -> None:
    loaded = run("load", "--starter").stdout
    assert "0 updated, 0 unchanged" in loaded
    assert "0 rejected; 0 warnings" in loaded
    listed = run("loads").stdout
    assert "\tstarter records\t" in listed
    assert str(starter_files()[0].parent) not in listed
    assert " UTC (starter records): " in run("undo").stdout


def test_the_example_of_a_film_page_says_nothing_that_the_starter_records_do_not() -> None:
    run("load", "--starter")
    assert "0 new, 0 updated, 1 unchanged; 0 new reviews" in run("load", PAGE).stdout


def test_other_files_are_listed_by_name(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.jsonl").write_text(f'{{"title": "Salt Road {name}"}}\n')
    run("load", "a.jsonl", "b.jsonl")
    run("load", "a.jsonl", "--starter")
    assert [line.split("\t")[2] for line in run("loads").stdout.splitlines()[1:]] == [
        f"a.jsonl and {len(starter_files())} more",
        "a.jsonl and 1 more",
    ]


@pytest.mark.parametrize(
    ("files", "arguments", "said"),
    [
        ({}, ["nope.csv"], "nope.csv: no such file or folder\n"),
        ({"photos.db": "SQLite format 3\0 and so on"}, ["photos.db", "nope"], "nope: no such file or folder\n"),
        ({"bad.jsonl": '{"year": 1999}\n'}, ["bad.jsonl"], "bad.jsonl:1: no title\n"),
        ({"empty.csv": ""}, ["."], "empty.csv:1: file is empty\n"),
        ({"links.csv": "movieId,imdbId,tmdbId\n1,0114709,862\n"}, ["links.csv", "--format", "movielens"], "0 new"),
    ],
)
def test_a_load_that_finds_no_film_makes_no_database(
    folder: Path, files: dict[str, str], arguments: list[str], said: str
) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)
    done = run("load", *arguments)
    assert said in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)


def test_a_load_that_finds_a_film_after_what_cannot_be_read_makes_one(folder: Path) -> None:
    (folder / "bad.jsonl").write_text('{"year": 1999}\n')
    (folder / "good.csv").write_text("title,year\n,1998\nSalt Road,1999\n")
    assert run("load", "nope", "bad.jsonl", "good.csv").exit_code == 1
    assert "Salt Road" in run("export").stdout


def test_what_cannot_be_read_has_no_line_in_json_either() -> None:
    assert '"line": null' in run("load", "nope.csv", "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "x", "--limit", "abc"), "'--limit': 'abc' is not a whole number from 1 to 100."),
        (("search", "x", "--limit", "0"), "'--limit': '0' is not a whole number from 1 to 100."),
        (("loads", "--limit", "1.5"), "'--limit': '1.5' is not a whole number from 1 up."),
        (("loads", "--guild", "-1"), "'--guild': '-1' is not a whole number from 0 up."),
        (("show", "x", "--guild", "9" * 30), "is not a whole number from 0 up."),
        (("undo", "last"), "'[LOAD]': 'last' is not a whole number from 1 up."),
        (("unmerge", "x"), "'MERGE': 'x' is not a whole number from 1 up."),
        (("demo", "--port", "70000"), "'--port': '70000' is not a whole number from 0 to 65,535."),
    ],
)
def test_a_number_that_is_none_is_told_with_its_option(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("typed", ["", "   "])
@pytest.mark.parametrize(
    ("command", "said"), [("search", "Type its title"), ("show", "Type its title"), ("ask", "Ask a question")]
)
def test_nothing_typed_is_asked_for(folder: Path, command: str, typed: str, said: str) -> None:
    make_database(folder / "marquee.sqlite3")
    with pytest.raises(UserError, match=said):
        run(command, typed)


def test_the_doctor_advises_the_starter_records_while_there_are_no_films(folder: Path) -> None:
    for path in (folder / "none.sqlite3", make_database(folder / "empty.sqlite3")):
        [found] = [found for found in examine_database(path) if found.about == "Database"]
        assert found.sound
        assert found.advice.startswith("`marquee load --starter`")


ROWS = [("1", "Salt Road", "1,999"), ("12", "A far longer title", "7")]


def test_a_table_is_separated_by_tabs_for_programs() -> None:
    with redirect_stdout(io.StringIO()) as printed:
        print_table(("id", "title", "votes"), ROWS)
    assert printed.getvalue() == "id\ttitle\tvotes\n1\tSalt Road\t1,999\n12\tA far longer title\t7\n"


def test_a_table_stands_in_columns_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    reading, writing = pty.openpty()
    with os.fdopen(writing, "w", encoding="utf-8") as terminal, redirect_stdout(terminal):
        print_table(("id", "title", "votes"), ROWS)
        terminal.flush()
        drawn = os.read(reading, 4096).decode()
    os.close(reading)
    assert [line.rstrip() for line in drawn.splitlines()] == [
        "id  title               votes",
        " 1  Salt Road           1,999",
        "12  A far longer title      7",
    ]
