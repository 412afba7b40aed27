"""What follows on a list: conditions cut down, widened and changed; and what a question's words that go unused are."""

from typing import Any

import pytest

from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.query import Condition, Joined, Leaf, ListQuery, Not, Range
from bot.asking.reading.leaves import leaves, speaks_of
from bot.asking.reading.narrowing import changed, cut_down, widened
from bot.asking.reading.references import NOTHING
from bot.asking.saying.conditions_said import conditions_said
from bot.asking.wording.orders import order_asked, without_order

FRENCH = Leaf("country", ("France",), said="France")
ITALIAN = Leaf("country", ("Italy",), said="Italy")
COMEDY = Leaf("genre", ("Comedy",), said="Comedy")
HORROR = Leaf("genre", ("Horror",), said="Horror")


def years(low: float | None, high: float | None) -> Leaf:
    return Leaf("years", range=Range(low, high, f"{low}-{high}"), said=f"{low}-{high}")


@pytest.mark.parametrize(
    ("before", "more", "strictly", "expected"),
    [
        (None, FRENCH, False, "from France"),
        (COMEDY, FRENCH, False, "Comedy · from France"),
        (ITALIAN, FRENCH, False, "from France"),
        (ITALIAN, FRENCH, True, "from Italy and France"),
        (HORROR, COMEDY, True, "Horror · Comedy"),
        (HORROR, Not(FRENCH), False, "Horror · not from France"),
        (years(1950, None), years(None, 1960), False, "1950-None · None-1960"),
        (years(1950, None), years(None, 1940), False, "None-1940"),
        (years(1970, 1979), years(1980, 1989), True, "1980-1989"),
        (Joined("and", (HORROR, years(1970, 1979))), FRENCH, False, "Horror · 1970-1979 · from France"),
    ],
)
def test_a_list_is_cut_down(before: Condition | None, more: Condition, strictly: bool, expected: str) -> None:
    assert conditions_said(cut_down(before, more, strictly=strictly)) == expected


def test_a_list_is_widened_within_a_kind_and_beyond_it() -> None:
    assert conditions_said(widened(Joined("and", (FRENCH, COMEDY)), ITALIAN)) == "from France or Italy · Comedy"
    assert conditions_said(widened(HORROR, FRENCH)) == "Horror or from France"
    assert widened(None, FRENCH) is None


def test_a_kind_of_condition_is_changed_for_another() -> None:
    assert conditions_said(changed(Joined("and", (FRENCH, COMEDY)), ITALIAN)) == "Comedy · from Italy"


def test_the_leaves_of_conditions_are_those_denied_too() -> None:
    where = Joined("or", (FRENCH, Not(Joined("and", (COMEDY, HORROR)))))
    assert list(leaves(where)) == [FRENCH, COMEDY, HORROR]
    assert speaks_of(where, "genre")
    assert not speaks_of(where, "years")
    assert not speaks_of(None, "genre")


@pytest.mark.parametrize(
    ("shape", "sort", "place", "graded", "left"),
    [
        ("third longest film", "longest", 3, False, "film"),
        ("the next oldest GENRE", "oldest", 2, False, "the GENRE"),
        ("a short GENRE", "shortest", 1, True, "a GENRE"),
        ("sort them by year", "oldest", 1, True, "sort them"),
        ("least popular film", "least_known", 1, False, "film"),
    ],
)
def test_orders_are_read_and_taken_out(shape: str, sort: str, place: int, graded: bool, left: str) -> None:
    order = order_asked(shape)
    assert order is not None
    assert (order.sort, order.place, order.graded) == (sort, place, graded)
    assert without_order(shape).split() == left.split()


@pytest.mark.parametrize(
    ("ask", "left"),
    [
        ("French comedies", ()),
        ("show me all the good french films from the 60s please", ()),
        ("gritty french films", ("gritty",)),
        ("twisty and clever films from France", ("twisty and clever",)),
        ("how many underrated horror films", ("underrated",)),
        ("how long are french films", None),
    ],
)
async def test_every_word_that_could_narrow_a_list_is_used_or_told(
    asking: AskStore, ask: str, left: tuple[str, ...] | None
) -> None:
    [(understood, _)] = (await asking.answer(ask, Asker())).parts
    assert left is None or understood.left == left


async def test_what_follows_on_a_list_is_kept_beside_what_was_asked(asking: AskStore) -> None:
    memory, queries = NOTHING, list[Any]()
    for ask in ("horror films", "from the 70s", "shorter than 2 hours", "how many are there", "and in the 80s?"):
        answered = await asking.answer(ask, Asker(), memory)
        memory = answered.memory
        queries.append(answered.parts[0][0].query)
    assert [query.shape for query in queries] == ["list", "list", "list", "count", "count"]
    assert all(isinstance(query, ListQuery) and speaks_of(query.where, "genre") for query in queries)
    assert conditions_said(queries[-1].where) == "Horror · under 120 minutes · the 1980s"


async def test_a_place_in_a_list_is_a_film(asking: AskStore) -> None:
    memory = (await asking.answer("films by Kurosawa", Asker())).memory
    named = [film.title for film in memory.listed]
    for words, title in (("the second one", named[1]), ("the last one", named[-1]), ("number 3", named[2])):
        assert title in (await asking.answer(f"who directed {words}?", Asker(), memory)).text
    assert "not of which film" in (await asking.answer("who directed the tenth one?", Asker(), NOTHING)).text
