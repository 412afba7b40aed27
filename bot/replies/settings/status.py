"""How the bot is doing, for who manages a server."""

import asyncio
import math
from dataclasses import asdict
from pathlib import Path

import discord

from bot.backups import backups
from bot.client import Marquee
from bot.process import memory, started_at, version_of_marquee
from bot.replies.catalogue.managed import managed_server
from bot.replies.settings.panel import troubles
from bot.ui import respond, theme
from bot.ui.settings.status_card import Health, counts_words, status_words

Interaction = discord.Interaction[Marquee]

_BESIDE = ("", "-wal", "-shm")


async def show_status(interaction: Interaction) -> None:
    """Tell in private how the bot is doing.

    Raises:
        UserError: this server has not added the bot.
        MissingPermissions: the member does not manage the server.
    """
    guild_id = managed_server(interaction)
    async with respond.in_time(interaction, private=True):
        counted = await interaction.client.counts.of(guild_id)
        health = await _health(interaction)
    await respond.tell(interaction, status_words(counts_words(**asdict(counted)), health), theme.CARD)


async def _health(interaction: Interaction) -> Health:
    bot = interaction.client
    latency = bot.latency
    return Health(
        size=await asyncio.to_thread(_size, bot.database_path),
        backups=bot.backup_plan is not None,
        last_backup=await asyncio.to_thread(_last_backup, bot),
        version=version_of_marquee(),
        latency=latency if math.isfinite(latency) else None,
        memory=await asyncio.to_thread(memory),
        started_at=started_at(),
        troubles=tuple(await troubles(interaction)),
    )


def _size(database: Path) -> int:
    """Return how many bytes the database takes, with the files that SQLite keeps beside it."""
    files = (database.with_name(f"{database.name}{ending}") for ending in _BESIDE)
    return sum(file.stat().st_size for file in files if file.exists())


def _last_backup(bot: Marquee) -> int | None:
    if bot.backup_plan is None:
        return None
    made = backups(bot.backup_plan.folder, bot.database_path)
    return int(made[0][1]) if made else None
