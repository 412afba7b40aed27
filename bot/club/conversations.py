"""What members last spoke of with the bot, channel by channel, for half an hour."""

import sqlite3
from datetime import datetime, timedelta
from functools import partial

from bot.club.deadlines import stored
from bot.database import Database

KEPT_FOR = timedelta(minutes=30)
"""How long a conversation is remembered after its last message."""

_RECALL = """
    SELECT memory FROM conversations
    WHERE guild_id = :guild AND channel_id = :channel AND member_id = :member AND said_at > :oldest
"""
_REMEMBER = """
    INSERT INTO conversations (guild_id, channel_id, member_id, memory, said_at)
    VALUES (:guild, :channel, :member, :memory, :at)
    ON CONFLICT (guild_id, channel_id, member_id) DO UPDATE SET memory = excluded.memory, said_at = excluded.said_at
"""
_FORGET = "DELETE FROM conversations WHERE said_at <= :oldest"


class ConversationStore:
    """Keeps memories as the text of `bot.asking.remembering`; `guild_id` 0 is outside servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, at: datetime, *, guild_id: int, channel_id: int, member_id: int) -> str | None:
        """Return what a member spoke of in a channel; None where nothing is remembered at that time."""
        values = {"guild": guild_id, "channel": channel_id, "member": member_id, "oldest": stored(at - KEPT_FOR)}

        def work(connection: sqlite3.Connection) -> str | None:
            row = connection.execute(_RECALL, values).fetchone()
            return None if row is None else row[0]

        return await self._database.read(work)

    async def remember(self, memory: str, at: datetime, *, guild_id: int, channel_id: int, member_id: int) -> None:
        """Keep what a member speaks of in a channel, and forget every conversation that is too long ago."""
        await self._database.write(
            partial(_remember, memory=memory, at=at, guild_id=guild_id, channel_id=channel_id, member_id=member_id)
        )


def _remember(
    connection: sqlite3.Connection, memory: str, at: datetime, guild_id: int, channel_id: int, member_id: int
) -> None:
    connection.execute(_FORGET, {"oldest": stored(at - KEPT_FOR)})
    values = {"guild": guild_id, "channel": channel_id, "member": member_id, "memory": memory, "at": stored(at)}
    connection.execute(_REMEMBER, values)
