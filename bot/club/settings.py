"""What a server has chosen: the settings that the commands ask for, each with what holds where nothing is set."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from bot.catalogue import audit
from bot.catalogue.audited import Change, State
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
    `time_zone`; members with `host_role` change any poll.
    """

    unmarked_reviews: UnmarkedRule = "barred"
    discussion_channel: int | None = None
    scale: Scale = "stars"
    score_blind: bool = False
    time_zone: ZoneInfo = UTC
    host_role: int | None = None


SettingName = Literal["unmarked_reviews", "discussion_channel", "scale", "score_blind", "time_zone", "host_role"]


class SettingsStore:
    """Reads and changes the settings of one server at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, *, guild_id: int) -> Settings:
        """Return a server's settings; what is not set, or no longer understood, is as in `Settings()`."""
        return await self._database.read(partial(read_settings, guild_id=guild_id))

    async def set(self, name: SettingName, value: str | int | None, *, guild_id: int, member_id: int) -> None:
        """Choose one setting, and keep who chose it and when; None goes back to what holds where nothing is set."""
        text = "" if value is None else str(int(value) if isinstance(value, bool) else value)
        wanted = {"value": text or None}
        await self._database.write(
            partial(put_setting, name=name, wanted=wanted, guild_id=guild_id, member_id=member_id)
        )


def setting_state(connection: sqlite3.Connection, name: str, *, guild_id: int) -> State:
    """Return the `value` of a setting as it is kept, None where nothing is set."""
    row = connection.execute(
        "SELECT nullif(value, '') FROM guild_settings WHERE guild_id = ? AND name = ?", (guild_id, name)
    ).fetchone()
    return {"value": None if row is None else row[0]}


def put_setting(
    connection: sqlite3.Connection,
    name: str,
    wanted: State,
    *,
    guild_id: int,
    member_id: int,
    undoes: int | None = None,
) -> None:
    """Bring a setting into a state that `setting_state` returned; where that changes it, it is noted."""
    before = setting_state(connection, name, guild_id=guild_id)
    connection.execute(
        "INSERT INTO guild_settings (guild_id, name, value, changed_by, changed_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (guild_id, name) DO UPDATE SET "
        "value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        (guild_id, name, wanted["value"] or "", member_id, now()),
    )
    if before != wanted:
        change = Change("setting", name, before, wanted)
        audit.note(connection, change, guild_id=guild_id, done_by=member_id, undoes=undoes)


def read_settings(connection: sqlite3.Connection, *, guild_id: int) -> Settings:
    """Return a server's settings, for a question that needs them among other things."""
    rows = connection.execute("SELECT name, value FROM guild_settings WHERE guild_id = ?", (guild_id,))
    return _understood(dict(rows.fetchall()))


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
    "host_role": int,
}
"""How each setting is read from its row; a ValueError says that it is not understood."""


def _understood(values: dict[str, str]) -> Settings:
    chosen: dict[str, Any] = {}
    for name, read in _READERS.items():
        with suppress(ValueError, LookupError, OSError):  # ZoneInfo raises all three
            chosen[name] = read(values[name])
    return Settings(**chosen)
