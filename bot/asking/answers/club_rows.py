"""What members of one server rated, watched and saved, as SQL: of one member, or of all who have not hidden themselves.

Films that were taken out do not count.
"""

import sqlite3
from typing import Any

from bot.catalogue.visibility import REACHABLE
from bot.club.hidden import SHOWN
from bot.club.polls.sealing import SEALED

_DAYS = "watched_on BETWEEN :first AND :last"
_GIVEN = "rated_at >= :since AND rated_at < :until"
_SHOWN_WATCHES = SHOWN.replace("ratings.", "watches.")
_SHOWN_LISTS = SHOWN.replace("ratings.", "watchlist.")

# Cross joins keep their order: SQLite may go through every film a server sees instead of the few that members rated.
_RATED = f"""
    FROM ratings CROSS JOIN films ON films.id = ratings.film_id
    WHERE ratings.guild_id = :guild AND {_GIVEN} AND {REACHABLE}
"""
_WATCHED = f"""
    FROM watches CROSS JOIN films ON films.id = watches.film_id
    WHERE watches.guild_id = :guild AND {_DAYS} AND {REACHABLE}
"""
_LISTED = f"""
    FROM watchlist CROSS JOIN films ON films.id = watchlist.film_id
    WHERE watchlist.guild_id = :guild AND {REACHABLE}
"""
_MOST_RATINGS = f"""
    SELECT member_id, count(*) {_RATED} AND {SHOWN} GROUP BY member_id ORDER BY 2 DESC, 1 LIMIT :limit
"""
_MOST_SEEN = f"""
    SELECT member_id, count(*) FROM (
        SELECT member_id, film_id {_RATED} AND {SHOWN} UNION SELECT member_id, film_id {_WATCHED} AND {_SHOWN_WATCHES}
    ) GROUP BY member_id ORDER BY 2 DESC, 1 LIMIT :limit
"""
_GIVEN_BY = f"""
    SELECT films.id, ratings.score {_RATED} AND member_id = :member
    AND (:own OR films.id NOT IN ({SEALED})) ORDER BY ratings.score {{}}, rated_at DESC, films.id LIMIT :limit
"""
_WATCHED_BY = f"""
    SELECT film_id, max(watched_on) {_WATCHED} AND member_id = :member
    GROUP BY film_id ORDER BY 2 DESC, max(watches.id) DESC LIMIT :limit
"""
_WATCHED_BY_ALL = f"""
    SELECT film_id, count(DISTINCT member_id) {_WATCHED} AND {_SHOWN_WATCHES}
    GROUP BY film_id ORDER BY 2 DESC, max(watched_on) DESC, film_id LIMIT :limit
"""
_AT_NIGHTS = f"""
    SELECT film_id, max(watched_at) FROM night_evenings CROSS JOIN films ON films.id = film_id
    WHERE night_evenings.guild_id = :guild AND watched_at >= :since AND watched_at < :until AND {REACHABLE}
    GROUP BY film_id ORDER BY 2 DESC LIMIT :limit
"""
_HOW_MANY = f"""
    SELECT (SELECT count(*) {_RATED} AND (:member IS NULL AND {SHOWN} OR member_id = :member)), * FROM (
        SELECT count(DISTINCT film_id), count(*) {_WATCHED} AND (:member IS NULL AND {_SHOWN_WATCHES}
                                                                 OR member_id = :member)
    )
"""
_WATCHLIST = f"SELECT films.id, NULL {_LISTED} AND member_id = :member ORDER BY added_at DESC, films.id LIMIT :limit"
_WATCHLIST_SIZE = f"SELECT count(*) {_LISTED} AND member_id = :member"
_WATCHLISTS = f"""
    SELECT films.id, count(*) {_LISTED} AND {_SHOWN_LISTS}
    GROUP BY films.id ORDER BY 2 DESC, min(added_at), films.id LIMIT :limit
"""
_SEEN_BY = f"""
    SELECT member_id FROM ratings WHERE guild_id = :guild AND film_id = :film AND {SHOWN}
    UNION SELECT member_id FROM watches WHERE guild_id = :guild AND film_id = :film AND {_SHOWN_WATCHES}
    ORDER BY 1
"""
_UNSEEN_BY = f"""
    SELECT member_id FROM ratings WHERE guild_id = :guild AND {SHOWN}
    UNION SELECT member_id FROM watches WHERE guild_id = :guild AND {_SHOWN_WATCHES}
    EXCEPT SELECT member_id FROM ratings WHERE guild_id = :guild AND film_id = :film
    EXCEPT SELECT member_id FROM watches WHERE guild_id = :guild AND film_id = :film
    ORDER BY 1
"""
_LAST_WATCH = "SELECT max(watched_on) FROM watches WHERE guild_id = :guild AND film_id = :film AND member_id = :member"
_GROUP = f"""
    SELECT member_id FROM ratings WHERE guild_id = :guild AND member_id <> :member AND {SHOWN}
    GROUP BY member_id ORDER BY count(*) DESC, member_id LIMIT :limit
"""

Values = dict[str, Any]
Counted = list[tuple[int, int]]
"""Ids of members or films, each with a number."""


def most_ratings(connection: sqlite3.Connection, values: Values) -> Counted:
    """Return the members who gave the most ratings in a period, and how many."""
    return connection.execute(_MOST_RATINGS, values).fetchall()


def most_seen(connection: sqlite3.Connection, values: Values) -> Counted:
    """Return the members who have rated or logged the most films in a period, and how many."""
    return connection.execute(_MOST_SEEN, values).fetchall()


def given_by(connection: sqlite3.Connection, values: Values, *, highest: bool) -> Counted:
    """Return the films that a member rated highest or lowest, and the scores; not `own` leaves sealed ones out."""
    return connection.execute(_GIVEN_BY.format("DESC" if highest else "ASC"), values).fetchall()


def watched_by(connection: sqlite3.Connection, values: Values) -> list[tuple[int, str]]:
    """Return the films that a member logged on the days of a period, and the last day of each, the latest first."""
    return connection.execute(_WATCHED_BY, values).fetchall()


def watched_by_all(connection: sqlite3.Connection, values: Values) -> Counted:
    """Return the films that the most members logged on the days of a period, and how many did."""
    return connection.execute(_WATCHED_BY_ALL, values).fetchall()


def at_nights(connection: sqlite3.Connection, values: Values) -> list[tuple[int, str]]:
    """Return the films that movie nights watched in a period, and when, the latest first."""
    return connection.execute(_AT_NIGHTS, values).fetchall()


def how_many(connection: sqlite3.Connection, values: Values) -> tuple[int, int, int]:
    """Return how many ratings, films in diaries and watches there are in a period, of one member or of all."""
    return connection.execute(_HOW_MANY, values).fetchone()


def watchlist(connection: sqlite3.Connection, values: Values) -> tuple[list[tuple[int, None]], int]:
    """Return the films last put on a member's watchlist, and how many are on it."""
    size = connection.execute(_WATCHLIST_SIZE, values).fetchone()[0]
    return connection.execute(_WATCHLIST, values).fetchall(), size


def watchlists(connection: sqlite3.Connection, values: Values) -> Counted:
    """Return the films that stand on the most watchlists, and on how many."""
    return connection.execute(_WATCHLISTS, values).fetchall()


def seen_by(connection: sqlite3.Connection, film_id: int, *, guild_id: int, seen: bool) -> list[int]:
    """Return the members who have rated or logged a film, or those who have some other, but not this one."""
    rows = connection.execute(_SEEN_BY if seen else _UNSEEN_BY, {"guild": guild_id, "film": film_id})
    return [member_id for (member_id,) in rows]


def last_watch(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> str | None:
    """Return the last day on which a member logged a film."""
    values = {"guild": guild_id, "film": film_id, "member": member_id}
    return connection.execute(_LAST_WATCH, values).fetchone()[0]


def group(connection: sqlite3.Connection, *, guild_id: int, member_id: int, limit: int) -> tuple[int, ...]:
    """Return those who rate the most beside one member."""
    rows = connection.execute(_GROUP, {"guild": guild_id, "member": member_id, "limit": limit})
    return tuple(other for (other,) in rows)
