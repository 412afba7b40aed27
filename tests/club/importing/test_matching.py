from typing import Any

import pytest

from bot.catalogue.index import Answer, Confidence, Match
from bot.club.importing.matching import (
    UNKNOWN,
    Known,
    Lookups,
    Named,
    Verdict,
    match,
    open_questions,
    settle_search,
)


def known(film_id: int, title: str = "Solaris", year: int | None = 1972, **ids: str) -> Known:
    return Known(film_id, title, year, frozenset(ids.items()))


OLD, NEW, UNDATED = known(1), known(2, year=2002), known(3, year=None)


def verdict(name: Named, *namesakes: Known, **by_id: Known) -> Verdict:
    ids = {(source.partition("_")[0], source.partition("_")[2]): film for source, film in by_id.items()}
    return match([name], Lookups(ids, {"solaris": namesakes}))[name]


@pytest.mark.parametrize(
    ("year", "namesakes", "expected"),
    [
        (1972, (OLD, NEW), Verdict(OLD)),
        (1973, (OLD, NEW), Verdict(OLD)),
        (1971, (OLD, NEW), Verdict(OLD)),
        (1974, (OLD, NEW), UNKNOWN),
        (1973, (OLD, known(4, year=1973)), Verdict(known(4, year=1973))),
        (1973, (OLD, known(4, year=1974)), Verdict(candidates=(OLD, known(4, year=1974)))),
        (1972, (OLD, known(4)), Verdict(candidates=(OLD, known(4)))),
        (None, (OLD,), Verdict(OLD)),
        (None, (OLD, NEW), Verdict(candidates=(OLD, NEW))),
        (1972, (OLD, UNDATED), Verdict(OLD)),
        (1990, (OLD, UNDATED), Verdict(candidates=(UNDATED,))),
        (1972, (), UNKNOWN),
    ],
)
def test_by_title_and_year(year: int | None, namesakes: tuple[Known, ...], expected: Verdict) -> None:
    assert verdict(Named("SOLARIS!", year), *namesakes) == expected


def test_an_outside_id_comes_before_title_and_year_and_the_surest_before_the_others() -> None:
    name = Named("Something Else", 1950, (("movielens", "9"), ("imdb", "tt1")))
    assert verdict(name, imdb_tt1=OLD, movielens_9=NEW) == Verdict(OLD)
    assert verdict(name, movielens_9=NEW) == Verdict(NEW)
    assert verdict(name) == UNKNOWN


@pytest.mark.parametrize(
    ("ids", "theirs", "expected"),
    [
        ((("imdb", "tt1"),), {"imdb": "tt2"}, UNKNOWN),
        ((("imdb", "tt1"),), {"tmdb": "2"}, "it"),
        ((("imdb", "tt1"),), {}, "it"),
        ((("letterboxd", "2b0a"),), {"letterboxd": "solaris"}, "it"),
    ],
)
def test_a_film_of_another_id_is_another_film(
    ids: tuple[tuple[str, str], ...], theirs: dict[str, Any], expected: Verdict | str
) -> None:
    film = known(1, **theirs)
    assert verdict(Named("Solaris", 1972, ids), film) == (Verdict(film) if expected == "it" else expected)


def test_a_name_without_ids_is_what_the_same_name_with_one_is() -> None:
    by_id, bare = Named("Solyaris", 1972, (("letterboxd", "x"),)), Named("Solyaris", 1972)
    found = match([bare, by_id], Lookups({("letterboxd", "x"): OLD}, {}))
    assert found[bare] == Verdict(OLD)
    two = Named("Solyaris", 1972, (("letterboxd", "y"),))
    films = {("letterboxd", "x"): OLD, ("letterboxd", "y"): NEW}
    assert match([bare, by_id, two], Lookups(films, {}))[bare] == UNKNOWN


def found(*films: tuple[int, int | None, float], confidence: Confidence = Confidence.SURE) -> Answer:
    return Answer(tuple(Match(film_id, "Solaris", year, score, ()) for film_id, year, score in films), confidence)


@pytest.mark.parametrize(
    ("year", "answer", "film", "candidates"),
    [
        (1972, found((1, 1972, 99), (2, 2002, 99)), 1, ()),
        (1973, found((1, 1972, 96)), 1, ()),
        (1972, found((1, 1972, 92), (2, 1972, 80)), None, (1,)),
        (1972, found((1, 1972, 80)), None, ()),
        (1990, found((1, 1972, 99)), None, ()),
        (None, found((1, 1972, 99)), None, (1,)),
        (None, found((1, 1972, 92)), None, ()),
        (1972, found((1, None, 99)), None, (1,)),
        (1972, found((1, 1972, 99), (2, 2002, 99), confidence=Confidence.CHOICE), None, (1,)),
        (2002, found((1, 1972, 99), (2, 2002, 99)), None, (2,)),
        (1972, found((1, 1972, 99), (3, 1973, 90), confidence=Confidence.LIKELY), None, (1, 3)),
        (1972, found((1, 1972, 99), confidence=Confidence.NONE), None, ()),
        (1972, found((9, 1972, 99)), None, ()),
        (1972, found(), None, ()),
    ],
)
def test_by_the_title_index(year: int | None, answer: Answer, film: int | None, candidates: tuple[int, ...]) -> None:
    other_id = {9: frozenset({("imdb", "tt2")})}
    settled = settle_search(Named("Solris", year, (("imdb", "tt1"),)), answer, other_id)
    assert (settled.film and settled.film.id) == film
    assert tuple(film.id for film in settled.candidates) == candidates


def test_one_title_is_asked_about_once_whatever_ids_stand_beside_it() -> None:
    names = [Named("Solaris", None), Named("SOLARIS", None, (("letterboxd", "x"),)), Named("Solaris", 1990)]
    verdicts = {name: Verdict(candidates=(OLD, NEW)) for name in names}
    assert [name for _, name, _ in open_questions(verdicts)] == [names[0], names[2]]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (Named("Heat", 1995), "Heat (1995)"),
        (Named("Heat", None), "Heat"),
        (Named("", None, (("imdb", "tt1"), ("movielens", "6"))), "movielens 6"),
        (Named("", None), "a film without a name"),
    ],
)
def test_a_name_is_told(name: Named, label: str) -> None:
    assert name.label == label
