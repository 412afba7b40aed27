"""Small facts the bot keeps about itself between starts, such as which commands it has registered."""

import sqlite3

from bot.database import Database


class MetaStore:
    """The `meta` table: one text a key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: str) -> str | None:
        """Return the text kept under a key, or None."""

        def work(connection: sqlite3.Connection) -> str | None:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return None if row is None else row[0]

        return await self._database.read(work)

    async def set(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        await self._database.write(
            lambda connection: connection.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
        )
