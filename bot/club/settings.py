"""What a server has chosen: the settings that the commands ask for, each with what holds where nothing is set."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, get_args
from zoneinfo import ZoneInfo

from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change, State
from bot.catalogue.reviews.spoilers import UnmarkedRule
from bot.catalogue.stored import FilmFilter
from bot.club.chosen import SettingName, Settings, WeeklySource
from bot.club.filter_text import read_filter, write_filter
from bot.club.scores import Scale
from bot.connection import now
from bot.database import Database

Value = str | int | tuple[int, ...] | ZoneInfo | FilmFilter | None
"""What a setting can be set to; None goes back to what holds where nothing is set."""


class SettingsStore:
    """Reads and changes the settings of one server at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, *, guild_id: int) -> Settings:
        """Return a server's settings; what is not set, or no longer understood, is as in `Settings()`."""
        return await self._database.read(partial(read_settings, guild_id=guild_id))

    async def decided(self, *, guild_id: int) -> frozenset[str]:
        """Return the names of the settings on which a server has decided, also for what holds without that."""

        def work(connection: sqlite3.Connection) -> frozenset[str]:
            rows = connection.execute("SELECT name FROM guild_settings WHERE guild_id = ?", (guild_id,))
            return frozenset(name for (name,) in rows)

        return await self._database.read(work)

    async def set(self, name: SettingName, value: Value, *, guild_id: int, member_id: int) -> None:
        """Choose one setting, and keep who chose it and when; None goes back to what holds where nothing is set."""
        wanted = {"value": _written(value) or None}
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


def _written(value: Value) -> str:
    """Return a setting as its row keeps it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, ZoneInfo):
        return value.key
    if isinstance(value, FilmFilter):
        return write_filter(value)
    return str(int(value) if isinstance(value, bool) else value)


def _one_of(choices: Any) -> Callable[[str], str]:
    """Return a reader of one of the words of a Literal."""

    def read(value: str) -> str:
        if value not in get_args(choices):
            raise ValueError(value)
        return value

    return read


def _below(limit: int) -> Callable[[str], int]:
    """Return a reader of a whole number from 0 on."""

    def read(value: str) -> int:
        number = int(value)
        if not 0 <= number < limit:
            raise ValueError(value)
        return number

    return read


def _yes_or_no(value: str) -> bool:
    return bool(int(value))


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(int(each) for each in value.split(",") if each)


_READERS: Mapping[SettingName, Callable[[str], Any]] = {
    "unmarked_reviews": _one_of(UnmarkedRule),
    "discussion_channel": int,
    "scale": _one_of(Scale),
    "score_blind": _yes_or_no,
    "time_zone": ZoneInfo,
    "host_role": int,
    "poll_channel": int,
    "announcement_channel": int,
    "voter_role": int,
    "share_ratings": _yes_or_no,
    "share_reviews": _yes_or_no,
    "talk": _yes_or_no,
    "quiet_channels": _numbers,
    "weekly_day": _below(7),
    "weekly_hour": _below(24),
    "weekly_source": _one_of(WeeklySource),
    "weekly_filter": read_filter,
}
"""How each setting is read from its row; a ValueError says that it is not understood."""


def _understood(values: dict[str, str]) -> Settings:
    chosen: dict[str, Any] = {}
    for name, read in _READERS.items():
        with suppress(ValueError, LookupError, OSError):  # ZoneInfo raises all three
            chosen[name] = read(values[name])
    return Settings(**chosen)
