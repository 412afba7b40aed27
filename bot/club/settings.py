"""What a server has chosen: the settings that the commands ask for, each with what holds where nothing is set."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from bot.catalogue.spoilers import UnmarkedRule
from bot.club.scores import Scale
from bot.connection import now
from bot.database import Database

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Settings:
    """A server's settings.

    `unmarked_reviews` says whether reviews that nobody has marked stand behind spoiler bars; discussions open in
    `discussion_channel`, or where they were asked for if it is None; members write and read scores on `scale`; where
    `score_blind`, the club's figures of a film are shown only to members who have rated it; days and hours are meant in
    `time_zone`.
    """

    unmarked_reviews: UnmarkedRule = "barred"
    discussion_channel: int | None = None
    scale: Scale = "stars"
    score_blind: bool = False
    time_zone: ZoneInfo = UTC


SettingName = Literal["unmarked_reviews", "discussion_channel", "scale", "score_blind", "time_zone"]


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

    async def set(self, name: SettingName, value: str | int | None, *, guild_id: int, member_id: int) -> None:
        """Choose one setting, and keep who chose it and when; None goes back to what holds where nothing is set."""
        text = "" if value is None else str(int(value) if isinstance(value, bool) else value)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO guild_settings (guild_id, name, value, changed_by, changed_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (guild_id, name) DO UPDATE SET "
                "value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
                (guild_id, name, text, member_id, now()),
            )

        await self._database.write(work)


def _one_of(choices: Any) -> Callable[[str], str]:
    """Return a reader of one of the words of a Literal."""

    def read(value: str) -> str:
        if value not in get_args(choices):
            raise ValueError(value)
        return value

    return read


_READERS: Mapping[SettingName, Callable[[str], Any]] = {
    "unmarked_reviews": _one_of(UnmarkedRule),
    "discussion_channel": int,
    "scale": _one_of(Scale),
    "score_blind": lambda value: bool(int(value)),
    "time_zone": ZoneInfo,
}
"""How each setting is read from its row; a ValueError says that it is not understood."""


def _read(values: dict[str, str]) -> Settings:
    chosen: dict[str, Any] = {}
    for name, read in _READERS.items():
        with suppress(ValueError, LookupError, OSError):  # ZoneInfo raises all three
            chosen[name] = read(values[name])
    return Settings(**chosen)
