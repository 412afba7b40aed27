import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Film
from bot.catalogue.reviews.openings import Opinion, OtherFilm, openings
from tests.factories import make_film

RICH = make_film(
    "The Cranes Are Flying", 1957, countries=("Soviet Union",), budget=1_200_000, revenue=5_600_000,
    directors=("Mikhail Kalatozov",),
)  # fmt: skip
REVIEWS = (Opinion("The_Usher", 9.0), Opinion("Row_Seven", 4.5))
OTHERS = (OtherFilm("Mikhail Kalatozov", "Letter Never Sent", 1960), OtherFilm("Mikhail Kalatozov", "I Am Cuba", None))
SEEDS = range(40)


def every(film: Film, reviews: tuple[Opinion, ...] = (), others: tuple[OtherFilm, ...] = ()) -> set[str]:
    return {question for seed in SEEDS for question in openings(film, reviews, others, seed=seed)}


def test_a_rich_record_gives_three_questions_in_varied_words() -> None:
    for seed in SEEDS:
        assert len(openings(RICH, REVIEWS, OTHERS, seed=seed)) == 3
    assert len(every(RICH, REVIEWS, OTHERS)) > 8
    assert openings(RICH, REVIEWS, OTHERS, seed=7) == openings(RICH, REVIEWS, OTHERS, seed=7)


def test_two_who_disagree_are_named_with_their_scores() -> None:
    for seed in SEEDS:
        first = openings(RICH, REVIEWS, OTHERS, seed=seed)[0]
        assert "The_Usher" in first
        assert "Row_Seven" in first
        assert "9/10" in first
        assert "4.5/10" in first


def test_a_member_is_said_to_be_one_and_scores_on_the_servers_scale() -> None:
    asked = every(RICH, (Opinion("club member Ana", 9, "★★★★½"), Opinion("Row_Seven", 4.5)))
    told = {question for question in asked if "Ana" in question}
    assert told
    for question in told:
        assert "★★★★½" in question
        assert question[0] != "c"
        assert "lub member Ana" in question


@pytest.mark.parametrize(
    "reviews",
    [
        (Opinion("A", 8.0), Opinion("B", 7.0)),
        (Opinion("The_Usher", 9.0), Opinion("the usher", 2.0)),
        (Opinion("A", 8.0),),
    ],
)
def test_no_quarrel_is_made_up(reviews: tuple[Opinion, ...]) -> None:
    assert not any("/10" in question for question in every(make_film(), reviews))


@pytest.mark.parametrize(
    ("budget", "revenue", "word", "absent"),
    [(100, 1000, "1,000", "only"), (1000, 900, "only 900", "people come for"), (1000, 1500, "1,500", "only")],
)
def test_money(budget: int, revenue: int, word: str, absent: str) -> None:
    questions = {q for q in every(make_film(budget=budget, revenue=revenue)) if "budget" in q.casefold()}
    assert questions
    assert all(word in question and absent not in question for question in questions)


def test_half_of_the_money_is_no_question() -> None:
    assert not any("budget" in q.casefold() for q in every(make_film(budget=100)) | every(make_film(revenue=100)))


@pytest.mark.parametrize(
    ("year", "countries", "shown"),
    [
        (1957, ("Soviet Union",), "the Soviet Union"),
        (1957, ("France", "West Germany", "United States"), "France, West Germany and the United States"),
        (None, ("Netherlands",), "the Netherlands"),
        (None, ("Japan",), " Japan"),
        (1957, (), "1957"),
    ],
)
def test_year_and_country(year: int | None, countries: tuple[str, ...], shown: str) -> None:
    questions = every(make_film(year=year, countries=countries))
    assert any(shown in question for question in questions)
    assert not any("None" in question for question in questions)
    assert not any("the Japan" in question or "the France" in question for question in questions)


def test_an_empty_record_states_nothing() -> None:
    questions = every(Film("Untitled"))
    assert len(openings(Film("Untitled"), (), seed=1)) == 2
    assert not any(re.search(r"\d", question) for question in questions)


MONEY = st.none() | st.integers(1, 10**9)
YEARS = st.none() | st.integers(1900, 2030)
FILMS = st.builds(
    Film, st.just("T"), year=YEARS, countries=st.lists(st.text(max_size=8)).map(tuple), budget=MONEY, revenue=MONEY
)


@given(FILMS, st.integers())
def test_there_are_always_two_or_three_and_none_twice(film: Film, seed: int) -> None:
    questions = openings(film, (), seed=seed)
    assert 2 <= len(questions) <= 3
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)
