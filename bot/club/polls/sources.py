"""Films to vote for that nobody has to type: from watchlists, from boards of nights, or any that fit a filter."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Literal

from bot.catalogue.searching.browsing import conditions
from bot.catalogue.stored import FilmFilter
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.hidden import SHOWN
from bot.database import Database

Source = Literal["my watchlist", "everyone’s watchlists", "nominations", "random"]

_ON_LISTS = """
    SELECT watchlist.film_id FROM watchlist CROSS JOIN films ON films.id = watchlist.film_id
    WHERE watchlist.guild_id = :guild AND {those} AND {reachable} AND {asked}
    GROUP BY watchlist.film_id ORDER BY count(*) DESC, random() LIMIT :count
"""
_THOSE_SHOWN = SHOWN.replace("ratings.", "watchlist.")  # the same rule, for another table of what members did

_QUERIES: Mapping[Source, str] = {
    "my watchlist": _ON_LISTS.replace("{those}", "watchlist.member_id = :member"),
    "everyone’s watchlists": _ON_LISTS.replace("{those}", _THOSE_SHOWN),
    "nominations": """
        SELECT film_id FROM night_nominations CROSS JOIN films ON films.id = film_id
        WHERE night_nominations.guild_id = :guild AND withdrawn_at IS NULL AND evening_id IS NULL
          AND night_id IN (SELECT id FROM nights WHERE ended_at IS NULL) AND {reachable} AND {asked}
        GROUP BY film_id ORDER BY min(nominated_at), film_id LIMIT :count
    """,
    "random": "SELECT id FROM films WHERE {visible} AND {asked} ORDER BY random() LIMIT :count",
}
"""The films of each source: of several members' lists, those that most of them mean to watch come first; of what is
nominated for the server's nights, the earliest."""

_NOT_YET = "films.id NOT IN (SELECT value FROM json_each(:but))"


class SourceStore:
    """Finds films to vote for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self,
        source: Source,
        count: int,
        wanted: FilmFilter,
        *,
        but: Collection[int] = (),
        guild_id: int,
        member_id: int,
    ) -> tuple[int, ...]:
        """Return up to `count` films that fit, none of those in `but`; where more would do, chance decides.

        Members who have hidden themselves do not add to everyone's watchlists.
        """
        asked, values = conditions(wanted)
        query = _QUERIES[source].format(visible=VISIBLE, reachable=REACHABLE, asked=" AND ".join([*asked, _NOT_YET]))
        values |= {"guild": guild_id, "member": member_id, "count": count, "but": json.dumps([*but])}

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            return tuple(film_id for (film_id,) in connection.execute(query, values))

        return await self._database.read(work)
