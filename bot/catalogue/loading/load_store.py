"""The bot's way to loads: making one from what was read, listing them, and taking one back."""

import logging
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.catalogue.loader import Loader
from bot.catalogue.loading import loads
from bot.catalogue.loading.load_report import LoadReport
from bot.catalogue.loading.loaded import Load, LoadPage, Undoing
from bot.catalogue.loading.spool import spooled
from bot.catalogue.loading.undoing import undo_steps
from bot.database import Database
from bot.errors import UserError

log = logging.getLogger(__name__)


class LoadStore:
    """Loads and undoes for one server at a time, and for each server one thing after another."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._busy: set[int] = set()

    async def load(
        self, kept: Path, *, guild_id: int, member_id: int, heard: Callable[[LoadReport], None]
    ) -> LoadReport:
        """Load what was read into `kept`, in steps between which others write; `heard` hears of each.

        Where members may ask for it, the caller holds `alone`.

        Raises:
            UserError: this load was undone meanwhile.
            Exception: a step failed; those before it, of which was heard, are there, and the load is unfinished.
        """
        loading = _Loading(kept, guild_id, member_id)
        while await self._database.write(loading.step):
            heard(loading.report)
        return loading.report

    async def look_at_undo(self, load_id: int | None, *, guild_id: int) -> Undoing:
        """Return what `undo` would take back: the load named, else the last.

        Raises:
            UserError: there is nothing that can be undone; the text says why.
        """

        def look(connection: sqlite3.Connection) -> Undoing:
            load = loads.load_to_undo(connection, guild_id=guild_id, load_id=load_id)
            return Undoing(load, loads.count_touched(connection, load.id))

        self._refuse_if_busy(guild_id)
        return await self._database.read(look)

    async def undo(self, load_id: int, *, guild_id: int, member_id: int) -> Load:
        """Take a load back for a member, in steps between which others write, and return what it was.

        Raises:
            UserError: it cannot be undone, or not now; the text says why.
            Exception: a step failed; it goes on when it is asked for again, or with `resume`.
        """
        with self.alone(guild_id):
            return await self._take_back(load_id, guild_id=guild_id, member_id=member_id)

    async def resume(self) -> None:
        """Go on with what was being taken back when the bot ended; what fails is left for another try."""
        for load_id, guild_id in await self._database.read(loads.all_half_undone):
            try:
                await self._take_back(load_id, guild_id=guild_id, member_id=None)
            except Exception:
                log.exception("load %d could not be taken back wholly", load_id)

    async def _take_back(self, load_id: int, *, guild_id: int, member_id: int | None) -> Load:
        undoing = _Undoing(load_id, guild_id, member_id)
        while (load := await self._database.write(undoing.step)) is None:
            pass
        return load

    async def recent(self, *, guild_id: int, limit: int, offset: int = 0) -> LoadPage:
        """Return a server's loads, the latest first, those undone among them."""

        def work(connection: sqlite3.Connection) -> LoadPage:
            found = loads.recent_loads(connection, guild_id=guild_id, limit=limit, offset=offset)
            return LoadPage(tuple(found), loads.count_loads(connection, guild_id=guild_id))

        return await self._database.read(work)

    @contextmanager
    def alone(self, guild_id: int) -> Generator[None]:
        """Have a server's films to oneself: nobody else loads or takes back meanwhile.

        Raises:
            UserError: the server's films are being loaded or taken back already.
        """
        self._refuse_if_busy(guild_id)
        self._busy.add(guild_id)
        try:
            yield
        finally:
            self._busy.discard(guild_id)

    def _refuse_if_busy(self, guild_id: int) -> None:
        if guild_id in self._busy:
            raise UserError(
                "This server’s films are being loaded or taken back right now. Please try again in a moment."
            )


class _Loading:
    """A load under way, a step at a time; it runs on the writer's thread alone."""

    def __init__(self, kept: Path, guild_id: int, member_id: int) -> None:
        self.report = LoadReport()
        """What the steps so far have done."""
        self._kept = kept
        self._make_loader = partial(Loader, guild_id=guild_id, loaded_by=member_id)
        self._begun: tuple[Loader, Iterator[None]] | None = None

    def step(self, connection: sqlite3.Connection) -> bool:
        """Do a step; tell whether there are more."""
        if self._begun is None:
            loader = self._make_loader(connection)
            self._begun = loader, loader.steps(spooled(self._kept))
        loader, steps = self._begun
        load_id = loader.report.load_id
        if load_id is not None and loads.is_undone(connection, load_id):
            raise UserError(f"Load {load_id} was undone while it was under way, so I stopped it.")
        more = next(steps, steps) is None
        self.report = replace(loader.report)
        return more


class _Undoing:
    """A load that is being taken back, a step at a time; it runs on the writer's thread alone."""

    def __init__(self, load_id: int, guild_id: int, member_id: int | None) -> None:
        self._load_id = load_id
        self._guild_id = guild_id
        self._member_id = member_id
        self._begun: tuple[Load, Iterator[None]] | None = None

    def step(self, connection: sqlite3.Connection) -> Load | None:
        """Do a step; return the load once it is taken back."""
        if self._begun is None:
            load = loads.load_to_undo(connection, guild_id=self._guild_id, load_id=self._load_id)
            self._begun = load, undo_steps(connection, load, undone_by=self._member_id)
        load, steps = self._begun
        return load if next(steps, steps) is steps else None
