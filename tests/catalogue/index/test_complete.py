"""Titles as they are being typed."""

import pytest

from bot.catalogue.index import TitleIndex


@pytest.mark.parametrize(
    ("typed", "film_id"),
    [
        ("cran", 1),
        ("the cran", 1),
        ("cranes are f", 1),
        ("the crnes a", 1),
        ("etern", 16),
        ("sunshine of the sp", 16),
        ("spotl", 16),
        ("return of the k", 18),
        ("lotr ret", 18),
        ("godfather p", 7),
        ("godfather 2", 7),
        ("teh godf", 6),
        ("летят ж", 1),
        ("amél", 14),
        ("ocean's 1", 11),
        ("hea", 29),
        ("となり", 22),
        ("기생", 20),
    ],
)
def test_a_title_being_typed_is_offered(index: TitleIndex, typed: str, film_id: int) -> None:
    assert film_id in [match.film_id for match in index.complete(typed)[:3]]


@pytest.mark.parametrize("typed", ["zzqqxx not a film", "zzqqxx", "qwertyuiop", "my dog ate it", "!!!"])
def test_nothing_is_offered_for_what_is_no_title(index: TitleIndex, typed: str) -> None:
    assert index.complete(typed) == ()


def test_nothing_typed_offers_the_best_known(index: TitleIndex) -> None:
    assert [match.film_id for match in index.complete("")[:3]] == [6, 18, 19]
    assert index.complete("  ") == index.popular()


def test_each_film_is_offered_once(index: TitleIndex) -> None:
    offered = [match.film_id for match in index.complete("the")]
    assert len(offered) == len(set(offered))
