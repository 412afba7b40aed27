from dataclasses import replace

import pytest

from bot.catalogue.film import Alias
from bot.catalogue.merge import merge
from tests.factories import make_film, make_review

OLD = make_film(
    score=7.4,
    votes=12,
    synopsis="A keeper paints a lighthouse.",
    directors=("Ida Ek",),
    streaming=("Prime Video",),
    aliases=(Alias("Paper Light"),),
    ids={"imdb": "tt1"},
)


def test_what_the_record_knows_replaces_what_was_known() -> None:
    merged = merge(OLD, make_film("the paper LIGHTHOUSE", score=7.5, directors=("Olu Ade",)))
    assert merged == replace(OLD, title="the paper LIGHTHOUSE", score=7.5, directors=("Olu Ade",))


def test_unknown_never_replaces_known() -> None:
    assert merge(OLD, make_film()) == OLD


def test_not_available_is_known() -> None:
    assert merge(OLD, make_film(streaming=())).streaming == ()


def test_aliases_and_ids_are_united() -> None:
    new = make_film(aliases=(Alias("PAPER  light", "imdb"), Alias("Maják", "imdb")), ids={"tmdb": "9"})
    merged = merge(OLD, new)
    assert merged.aliases == (Alias("Paper Light"), Alias("Maják", "imdb"))
    assert merged.ids == {"imdb": "tt1", "tmdb": "9"}


def test_reviews_are_left_to_the_rows() -> None:
    assert merge(OLD, make_film(reviews=(make_review(),))).reviews == ()


@pytest.mark.parametrize(
    "record", [make_film(score=1.0), make_film(aliases=(Alias("x"),)), make_film(streaming=()), make_film(year=None)]
)
def test_merging_twice_is_merging_once(record: object) -> None:
    assert isinstance(record, type(OLD))
    once = merge(OLD, record)
    assert merge(once, record) == once
