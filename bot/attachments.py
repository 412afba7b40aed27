"""Files that members send: fetched within bounds into a folder of the bot's own, read in a process that can be killed.

The folder stands beside the database and holds one folder for each preview, until that is loaded, left or too old.
What a killed bot has left in it goes at the next start. The names that files were sent by are shown, and never used as
paths.
"""

import asyncio
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import discord

from bot.catalogue.loading.preview import Preview
from bot.catalogue.loading.rehearsal import REJECTS
from bot.errors import UserError

log = logging.getLogger(__name__)

MOST_BYTES = 25 * 2**20
"""Bytes of one file."""

MOST_TOGETHER = 50 * 2**20
"""Bytes of all files of one command."""

READING_SECONDS = 60.0
"""Seconds in which all of them have to be read."""

_FETCHING_SECONDS = 60.0
_ROOT = Path(__file__).resolve().parent.parent
_KEPT_FROM_IT = "MARQUEE_"  # the token among them


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder that holds what was sent, and once it is read, what was read."""

    folder: Path

    def rejects(self) -> bytes | None:
        """Return the list of what is rejected or odd, or None where there is nothing of the kind."""
        path = self.folder / REJECTS
        return path.read_bytes() if path.exists() else None

    def remove(self) -> None:
        """Remove the folder; a second time does nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Attachments:
    """Fetches what members send, and has it read and its loading rehearsed, one command's files at a time."""

    def __init__(self, database: Path, *, reading_seconds: float = READING_SECONDS) -> None:
        self._database = database
        self._root = database.with_name(f"{database.name}.attachments")
        self._reading_seconds = reading_seconds
        self._turn = asyncio.Semaphore(1)
        self._reader: subprocess.Popen[str] | None = None
        self.clear()

    def clear(self) -> None:
        """Remove all that is kept."""
        shutil.rmtree(self._root, ignore_errors=True)

    async def close(self) -> None:
        """End the reading under way, and remove all that is kept."""
        if self._reader is not None:
            self._reader.kill()
        async with self._turn:
            await asyncio.to_thread(self.clear)

    async def preview(self, attachments: Sequence[discord.Attachment], *, guild_id: int) -> tuple[Preview, Kept]:
        """Fetch files and rehearse loading them for a server; return what that would do, and what was kept for it.

        Raises:
            UserError: they are too large, cannot be fetched, or take too much to read; the text says which.
        """
        _refuse_by_size(attachments, [attachment.size for attachment in attachments])
        async with self._turn:
            kept = await asyncio.to_thread(self._make_folder)
            try:
                await _fetch(attachments, kept)
                preview = await asyncio.to_thread(self._rehearse, kept, guild_id)
            except BaseException:
                await asyncio.to_thread(kept.remove)
                raise
            return preview, kept

    def _make_folder(self) -> Kept:
        self._root.mkdir(mode=0o700, exist_ok=True)
        return Kept(Path(mkdtemp(dir=self._root)))

    def _rehearse(self, kept: Kept, guild_id: int) -> Preview:
        command = [sys.executable, "-m", "bot.catalogue.loading.rehearsal"]
        command += [str(self._database.absolute()), str(guild_id), str(kept.folder.absolute())]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(_KEPT_FROM_IT)}
        with subprocess.Popen(  # noqa: S603 - this program's own module, on paths of its own
            command,
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        ) as reader:
            self._reader = reader
            try:
                told, faults = reader.communicate(timeout=self._reading_seconds)
            except subprocess.TimeoutExpired:
                raise UserError(
                    f"I stopped reading after {self._reading_seconds:g} seconds. Please send that in smaller files."
                ) from None
            finally:
                reader.kill()
                self._reader = None
        return _outcome(told, faults, reader.returncode)


def _outcome(told: str, faults: str, status: int) -> Preview:
    if status:
        log.error("files could not be read, the process ended with %d: %s", status, faults.strip())
        raise UserError("I could not read that to its end. Please check the files, or send smaller ones.")
    outcome: dict[str, str] = json.loads(told)
    if refusal := outcome.get("refusal"):
        raise UserError(refusal)
    return Preview.from_json(outcome["preview"])


def _refuse_by_size(attachments: Sequence[discord.Attachment], sizes: Sequence[int]) -> None:
    for attachment, size in zip(attachments, sizes, strict=False):
        if size > MOST_BYTES:
            raise UserError(f"{attachment.filename} is too large: {_megabytes(MOST_BYTES)} is the most I take.")
    if sum(sizes) > MOST_TOGETHER:
        raise UserError(f"That is too much at once: {_megabytes(MOST_TOGETHER)} in all is the most I take.")


async def _fetch(attachments: Sequence[discord.Attachment], kept: Kept) -> None:
    sizes: list[int] = []
    names = [" ".join(attachment.filename.split()) for attachment in attachments]
    for number, attachment in enumerate(attachments):
        try:
            async with asyncio.timeout(_FETCHING_SECONDS):
                data = await attachment.read()
        except (discord.HTTPException, TimeoutError) as error:
            raise UserError(f"Discord did not hand me {names[number]}. Please send it again.") from error
        sizes.append(len(data))
        _refuse_by_size(attachments, sizes)
        await asyncio.to_thread((kept.folder / str(number)).write_bytes, data)
    await asyncio.to_thread((kept.folder / "names.json").write_text, json.dumps(names), encoding="utf-8")


def _megabytes(count: int) -> str:
    return f"{count // 2**20} MB"
