"""What is exported loads back to the same, and runs in no spreadsheet."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.exports import export_films, export_table
from bot.catalogue.film import Film
from bot.catalogue.formats.formulas import as_written, escaped
from bot.catalogue.loader import Loader
from bot.catalogue.loading.sources import sources
from bot.catalogue.record import film_from_mapping, film_to_mapping
from bot.catalogue.text import fold
from tests.catalogue.test_record import films
from tests.factories import make_film, make_review, memory_database, write_films

GUILD = 5
WRITERS = {"films.jsonl": export_films, "films.csv": export_table}


def exported(connection: sqlite3.Connection, name: str) -> bytes:
    stream = io.BytesIO()
    WRITERS[name](connection, stream, guild_id=GUILD)
    return stream.getvalue()


def load_into(connection: sqlite3.Connection, name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        report = Loader(connection, guild_id=GUILD).load(sources([path]))
    assert report.reject_count == 0, report.rejects


def told_apart(found: list[Film]) -> list[Film]:
    """Return films of which no two can be taken for one, as records have them, without what CSV has no sign for."""
    return [
        film_from_mapping(
            {**film_to_mapping(film), "ids": {"imdb": f"tt{number}|"} if number % 2 else {"imdb": f"tt{number}"}}
        )[0]
        for number, film in enumerate({fold(film.title): film for film in found}.values())
    ]


@settings(max_examples=60, deadline=None)
@given(found=st.lists(films, max_size=4).map(told_apart))
def test_an_export_loads_to_the_same_export(found: list[Film]) -> None:
    with closing(memory_database()) as one:
        write_films(one, *found, guild_id=GUILD)
        record = exported(one, "films.jsonl")
        for name in WRITERS:
            with closing(memory_database()) as other:
                written = exported(one, name)
                if found:
                    load_into(other, name, written)
                assert exported(other, name) == written, name
                assert exported(other, "films.jsonl") == record, name


HOSTILE = ["=cmd|' /C calc'!A0", "+1+cmd|x", "-2", "@SUM(1)", "'=1", "''+x", "=1+1", '=HYPERLINK("https://x.example")']


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_is_shown_and_not_run(text: str) -> None:
    cell = escaped(text)
    assert cell == f"'{text}"
    assert as_written(cell) == text


@pytest.mark.parametrize("text", ["A = B", "’Allo", "'Allo", "1-2", "", "a@b", "'tis"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert escaped(text) == text == as_written(text)


@given(st.text())
def test_every_cell_is_read_as_it_was_written(text: str) -> None:
    assert as_written(escaped(text)) == text
    assert escaped(text)[:1] not in {"=", "+", "-", "@"}


def test_hostile_films_are_escaped_and_load_back() -> None:
    hostile = [
        make_film(
            title, 1950 + number, synopsis=title, directors=(title,), reviews=(make_review(title, title),), streaming=()
        )
        for number, title in enumerate(HOSTILE)
    ]
    with closing(memory_database()) as one, closing(memory_database()) as other:
        write_films(one, *hostile, guild_id=GUILD)
        written = exported(one, "films.csv")
        rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
        assert len(rows) == len(HOSTILE) + 1
        assert not any(cell.lstrip()[:1] in {"=", "+", "-", "@"} for row in rows for cell in row)
        load_into(other, "films.csv", written)
        assert exported(other, "films.jsonl") == exported(one, "films.jsonl")


def test_an_empty_table_still_has_its_headings() -> None:
    with closing(memory_database()) as connection:
        assert exported(connection, "films.csv").decode("utf-8-sig").startswith("title,year,original_title")


def test_only_the_server_s_films_in_sight_are_in_it() -> None:
    with closing(memory_database()) as connection:
        write_films(connection, make_film("Shared"))
        write_films(connection, make_film("Elsewhere"), guild_id=6)
        write_films(connection, make_film("Own"), make_film("Retired"), guild_id=GUILD)
        connection.execute("UPDATE films SET retired_at = 'x' WHERE title = 'Retired'")
        for name in WRITERS:
            text = exported(connection, name).decode()
            assert "Own" in text
            assert not any(title in text for title in ("Shared", "Elsewhere", "Retired"))
