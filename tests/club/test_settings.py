from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue.stored import FilmFilter
from bot.club.chosen import SettingName, Settings
from bot.club.settings import SettingsStore, Value
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database

GUILD, OTHER_GUILD = 5, 6
ANA = 71
CHANNEL = 900


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3"))
    try:
        yield opened
    finally:
        await opened.close()


async def test_settings_are_a_server_s_own(database: Database) -> None:
    settings = SettingsStore(database)
    assert await settings.get(guild_id=GUILD) == Settings("barred", None)
    await settings.set("unmarked_reviews", "open", guild_id=GUILD, member_id=ANA)
    await settings.set("discussion_channel", CHANNEL, guild_id=GUILD, member_id=ANA)
    assert await settings.get(guild_id=GUILD) == Settings("open", CHANNEL)
    assert await settings.get(guild_id=OTHER_GUILD) == Settings()
    await settings.set("discussion_channel", None, guild_id=GUILD, member_id=ANA)
    assert (await settings.get(guild_id=GUILD)).discussion_channel is None


async def test_a_setting_no_longer_understood_is_as_if_not_set(database: Database) -> None:
    await database.write(
        lambda c: c.execute("INSERT INTO guild_settings VALUES (?, 'unmarked_reviews', 'blurred', 1, 'x')", (GUILD,))
    )
    assert await SettingsStore(database).get(guild_id=GUILD) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("scale", "points", "points"),
        ("score_blind", True, True),
        ("score_blind", False, False),
        ("time_zone", "Europe/Lisbon", ZoneInfo("Europe/Lisbon")),
        ("time_zone", ZoneInfo("America/New_York"), ZoneInfo("America/New_York")),
        ("host_role", 1234, 1234),
        ("share_ratings", False, False),
        ("talk", False, False),
        ("quiet_channels", (900, 901), (900, 901)),
        ("quiet_channels", (), ()),
        ("weekly_day", 0, 0),
        ("weekly_day", None, None),
        ("weekly_hour", 23, 23),
        ("weekly_source", "random", "random"),
        ("weekly_filter", FilmFilter(genre="Drama", year_from=1950), FilmFilter(genre="Drama", year_from=1950)),
        ("weekly_filter", FilmFilter(), FilmFilter()),
    ],
)
async def test_what_is_set_is_read_back(database: Database, name: SettingName, value: Value, read: object) -> None:
    settings = SettingsStore(database)
    await settings.set(name, value, guild_id=GUILD, member_id=ANA)
    assert getattr(await settings.get(guild_id=GUILD), name) == read


@pytest.mark.parametrize("name", get_args(SettingName))
@pytest.mark.parametrize("value", ["from a later version", "../../etc", "", '{"of": "later"}', "[1]"])
async def test_a_value_that_is_not_understood_counts_as_not_set(
    database: Database, name: SettingName, value: str
) -> None:
    with closing(open_writer(database.path)) as connection:
        connection.execute("INSERT INTO guild_settings VALUES (?, ?, ?, ?, 'x')", (GUILD, name, value, ANA))
    assert await SettingsStore(database).get(guild_id=GUILD) == Settings()


async def test_what_is_decided_is_told_also_where_it_is_what_holds_anyway(database: Database) -> None:
    settings = SettingsStore(database)
    assert await settings.decided(guild_id=GUILD) == frozenset()
    await settings.set("scale", "stars", guild_id=GUILD, member_id=ANA)
    await settings.set("host_role", None, guild_id=GUILD, member_id=ANA)
    assert await settings.decided(guild_id=GUILD) == {"scale", "host_role"}
    assert await settings.decided(guild_id=OTHER_GUILD) == frozenset()
    assert await settings.get(guild_id=GUILD) == Settings()


def test_every_setting_can_be_set() -> None:
    assert {field.name for field in fields(Settings)} == set(get_args(SettingName))
