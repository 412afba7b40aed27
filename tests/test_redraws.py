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
            while stale._turns.is_running():  # noqa: ASYNC110
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
