"""Answers that set films, or numbers of films, beside each other."""

import sqlite3
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.film_records import read_all_told
from bot.asking.answers.selecting import select
from bot.asking.asker import Asker
from bot.asking.query import Joined, ListQuery, SideBySideQuery, TallyQuery
from bot.asking.saying.conditions_said import asked_for
from bot.asking.saying.side_by_side import alike_in, apart, in_common, likest
from bot.asking.saying.sources import FROM_RECORD
from bot.database import Database
from bot.ui import facts

_MOST_FILMS, _MOST_ALIKE, _NAMESAKES = 4, 10, 3
_GONE = "Those films are no longer in the records."


class BesideAnswers:
    """Reads films for one server at a time and sets them beside each other."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def films(self, query: SideBySideQuery, asker: Asker) -> Told:
        """Tell what films have in common, or in what they differ."""
        return await self._database.read(partial(_films, query=query, asker=asker))

    async def tally(self, query: TallyQuery, asker: Asker) -> Told:
        """Tell of which kind there are more films."""
        return await self._database.read(partial(_tally, query=query, asker=asker))


def _films(connection: sqlite3.Connection, query: SideBySideQuery, asker: Asker) -> Told:
    groups = [
        read_all_told(connection, films[:_NAMESAKES], guild_id=asker.guild_id)
        for films in query.films[: _MOST_FILMS if query.on is None else _MOST_ALIKE]
    ]
    known = [group for group in groups if group]
    if query.on is not None and len(known) > 1:
        films = likest(known)
        return Told(alike_in(films, query.on, asker.voice), FROM_RECORD, tuple(told.id for told in films))
    if len(known) < 2:  # noqa: PLR2004 - one film has nothing beside it
        return Told((_GONE,))
    films = likest(known)
    lines = (in_common if query.shared else apart)(films, asker.voice)
    return Told(lines, FROM_RECORD, tuple(told.id for told in films))


def _tally(connection: sqlite3.Connection, query: TallyQuery, asker: Asker) -> Told:
    voice = asker.voice
    counted: list[tuple[int, str]] = []
    for side in query.sides:
        where = side if query.where is None else Joined("and", (side, query.where))
        many = select(connection, ListQuery(where), guild_id=asker.guild_id).total
        counted.append((many, asked_for(side, voice)))
    counted.sort(key=lambda each: -each[0])
    (most, first), (next_most, second), *_ = counted
    verdict = f"As many {first} as {second}" if most == next_most else f"More {first} than {second}"
    among = f" ({asked_for(query.where, voice)})" if query.where is not None else ""
    lines = [f"- {words}: {facts.count(many, 'film')}" for many, words in counted]
    return Told((f"{verdict}{among}:", *lines), "counted in the records")
