"""What members may do with what is kept of them: see it, take it along, hide, delete, bring ratings from elsewhere."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.club.hidden import is_hidden
from bot.club.keeping import carrying
from bot.club.keeping.carrying import Carriage, Carried, Source
from bot.club.keeping.deletion import delete_member
from bot.club.keeping.kept import Held, Kept, held, servers_of
from bot.club.keeping.member_export import MemberRecords, as_zip, read_records
from bot.connection import now
from bot.database import Database

MOST_SOURCES = 25
"""From among how many servers a member may bring ratings, those with the most ratings first."""

_AT_A_TIME = 2_000
"""How many ratings are written in one transaction, so that nobody else waits long."""

_HIDE = "INSERT INTO hidden_members (guild_id, member_id, hidden_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_SHOW = "DELETE FROM hidden_members WHERE guild_id = ? AND member_id = ?"


@dataclass(frozen=True, slots=True)
class MemberData:
    """What a server keeps of a member, whether they are hidden there, and which servers keep anything of them."""

    held: tuple[Held, ...]
    hidden: bool
    servers: tuple[int, ...]


class MemberDataStore:
    """Reads, exports, hides, deletes and carries what is kept of members."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self, *, guild_id: int, member_id: int) -> MemberData:
        """Return what is kept of a member; what was outside servers is that of server 0."""

        def work(connection: sqlite3.Connection) -> MemberData:
            who = {"guild_id": guild_id, "member_id": member_id}
            servers = servers_of(connection, member_id=member_id)
            return MemberData(held(connection, **who), is_hidden(connection, **who), servers)

        return await self._database.read(work)

    async def counts(self, guild_ids: Sequence[int], *, member_id: int) -> tuple[Held, ...]:
        """Return what several servers together keep of a member."""

        def work(connection: sqlite3.Connection) -> tuple[Held, ...]:
            found: dict[Kept, Held] = {}
            for guild_id in guild_ids:
                for each in held(connection, guild_id=guild_id, member_id=member_id):
                    found[each.kept] = each + found[each.kept] if each.kept in found else each
            return tuple(found.values())

        return await self._database.read(work)

    async def set_hidden(self, hidden: bool, *, guild_id: int, member_id: int) -> None:
        """Keep a member out of rankings, profiles and comparisons, or let them in again."""

        def work(connection: sqlite3.Connection) -> None:
            if hidden:
                connection.execute(_HIDE, (guild_id, member_id, now()))
            else:
                connection.execute(_SHOW, (guild_id, member_id))

        await self._database.write(work)

    async def export(self, folders: Mapping[int, str], *, member_id: int) -> bytes:
        """Return a zip of what the given servers keep of a member, each in the folder named for it."""
        records: dict[str, MemberRecords] = {}
        for guild_id, folder in folders.items():
            records[folder] = await self._database.read(partial(read_records, guild_id=guild_id, member_id=member_id))
        return await asyncio.to_thread(as_zip, records)

    async def delete(self, guild_ids: Sequence[int], *, member_id: int) -> bool:
        """Delete what servers keep of a member; tell whether it has left the file already."""
        return await delete_member(self._database, member_id=member_id, guild_ids=guild_ids)

    async def sources(self, *, guild_id: int, member_id: int) -> list[Source]:
        """Return the other servers with ratings of a member."""
        return await self._database.read(
            partial(carrying.sources, guild_id=guild_id, member_id=member_id, limit=MOST_SOURCES)
        )

    async def match(self, there: int, *, guild_id: int, member_id: int) -> Carriage:
        """Return what bringing a member's ratings from the server `there` would do."""
        return await self._database.read(partial(carrying.match, there=there, guild_id=guild_id, member_id=member_id))

    async def bring(self, ratings: Sequence[Carried], *, guild_id: int, member_id: int) -> list[Carried]:
        """Write ratings where the member has none yet; return those that were written."""
        written: list[Carried] = []
        for some in _portions(ratings):
            work = partial(carrying.write, ratings=some, guild_id=guild_id, member_id=member_id)
            written += await self._database.write(work)
        return written

    async def take_back(self, ratings: Sequence[Carried], *, guild_id: int, member_id: int) -> int:
        """Take brought ratings out again, but for those changed since; return how many those were."""
        stayed = 0
        for some in _portions(ratings):
            work = partial(carrying.take_back, ratings=some, guild_id=guild_id, member_id=member_id)
            stayed += await self._database.write(work)
        return stayed


def _portions(ratings: Sequence[Carried]) -> list[Sequence[Carried]]:
    return [ratings[start : start + _AT_A_TIME] for start in range(0, len(ratings), _AT_A_TIME)]
