"""MovieLens' data sets: films, the ids beside them, and what is passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Addition, Alias, Film, Notice, Reject
from bot.catalogue.formats.movielens import is_links, matches, read
from tests.catalogue.formats.reading import (
    additions,
    assert_sound,
    films,
    notices,
    only_film,
    outcomes,
    rejects,
    warnings,
)

HEADINGS = "movieId,title,genres\r\n"
LINKS = "movieId,imdbId,tmdbId\r\n"


def test_a_row_is_a_film() -> None:
    row = '29,"Salt Road, The (Sühla teel) (a.k.a. Goat) (1999)",Drama|War\r\n'
    assert only_film(read, HEADINGS + row) == Film(
        "The Salt Road",
        1999,
        "Sühla teel",
        (Alias("Goat", "movielens"),),
        genres=("Drama", "War"),
        ids={"movielens": "29"},
    )


@pytest.mark.parametrize("genres", ["(no genres listed)", "", "|"])
def test_no_genres_are_unknown(genres: str) -> None:
    assert only_film(read, f"{HEADINGS}1,Salt Road (1999),{genres}\r\n").genres == ()


@pytest.mark.parametrize(
    "table",
    [
        "movieId,title,genres\n1,Salt Road (1999),Drama\n",
        "\ufeffMOVIEID,Title,Genres\r\n1,Salt Road (1999),Drama\r\n\r\n\r\n",
        'genres,"title",movieId\nDrama,"Salt Road (1999)",1\n',
        "movieId;title;genres\n1;Salt Road (1999);Drama\n",
        "movieId\ttitle\tgenres\r1\tSalt Road (1999)\tDrama\r",
        "movieId,title,genres,\n1,Salt Road (1999),Drama,\n",
    ],
)
def test_headings_may_stand_in_any_case_and_order(table: str) -> None:
    assert matches("ml/movies.csv", table.encode())
    assert films(read, table) == [Film("Salt Road", 1999, genres=("Drama",), ids={"movielens": "1"})]


@pytest.mark.parametrize(
    ("link", "ids"),
    [
        ("0113497,8844", {"imdb": "tt0113497", "tmdb": "8844"}),
        ("113497,8844", {"imdb": "tt0113497", "tmdb": "8844"}),
        ("10872600,", {"imdb": "tt10872600"}),
        ("tt0113497,8844.0", {"imdb": "tt0113497", "tmdb": "8844"}),
        (",", {}),
        ("0,0", {}),
        ("n/a,-1", {}),
    ],
)
def test_ids_are_taken_from_the_table_beside_it(link: str, ids: dict[str, str]) -> None:
    film = only_film(read, HEADINGS + "2,Jumanji (1995),\r\n", links=f"{LINKS}1,0114709,862\r\n2,{link}\r\n")
    assert film.ids == {"movielens": "2", **ids}


def test_ids_are_found_wherever_they_stand_and_a_missing_one_is_no_harm() -> None:
    rows = "3,C,\r\n1,A,\r\n9,I,\r\n1,A again,\r\n"
    found = films(read, HEADINGS + rows, links=LINKS + "1,0000001,\r\n2,0000002,\r\n3,0000003,\r\n")
    assert [film.ids.get("imdb") for film in found] == ["tt0000003", "tt0000001", None, "tt0000001"]


def test_ids_alone_add_to_films_that_are_there() -> None:
    assert additions(read, LINKS + "1,0114709,862\r\n") == [
        Addition({"movielens": "1", "imdb": "tt0114709", "tmdb": "862"}, {}, 2)
    ]


@pytest.mark.parametrize(
    ("headings", "what"),
    [
        ("userId,movieId,rating,timestamp", "people’s ratings"),
        ("userId,movieId,tag,timestamp", "people’s tags"),
        ("movieId,tagId,relevance", "people’s scores of tags"),
        ("tagId,tag", "people’s names of tags"),
    ],
)
def test_what_is_no_film_is_passed_over(headings: str, what: str) -> None:
    assert outcomes(read, headings + "\r\n1,2,3,4\r\n") == [Notice(f"passed over: {what}, no films")]


def test_bad_rows_are_named_and_the_others_are_taken() -> None:
    table = HEADINGS + 'x,Heat (1995),\r\n1,,\r\n2,Heat\r\n3,"A" B,\r\n4,Good (1995),Drama\r\n5,"Cut'
    assert rejects(read, table) == [
        (2, "movieId: expected a whole number, got “x”"),
        (3, "no title"),
        (4, "2 cells under 3 headings"),
        (5, "a quote inside a quoted cell is not doubled"),
        (7, "a quote is opened here and never closed"),
    ]
    assert [film.title for film in films(read, table)] == ["Good"]


def test_bad_rows_beside_it_are_named_as_of_their_table() -> None:
    links = LINKS + "1,2\r\n2,0000002,2\r\n3,1,1,1\r\n"
    found = outcomes(read, HEADINGS + "2,B,\r\n", links=links)
    assert [each for each in found if isinstance(each, Reject)] == [
        Reject(2, "2 cells under 3 headings", "links"),
        Reject(4, "4 cells under 3 headings", "links"),
    ]


def test_impossible_years_and_foreign_letters_are_told() -> None:
    assert warnings(read, HEADINGS + "1,Old (1066),\r\n") == ["year not usable: 1066 is not 1870 to ten years from now"]
    assert notices(read, (HEADINGS + "1,Été (1999),\r\n").encode("cp1252")) == ["not valid UTF-8; read as Windows-1252"]


def test_a_table_of_ids_is_known_as_one() -> None:
    assert is_links("links.csv", LINKS.encode())
    assert not is_links("movies.csv", HEADINGS.encode())
    assert not matches("films.csv", b"title,year,genres\n")


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_come_to_outcomes(rows: bytes, links: bytes) -> None:
    assert_sound(read, rows)
    assert_sound(read, HEADINGS.encode() + rows, links=LINKS.encode() + links)
