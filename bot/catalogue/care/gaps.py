"""Films of which something is not known: how many of each kind, and page by page."""

import sqlite3
from collections.abc import Mapping
from typing import Literal, get_args

from bot.catalogue.visibility import VISIBLE

Gap = Literal["year", "director", "synopsis", "runtime", "cast", "genre", "country", "language", "poster"]
"""What may be missing of a film."""

GAPS: tuple[Gap, ...] = get_args(Gap)

_NONE_OF = "NOT EXISTS (SELECT 1 FROM {} WHERE film_id = films.id)"
_NOBODY = "NOT EXISTS (SELECT 1 FROM credits WHERE film_id = films.id AND role = '{}')"
_CONDITIONS: Mapping[Gap, str] = {
    "year": "films.year IS NULL",
    "director": _NOBODY.format("director"),
    "synopsis": "films.synopsis IS NULL",
    "runtime": "films.runtime_minutes IS NULL",
    "cast": _NOBODY.format("cast"),
    "genre": _NONE_OF.format("genres"),
    "country": _NONE_OF.format("countries"),
    "language": "films.language IS NULL",
    "poster": "films.poster IS NULL",
}
_COUNTS = f"SELECT count(*), {{}} FROM films WHERE {VISIBLE}"  # noqa: S608 - conditions written in this project
_COUNT = f"SELECT count(*) FROM films WHERE {VISIBLE} AND {{}}"  # noqa: S608 - the same
_PAGE = f"""
    SELECT id FROM films WHERE {VISIBLE} AND {{}}
    ORDER BY films.guild_id = 0, votes DESC NULLS LAST, title_key, id LIMIT :limit OFFSET :offset
"""  # noqa: S608 - the same


def count_gaps(connection: sqlite3.Connection, *, guild_id: int) -> tuple[int, dict[Gap, int]]:
    """Return how many films a server sees, and of how many each fact is not known."""
    sums = ", ".join(f"coalesce(sum({_CONDITIONS[gap]}), 0)" for gap in GAPS)
    row = connection.execute(_COUNTS.format(sums), {"guild": guild_id}).fetchone()
    return row[0], dict(zip(GAPS, row[1:], strict=True))


def films_without(
    connection: sqlite3.Connection, gap: Gap, *, guild_id: int, limit: int, offset: int
) -> tuple[list[int], int]:
    """Return the ids of one page of the films of which a fact is not known, and how many there are in all.

    The server's own come first, then the best known of the shared ones.
    """
    values = {"guild": guild_id, "limit": limit, "offset": offset}
    rows = connection.execute(_PAGE.format(_CONDITIONS[gap]), values).fetchall()
    [total] = connection.execute(_COUNT.format(_CONDITIONS[gap]), values).fetchone()
    return [film_id for (film_id,) in rows], total
