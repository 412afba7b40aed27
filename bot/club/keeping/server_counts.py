"""How much there is in a server, in numbers."""

import sqlite3
from dataclasses import dataclass
from functools import partial

from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.database import Database

_COUNTS = f"""
    SELECT
        (SELECT count(*) FROM films WHERE {VISIBLE}),
        (SELECT count(*) FROM films WHERE guild_id = :guild AND retired_at IS NULL),
        (SELECT count(*) FROM reviews JOIN films ON films.id = film_id
         WHERE reviews.guild_id IN (0, :guild) AND {REACHABLE}),
        (SELECT count(*) FROM ratings WHERE guild_id = :guild),
        (SELECT count(DISTINCT member_id) FROM ratings WHERE guild_id = :guild),
        (SELECT count(*) FROM polls WHERE guild_id = :guild),
        (SELECT count(*) FROM polls WHERE guild_id = :guild AND closed_at IS NULL)
"""  # noqa: S608 - conditions written in this project


@dataclass(frozen=True, slots=True)
class ServerCounts:
    """What a server has: the films it sees, those of its own among them, and what members did."""

    films: int
    own_films: int
    reviews: int
    ratings: int
    raters: int
    polls: int
    open_polls: int


class CountStore:
    """Counts what servers have."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int) -> ServerCounts:
        """Return what a server has."""
        return await self._database.read(partial(_count, guild_id=guild_id))


def _count(connection: sqlite3.Connection, guild_id: int) -> ServerCounts:
    return ServerCounts(*connection.execute(_COUNTS, {"guild": guild_id}).fetchone())
