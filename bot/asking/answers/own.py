"""Answers about what members have noted of a film for themselves: their watchlist and their score.

Members who have hidden themselves are told of it in private only.
"""

import sqlite3
from dataclasses import dataclass
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.club_life import FOR_YOU_ALONE, keeps_back
from bot.asking.answers.film_records import read_all_told
from bot.asking.asker import SHARED, Asker
from bot.asking.query import ListedQuery
from bot.database import Database

GONE = "That film is no longer in the records."
NO_LISTS = "Watchlists are kept in servers that have added me."

_MOST = 4
_OWN = """
    SELECT (SELECT score FROM ratings WHERE guild_id = :guild AND film_id = :film AND member_id = :member),
           EXISTS (SELECT 1 FROM watchlist WHERE guild_id = :guild AND film_id = :film AND member_id = :member)
"""


@dataclass(frozen=True, slots=True)
class Own:
    """What a member has noted of a film: their score of 1 to 10, and whether it is on their watchlist."""

    score: int | None
    listed: bool


def read_own(connection: sqlite3.Connection, film_id: int, asker: Asker) -> Own:
    """Return what who asks has noted of a film that their server sees."""
    values = {"guild": asker.guild_id, "member": asker.member_id, "film": film_id}
    score, listed = connection.execute(_OWN, values).fetchone()
    return Own(score, bool(listed))


class OwnAnswers:
    """Tells members what they have noted of a film."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(self, query: ListedQuery, asker: Asker) -> Told:
        """Tell whether a film is on the asker's watchlist."""
        if asker.guild_id == SHARED:
            return Told((NO_LISTS,))
        return await self._database.read(partial(_told, query=query, asker=asker))


def _told(connection: sqlite3.Connection, query: ListedQuery, asker: Asker) -> Told:
    if keeps_back(connection, asker):
        return Told((FOR_YOU_ALONE,))
    films = read_all_told(connection, query.films[:_MOST], guild_id=asker.guild_id)
    lines: list[str] = []
    for told in films:
        film, is_listed = asker.voice.title(told.label), read_own(connection, told.id, asker).listed
        lines.append(f"{'Yes' if is_listed else 'No'}, {film} is {'' if is_listed else 'not '}on your watchlist.")
    return Told(tuple(lines) or (GONE,), films=tuple(told.id for told in films))
