"""Messages are drawn anew at a pace, together, and none is lost."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from bot import redraws
from bot.redraws import Redraws


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redraws, "PACE", 0.01)


def drawing(drawn: Counter[str], name: str) -> Callable[[], Awaitable[None]]:
    async def draw() -> None:
        drawn[name] += 1

    return draw


async def drawn_all(drawn: Counter[str], wanted: dict[str, int]) -> None:
    async with asyncio.timeout(5):
        while drawn != wanted:  # noqa: ASYNC110 - Redraws tells nobody when it is done
            await asyncio.sleep(0)


async def test_a_burst_is_drawn_at_once_and_then_together() -> None:
    drawn: Counter[str] = Counter()
    stale = Redraws()
    stale.mark(1, drawing(drawn, "first"))
    await drawn_all(drawn, {"first": 1})
    for _ in range(50):
        stale.mark(1, drawing(drawn, "again"))
        stale.mark(2, drawing(drawn, "other"))
    await drawn_all(drawn, {"first": 1, "again": 1, "other": 1})
    await stale.close()


async def test_the_latest_change_is_the_one_that_is_drawn() -> None:
    drawn: Counter[str] = Counter()
    stale = Redraws()
    for name in ("one", "two", "three"):
        stale.mark(1, drawing(drawn, name))
    await drawn_all(drawn, {"three": 1})
    await stale.close()


async def test_after_a_rest_it_starts_again() -> None:
    drawn: Counter[str] = Counter()
    stale = Redraws()
    for times in (1, 2, 3):
        stale.mark(1, drawing(drawn, "message"))
        await drawn_all(drawn, {"message": times})
        async with asyncio.timeout(5):
            while stale._turns.is_running():  # noqa: ASYNC110 - the same
                await asyncio.sleep(0)
    await stale.close()


async def test_one_that_fails_does_not_hold_up_the_others(caplog: pytest.LogCaptureFixture) -> None:
    async def fails() -> None:
        raise RuntimeError("out of film")

    drawn: Counter[str] = Counter()
    stale = Redraws()
    stale.mark(1, fails)
    stale.mark(2, drawing(drawn, "other"))
    await drawn_all(drawn, {"other": 1})
    assert "message 1 could not be drawn anew" in caplog.text
    await stale.close()


async def test_closing_draws_what_is_left() -> None:
    drawn: Counter[str] = Counter()
    stale = Redraws()
    stale.mark(1, drawing(drawn, "message"))
    await stale.close()
    assert drawn == {"message": 1}
    await stale.close()


async def test_closing_goes_on_with_the_drawing_under_way_and_those_behind_it() -> None:
    drawn: list[int] = []
    begun, released = asyncio.Event(), asyncio.Event()

    def slow(number: int) -> Callable[[], Awaitable[None]]:
        async def draw() -> None:
            begun.set()
            await released.wait()
            drawn.append(number)

        return draw

    stale = Redraws()
    for number in range(5):
        stale.mark(number, slow(number))
    await asyncio.wait_for(begun.wait(), 5)
    closing = asyncio.create_task(stale.close())
    await asyncio.sleep(0)
    released.set()
    await closing
    assert drawn == [0, 1, 2, 3, 4]


async def test_closing_gives_up_on_a_drawing_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redraws, "_LAST_CHANCE", 0.01)
    ended = asyncio.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    stale = Redraws()
    stale.mark(1, endless)
    await asyncio.wait_for(stale.close(), 5)
    await asyncio.wait_for(ended.wait(), 5)


async def test_a_message_forgotten_while_it_is_drawn_is_not_overwritten() -> None:
    drawn: Counter[str] = Counter()
    begun, released = asyncio.Event(), asyncio.Event()

    async def overwrites() -> None:
        begun.set()
        await released.wait()
        drawn["forgotten"] += 1

    stale = Redraws()
    stale.mark(1, overwrites)
    stale.mark(2, drawing(drawn, "other"))
    await asyncio.wait_for(begun.wait(), 5)
    stale.forget(1)
    released.set()
    await drawn_all(drawn, {"other": 1})
    await stale.close()
    assert drawn == {"other": 1}
