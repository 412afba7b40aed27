"""The order of films and groups, by the small example that docs/ratings.md works out by hand."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.figures import Sums
from bot.club.ranked import FilmOrder, Prior, RatedFilm, RatedGroup, prior_of, rank_films, rank_groups

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "ratings.md").read_text(encoding="utf-8")
ALL = slice(0, 1_000)


def sums(*scores: int) -> Sums:
    return Sums(len(scores), sum(scores), sum(score * score for score in scores))


def film(film_id: int, *scores: int, source: float | None = None) -> RatedFilm:
    return RatedFilm(film_id, sums(*scores), source)


# 12 ratings, 84 points: C = 7; two, four, and six ratings: m = 4.
CRANES = film(1, 10, 10, source=8.3)
SALT = film(2, 9, 9, 8, 8, source=6.0)
LANTERNS = film(3, 10, 7, 4, 4, 4, 1, source=7.0)
EXAMPLE = (CRANES, SALT, LANTERNS)


def example_prior() -> Prior:
    prior = prior_of([film.sums for film in EXAMPLE])
    assert prior is not None
    return prior


def test_the_prior_of_the_example() -> None:
    prior = example_prior()
    assert (prior.mean, prior.weight) == (7.0, 4)
    # Distances from each film's own mean: none, four of a half, and of 5: 5, 2, 1, 1, 1 and 4, squared 48 together.
    assert prior.variance == pytest.approx((4 * 0.25 + 48) / 12)


@pytest.mark.parametrize(
    ("order", "ranked"),
    [
        ("mean", [(1, 8.0), (2, 7.75), (3, 5.8)]),
        ("lowest", [(3, 5.8), (2, 7.75), (1, 8.0)]),
        ("rated", [(3, 6.0), (2, 4.0), (1, 2.0)]),
        ("divisive", [(3, 2.54), (2, 1.47)]),
        ("above", [(2, 1.25), (1, 0.57)]),
        ("below", [(3, -1.2)]),
    ],
)
def test_each_order_of_the_example(order: FilmOrder, ranked: list[tuple[int, float]]) -> None:
    ranking = rank_films(EXAMPLE, order, example_prior(), ALL)
    assert [place.film_id for place in ranking.places] == [film_id for film_id, _ in ranked]
    assert [place.value for place in ranking.places] == pytest.approx([value for _, value in ranked], abs=0.006)
    assert [place.rank for place in ranking.places] == list(range(1, ranking.total + 1))


def test_the_page_of_documentation_tells_the_same_numbers() -> None:
    told = dict(re.findall(r"^\| (Cranes|Salt|Lanterns) \|.*\| \*\*([\d.]+)\*\* \|$", DOCS, re.MULTILINE))
    places = rank_films(EXAMPLE, "mean", example_prior(), ALL).places
    assert told == {
        name: f"{place.value:.2f}" for name, place in zip(("Cranes", "Salt", "Lanterns"), places, strict=True)
    }


def test_equal_films_stand_by_ratings_and_then_by_id() -> None:
    prior = Prior(7.0, 2, 1.0)
    films = [film(9, 7), film(4, 7), film(5, 7, 7)]
    assert [place.film_id for place in rank_films(films, "mean", prior, ALL).places] == [5, 4, 9]


def test_values_that_differ_by_arithmetic_alone_are_equal() -> None:
    counts = range(3, 300, 3)
    films = [RatedFilm(count, Sums(count, count // 3 * 20, count * 45), None) for count in counts]  # each of 20/3
    prior = Prior(20 / 3, 7, 1.0)
    places = rank_films(films, "mean", prior, ALL).places
    assert len({place.value for place in places}) > 1
    assert [place.count for place in places] == sorted(counts, reverse=True)


def test_m_is_at_least_two() -> None:
    prior = prior_of([sums(9), sums(3), sums(5, 5, 5, 5)])
    assert prior is not None
    assert prior.weight == 2


def test_of_nothing_there_is_no_prior() -> None:
    assert prior_of([]) is None


def test_a_page_keeps_the_places_of_the_whole() -> None:
    ranking = rank_films(EXAMPLE, "mean", example_prior(), slice(1, 2))
    assert [(place.rank, place.film_id) for place in ranking.places] == [(2, 2)]
    assert ranking.total == 3


def test_what_has_no_source_score_stands_neither_above_nor_below_it() -> None:
    assert rank_films([film(1, 10, 10)], "above", Prior(5.0, 2, 1.0), ALL).places == ()
    assert rank_films([film(1, 6, 6, source=6.0)], "below", Prior(5.0, 2, 1.0), ALL).places == ()


def test_a_group_needs_two_films_and_three_ratings() -> None:
    groups = [
        RatedGroup("One film", 1, sums(10, 10, 10, 10)),
        RatedGroup("Two ratings", 2, sums(10, 10)),
        RatedGroup("B", 2, sums(8, 8, 8)),
        RatedGroup("A", 2, sums(8, 8, 8)),
        RatedGroup("Better", 2, sums(9, 9, 9)),
    ]
    ranking = rank_groups(groups, Prior(6.0, 3, 1.0), ALL)
    assert [(place.name, place.value) for place in ranking.places] == [("Better", 7.5), ("A", 7.0), ("B", 7.0)]


RATED = st.lists(st.lists(st.integers(1, 10), min_size=1, max_size=12), min_size=1, max_size=20)


@given(RATED, st.sampled_from(["mean", "lowest", "rated", "divisive"]), st.randoms())
def test_the_order_in_which_films_come_does_not_matter(
    rated: list[list[int]], order: FilmOrder, chance: Random
) -> None:
    films = [film(number, *scores) for number, scores in enumerate(rated)]
    prior = prior_of([each.sums for each in films])
    assert prior is not None
    shuffled = list(films)
    chance.shuffle(shuffled)
    assert rank_films(films, order, prior, ALL) == rank_films(shuffled, order, prior, ALL)
    assert prior.variance >= 0
    assert 1 <= prior.mean <= 10
