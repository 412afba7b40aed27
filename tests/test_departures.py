"""The bot keeps account of its servers: who removed it, who took it back, and whose thirty days are over."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import discord

from bot.club.deadlines import stored
from bot.connection import open_writer
from bot.departures import Departures
from tests.simulated import Club


async def noted(club: Club) -> dict[int, str | None]:
    statement = "SELECT guild_id, left_at FROM servers"
    return dict(await club.bot.database.read(lambda connection: connection.execute(statement).fetchall()))


def account_of(club: Club) -> Departures:
    for loop in club.bot.loops:
        loop.cancel()
    found = club.bot.get_cog("Departures")
    assert isinstance(found, Departures)
    return found


async def leave(club: Club) -> None:
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    await guild.leave()
    await club.world.advance_time(0)


async def test_leaving_is_noted_and_coming_back_forgets_it(club: Club) -> None:
    account = account_of(club)
    await account.turn()
    assert await noted(club) == {club.server.id: None}
    guild = club.bot.get_guild(club.server.id)
    assert isinstance(guild, discord.Guild)
    await leave(club)
    assert (await noted(club))[club.server.id] is not None
    await account.on_guild_join(guild)
    assert await noted(club) == {club.server.id: None}


async def test_the_data_goes_after_thirty_days_and_no_other_server_s(club: Club) -> None:
    other = club.world.create_guild("Elsewhere")
    for guild_id in (club.server.id, other.id):
        await club.bot.ratings.rate(3, 8, guild_id=guild_id, member_id=club.ana.id)
    await leave(club)
    account = account_of(club)
    await account.turn()
    assert await ratings(club) == {club.server.id, other.id}
    month_ago = stored(datetime.now(UTC) - timedelta(days=30))
    with closing(open_writer(club.bot.database_path)) as connection:
        connection.execute("UPDATE servers SET left_at = ? WHERE left_at IS NOT NULL", (month_ago,))
    await account.turn()
    assert await ratings(club) == {other.id}
    assert await noted(club) == {other.id: None}


async def ratings(club: Club) -> set[int]:
    rows = await club.bot.database.read(lambda c: c.execute("SELECT guild_id FROM ratings").fetchall())
    return {guild_id for (guild_id,) in rows}
