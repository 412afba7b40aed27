"""Reading a member's export on behalf of a command: fetching it, finding its films, and how long that may take."""

import asyncio
import time

import discord

from bot.catalogue.index import Answer
from bot.client import Marquee
from bot.club.importing.draft import ImportDraft
from bot.club.importing.matching import CANDIDATES, UNKNOWN, Named, Verdict, match, named, settle_search
from bot.club.rating_files.reading import MOST_BYTES, read_ratings
from bot.club.rating_files.record import RatingFile
from bot.errors import UserError

SEARCHES = 2_000
"""Titles that the title index is asked about, those that no film has exactly."""

SEARCH_SECONDS = 8.0
"""Seconds for which it is asked; what is left then is named as not found."""


async def read_export(
    bot: Marquee, attachment: discord.Attachment, *, guild_id: int, member_id: int, television: bool
) -> ImportDraft:
    """Return a member's export with the films of a server that its rows are.

    Raises:
        UserError: it is too large, cannot be fetched, or is no export; the text says why.
    """
    if attachment.size > MOST_BYTES:
        raise UserError(f"{attachment.filename} is too large: {MOST_BYTES // 2**20} MB is the most I take.")
    try:
        data = await attachment.read()
    except discord.HTTPException as error:
        raise UserError("Discord did not hand me that file. Please send it again.") from error
    file, names = await asyncio.to_thread(_read, attachment.filename, data, television=television)
    if not file.rows and not file.left_out and not file.remarks:
        raise UserError(f"There is nothing in {attachment.filename} but headings.")
    found = await bot.imports.look_up(names, guild_id=guild_id)
    verdicts = await asyncio.to_thread(match, names, found)
    unsearched = await _search(bot, verdicts, guild_id)
    state = await bot.imports.state(guild_id=guild_id, member_id=member_id)
    return ImportDraft(file, verdicts, state, unsearched)


def _read(name: str, data: bytes, *, television: bool) -> tuple[RatingFile, list[Named]]:
    file = read_ratings(name, data, television=television)
    return file, list(dict.fromkeys(named(row) for row in file.rows))


async def _search(bot: Marquee, verdicts: dict[Named, Verdict], guild_id: int) -> frozenset[Named]:
    """Look in the title index for what no film is called exactly; return the names that it was not asked about.

    It is asked one title at a time, so that members who type meanwhile get their turns in between.
    """
    rest = [name for name, verdict in verdicts.items() if verdict == UNKNOWN and name.title]
    answers: dict[Named, Answer] = {}
    end = time.monotonic() + SEARCH_SECONDS
    for name in rest[:SEARCHES]:
        if time.monotonic() > end:
            break
        answers[name] = await bot.index.search(name.label, guild_id=guild_id, limit=CANDIDATES)
    ids = await bot.imports.ids_of({film.film_id for answer in answers.values() for film in answer.matches})
    verdicts.update((name, settle_search(name, answer, ids)) for name, answer in answers.items())
    return frozenset(rest[len(answers) :])
