"""`python -m tests.catalogue.load_apart DATABASE GUILD FOLDER` loads as the bot does, and tells each step."""

import asyncio
import sys
from pathlib import Path

from bot.catalogue.loading.load_report import LoadReport
from bot.catalogue.loading.load_store import LoadStore
from bot.database import Database


def _heard(report: LoadReport) -> None:
    sys.stdout.write(f"{report.films} films\n")
    sys.stdout.flush()


async def _load(path: str, guild_id: str, folder: str) -> None:
    database = await Database.open(Path(path))
    try:
        await LoadStore(database).load(Path(folder), guild_id=int(guild_id), member_id=1, heard=_heard)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(_load(*sys.argv[1:]))
