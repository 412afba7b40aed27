"""The bot stops cleanly whenever it is told to, also in the midst of its start."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import running
from bot.client import Marquee
from bot.database import Database


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_stop_during_a_slow_start_closes_what_was_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    steps: list[str] = []
    path = tmp_path / "films.sqlite3"

    async def held(bot: Marquee, _token: str) -> None:
        bot.database = await Database.open(path)
        bot._open.push_async_callback(bot.database.close)
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), number)
        try:
            await asyncio.Event().wait()
        finally:
            await bot.database.read(lambda connection: connection.execute("SELECT 1").fetchone())
            steps.append("start ended")

    close = Marquee.close

    async def closed(bot: Marquee) -> None:
        steps.append("closing")
        await close(bot)

    monkeypatch.setattr(Marquee, "start", held)
    monkeypatch.setattr(Marquee, "close", closed)
    await asyncio.wait_for(running._run(path, SecretStr("x")), 10)
    assert steps[:2] == ["start ended", "closing"]
    assert not path.with_name(path.name + "-wal").exists()


async def test_a_start_that_fails_is_told_after_closing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(_bot: Marquee, _token: str) -> None:
        raise OSError("no route")

    monkeypatch.setattr(Marquee, "start", fails)
    with pytest.raises(running.UserError, match="cannot be reached: no route"):
        await running._run(tmp_path / "films.sqlite3", SecretStr("x"))
