"""Deleting what is kept of a member, down to the bytes of the database file.

Rows are overwritten as they go (SQLite's `secure_delete`, which every writer has on). A full-text index only marks what
was taken out of it, so its parts are then written anew without the words. SQLite may leave a copy of a row where a page
was split, so a small file is written anew as a whole. At last the write-ahead log is emptied.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Iterable
from functools import partial

from bot.catalogue.reviews.review_writer import digest
from bot.catalogue.searching import fulltext
from bot.club.keeping.kept import KEPT, NOBODY, Fate
from bot.connection import BUSY_SECONDS
from bot.database import Database

log = logging.getLogger(__name__)

SMALL_FILE = 32 * 2**20
"""Up to how many bytes the whole file is written anew, which takes a third of a second then."""

_TRIES = 12
_PATIENCE = 0.25  # seconds, once more of them after each try
_BUSY_MILLISECONDS = 100

_OF_THEIR_FILMS = """
    INSERT INTO film_changes (film_id, kind)
    SELECT DISTINCT film_id, 'reviews' FROM reviews WHERE guild_id = :guild AND member_id = :member
"""
# A voter nobody knows has a number below 0 of their own, since a poll counts one vote of each voter.
_OPEN_VOTES = """
    DELETE FROM ballots WHERE member_id = :member
      AND poll_id IN (SELECT id FROM polls WHERE guild_id = :guild AND closed_at IS NULL)
"""
_PAST_VOTES = """
    UPDATE ballots SET member_id = (
        SELECT min(0, min(taken.member_id)) - 1 FROM ballots AS taken WHERE taken.poll_id = ballots.poll_id
    ) WHERE member_id = :member AND poll_id IN (SELECT id FROM polls WHERE guild_id = :guild)
"""
_IN_POLL_EVENTS = """
    UPDATE poll_events SET about = NULL WHERE poll_id IN (SELECT id FROM polls WHERE guild_id = :guild)
      AND about IS NOT NULL AND EXISTS (SELECT 1 FROM json_tree(about) WHERE atom = :member)
"""
# What others asked about the member.
_SPOKEN_OF = "DELETE FROM conversations WHERE guild_id = :guild AND instr(memory, :member)"
# What others said of the member's reviews is found by a digest that tells who wrote them.
_ABOUT_THEIR_REVIEWS = (
    "DELETE FROM review_votes WHERE guild_id = :guild AND digest = :digest",
    "DELETE FROM spoiler_marks WHERE guild_id = :guild AND digest = :digest",
    """
    DELETE FROM film_merge_rows
    WHERE guild_id = :guild AND moved IN ('reviews', 'review_votes', 'spoiler_marks')
      AND EXISTS (SELECT 1 FROM json_each(row_key) WHERE value = :digest)
    """,
)
_STATEMENTS: dict[Fate, tuple[str, ...]] = {
    "deleted": ("DELETE FROM {0.table} WHERE {0.guild} = :guild AND {0.member} = :member",),
    "unnamed": (
        f"UPDATE {{0.table}} SET {{0.member}} = {NOBODY} WHERE {{0.guild}} = :guild AND {{0.member}} = :member",
    ),
    "counted": (_OPEN_VOTES, _PAST_VOTES, _IN_POLL_EVENTS),
}
"""How each fate is brought about."""


async def delete_member(database: Database, *, member_id: int, guild_ids: Iterable[int]) -> bool:
    """Delete what servers keep of a member; tell whether it has left the file already.

    It is gone for everyone when this returns. Where a long read or another program's write has held the file all the
    while, the last copies of it are overwritten with the writes that follow.
    """
    for guild_id in guild_ids:
        await database.write(partial(delete_rows, guild_id=guild_id, member_id=member_id))
    return await scrub(database)


def delete_rows(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> None:
    """Delete what a server keeps of a member, and take their name off what is the server's too."""
    values = {"guild": guild_id, "member": member_id, "digest": digest(guild_id, member_id)}
    connection.execute(_SPOKEN_OF, values)
    connection.execute(_OF_THEIR_FILMS, values)  # the names of reviewers are read anew
    fulltext.remove_reviews_of(connection, guild_id=guild_id, member_id=member_id)
    for statement in _ABOUT_THEIR_REVIEWS:
        connection.execute(statement, values)
    for kept in KEPT:
        for statement in _STATEMENTS[kept.fate]:
            connection.execute(statement.format(kept), values)


async def scrub(database: Database) -> bool:
    """Leave nothing of deleted rows in the file, in steps between which others write; tell whether that was reached."""
    await database.write(fulltext.begin_purge)
    while await database.write(fulltext.purge_more):
        pass
    for tries in range(1, _TRIES + 1):
        if await database.between_writes(_rewrite_and_empty_log):
            return True
        await asyncio.sleep(_PATIENCE * tries)
    log.warning("the write-ahead log could not be emptied; what was deleted leaves it with the writes that follow")
    return False


def _rewrite_and_empty_log(connection: sqlite3.Connection) -> bool:
    """Write a small file anew and empty its log, if nobody else has it in hand just now."""
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    try:
        if _size(connection) <= SMALL_FILE:
            connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    return not busy


def _size(connection: sqlite3.Connection) -> int:
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return pages * size
