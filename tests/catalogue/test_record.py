"""The JSON form of a film: what is taken, what is refused, and that it reads back."""

import json
import math
import string
import time
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import ID_SOURCES, Alias, Film, Review
from bot.catalogue.record import FIELDS, RecordError, film_from_mapping, film_to_mapping, unknown_names
from bot.catalogue.values import FIRST_YEAR, LARGEST_SUM, LONGEST_RUNTIME

FULL: dict[str, Any] = {
    "title": "The Salt Road",
    "year": 1999,
    "original_title": "Soolatee",
    "aliases": ["Salt Road", {"name": "Route of Salt", "source": "akas"}],
    "tagline": "A lorry, a border, a goat.",
    "synopsis": "A driver carries salt.\n\nThe goat has other plans.",
    "score": 6.5,
    "votes": 1200,
    "runtime_minutes": 104,
    "certification": "PG-13",
    "language": "et",
    "released": "1999-11-20",
    "status": "Released",
    "companies": ["Harbour Films"],
    "countries": ["Estonia", "Finland"],
    "genres": ["Comedy"],
    "directors": ["Ida Ek"],
    "writers": ["Olu Ade"],
    "cast": ["Ana Núñez", "Bo Li"],
    "budget": 1_200_000,
    "revenue": 90_000,
    "website": "https://saltroad.example/",
    "poster": "https://saltroad.example/poster.jpg",
    "trailer": "https://saltroad.example/trailer",
    "streaming": [],
    "ids": {"imdb": "tt0000001", "tmdb": 862},
    "reviews": [
        {"reviewer": "goatfan", "text": "More goat please.", "score": 8, "url": None, "spoiler": "mild"},
        {"reviewer": "alone", "text": "", "score": 0},
    ],
}


def film_of(**given: Any) -> Film:
    return film_from_mapping({"title": "The Salt Road", **given})[0]


def warnings_of(**given: Any) -> tuple[str, ...]:
    return film_from_mapping({"title": "The Salt Road", **given})[1]


def test_a_full_record_becomes_a_film_without_warnings() -> None:
    film, warnings = film_from_mapping(FULL)
    assert warnings == ()
    assert film.aliases == (Alias("Salt Road"), Alias("Route of Salt", "akas"))
    assert film.ids == {"imdb": "tt0000001", "tmdb": "862"}
    assert film.streaming == ()
    assert film.synopsis == FULL["synopsis"]
    assert film.reviews == (
        Review("goatfan", "More goat please.", 8.0, None, "mild"),
        Review("alone", "", 0.0),
    )


def test_the_fields_are_those_of_a_film_in_their_order() -> None:
    assert list(FIELDS) == [field.name for field in fields(Film)]


def test_a_title_is_enough() -> None:
    assert film_from_mapping({"title": "1917"}) == (Film("1917"), ())


@pytest.mark.parametrize(
    "mapping", [{}, {"title": None}, {"title": ""}, {"title": " \t"}, {"title": "\0"}, {"year": 1957}]
)
def test_no_title_is_refused(mapping: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match=r"^no title$"):
        film_from_mapping(mapping)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", 1917, "title: expected text, got 1917"),
        ("title", ["A"], 'title: expected text, got ["A"]'),
        ("year", "abc", "year: expected a whole number, got “abc”"),
        ("year", "1957", "year: expected a whole number, got “1957”"),
        ("year", 1957.5, "year: expected a whole number, got 1957.5"),
        ("year", True, "year: expected a whole number, got true"),
        ("year", math.nan, "year: expected a whole number, got NaN"),
        ("year", math.inf, "year: expected a whole number, got Infinity"),
        ("year", [1957], "year: expected a whole number, got [1957]"),
        ("score", "8", "score: expected a number, got “8”"),
        ("score", math.nan, "score: expected a number, got NaN"),
        ("score", False, "score: expected a number, got false"),
        ("synopsis", {"en": "x"}, 'synopsis: expected text, got {"en": "x"}'),
        ("released", 1957, "released: expected text, got 1957"),
        ("genres", "Drama", "genres: expected a list, got “Drama”"),
        ("genres", ["Drama", 5], "genres: expected text, got 5"),
        ("genres", ["Drama", None], "genres: expected text, got null"),
        ("streaming", "nowhere", "streaming: expected a list, got “nowhere”"),
        ("aliases", {"name": "x"}, 'aliases: expected a list, got {"name": "x"}'),
        ("aliases", [7], "aliases: expected text, got 7"),
        ("ids", ["tt1"], 'ids: expected names and ids, got ["tt1"]'),
        ("ids", {"imdb": True}, "ids.imdb: expected text, got true"),
        ("ids", {"imdb": 1.5}, "ids.imdb: expected text, got 1.5"),
        ("reviews", "good", "reviews: expected a list, got “good”"),
        ("reviews", ["good"], "reviews[0]: expected a review, got “good”"),
        ("reviews", [{"reviewer": 5, "text": "x"}], "reviews[0].reviewer: expected text, got 5"),
        (
            "reviews",
            [{"reviewer": "a", "text": "x"}, {"reviewer": "a", "text": "x", "score": "8/10"}],
            "reviews[1].score: expected a number, got “8/10”",
        ),
        (
            "reviews",
            [{"reviewer": "a", "text": "x", "spoiler": "some"}],
            "reviews[0].spoiler: expected “none”, “mild” or “full”, got “some”",
        ),
        ("tagline", 10**30, "tagline: expected text, got 1000000000000000000000000000000"),
        ("tagline", ["x" * 100], 'tagline: expected text, got ["' + "x" * 37 + "…"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_its_field(field: str, value: Any, reason: str) -> None:
    with pytest.raises(RecordError) as refused:
        film_from_mapping({"title": "The Salt Road", field: value})
    assert str(refused.value) == reason


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "title"])
def test_null_is_unknown_in_every_field(field: str) -> None:
    assert film_from_mapping({"title": "The Salt Road", field: None}) == (Film("The Salt Road"), ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", 0),
        ("votes", 0),
        ("runtime_minutes", 0),
        ("budget", 0),
        ("revenue", 0),
        ("score", 0),
        ("score", 0.0),
        ("tagline", "  "),
        ("released", ""),
        ("website", ""),
        ("genres", []),
        ("ids", {"imdb": None, "tmdb": ""}),
    ],
)
def test_nothing_and_zero_are_unknown_without_a_word(field: str, value: Any) -> None:
    assert film_from_mapping({"title": "The Salt Road", field: value}) == (Film("The Salt Road"), ())


@pytest.mark.parametrize(
    ("field", "value", "warning"),
    [
        ("year", 1066, "year not usable: 1066 is not 1870 to ten years from now"),
        ("year", time.localtime().tm_year + 11, "year not usable"),
        ("year", -1957, "year not usable"),
        ("score", 10.1, "score not usable: 10.1 is not 0 to 10"),
        ("score", -1, "score not usable"),
        ("votes", -3, "votes not usable"),
        ("runtime_minutes", LONGEST_RUNTIME + 1, "runtime_minutes not usable"),
        ("budget", -5, "budget not usable"),
        ("revenue", 10**30, "revenue not usable"),
        ("released", "1961-02-31", "released not usable: “1961-02-31” is no day of the calendar"),
        ("released", "12 October 1957", "released not usable"),
        ("released", "19571012", "released not usable"),
        ("released", "1066-10-14", "released not usable"),
        ("website", "javascript:alert(1)", "website not usable"),
        ("poster", "/poster.jpg", "poster not usable"),
    ],
)
def test_what_cannot_be_true_is_unknown_with_a_warning(field: str, value: Any, warning: str) -> None:
    film, warnings = film_from_mapping({"title": "The Salt Road", field: value})
    assert film == Film("The Salt Road")
    assert len(warnings) == 1
    assert warnings[0].startswith(warning)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert film_of(year=1957.0).year == 1957
    assert isinstance(film_of(year=1957.0).year, int)


def test_a_score_of_whole_points_is_a_float() -> None:
    assert isinstance(film_of(score=8).score, float)


def test_the_language_is_kept_as_given() -> None:
    assert film_of(language="EN").language == "EN"


def test_names_lose_their_stray_blanks_and_stand_once() -> None:
    assert film_of(genres=[" Film  noir ", "Drama", "Drama"]).genres == ("Film noir", "Drama")
    assert film_from_mapping({"title": " The  Salt\nRoad "})[0].title == "The Salt Road"


def test_lists_hold_no_blank_entries() -> None:
    film, warnings = film_from_mapping({"title": "A", "genres": ["Drama", " "], "aliases": ["", {"name": ""}]})
    assert (film.genres, film.aliases) == (("Drama",), ())
    assert warnings == ("genres: a blank entry left out", *["aliases: a blank entry left out"] * 2)


def test_an_id_of_an_unknown_catalogue_is_left_out_with_a_warning() -> None:
    assert film_of(ids={"imdb": "tt1", "shelf": "7"}).ids == {"imdb": "tt1"}
    assert warnings_of(ids={"shelf": "7"}) == ("ids: “shelf” is none of imdb, tmdb, letterboxd, movielens; left out",)


@pytest.mark.parametrize("review", [{}, {"text": "x"}, {"reviewer": "a"}, {"reviewer": " ", "text": "x"}])
def test_a_review_without_reviewer_or_text_is_left_out_with_a_warning(review: dict[str, Any]) -> None:
    good = {"reviewer": "a", "text": "x"}
    assert film_of(reviews=[review, good]).reviews == (Review("a", "x"),)
    assert warnings_of(reviews=[review, good]) == ("reviews[0]: no reviewer or no text; left out",)


def test_odd_parts_of_a_review_are_unknown_with_a_warning() -> None:
    review = {"reviewer": "a", "text": "x", "score": 11, "url": "ftp://x.example/"}
    assert film_of(reviews=[review]).reviews == (Review("a", "x"),)
    assert len(warnings_of(reviews=[review])) == 2


def test_control_characters_and_half_pairs_go_with_a_warning() -> None:
    film, warnings = film_from_mapping({"title": "A\0B", "synopsis": "x\ud83d"})
    assert (film.title, film.synopsis) == ("AB", "x\ufffd")
    assert warnings == ("title: control characters dropped", "synopsis: control characters dropped")


def test_text_stays_as_given() -> None:
    text = "  **bold** &amp; <b>  \n\n‘quoted’ 👩‍👧\u2028 "
    assert film_of(reviews=[{"reviewer": "a", "text": text}]).reviews[0].text == text


def test_unknown_names_are_found_in_films_and_reviews() -> None:
    assert unknown_names(FULL) == set()
    mapping = {"title": "A", "director": "B", "reviews": [{"reviewer": "a", "text": "x", "stars": 5}, 7]}
    assert unknown_names(mapping) == {"director", "reviews.stars"}
    assert film_from_mapping({"title": "A", "director": 5}) == (Film("A"), ())


def test_a_mapping_names_every_field() -> None:
    mapping = film_to_mapping(Film("A"))
    assert list(mapping) == list(FIELDS)
    assert mapping["year"] is None
    assert mapping["genres"] == []
    assert mapping["streaming"] is None
    assert film_to_mapping(film_of(streaming=[]))["streaming"] == []


def test_an_alias_of_the_record_itself_is_written_as_text() -> None:
    film = Film("A", aliases=(Alias("B"), Alias("C", "akas")))
    assert film_to_mapping(film)["aliases"] == ["B", {"name": "C", "source": "akas"}]


_letters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.sampled_from(string.ascii_letters)
_lines = st.lists(st.text(_letters, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\u0085\u2028"), max_size=60)
_lists = st.lists(_lines, max_size=3, unique=True).map(tuple)
_addresses = st.from_regex(r"https?://[a-z]{1,9}\.example(/[a-z0-9?=&#%]{0,9})?", fullmatch=True)
_scores = st.floats(min_value=0, max_value=10, exclude_min=True)
_reviews = st.builds(
    Review,
    reviewer=_lines,
    text=_texts,
    score=st.none() | st.floats(min_value=0, max_value=10),
    url=st.none() | _addresses,
    spoiler=st.sampled_from([None, "none", "mild", "full"]),
)
_sums = st.none() | st.integers(min_value=1, max_value=LARGEST_SUM)
films = st.builds(
    Film,
    title=_lines,
    year=st.none() | st.integers(min_value=FIRST_YEAR, max_value=time.localtime().tm_year + 10),
    original_title=st.none() | _lines,
    aliases=st.lists(st.builds(Alias, _lines, st.just("record") | _lines), max_size=3, unique=True).map(tuple),
    tagline=st.none() | _lines,
    synopsis=st.none() | _texts.map(str.strip).filter(bool),
    score=st.none() | _scores,
    votes=_sums,
    runtime_minutes=st.none() | st.integers(min_value=1, max_value=LONGEST_RUNTIME),
    certification=st.none() | _lines,
    language=st.none() | _lines,
    released=st.none()
    | st.dates(min_value=date(FIRST_YEAR, 1, 1)).filter(lambda day: day.year < time.localtime().tm_year + 10).map(str),
    status=st.none() | _lines,
    companies=_lists,
    countries=_lists,
    genres=_lists,
    directors=_lists,
    writers=_lists,
    cast=_lists,
    budget=_sums,
    revenue=_sums,
    website=st.none() | _addresses,
    poster=st.none() | _addresses,
    trailer=st.none() | _addresses,
    streaming=st.none() | _lists,
    ids=st.dictionaries(st.sampled_from(ID_SOURCES), _lines),
    reviews=st.lists(_reviews, max_size=3).map(tuple),
)


@given(films)
def test_every_film_reads_back_from_its_json(film: Film) -> None:
    written = json.dumps(film_to_mapping(film), ensure_ascii=False, allow_nan=False)
    assert film_from_mapping(json.loads(written)) == (film, ())


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(["name"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(FIELDS)), _values))
def test_any_mapping_is_a_sound_film_or_is_refused(mapping: dict[str, Any]) -> None:
    unknown_names(mapping)
    try:
        film, _ = film_from_mapping(mapping)
    except RecordError:
        return
    assert film_from_mapping(film_to_mapping(film)) == (film, ())
    json.dumps(film_to_mapping(film), allow_nan=False).encode()
