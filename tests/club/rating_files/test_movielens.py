import io
import zipfile

import pytest

from bot.club.rating_files.movielens import split_title
from bot.club.rating_files.reading import read_ratings
from bot.club.rating_files.record import ImportedRating
from bot.errors import UserError

RATINGS = "userId,movieId,rating,timestamp\r\n1,6,4.5,964982703\r\n1,47,0.5,964983815\r\n"
MOVIES = 'movieId,title,genres\r\n6,Heat (1995),Action|Crime\r\n47,"Usual Suspects, The (1995)",Crime\r\n'
LINKS = "movieId,imdbId,tmdbId\r\n6,0113277,949\r\n47,0114369,\r\n"


def packed(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"ml-latest-small/{name}.csv", text)
        archive.writestr("ml-latest-small/README.txt", "MovieLens")
    return data.getvalue()


def test_ratings_alone_name_their_films_by_number() -> None:
    file = read_ratings("ratings.csv", RATINGS.encode())
    assert file.source == "MovieLens"
    assert file.rows[0] == ImportedRating(
        "", None, "ratings.csv", 2, (("movielens", "6"),), score=9, rated_at="2000-07-30T18:45:03Z"
    )


def test_the_tables_beside_them_tell_titles_and_ids() -> None:
    file = read_ratings("ml.zip", packed(ratings=RATINGS, movies=MOVIES, links=LINKS, tags="userId,movieId,tag\n"))
    assert [(row.title, row.year, row.ids, row.score) for row in file.rows] == [
        ("Heat", 1995, (("imdb", "tt0113277"), ("tmdb", "949"), ("movielens", "6")), 9),
        ("The Usual Suspects", 1995, (("imdb", "tt0114369"), ("movielens", "47")), 1),
    ]


def test_the_export_of_the_site_itself() -> None:
    text = (
        'movie_id,imdb_id,tmdb_id,rating,average_rating,title\n47,tt0114369,629,4.0,4.3,"Usual Suspects, The (1995)"\n'
    )
    [row] = read_ratings("movielens-ratings.csv", text.encode()).rows
    assert row == ImportedRating(
        *("The Usual Suspects", 1995, "movielens-ratings.csv", 2),
        ids=(("imdb", "tt0114369"), ("tmdb", "629"), ("movielens", "47")),
        score=8,
    )


def test_the_ratings_of_several_people_are_refused() -> None:
    with pytest.raises(UserError, match="ratings of several people"):
        read_ratings("ratings.csv", (RATINGS + "2,6,4.0,964982703\n").encode())


def test_films_that_nobody_has_rated_are_refused() -> None:
    with pytest.raises(UserError, match=r"Please send me ratings\.csv too"):
        read_ratings("movies.csv", MOVIES.encode())


def test_bad_rows_are_named() -> None:
    file = read_ratings("ratings.csv", (RATINGS + "1,x,4,964982703\n1,8,7,964982703\n1,9,3,never\n").encode())
    assert [(remark.line, remark.lost) for remark in file.remarks] == [(4, True), (5, True), (6, False)]
    assert len(file.rows) == 3


@pytest.mark.parametrize(
    ("given", "title", "year"),
    [
        ("Heat (1995)", "Heat", 1995),
        ("American President, The (1995)", "The American President", 1995),
        ("Amants du Pont-Neuf, Les (1991)", "Les Amants du Pont-Neuf", 1991),
        ("Enfer, L' (1994)", "L'Enfer", 1994),
        ("City of Lost Children, The (Cité des enfants perdus, La) (1995)", "The City of Lost Children", 1995),
        ("Seven (a.k.a. Se7en) (1995)", "Seven", 1995),
        ("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006),
        ("Big Bang Theory, The (2007-)", "The Big Bang Theory", 2007),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
        ("Babylon 5", "Babylon 5", None),
        ("Mystery (0000)", "Mystery", None),
        ("(2001)", "", 2001),
    ],
)
def test_titles_carry_years_articles_and_other_names(given: str, title: str, year: int | None) -> None:
    assert split_title(given) == (title, year)
