"""A member's scores beside another member's or a reviewer's, in one server."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.catalogue.visibility import REACHABLE
from bot.club.hidden import is_hidden
from bot.club.settings import Settings, read_settings
from bot.club.tastes.compared import Comparison, compare
from bot.database import Database

# A cross join keeps its order: SQLite would go through every film a server sees instead of the few of one member.
_SCORES = f"""
    SELECT ratings.film_id, ratings.score FROM ratings CROSS JOIN films ON films.id = ratings.film_id
    WHERE ratings.guild_id = :guild AND ratings.member_id = :member AND {REACHABLE}
"""
_NAMES = "SELECT id, title, year FROM films WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with title and year of each film it lists.

    The server's settings and whether the asker has hidden themselves decide how it is shown.
    """

    comparison: Comparison
    names: Mapping[int, tuple[str, int | None]]
    settings: Settings
    asker_hidden: bool


class ComparisonStore:
    """Compares tastes over the films that a server sees."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def with_member(self, member_id: int, *, guild_id: int, asker_id: int) -> Compared | None:
        """Compare the asker with another member; None where that one has hidden themselves."""

        def work(connection: sqlite3.Connection) -> Compared | None:
            if is_hidden(connection, guild_id=guild_id, member_id=member_id):
                return None
            return _compared(connection, guild_id, asker_id, _scores(connection, guild_id, member_id))

        return await self._database.read(work)

    async def with_scores(self, scores: Mapping[int, float], *, guild_id: int, asker_id: int) -> Compared:
        """Compare the asker with a reviewer, who gave each film the score, 0 to 10, that stands by its id."""

        def work(connection: sqlite3.Connection) -> Compared:
            return _compared(connection, guild_id, asker_id, scores)

        return await self._database.read(work)


def _compared(connection: sqlite3.Connection, guild_id: int, asker_id: int, theirs: Mapping[int, float]) -> Compared:
    comparison = compare(_scores(connection, guild_id, asker_id), theirs)
    return Compared(
        comparison,
        names=_names(connection, comparison.film_ids),
        settings=read_settings(connection, guild_id=guild_id),
        asker_hidden=is_hidden(connection, guild_id=guild_id, member_id=asker_id),
    )


def _scores(connection: sqlite3.Connection, guild_id: int, member_id: int) -> dict[int, float]:
    return dict(connection.execute(_SCORES, {"guild": guild_id, "member": member_id}).fetchall())


def _names(connection: sqlite3.Connection, film_ids: Collection[int]) -> dict[int, tuple[str, int | None]]:
    rows = connection.execute(_NAMES, (json.dumps(sorted(film_ids)),))
    return {film_id: (title, year) for film_id, title, year in rows}
