"""One question asked of a database file, without the bot: for the command line."""

from pathlib import Path

from bot.asking.answered import Answered
from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.database import Database


async def ask_once(path: Path, question: str, *, guild_id: int) -> Answered:
    """Return the answer to one question over the database at `path`.

    Raises:
        DatabaseError: the file cannot be used.
    """
    database = await Database.open(path)
    try:
        index = await LiveIndex.open(database)
        try:
            store = AskStore(database, index, ReviewStore(database))
            return await store.answer(question, Asker(guild_id))
        finally:
            await index.close()
    finally:
        await database.close()
