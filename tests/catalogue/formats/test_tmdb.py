"""TMDB's tables with lists in their cells, its daily list of ids, and JSON of its API."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Addition, Film, Notice, Record, Reject
from bot.catalogue.formats.tmdb import is_credits, matches, read
from bot.catalogue.formats.tmdb_people import MOST_CAST
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

(FIVE_THOUSAND, METADATA) = csv.reader(
    [
        (
            "budget,genres,homepage,id,keywords,original_language,original_title,overview,popularity,production_companies,"
            "production_countries,release_date,revenue,runtime,spoken_languages,status,tagline,title,vote_average,vote_count"
        ),
        (
            "adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,"
            "popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,spoken_languages,"
            "status,tagline,title,video,vote_average,vote_count"
        ),
    ]
)
SALT_ROAD = {
    "adult": "False",
    "budget": "1000",
    "genres": "[{'id': 18, 'name': 'Drama'}, {'id': 10752, 'name': 'War'}]",
    "homepage": "http://salt.example/",
    "id": "862",
    "imdb_id": "tt0114709",
    "original_language": "et",
    "original_title": "Soolatee",
    "overview": "Salt, and\na goat.",
    "popularity": "21.9",
    "poster_path": "/rhIRbceoE9lR4veEXuwCC2wARtG.jpg",
    "production_companies": "[{'name': \"Goat's Head\", 'id': 3}]",
    "production_countries": "[{'iso_3166_1': 'EE', 'name': 'Estonia'}]",
    "release_date": "1999-10-30",
    "revenue": "0",
    "runtime": "81.0",
    "spoken_languages": "[]",
    "status": "Released",
    "tagline": "",
    "title": "The Salt Road",
    "video": "False",
    "vote_average": "7.7",
    "vote_count": "5415",
}
SALT_ROAD_FILM = Film(
    "The Salt Road",
    1999,
    "Soolatee",
    synopsis="Salt, and\na goat.",
    score=7.7,
    votes=5415,
    runtime_minutes=81,
    language="et",
    released="1999-10-30",
    status="Released",
    companies=("Goat's Head",),
    countries=("Estonia",),
    genres=("Drama", "War"),
    budget=1000,
    website="http://salt.example/",
    poster="https://image.tmdb.org/t/p/w500/rhIRbceoE9lR4veEXuwCC2wARtG.jpg",
    ids={"tmdb": "862", "imdb": "tt0114709"},
)


def table(headings: list[str], *rows: dict[str, str]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, headings, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def metadata(**cells: str) -> str:
    return table(METADATA, SALT_ROAD | cells)


def test_a_row_is_a_film_with_the_lists_in_its_cells() -> None:
    assert matches("movies_metadata.csv", metadata().encode())
    assert only_film(read, metadata()) == SALT_ROAD_FILM


def test_the_five_thousand_hold_json() -> None:
    row = SALT_ROAD | {"genres": '[{"id": 18, "name": "Drama"}]', "production_companies": "", "runtime": "81"}
    film = only_film(read, table(FIVE_THOUSAND, row))
    assert (film.genres, film.companies, film.runtime_minutes, film.ids) == (("Drama",), (), 81, {"tmdb": "862"})


@pytest.mark.parametrize(
    "headings",
    [[name.upper() for name in METADATA], METADATA[::-1], ["", *METADATA]],
)
def test_headings_may_stand_in_any_case_and_order(headings: list[str]) -> None:
    row = {name: SALT_ROAD.get(name.lower(), "") for name in headings}
    assert only_film(read, "\ufeff" + table(headings, row)) == SALT_ROAD_FILM


def test_plain_lists_of_names_are_understood() -> None:
    row = SALT_ROAD | {
        "genres": "Drama, War",
        "production_companies": "Goat's Head",
        "production_countries": "Estonia",
        "director": "Ida Ek|Bo Li",
        "cast": "Olu Ade|Ana Núñez",
        "release_year": "1999",
        "release_date": "10/30/99",
    }
    film = only_film(read, table([*METADATA, "director", "cast", "release_year"], row))
    assert (film.genres, film.year, film.released) == (("Drama", "War"), 1999, None)
    assert (film.directors, film.cast) == (("Ida Ek", "Bo Li"), ("Olu Ade", "Ana Núñez"))


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"budget": "0"}, "budget"),
        ({"runtime": "0.0"}, "runtime_minutes"),
        ({"runtime": ""}, "runtime_minutes"),
        ({"vote_average": "0.0"}, "score"),
        ({"vote_count": "0"}, "votes"),
        ({"overview": "No overview found."}, "synopsis"),
        ({"original_language": "xx"}, "language"),
        ({"original_title": "The Salt Road"}, "original_title"),
        ({"homepage": ""}, "website"),
        ({"poster_path": ""}, "poster"),
        ({"poster_path": "/../../etc.jpg"}, "poster"),
        ({"release_date": ""}, "released"),
    ],
)
def test_zero_and_nothing_are_unknown(cells: dict[str, str], field: str) -> None:
    assert getattr(only_film(read, metadata(**cells)), field) is None


@pytest.mark.parametrize("imdb", ["0", "", "tt12", "nm0000001"])
def test_only_an_imdb_id_is_one(imdb: str) -> None:
    assert only_film(read, metadata(imdb_id=imdb)).ids == {"tmdb": "862"}


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        (
            {"genres": "[{'id': 18, 'name': 'Dra"},
            "genres not usable: expected a list, got “[{'id': 18, 'name': 'Dra”",
        ),
        ({"budget": "/zV8bHuSL6.jpg"}, "budget not usable: expected a whole number, got “/zV8bHuSL6.jpg”"),
        ({"release_date": "1"}, "release_date not usable: expected a day such as 1957-10-12, got “1”"),
        ({"homepage": "salt.example"}, "website not usable: “salt.example” is no http or https address"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_film_is_taken(cells: dict[str, str], warning: str) -> None:
    assert warnings(read, metadata(**cells)) == [warning]


def test_a_row_cut_by_a_line_break_is_put_together() -> None:
    whole = metadata(id="82663", title="Midnight Man", overview="CUT HERE")
    assert "CUT HERE" in whole
    cut = (
        metadata().rstrip("\n")
        + "\n"
        + whole.split("\n", 1)[1].replace("CUT HERE", "British soldiers\n - Written by Ørnås")
    )
    (notice,) = notices(read, cut)
    assert notice == "a row cut into 2 by line breaks without quotes; put together"
    assert [film.title for film in films(read, cut)] == ["The Salt Road", "Midnight Man"]
    assert films(read, cut)[1].synopsis == "British soldiers\n - Written by Ørnås"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": "1997-08-20", "title": ""}, "id: expected a whole number, got “1997-08-20”"),
        ({"id": "", "title": "False"}, "id: expected a whole number, got “”"),
        ({"adult": " - Written by Ørnås"}, "cells out of place: adult is “- Written by Ørnås”"),
        ({"video": "Midnight Man", "title": "False"}, "cells out of place: video is “Midnight Man”"),
        ({"title": "", "original_title": ""}, "no title"),
    ],
)
def test_a_row_out_of_place_is_named(cells: dict[str, str], reason: str) -> None:
    assert rejects(read, metadata(**cells)) == [(2, reason)]


def test_short_rows_that_do_not_fit_together_are_each_named() -> None:
    broken = metadata() + "a,b,c\n" * 3 + metadata().split("\n", 1)[1] + "d,e\n"
    assert [line for line, _ in rejects(read, broken)] == [4, 5, 6, 9]
    assert len(films(read, broken)) == 2


def test_credits_beside_it_tell_who_made_a_film() -> None:
    cast = [{"name": f"Actor {number}", "order": number} for number in range(30)]
    crew = [
        {"job": "Director", "department": "Directing", "name": "Ida Ek"},
        {"job": "Screenplay", "department": "Writing", "name": "Olu Ade"},
        {"job": "Novel", "department": "Writing", "name": "Nobody"},
        {"job": "Director", "department": "Directing", "name": "Ida Ek"},
    ]
    for number, heading, written in (("862", "movie_id", json.dumps), ("862", "id", repr)):
        beside = table(
            [heading, "cast", "crew"],
            {heading: "1", "cast": "[]", "crew": "[]"},
            {heading: number, "cast": written(cast), "crew": written(crew)},
        )
        assert is_credits("credits.csv", beside.encode())
        film = only_film(read, metadata(), credits=beside)
        assert (film.directors, film.writers, len(film.cast)) == (("Ida Ek",), ("Olu Ade",), MOST_CAST)
        assert additions(read, beside)[1] == Addition(
            {"tmdb": "862"}, {"directors": film.directors, "writers": film.writers, "cast": film.cast}, 3
        )


def test_what_is_odd_in_credits_is_told_of_them() -> None:
    beside = 'id,cast,crew\n862,"[{",[]\n863,[]\n'
    found = outcomes(read, metadata(), credits=beside)
    assert Notice("cast not usable: expected a list, got “[{”", 2, "credits") in found
    assert Reject(3, "2 cells under 3 headings", "credits") in found


def test_keywords_are_passed_over() -> None:
    assert notices(read, "id,keywords\n862,\"[{'id': 931, 'name': 'jealousy'}]\"\n") == [
        "passed over: keywords, no films"
    ]


def test_films_for_adults_alone_are_left_out_unless_asked_for() -> None:
    data = metadata(adult="True")
    assert films(read, data) == []
    assert notices(read, data) == ["left out: films for adults alone, 1"]
    assert len(list(read(io.BytesIO(data.encode()), adult=True))) == 1


def test_the_daily_list_makes_films_and_changes_none() -> None:
    line = '{"adult":false,"id":3924,"original_title":"Blondie","popularity":2.405,"video":false}\n'
    data = line + line.replace("false,", "true,", 1) + "{broken\n" + line.replace("3924", "6124")
    assert matches("movie_ids_05_15_2026.json", data.encode())
    found = outcomes(read, data)
    assert found[0] == Addition({"tmdb": "3924"}, {}, 1, Film("Blondie", ids={"tmdb": "3924"}))
    assert [each.line for each in found if isinstance(each, Reject)] == [3]
    assert [each.ids for each in found if isinstance(each, Addition)] == [{"tmdb": "3924"}, {"tmdb": "6124"}]


def test_json_of_the_api_is_read() -> None:
    answer: dict[str, Any] = {
        "adult": False,
        "id": 862,
        "imdb_id": "tt0114709",
        "title": "The Salt Road",
        "original_title": "Soolatee",
        "genres": [{"id": 18, "name": "Drama"}],
        "release_date": "1999-10-30",
        "runtime": 81,
        "revenue": 0,
        "vote_average": 7.75,
        "vote_count": 12,
        "poster_path": None,
        "credits": {"cast": [{"name": "Bo Li"}], "crew": [{"name": "Ida Ek", "job": "Director"}]},
    }
    film = Film(
        "The Salt Road",
        1999,
        "Soolatee",
        score=7.75,
        votes=12,
        runtime_minutes=81,
        released="1999-10-30",
        genres=("Drama",),
        directors=("Ida Ek",),
        cast=("Bo Li",),
        ids={"tmdb": "862", "imdb": "tt0114709"},
    )
    assert films(read, json.dumps(answer)) == [film]
    assert films(read, json.dumps({"page": 1, "results": [answer, answer]})) == [film, film]
    assert rejects(read, json.dumps([answer, 7])) == [(1, "expected a film as an object, got 7")]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'{"title": "Salt Road", "original_title": "Soolatee"}', False),
        (b'[{"original_title": "Soolatee", "vote_average": 7.5', True),
        (b"title,original_title,year\n", False),
        (b"id,cast,crew\n", True),
        (b"", False),
    ],
)
def test_only_tmdb_s_own_is_taken_for_it(head: bytes, known: bool) -> None:
    assert matches("films", head) is known


def test_a_cell_may_be_huge_and_hold_odd_letters() -> None:
    film = only_film(read, metadata(overview="long " * 200_000))
    assert len(film.synopsis or "") == 999_999
    assert warnings(read, metadata(title="Salt\0Road")) == ["title: control characters dropped"]


@given(st.binary(max_size=200), st.binary(max_size=100))
def test_any_bytes_come_to_outcomes(rows: bytes, beside: bytes) -> None:
    assert_sound(read, rows)
    assert_sound(read, metadata().encode() + rows, credits=b"id,cast,crew\n" + beside)
    assert_sound(read, b'{"adult":false,"id":1,"original_title":"A","video":false}\n' + rows)


@given(st.dictionaries(st.sampled_from([*METADATA, "cast", "crew", "director"]), st.text(max_size=20)))
def test_any_cells_come_to_outcomes(cells: dict[str, str]) -> None:
    found = outcomes(read, table([*METADATA, "cast", "crew", "director"], SALT_ROAD | cells))
    assert all(isinstance(each, Record | Reject | Notice) for each in found)
    assert found
