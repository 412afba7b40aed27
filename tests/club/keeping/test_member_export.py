"""What is kept of a member as tables: Letterboxd's headings, safe cells, and the way back through our own importer."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.reviews import review_writer
from bot.catalogue.reviews.reviewed import Draft
from bot.club.keeping.member_export import MemberRecords, as_zip, read_records, safe_cell
from bot.club.rating_files.reading import read_ratings
from bot.connection import open_writer
from tests.factories import make_database, make_film, write_films

GUILD, ANA, BO = 5, 71, 72
TITLES = ("Salt Road", "+1", "-30-", "@Suicide Room", 'Comma, the "Film"', "=cmd|'/C calc'!A0", "Fish & Chips", "Día")
SAID = 'It folds, and <folds> & "burns".\n\n- twice;\n=2(3)'


@pytest.fixture
def records(tmp_path: Path) -> Iterator[MemberRecords]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        films = [make_film(title, 1960 + number) for number, title in enumerate(TITLES)]
        write_films(
            connection, *films, make_film("No Year", None, ids={"imdb": "tt1", "tmdb": "7", "letterboxd": "no-year"})
        )
        for film_id in range(1, len(TITLES) + 2):
            values = (GUILD, film_id, ANA, film_id, f"2024-02-{film_id:02}T12:00:00Z")
            connection.execute("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)", values)
        connection.execute("INSERT INTO ratings VALUES (?, 1, ?, 2, 'x')", (GUILD, BO))
        connection.execute("INSERT INTO ratings VALUES (6, 1, ?, 2, 'x')", (ANA,))
        connection.execute(
            "INSERT INTO watches VALUES (1, ?, 1, ?, '2024-02-29', 1, '2024-03-01T00:00:00Z')", (GUILD, ANA)
        )
        connection.execute("INSERT INTO watchlist VALUES (?, ?, 2, '2024-03-01T00:00:00Z')", (GUILD, ANA))
        connection.execute(
            "INSERT INTO picks VALUES (?, 'slat', 1, ?, 'Slat', 1, '2024-03-01T00:00:00Z')", (GUILD, ANA)
        )
        review_writer.write(connection, 1, Draft(SAID, "Ana"), guild_id=GUILD, member_id=ANA)
        yield read_records(connection, guild_id=GUILD, member_id=ANA)


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))


def test_the_tables_have_letterboxd_s_headings_and_scores(records: MemberRecords) -> None:
    with zipfile.ZipFile(io.BytesIO(as_zip({"": records}))) as archive:
        headings = {
            name: archive.read(name).decode().splitlines()[0] for name in archive.namelist() if name.endswith("csv")
        }
        [last] = [row for row in rows(archive, "ratings.csv") if row["Name"] == "No Year"]
        [watch] = rows(archive, "diary.csv")
        rest = json.loads(archive.read("everything-else.json"))
    assert headings == {
        "ratings.csv": "Date,Name,Year,Letterboxd URI,Rating,tmdbID,imdbID",
        "diary.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date,tmdbID,imdbID",
        "reviews.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date,tmdbID,imdbID",
        "watchlist.csv": "Date,Name,Year,Letterboxd URI,tmdbID,imdbID",
    }
    assert last == {
        "Date": "2024-02-09",
        "Name": "No Year",
        "Year": "",
        "Letterboxd URI": "https://letterboxd.com/film/no-year/",
        "Rating": "4.5",
        "tmdbID": "7",
        "imdbID": "tt1",
    }
    assert (watch["Rewatch"], watch["Watched Date"], watch["Rating"]) == ("Yes", "2024-02-29", "0.5")
    assert [row["typed"] for row in rest["titles typed and then picked"]] == ["Slat"]
    assert "ratings" not in rest


def test_what_is_exported_is_read_back_to_the_same(records: MemberRecords) -> None:
    read = read_ratings("marquee-data.zip", as_zip({"": records}))
    assert read.source == "Letterboxd"
    assert read.remarks == ()
    scores = {row.title.removeprefix("'"): row.score for row in read.rows if row.file.endswith("ratings.csv")}
    assert scores == {title: number for number, title in enumerate((*TITLES, "No Year"), start=1)}
    assert {row.review for row in read.rows if row.review} == {SAID}
    assert [(row.watched_on, row.rewatch) for row in read.rows if row.watched_on] == [("2024-02-29", True)]
    assert [row.title for row in read.rows if row.on_watchlist] == ["+1"]
    assert {row.rated_at for row in read.rows if row.title == "Salt Road" and row.score} >= {"2024-02-01T12:00:00Z"}


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        (' =HYPERLINK("https://evil.example")', '\' =HYPERLINK("https://evil.example")'),
        ("@SUM(1+1)*cmd|' /C calc'!A0", "'@SUM(1+1)*cmd|' /C calc'!A0"),
        ("-2+3+cmd|'/C calc'!A0", "'-2+3+cmd|'/C calc'!A0"),
        ("=Sheet2!A1", "'=Sheet2!A1"),
        ("\t=IMPORTXML(A1)", "'\t=IMPORTXML(A1)"),
        ("+1", "+1"),
        ("-30-", "-30-"),
        ("@Suicide Room", "@Suicide Room"),
        ("- a list, not a sum", "- a list, not a sum"),
        ("Who? (Me!)", "Who? (Me!)"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_escaped(text: str, safe: str) -> None:
    assert safe_cell(text) == safe


def test_each_server_s_data_is_in_a_folder_of_its_own() -> None:
    row: dict[str, Any] = {"dated": None, "title": "A", "year": None, "letterboxd": "2b0a", "tmdb": None, "imdb": None}
    listed = MemberRecords({"watchlist": [row]}, {})
    with zipfile.ZipFile(io.BytesIO(as_zip({"server 5": listed, "server 6": listed}))) as archive:
        assert archive.namelist() == ["server 5/watchlist.csv", "server 6/watchlist.csv"]
        assert rows(archive, "server 5/watchlist.csv")[0]["Letterboxd URI"] == "https://letterboxd.com/film/2b0a/"
