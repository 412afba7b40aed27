"""Letterboxd's lists and tables as lists of films."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Film, Notice
from bot.catalogue.formats.letterboxd import film_id, matches, read
from tests.catalogue.formats.reading import assert_sound, films, notices, outcomes, rejects, warnings

WATCHLIST = "Date,Name,Year,Letterboxd URI\n2024-01-05,Salt Road,1999,https://boxd.it/2aHi\n"
SALT_ROAD = Film("Salt Road", 1999, ids={"letterboxd": "2aHi"})
ROWS = (
    "Position,Name,Year,URL,Description\n"
    '1,Salt Road,1999,https://boxd.it/2aHi,\n2,Undated,,https://boxd.it/b,"So,\nyes"\n'
)
ABOVE = (
    "Date,Name,Tags,URL,Description\n"
    '2021-11-06,Mine,"best, again",https://boxd.it/4Ab,"A list,\nover\n\ntwo lines."\n\n'
)


@pytest.mark.parametrize(
    "data",
    [
        "Letterboxd list export v7\n" + ABOVE + ROWS,
        "\n" + ROWS,
        ROWS,
        ("Letterboxd list export v7\n" + ABOVE + ROWS).replace("\n", "\r\n"),
        "\ufeffLetterboxd list export v7,,,,\n" + ABOVE + ROWS,
    ],
)
def test_a_list_is_read_below_what_it_says_of_itself(data: str) -> None:
    assert matches("lists/mine.csv", data.encode())
    assert films(read, data) == [SALT_ROAD, Film("Undated", ids={"letterboxd": "b"})]


@pytest.mark.parametrize(
    "data",
    [
        WATCHLIST,
        WATCHLIST.replace("\n", "\r\n") + "\r\n\r\n",
        "letterboxd uri,YEAR,name,Date\nhttps://boxd.it/2aHi,1999,Salt Road,2024-01-05\n",
        "Date,Name,Year,Letterboxd URI\n2024-01-05,Salt Road,1999.0,https://boxd.it/2aHi\n",
    ],
)
def test_a_watchlist_is_a_list_of_films(data: str) -> None:
    assert films(read, data) == [SALT_ROAD]
    assert notices(read, data) == []


def test_ratings_are_left_to_their_member() -> None:
    data = WATCHLIST.replace("URI\n", "URI,Rating\n").replace("2aHi\n", "2aHi,4.5\n")
    assert films(read, data) == [SALT_ROAD]
    assert notices(read, data) == ["films taken, without what a member says of them; /import-ratings takes that"]


def test_the_address_in_a_diary_is_no_film_s() -> None:
    data = (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        '2024-02-12,Salt Road,1999,https://boxd.it/Entry1,,,"Slow, and\nbetter <b>for</b> it.",,2024-02-11\n'
    )
    assert films(read, data) == [Film("Salt Road", 1999)]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://boxd.it/2aHi", "2aHi"),
        ("http://boxd.it/2aHi/", "2aHi"),
        ("https://letterboxd.com/film/salt-road-1999/", "salt-road-1999"),
        ("https://letterboxd.com/someone/film/salt-road/", None),
        ("https://letterboxd.com/someone/list/mine/", None),
        ("https://example.org/2aHi", None),
        ("", None),
    ],
)
def test_only_a_film_s_address_holds_its_id(address: str, found: str | None) -> None:
    assert film_id(address) == found


@pytest.mark.parametrize("name", ["export.zip:deleted/diary.csv", "letterboxd/orphaned/reviews.csv"])
def test_what_was_deleted_is_passed_over(name: str) -> None:
    stream = io.BytesIO(WATCHLIST.encode())
    stream.name = name  # pyright: ignore[reportAttributeAccessIssue] - as the streams of sources have it
    (notice,) = read(stream)
    assert isinstance(notice, Notice)
    assert notice.text.startswith("passed over: what its owner had deleted")


@pytest.mark.parametrize(
    ("headings", "what"),
    [("Date Joined,Username,Given Name\n", "profile"), ("Date,Content,Comment\n", "comments")],
)
def test_what_is_no_film_is_passed_over(headings: str, what: str) -> None:
    assert outcomes(read, headings + "a,b,c\n") == [Notice(f"passed over: {what}, no films")]


def test_bad_rows_are_named_and_odd_years_told() -> None:
    data = WATCHLIST + "2024-01-06,,1999,https://boxd.it/c\n2024-01-06,Short\n2024-01-06,Odd,19??,\n"
    assert rejects(read, data) == [(3, "no title"), (4, "2 cells under 4 headings")]
    assert warnings(read, data) == ["year not usable: expected a year, got “19??”"]


@given(st.binary(max_size=200))
def test_any_bytes_come_to_outcomes(data: bytes) -> None:
    assert_sound(read, data)
    assert_sound(read, WATCHLIST.encode() + data)
    assert_sound(read, b"Letterboxd list export v7\n" + data + ROWS.encode())
