"""Keeps members' imports: looks films up for them, writes them, and takes them back."""

from collections.abc import Collection, Sequence
from functools import partial

from bot.club.importing import lookups, undoing, writing
from bot.club.importing.matching import Known, Lookups, Named
from bot.club.importing.plan import FilmImport, State
from bot.club.importing.undoing import Undone
from bot.club.importing.writing import Choices, Importer, Written
from bot.database import Database

_NAMES_AT_A_TIME = 4_000


class ImportStore:
    """Reads what an import needs, and writes it: all of it or, if anything fails, nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look_up(self, names: Sequence[Named], *, guild_id: int) -> Lookups:
        """Return the films that may be meant by names in an export.

        A long one is looked up a few thousand names at a time, so that other members' questions are answered between.
        """
        by_id: dict[tuple[str, str], Known] = {}
        by_title: dict[str, Sequence[Known]] = {}
        for start in range(0, len(names), _NAMES_AT_A_TIME):
            some = names[start : start + _NAMES_AT_A_TIME]
            found = await self._database.read(partial(lookups.look_up, names=some, guild_id=guild_id))
            by_id.update(found.by_id)
            by_title.update(found.by_title)
        return Lookups(by_id, by_title)

    async def state(self, *, guild_id: int, member_id: int) -> State:
        """Return what a member keeps in a server."""
        return await self._database.read(partial(lookups.read_state, guild_id=guild_id, member_id=member_id))

    async def ids_of(self, film_ids: Collection[int]) -> dict[int, frozenset[tuple[str, str]]]:
        """Return the outside ids of films that have any."""
        return await self._database.read(partial(lookups.ids_of, film_ids=film_ids))

    async def write(self, films: Sequence[FilmImport], choices: Choices, importer: Importer) -> Written:
        """Write an import as the member chose, in one transaction."""
        return await self._database.write(partial(writing.write, films=films, choices=choices, importer=importer))

    async def undo(self, import_id: int, *, guild_id: int, member_id: int) -> Undone:
        """Take an import back; what the member has changed since stays as it is.

        Raises:
            UserError: it was undone before, or is not known any more.
        """
        return await self._database.write(
            partial(undoing.undo, import_id=import_id, guild_id=guild_id, member_id=member_id)
        )
