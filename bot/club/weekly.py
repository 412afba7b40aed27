"""The film of the week: when it is due, which film it is, and that it is posted once."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import partial

from bot.catalogue.searching.browsing import conditions
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.club.chosen import Settings, WeeklySource
from bot.club.deadlines import stored
from bot.club.hidden import SHOWN
from bot.club.settings import read_settings
from bot.database import Database

LATE = timedelta(days=1)
"""How late a film may still be posted."""

REST_WEEKS = 26
"""For how many weeks a film is not posted again."""

AT_IT = timedelta(minutes=1)
"""How long whoever took on posting a film may be at it before another takes its place."""

PAUSE = timedelta(minutes=10)
"""After how long it is tried again where it could not be posted."""

_WEEK = 7

_WANTING = """
    SELECT guild_id, (
        SELECT max(changed_at) FROM guild_settings AS timing
        WHERE timing.guild_id = wanting.guild_id AND name IN ('weekly_day', 'weekly_hour', 'time_zone')
    ) FROM guild_settings AS wanting WHERE name = 'weekly_day' AND value <> ''
"""
_TAKEN = """
    SELECT 1 FROM weekly_films
    WHERE guild_id = ? AND due_at = ? AND (posted_at IS NOT NULL OR try_again_at > ?)
"""
_CLAIM = """
    INSERT INTO weekly_films (guild_id, due_at, try_again_at) VALUES (:guild, :due, :until)
    ON CONFLICT (guild_id, due_at) DO UPDATE SET try_again_at = excluded.try_again_at
    WHERE posted_at IS NULL AND try_again_at <= :now
"""
# A film that was taken on stays the same when another process goes on, unless it has left the catalogue.
_NAME = f"""
    UPDATE weekly_films SET film_id = coalesce(
        (SELECT films.id FROM films WHERE films.id = weekly_films.film_id AND {REACHABLE}), :film
    ) WHERE guild_id = :guild AND due_at = :due RETURNING film_id
"""  # noqa: S608 - a condition written in this project

_RESTED = """
    films.id NOT IN (SELECT film_id FROM weekly_films
                     WHERE guild_id = :guild AND film_id IS NOT NULL AND posted_at > :since)
"""
_ON_LISTS = f"""
    SELECT watchlist.film_id FROM watchlist CROSS JOIN films ON films.id = watchlist.film_id
    WHERE watchlist.guild_id = :guild AND {SHOWN.replace("ratings.", "watchlist.")} AND {REACHABLE} AND {_RESTED}
      AND {{asked}} AND 2 * (SELECT count(*) FROM ratings WHERE guild_id = :guild AND film_id = films.id)
          <= (SELECT count(DISTINCT member_id) FROM ratings WHERE guild_id = :guild)
    GROUP BY watchlist.film_id ORDER BY count(*) DESC, min(watchlist.added_at), watchlist.film_id LIMIT 1
"""  # noqa: S608 - conditions written in this project
_ANY = f"SELECT films.id FROM films WHERE {VISIBLE} AND {_RESTED} AND {{asked}} ORDER BY random() LIMIT 1"  # noqa: S608 - conditions written in this project

_QUERIES: dict[WeeklySource, str] = {"watchlists": _ON_LISTS, "random": _ANY}
"""The film of each source: of the most members' lists, if no more than half of those who rate have rated it; or any."""

_COUNT_LISTS = f"""
    SELECT count(*) FROM watchlist
    WHERE guild_id = ? AND film_id = ? AND {SHOWN.replace("ratings.", "watchlist.")}
"""  # noqa: S608 - a condition written in this project
_POSTED = """
    UPDATE weekly_films SET posted_at = ?, channel_id = ?, message_id = ?, trouble = ?
    WHERE guild_id = ? AND due_at = ?
"""
_FAILED = """
    UPDATE weekly_films SET try_again_at = ?, trouble = ? WHERE guild_id = ? AND due_at = ? AND posted_at IS NULL
"""
_LAST = """
    SELECT due_at, film_id, trouble, posted_at, channel_id, message_id FROM weekly_films
    WHERE guild_id = ? ORDER BY due_at DESC LIMIT 1
"""


def last_due(now: datetime, zone: tzinfo, day: int, hour: int) -> datetime:
    """Return in UTC when it was last that hour of that weekday (0 is Monday), at `now` at the latest; pure.

    An hour that the clocks leave out falls on the one after it, and one that they repeat on its first time.
    """
    return max(moment for moment in _moments(now, zone, day, hour) if moment <= now)


def next_due(now: datetime, zone: tzinfo, day: int, hour: int) -> datetime:
    """Return in UTC when it is next that hour of that weekday, after `now`; pure, as `last_due`."""
    return min(moment for moment in _moments(now, zone, day, hour) if moment > now)


def _moments(now: datetime, zone: tzinfo, day: int, hour: int) -> list[datetime]:
    today = now.astimezone(zone).date()
    this_week = today + timedelta(days=day - today.weekday())
    days = (this_week + timedelta(days=_WEEK * weeks) for weeks in (-1, 0, 1))
    return [datetime.combine(each, time(hour), zone).astimezone(UTC) for each in days]


@dataclass(frozen=True, slots=True)
class Due:
    """A film of the week that is to be posted now, and under which settings."""

    guild_id: int
    due_at: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class Weekly:
    """How the last film of the week that was due came out; `trouble` is a sentence for admins."""

    due_at: str
    film_id: int | None
    trouble: str | None
    posted_at: str | None
    channel_id: int | None
    message_id: int | None


class WeeklyStore:
    """Keeps which film was a server's film of the week, and which are still to be posted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime) -> tuple[Due, ...]:
        """Return what is to be posted now: due less than a day ago and since it was set so, and not taken on yet."""
        return await self._database.read(partial(_due, now=now))

    async def choose(self, due: Due, now: datetime) -> int | None:
        """Return a film that fits and has not been one of the last weeks'; None where there is none."""
        return await self._database.read(partial(_choose, due=due, now=now))

    async def claim(self, due: Due, film_id: int | None, now: datetime) -> tuple[bool, int | None]:
        """Take on posting a film, `film_id` unless one was taken on before; False where another is at it."""
        values = {"guild": due.guild_id, "due": due.due_at, "now": stored(now), "until": stored(now + AT_IT)}

        def work(connection: sqlite3.Connection) -> tuple[bool, int | None]:
            if connection.execute(_CLAIM, values).rowcount != 1:
                return False, None
            return True, connection.execute(_NAME, {**values, "film": film_id}).fetchone()[0]

        return await self._database.write(work)

    async def posted(self, due: Due, now: datetime, *, channel_id: int, message_id: int, trouble: str | None) -> None:
        """Note that a film is posted, and what went wrong beside."""
        values = (stored(now), channel_id, message_id, trouble, due.guild_id, due.due_at)
        await self._database.write(lambda connection: connection.execute(_POSTED, values))

    async def failed(self, due: Due, now: datetime, trouble: str) -> None:
        """Note why a film could not be posted; it is tried again in a while."""
        values = (stored(now + PAUSE), trouble, due.guild_id, due.due_at)
        await self._database.write(lambda connection: connection.execute(_FAILED, values))

    async def last(self, *, guild_id: int) -> Weekly | None:
        """Return how a server's last film of the week came out; None where there was none."""

        def work(connection: sqlite3.Connection) -> Weekly | None:
            row = connection.execute(_LAST, (guild_id,)).fetchone()
            return None if row is None else Weekly(*row)

        return await self._database.read(work)

    async def on_lists(self, film_id: int, *, guild_id: int) -> int:
        """Return how many members have a film on their watchlist, without those who have hidden themselves."""

        def work(connection: sqlite3.Connection) -> int:
            return connection.execute(_COUNT_LISTS, (guild_id, film_id)).fetchone()[0]

        return await self._database.read(work)


def _due(connection: sqlite3.Connection, now: datetime) -> tuple[Due, ...]:
    found: list[Due] = []
    for guild_id, set_at in connection.execute(_WANTING).fetchall():
        settings = read_settings(connection, guild_id=guild_id)
        if settings.weekly_day is None:  # kept in a form that is no longer understood
            continue
        moment = last_due(now, settings.time_zone, settings.weekly_day, settings.weekly_hour)
        due_at = stored(moment)
        # Who sets Monday on a Tuesday means the next one.
        if now - moment >= LATE or due_at < set_at:
            continue
        if connection.execute(_TAKEN, (guild_id, due_at, stored(now))).fetchone() is None:
            found.append(Due(guild_id, due_at, settings))
    return tuple(found)


def _choose(connection: sqlite3.Connection, due: Due, now: datetime) -> int | None:
    asked, values = conditions(due.settings.weekly_filter)
    query = _QUERIES[due.settings.weekly_source].format(asked=" AND ".join(asked) or "1")
    values |= {"guild": due.guild_id, "since": stored(now - timedelta(weeks=REST_WEEKS))}
    row = connection.execute(query, values).fetchone()
    return None if row is None else row[0]
