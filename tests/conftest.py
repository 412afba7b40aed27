"""Fixtures that more than one test file needs."""

import gc
import os
import sys
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest

from tests.catalogues import CATALOGUE, REVIEWED
from tests.factories import make_indexed_database
from tests.simulated import Club, film_club

# Without their bytecode kept, the processes that tests start would each compile everything anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Start one worker more than there are processors, for a worker often waits: for a disk, a process, a clock."""
    return (yield) + 1


def pytest_collection_finish() -> None:
    """Keep what was imported and collected, which stays to the end, out of the garbage collections of every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 20, 20)


@pytest.fixture
async def club(tmp_path: Path) -> AsyncGenerator[Club]:
    """The bot on a simulated Discord, with the films of `tests.catalogues` loaded for everyone."""
    async with film_club(make_indexed_database(tmp_path / "marquee.sqlite3", *CATALOGUE)) as started:
        yield started


@pytest.fixture
async def reviewed(tmp_path: Path) -> AsyncGenerator[Club]:
    """The bot on a simulated Discord, with the reviewed films of `tests.catalogues`."""
    async with film_club(make_indexed_database(tmp_path / "marquee.sqlite3", *REVIEWED)) as started:
        yield started
