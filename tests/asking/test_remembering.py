"""The memory of a conversation as text and back."""

import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.query import FactQuery, FilmName, Joined, Leaf, ListQuery, Not, Query, Range
from bot.asking.reading.references import NOTHING, Memory, Named
from bot.asking.remembering import memory_from_json, memory_to_json
from tests.asking.test_questions import KINDS, questions

STALKER = FilmName(1, "Stalker", 1979)
SPOKEN = Memory(
    (STALKER,), Named("andrei tarkovsky", "Andrei Tarkovsky"), FactQuery((STALKER,), "year"), ("why",), (1,)
)


@given(st.from_type(Memory))
def test_every_memory_comes_back_as_it_was(memory: Memory) -> None:
    assert memory_from_json(memory_to_json(memory)) == memory


def test_conditions_within_conditions_come_back() -> None:
    era = Leaf("years", range=Range(None, 1959.5, "before 1960"))
    where = Joined("and", (Not(Leaf("person", ("kalatozov",), role="director")), Joined("or", (era, Not(Not(era))))))
    memory = Memory(query=ListQuery(where, "best", 5, "one", (1, 2), "seen", 2))
    assert memory_from_json(memory_to_json(memory)) == memory


@pytest.mark.parametrize("kind", KINDS)
async def test_the_memory_after_every_question_comes_back(asking: AskStore, kind: str) -> None:
    for row in list(questions(kind))[::2]:
        memory = (await asking.answer(row["ask"], Asker())).memory
        assert memory_from_json(memory_to_json(memory)) == memory


def changed(**fields: Any) -> str:
    return json.dumps(json.loads(memory_to_json(SPOKEN)) | fields)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "not json",
        '{"title": "Zanzibar"}',
        "[" * 100_000,
        changed(**{"is": "Reminiscence"}),
        changed(mood="wistful"),
        changed(films=7),
        changed(films=[None]),
        changed(films=[{"is": "FilmName", "id": "1", "title": "Stalker", "year": 1979}]),
        changed(films=[{"is": "FilmName", "id": True, "title": "Stalker", "year": 1979}]),
        changed(films=[{"is": "FilmName", "title": "Stalker"}]),
        changed(query={"is": "FactQuery", "films": [], "field": "smell"}),
        changed(query={"is": "SongQuery"}),
        changed(query={"is": "Named", "folded": "a", "name": "A"}),
        changed(shown={"1": 2}),
    ],
)
def test_what_is_not_understood_is_no_memory(text: str) -> None:
    assert memory_from_json(text) == NOTHING


def test_a_field_that_was_not_there_yet_is_as_at_first() -> None:
    older = json.loads(memory_to_json(SPOKEN))
    del older["shown"], older["query"]["about"]
    assert memory_from_json(json.dumps(older)) == replace(SPOKEN, shown=())


def test_every_kind_of_query_can_be_told_by_its_name() -> None:
    names = [kind.__name__ for kind in get_args(Query)]
    assert len(names) == len(set(names))
