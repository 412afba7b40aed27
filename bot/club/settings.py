"""What a server has chosen: the settings that the commands ask for, each with what holds where nothing is set."""

import sqlite3
from dataclasses import dataclass
from typing import Any, cast, get_args

from bot.catalogue.spoilers import UnmarkedRule
from bot.connection import now
from bot.database import Database


@dataclass(frozen=True, slots=True)
class Settings:
    """A server's settings.

    `unmarked_reviews` says whether reviews that nobody has marked stand behind spoiler bars; discussions open in
    `discussion_channel`, or where they were asked for if it is None.
    """

    unmarked_reviews: UnmarkedRule = "barred"
    discussion_channel: int | None = None


class SettingsStore:
    """Reads and changes the settings of one server at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, *, guild_id: int) -> Settings:
        """Return a server's settings; what is not set, or no longer understood, is as in `Settings()`."""

        def work(connection: sqlite3.Connection) -> dict[str, str]:
            rows = connection.execute("SELECT name, value FROM guild_settings WHERE guild_id = ?", (guild_id,))
            return dict(rows.fetchall())

        return _read(await self._database.read(work))

    async def set_unmarked_reviews(self, rule: UnmarkedRule, *, guild_id: int, member_id: int) -> None:
        """Choose whether unmarked reviews stand behind bars."""
        await self._set("unmarked_reviews", rule, guild_id, member_id)

    async def set_discussion_channel(self, channel_id: int | None, *, guild_id: int, member_id: int) -> None:
        """Choose the channel in which discussions open."""
        await self._set("discussion_channel", channel_id, guild_id, member_id)

    async def _set(self, name: str, value: object, guild_id: int, member_id: int) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO guild_settings (guild_id, name, value, changed_by, changed_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (guild_id, name) DO UPDATE SET "
                "value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
                (guild_id, name, "" if value is None else str(value), member_id, now()),
            )

        await self._database.write(work)


def _read(values: dict[str, str]) -> Settings:
    chosen: dict[str, Any] = {}
    rule = values.get("unmarked_reviews")
    if rule in get_args(UnmarkedRule):
        chosen["unmarked_reviews"] = cast("UnmarkedRule", rule)
    if values.get("discussion_channel", "").isdecimal():
        chosen["discussion_channel"] = int(values["discussion_channel"])
    return Settings(**chosen)
