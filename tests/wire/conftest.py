"""The bot, unmodified, with discord.py's own HTTP and gateway client, on a Discord served on this machine."""

import logging
from collections.abc import AsyncGenerator
from pathlib import Path

import discord.gateway
import discord.http
import pytest
import yarl

from tests.catalogues import REVIEWED
from tests.factories import make_indexed_database
from tests.wire.copies import Apart, Here
from tests.wire.local_discord import LocalDiscord, local_discord
from tests.wire.wired import Wired


@pytest.fixture
async def discord_here(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[LocalDiscord]:
    """A Discord on this machine, which discord.py in this process takes for the real one."""
    async with local_discord() as served:
        monkeypatch.setattr(discord.http.Route, "BASE", served.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(served.gateway_url))
        yield served


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make_indexed_database(tmp_path / "marquee.sqlite3", *REVIEWED)


@pytest.fixture
async def wired(discord_here: LocalDiscord, database: Path) -> AsyncGenerator[Wired]:
    """A club whose bot runs in this process; it fails at the end if anything was logged as an error."""
    club = Wired(discord_here, database, Here)
    logging.getLogger().addHandler(club.log)
    try:
        await club.start_copy()
        yield club
    finally:
        logging.getLogger().removeHandler(club.log)
        await club.stop()
    assert not club.log.errors


@pytest.fixture
async def killable(discord_here: LocalDiscord, database: Path) -> AsyncGenerator[Wired]:
    """A club whose bot runs in a process of its own, which a test may kill and start again."""
    club = Wired(discord_here, database, Apart)
    try:
        await club.start_copy()
        yield club
    finally:
        await club.stop()
    assert not [copy.said for copy in club.copies if isinstance(copy, Apart) and copy.said]
