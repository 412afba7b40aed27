"""What members have done with films: one that is touched is kept out of sight by an undo, and not deleted."""

import json
import sqlite3
from collections.abc import Collection

_TABLES = (
    *("review_votes", "spoiler_marks", "discussions", "ratings", "watches", "watchlist", "polls", "poll_options"),
    *("imported_ratings", "imported_watchlist", "night_nominations", "night_evenings", "weekly_films", "game_rounds"),
    *("film_edits", "different_films"),
)
_SELECTS = (
    *(f"SELECT film_id FROM {table} WHERE {{}}" for table in _TABLES),  # noqa: S608 - names written in this project
    "SELECT film_id FROM reviews WHERE {} AND member_id IS NOT NULL",
    "SELECT film_id FROM learned_aliases WHERE {} AND accepted = 1",
    "SELECT film_id FROM (SELECT other_id AS film_id FROM different_films) WHERE {}",
)

TOUCHED = " UNION ".join(_SELECTS).format(*("1" for _ in _SELECTS))
"""The ids of all films that members have done something with."""

_AMONG = " UNION ALL ".join(_SELECTS).format(*("film_id IN (SELECT value FROM json_each(:films))" for _ in _SELECTS))


def touched_among(connection: sqlite3.Connection, films: Collection[int]) -> set[int]:
    """Return which of some films members have done something with."""
    rows = connection.execute(_AMONG, {"films": json.dumps(list(films))})
    return {film_id for (film_id,) in rows}
