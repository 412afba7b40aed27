"""MovieLens' old data sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Film, Notice
from bot.catalogue.formats.movielens_dat import matches, read
from tests.catalogue.formats.reading import assert_sound, films, notices, outcomes, rejects

MOVIES = "1::Toy Story (1995)::Animation|Children's|Comedy\n2::Salt Road, The (1999)::Drama\n"
ITEM = "1|Toy Story (1995)|01-Jan-1995||http://us.imdb.com/M/title-exact?Toy%20Story%20(1995)|0|0|0|1|1|1" + "|0" * 13


def test_lines_of_both_kinds_are_films() -> None:
    toys = Film("Toy Story", 1995, genres=("Animation", "Children's", "Comedy"), ids={"movielens": "1"})
    assert films(read, MOVIES) == [toys, Film("The Salt Road", 1999, genres=("Drama",), ids={"movielens": "2"})]
    assert films(read, f"{ITEM}\r\n\r\n") == [toys]


def test_latin_1_is_read() -> None:
    data = "83::Misérables, Les (1995)::Drama\n".encode("latin-1")
    assert notices(read, data) == ["not valid UTF-8; read as Windows-1252"]
    (film,) = films(read, data)
    assert film.title == "Les Misérables"


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (MOVIES, True),
        ("\ufeff" + ITEM + "\r\n", True),
        ("1::1193::5::978300760\n", True),
        ("1::F::1::10::48067\n", True),
        ("1|a|b\n", False),
        ("title,year\n", False),
        ("", False),
    ],
)
def test_files_are_known_by_their_first_line(head: str, known: bool) -> None:
    assert matches("whatever", head.encode()) is known


@pytest.mark.parametrize(
    "line", ["1::1193::5::978300760\n", "1::F::1::10::48067\n", "15::4973::excellent!::1215184630"]
)
def test_what_is_no_film_is_passed_over(line: str) -> None:
    assert outcomes(read, line * 3) == [Notice("passed over: what people rated or tagged, no films", 1)]


def test_bad_lines_are_named() -> None:
    assert rejects(read, MOVIES + "three::Three\n4::::Drama\n") == [
        (3, "not number, title and genres as MovieLens writes them"),
        (4, "not number, title and genres as MovieLens writes them"),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_come_to_outcomes(data: bytes) -> None:
    assert_sound(read, MOVIES.encode() + data)
