"""Completions of many members at once."""

import asyncio

import pytest

from bot.catalogue.index import TitleIndex
from bot.catalogue.index.typing_queue import TypingQueue


@pytest.fixture
def queue(index: TitleIndex):
    queue = TypingQueue(index)
    yield queue
    queue.close()


async def test_a_completion_is_that_of_the_index(queue: TypingQueue, index: TitleIndex) -> None:
    assert await queue.complete(1, "the cran", limit=3) == index.complete("the cran", limit=3)


async def test_what_a_member_typed_past_is_skipped(queue: TypingQueue, index: TitleIndex) -> None:
    answers = await asyncio.gather(*(queue.complete(1, "cranes"[:size]) for size in range(1, 7)))
    assert answers[-1] == index.complete("cranes")
    assert () in answers[:-1]


async def test_members_do_not_skip_each_other(queue: TypingQueue, index: TitleIndex) -> None:
    answers = await asyncio.gather(*(queue.complete(member, "godf") for member in range(8)))
    assert answers == [index.complete("godf")] * 8
    assert queue._latest == {}
