"""Which film of a title is meant by what stands beside it, and what stands in a row with a film."""

import pytest

from bot.asking.answers.which_film import which_film
from bot.asking.lookup import Lookup
from bot.asking.query import FactQuery, FilmName, ListQuery
from bot.asking.reading.leaves import leaves
from bot.asking.reading.references import NOTHING, Memory
from bot.asking.understanding import questions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the Pacino Scarface", "Al Pacino"),
        ("how long is tarkovsky's solaris", "Andrei Tarkovsky"),
        ("who is in Solaris, the american one", "american"),
        ("who made Solaris", None),
        ("did Tarkovsky make Solaris", None),
        ("french films", None),
        ("who directed the Kurosawa Ran", None),
    ],
)
def test_what_stands_beside_a_title_tells_which_film_it_is(lookup: Lookup, text: str, said: str | None) -> None:
    [clause] = questions(text, lookup)
    which = which_film(clause, lookup, NOTHING)
    if said is None:
        assert which is None
        return
    assert which is not None
    assert next(leaves(which.where)).said == said
    first = which.films[0]
    told = which.told(clause, {first.id})
    assert [span.films for span in told.of("film")] == [(first,)]
    assert which.told(clause, {film.id for film in which.films}) is clause


def test_one_is_of_the_films_last_spoken_of_and_not_of_a_list(lookup: Lookup) -> None:
    films = lookup.named("Solaris")
    [clause] = questions("the american one", lookup)
    which = which_film(clause, lookup, Memory(films=films, query=FactQuery(films, "runtime")))
    assert which is not None
    assert {film.year for film in which.films} == {1972, 2002}
    assert which_film(clause, lookup, Memory(films=films, query=ListQuery(None))) is None
    assert which_film(clause, lookup, NOTHING) is None


def test_of_a_film_that_none_fits_another_title_is_said(lookup: Lookup) -> None:
    [clause] = questions("who is in Solaris, the american one", lookup)
    which = which_film(clause, lookup, NOTHING)
    assert which is not None
    unfit = which.unfit(clause, ())
    assert unfit is not None
    assert unfit.said == "Solaris, the american one"
    assert which.unfit(clause, (1,)) is None


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("who directed Ran, Up and Drive?", ["Ran", "Up", "Drive"]),
        ("who made up, ran and drive", ["Up", "Ran", "Drive"]),
        ("who made stalker, no, ran", ["Stalker", "Ran"]),
        ("who directed Ran and when", ["Ran"]),
        ("is Ran up to much", ["Ran"]),
    ],
)
def test_plain_titles_in_a_row_with_a_film_are_films(lookup: Lookup, text: str, titles: list[str]) -> None:
    named: list[FilmName] = [span.films[0] for clause in questions(text, lookup) for span in clause.of("film")]
    assert [film.title for film in named] == titles
