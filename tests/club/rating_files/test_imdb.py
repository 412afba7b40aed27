import pytest

from bot.club.rating_files.reading import read_ratings
from bot.club.rating_files.record import ImportedRating

OLD = (
    "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,"
    "Directors"
)
NEW = OLD.replace("Title,URL", "Title,Original Title,URL")


def old_row(rating: str = "9", rated: str = "2026-04-18", title: str = "Amélie", kind: str = "movie") -> str:
    rest = '8.3,122,2001,"Comedy, Romance",800000,2001-04-25,Jean-Pierre Jeunet'
    return f"tt0211915,{rating},{rated},{title},https://www.imdb.com/title/tt0211915/,{kind},{rest}"


AMELIE = ImportedRating(
    "Amélie", 2001, "ratings.csv", 2, (("imdb", "tt0211915"),), score=9, rated_at="2026-04-18T12:00:00Z"
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("rated", ["2026-04-18", "4/18/2026"])
def test_thirteen_columns(encoding: str, rated: str) -> None:
    file = read_ratings("ratings.csv", f"{OLD}\r\n{old_row(rated=rated)}\r\n".encode(encoding))
    assert file.source == "IMDb"
    assert file.rows == (AMELIE,)
    assert file.remarks == ()


def test_fourteen_columns() -> None:
    row = old_row().replace("Amélie,", "Amélie,Le fabuleux destin d'Amélie Poulain,")
    assert read_ratings("ratings.csv", f"{NEW}\n{row}\n".encode()).rows == (AMELIE,)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_anew(delimiter: str) -> None:
    text = f"{OLD}\n{old_row()}\n".replace('"Comedy, Romance"', "Comedy").replace(",", delimiter)
    assert read_ratings("ratings.csv", text.encode()).rows == (AMELIE,)


@pytest.mark.parametrize("kind", ["movie", "Movie", "short", "Short", "tvMovie", "TV Movie", "Video", "TV Special"])
def test_what_is_a_film(kind: str) -> None:
    assert len(read_ratings("ratings.csv", f"{OLD}\n{old_row(kind=kind)}\n".encode()).rows) == 1


TELEVISION = [
    ("tvEpisode", "TV episode"),
    ("TV Episode", "TV episode"),
    ("tvSeries", "TV series"),
    ("TV Mini Series", "TV mini-series"),
]


@pytest.mark.parametrize(
    ("kind", "what"), [*TELEVISION, ("videoGame", "video game"), ("Podcast Episode", "podcast episode")]
)
def test_what_is_no_film_is_counted(kind: str, what: str) -> None:
    file = read_ratings("ratings.csv", f"{OLD}\n{old_row(kind=kind)}\n{old_row()}\n{old_row(kind=kind)}\n".encode())
    assert len(file.rows) == 1
    assert file.left_out == {what: 2}


@pytest.mark.parametrize(("kind", "what"), TELEVISION)
def test_television_is_taken_where_it_is_asked_for(kind: str, what: str) -> None:
    file = read_ratings("ratings.csv", f"{OLD}\n{old_row(kind=kind)}\n".encode(), television=True)
    assert len(file.rows) == 1
    assert what not in file.left_out


def test_bad_rows_are_named() -> None:
    file = read_ratings("ratings.csv", f"{OLD}\n{old_row(rating='')}\n{old_row(rating='11')}\n{old_row()}\n".encode())
    assert len(file.rows) == 1
    assert [(remark.line, remark.reason) for remark in file.remarks] == [
        (2, "“” is no rating from 1 to 10 in whole points"),
        (3, "“11” is no rating from 1 to 10 in whole points"),
    ]
