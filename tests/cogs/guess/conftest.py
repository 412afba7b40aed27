"""The bot with films to be guessed."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.cogs.guess.playing import FILMS
from tests.factories import make_indexed_database
from tests.simulated import Club, film_club


@pytest.fixture
async def club(tmp_path: Path) -> AsyncGenerator[Club]:
    async with film_club(make_indexed_database(tmp_path / "marquee.sqlite3", *FILMS)) as started:
        yield started
