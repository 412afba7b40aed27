"""The bot's way to merges: looking at what one would move, making it, taking it back, listing them."""

from functools import partial

from bot.catalogue.care import merging
from bot.catalogue.care.merging import Merge
from bot.database import Database


class MergeStore:
    """Merges the films of one scope at a time, as `bot.catalogue.care.merging` says; it refuses with `MergeError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def what_moves(self, film_id: int, into_id: int, *, guild_id: int) -> dict[str, int]:
        """Return how many rows of each table would move."""
        return await self._database.read(
            partial(merging.what_moves, film_id=film_id, into_id=into_id, guild_id=guild_id)
        )

    async def merge(self, film_id: int, into_id: int, *, guild_id: int, member_id: int) -> int:
        """Merge a film into another and return the merge's id."""
        return await self._database.write(
            partial(merging.merge, film_id=film_id, into_id=into_id, guild_id=guild_id, merged_by=member_id)
        )

    async def unmerge(self, merge_id: int, *, guild_id: int, member_id: int) -> Merge:
        """Take a merge back and return what it was."""
        return await self._database.write(
            partial(merging.unmerge, merge_id=merge_id, guild_id=guild_id, unmerged_by=member_id)
        )

    async def recent(self, *, guild_id: int, limit: int) -> list[Merge]:
        """Return the merges in force, the latest first."""
        return await self._database.read(partial(merging.merges, guild_id=guild_id, limit=limit))
