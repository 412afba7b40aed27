"""Running the bot on Discord until it is told to stop."""

import asyncio
import contextlib
import gc
import logging
from pathlib import Path

import discord
from pydantic import SecretStr

from bot.backups import BackupPlan
from bot.client import Marquee
from bot.errors import UserError
from bot.metrics import Figures
from bot.stopping import stop_signals

_log = logging.getLogger(__name__)


def run_bot(
    database: Path, token: SecretStr, *, backups: BackupPlan | None = None, figures: Figures | None = None
) -> None:
    """Run the bot until SIGTERM or Ctrl-C, then close it cleanly.

    `backups` says where copies of the database go and how often; `figures` is kept up to date where it is given.

    Raises:
        UserError: Discord refuses the token or cannot be reached; the text says what to do.
    """
    # What is imported stays for good: the collector need not go through it again and again, which takes 30 ms.
    gc.collect()
    gc.freeze()
    asyncio.run(_run(database, token, backups, figures))


async def _run(
    database: Path, token: SecretStr, backups: BackupPlan | None = None, figures: Figures | None = None
) -> None:
    async with Marquee(database, backups=backups, figures=figures) as bot:
        with stop_signals() as stop:
            running = asyncio.create_task(_start(bot, token))
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if stop.is_set():
                    _log.info("stopping")
            finally:
                stopping.cancel()
                # A start under way must end before what it opened is closed.
                running.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await running
                await bot.close()


async def _start(bot: Marquee, token: SecretStr) -> None:
    try:
        await bot.start(token.get_secret_value())
    except discord.LoginFailure as error:
        raise UserError(
            "Discord refused the token. Copy it anew from the Bot page of the developer portal; "
            "resetting it there makes the old one useless."
        ) from error
    except (OSError, discord.GatewayNotFound) as error:
        raise UserError(f"Discord cannot be reached: {error}. Is this machine online?") from error
