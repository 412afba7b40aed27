import io
import zipfile

import pytest

from bot.club.rating_files.reading import read_ratings
from bot.club.rating_files.record import ImportedRating, RatingFile, Remark
from bot.errors import UserError

NOON = "T12:00:00Z"


def read(text: str, name: str = "ratings.csv") -> RatingFile:
    file = read_ratings(name, text.encode())
    assert file.source == "Letterboxd"
    return file


def packed(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".csv", text)
    return data.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ratings(end: str) -> None:
    lines = (
        "Date,Name,Year,Letterboxd URI,Rating",
        "2024-01-02,Salt Road,1999,https://boxd.it/2b0a,4.5",
        '2024-01-03,"Paper, Scissors",,https://letterboxd.com/film/paper-scissors/,0.5',
        "2024-01-04,Seen It,2001,,",
    )
    file = read(end.join(lines) + end)
    assert file.rows == (
        ImportedRating(
            "Salt Road", 1999, "ratings.csv", 2, (("letterboxd", "2b0a"),), score=9, rated_at="2024-01-02" + NOON
        ),
        ImportedRating(
            *("Paper, Scissors", None, "ratings.csv", 3, (("letterboxd", "paper-scissors"),)),
            score=1,
            rated_at="2024-01-03" + NOON,
        ),
        ImportedRating("Seen It", 2001, "ratings.csv", 4),
    )
    assert file.remarks == ()


def test_the_diary_has_days_and_rewatches_and_ids_of_entries_that_are_no_films() -> None:
    file = read(
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        "2024-01-02,Salt Road,1999,https://boxd.it/x1,4,Yes,,2024-01-01\n"
        "2024-01-02,Salt Road,1999,https://boxd.it/x2,,,,2023-01-01\n",
        "diary.csv",
    )
    assert file.rows == (
        ImportedRating(
            *("Salt Road", 1999, "diary.csv", 2),
            score=8,
            rated_at="2024-01-02" + NOON,
            watched_on="2024-01-01",
            rewatch=True,
        ),
        ImportedRating("Salt Road", 1999, "diary.csv", 3, watched_on="2023-01-01"),
    )


def test_columns_of_outside_ids_name_the_film() -> None:
    file = read(
        "Date,Name,Year,Letterboxd URI,Rating,tmdbID,imdbID\n"
        "2024-01-02,Salt Road,1999,https://boxd.it/2b0a,4.5,949,tt0113277\n"
        "2024-01-02,Paper,1961,,3,,\n"
        "2024-01-02,Noon,1952,,3,none,tt\n"
    )
    assert [row.ids for row in file.rows] == [
        (("imdb", "tt0113277"), ("tmdb", "949"), ("letterboxd", "2b0a")),
        (),
        (),
    ]
    diary = read(
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date,tmdbID,imdbID\n"
        "2024-01-02,Salt Road,1999,https://boxd.it/x1,4,,,2024-01-01,949,\n",
        "diary.csv",
    )
    assert diary.rows[0].ids == (("tmdb", "949"),)  # its address is the entry's


def test_reviews_keep_their_line_breaks_and_lose_their_tags() -> None:
    file = read(
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\r\n"
        '2024-01-02,Salt Road,1999,https://boxd.it/x1,4,,"One <i>goat</i>.\r\n\r\nThen ""two"".",,2024-01-01\r\n'
        "2024-01-03,Paper,1961,https://boxd.it/x3,,,Fine.,,\r\n",
        "reviews.csv",
    )
    assert [row.review for row in file.rows] == ['One goat.\n\nThen "two".', "Fine."]
    assert [row.line for row in file.rows] == [2, 5]


@pytest.mark.parametrize(
    ("name", "to_be_seen"),
    [("watchlist.csv", True), ("watchlist-ana-2024.csv", True), ("watched.csv", False), ("Watched (1).csv", False)],
)
def test_names_alone_were_seen_or_are_to_be_by_the_file_s_name(name: str, to_be_seen: bool) -> None:
    [row] = read("Date,Name,Year,Letterboxd URI\n2024-01-02,Salt Road,1999,https://boxd.it/2b0a\n", name).rows
    assert row.on_watchlist == to_be_seen
    assert row.score is None


def test_names_alone_in_a_file_of_another_name_are_asked_about() -> None:
    with pytest.raises(UserError, match=r"watched\.csv or watchlist\.csv"):
        read("Date,Name,Year,Letterboxd URI\n2024-01-02,Salt Road,1999,\n", "films.csv")


@pytest.mark.parametrize(
    "above",
    [
        "",
        "\n",
        'Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,Goats,,https://boxd.it/a,"Two\nlines"\n\n',
    ],
)
def test_a_list_is_for_the_watchlist(above: str) -> None:
    file = read(above + "Position,Name,Year,URL,Description\n1,Salt Road,1999,https://boxd.it/2b0a,\n", "goats.csv")
    [row] = file.rows
    assert (row.title, row.ids, row.on_watchlist) == ("Salt Road", (("letterboxd", "2b0a"),), True)
    assert file.remarks == ()


def test_a_zip_is_read_whole_without_what_was_deleted() -> None:
    ratings = "Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,Salt Road,1999,https://boxd.it/2b0a,4.5\n"
    names = "Date,Name,Year,Letterboxd URI\n2024-01-02,Paper,1961,https://boxd.it/2b0b\n"
    data = packed(
        profile="Date Joined,Username\n2020-01-01,ana\n",
        watchlist=names,
        ratings=ratings,
        watched=names,
        deleted__ratings=ratings,
        orphaned__ratings=ratings,
        likes__films=names,
        lists__goats="Position,Name,Year,URL,Description\n1,A,1999,,\n2,B,1999,,\n",
    )
    file = read_ratings("letterboxd-ana.zip", data)
    assert [(row.file, row.title) for row in file.rows] == [
        ("ratings.csv", "Salt Road"),
        ("watchlist.csv", "Paper"),
        ("watched.csv", "Paper"),
    ]
    assert file.left_out == {"deleted entry": 1, "orphaned entry": 1, "liked film": 1, "film of a list": 2}


def test_the_folder_of_an_unpacked_export_packed_again_is_passed_through() -> None:
    data = packed(ana__ratings="Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,Salt Road,1999,,4\n")
    [row] = read_ratings("ana.zip", data).rows
    assert row.score == 8


def test_bad_rows_are_named_by_line_and_reason_and_lose_no_other() -> None:
    file = read(
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "2024-01-02,Good,1999,,4\n"
        "2024-01-02,Too much,1999,,9\n"
        "2024-01-02,,1999,,4\n"
        "2024-01-02,Too short,1999\n"
        '2024-01-02,"Open,1999,,4\n'
        "2024-01-02,Odd year,199x,,4\n"
        "soon,Odd date,1999,,4\n"
        "2024-01-02,Good too,1999,,4\n"
    )
    assert [row.title for row in file.rows] == ["Good", "Odd year", "Odd date", "Good too"]
    assert file.remarks == (
        Remark("ratings.csv", 3, "“9” is no rating from 0.5 to 5 in half stars"),
        Remark("ratings.csv", 4, "no title"),
        Remark("ratings.csv", 5, "3 cells under 5 headings"),
        Remark("ratings.csv", 6, "a quote is opened here and never closed"),
        Remark("ratings.csv", 7, "“199x” is no year of a film; taken without it", lost=False),
        Remark("ratings.csv", 8, "“soon” is no time at which a film can have been rated; taken without it", lost=False),
    )
