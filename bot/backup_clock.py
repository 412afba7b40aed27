"""Making backups while the bot runs."""

import asyncio
import logging
import time
from pathlib import Path
from typing import Any

from discord.ext import tasks

from bot.backups import BackupPlan, is_due, make_backup
from bot.errors import DatabaseError

log = logging.getLogger(__name__)

LOOK_SECONDS = 600
"""How often it is looked whether a backup is due; a failed one is tried again at the next look."""


def backing_up(plan: BackupPlan, database: Path) -> tasks.Loop[Any]:
    """Return the loop that makes backups, each in a thread."""

    @tasks.loop(seconds=LOOK_SECONDS)
    async def look() -> None:
        now = time.time()
        try:
            if not await asyncio.to_thread(is_due, plan, database, now):
                return
            made = await asyncio.to_thread(make_backup, plan, database, now)
        except DatabaseError as error:
            log.error("no backup was made: %s", error)  # noqa: TRY400 - the text says it all
        except Exception:
            log.exception("no backup was made")
        else:
            log.info("made the backup %s", made.name)

    return look
