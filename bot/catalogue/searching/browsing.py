"""Films by text, person, year, country, language, genre and runtime: each condition one piece of SQL.

A condition is a fixed text with named parameters; which of them stand in a statement depends on what is asked,
never on the values.
"""

import secrets
import sqlite3
from typing import Any

from bot.catalogue.stored import FacetKind, FilmFilter
from bot.catalogue.text import fold
from bot.catalogue.visibility import VISIBLE

_CONDITIONS = {
    "person": "id IN (SELECT film_id FROM credits WHERE folded LIKE :person ESCAPE '\\')",
    "year_from": "year >= :year_from",
    "year_to": "year <= :year_to",
    "country": "id IN (SELECT film_id FROM countries WHERE name = :country)",
    "language": "language = :language COLLATE NOCASE",
    "genre": "id IN (SELECT film_id FROM genres WHERE name = :genre)",
    "max_runtime": "runtime_minutes <= :max_runtime",
}

_WORD = "names LIKE :word{} ESCAPE '\\'"

MOST_WORDS = 12
"""How many words of a text are looked for; the rest of a long paste is left out."""

_ORDER = "ORDER BY votes DESC NULLS LAST, score DESC NULLS LAST, year DESC NULLS LAST, id"


def page(connection: sqlite3.Connection, wanted: FilmFilter, *, guild_id: int, limit: int, offset: int) -> list[int]:
    """Return the ids of one page of the films that fit, the best known first."""
    where, values = _where(wanted, guild_id)
    rows = connection.execute(
        f"SELECT id FROM films WHERE {where} {_ORDER} LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    return [film_id for (film_id,) in rows]


def count(connection: sqlite3.Connection, wanted: FilmFilter, *, guild_id: int) -> int:
    """Return how many films fit."""
    where, values = _where(wanted, guild_id)
    return connection.execute(f"SELECT count(*) FROM films WHERE {where}", values).fetchone()[0]


def any_one(connection: sqlite3.Connection, wanted: FilmFilter, *, guild_id: int) -> int | None:
    """Return the id of any one film that fits, each as likely as another."""
    total = count(connection, wanted, guild_id=guild_id)
    if total == 0:
        return None
    where, values = _where(wanted, guild_id)
    row = connection.execute(
        f"SELECT id FROM films WHERE {where} ORDER BY id LIMIT 1 OFFSET :offset",
        {**values, "offset": secrets.randbelow(total)},
    ).fetchone()
    return row[0]


_FACETS: dict[FacetKind, str] = {
    "genre": "SELECT name FROM genres JOIN films ON id = film_id WHERE name LIKE :typed ESCAPE '\\' AND {visible} "
    "GROUP BY name ORDER BY count(*) DESC, name LIMIT :limit",
    "country": "SELECT name FROM countries JOIN films ON id = film_id WHERE name LIKE :typed ESCAPE '\\' "
    "AND {visible} GROUP BY name ORDER BY count(*) DESC, name LIMIT :limit",
    "language": "SELECT language FROM films WHERE language IS NOT NULL AND language LIKE :typed ESCAPE '\\' "
    "AND {visible} GROUP BY language ORDER BY count(*) DESC, language LIMIT :limit",
    "person": "SELECT min(name) FROM credits JOIN films ON id = film_id WHERE folded LIKE :folded ESCAPE '\\' "
    "AND {visible} GROUP BY folded ORDER BY count(DISTINCT film_id) DESC, folded LIMIT :limit",
}


def facets(
    connection: sqlite3.Connection, kind: FacetKind, typed: str, *, guild_id: int, limit: int
) -> tuple[str, ...]:
    """Return the names of a kind that hold what is typed, the commonest first."""
    statement = _FACETS[kind].format(visible=VISIBLE)
    values = {
        "typed": _holding(typed.strip()),
        "folded": _holding(fold(typed)),
        "guild": guild_id,
        "limit": limit,
    }
    return tuple(name for (name,) in connection.execute(statement, values))


def conditions(wanted: FilmFilter) -> tuple[list[str], dict[str, Any]]:
    """Return what a filter asks of a row of `films`, as SQL, and the parameters in it."""
    asked: list[str] = []
    values: dict[str, Any] = {}
    for name, condition in _CONDITIONS.items():
        value = getattr(wanted, name)
        if value is not None:
            asked.append(condition)
            values[name] = _holding(fold(value)) if name == "person" else value
    for number, word in enumerate(fold(wanted.text or "").split()[:MOST_WORDS]):
        asked.append(_WORD.format(number))
        values[f"word{number}"] = _holding(word)
    return asked, values


def _where(wanted: FilmFilter, guild_id: int) -> tuple[str, dict[str, Any]]:
    asked, values = conditions(wanted)
    return " AND ".join([VISIBLE, *asked]), {**values, "guild": guild_id}


def _holding(text: str) -> str:
    """Return the LIKE pattern of texts that hold `text`."""
    for mark in ("\\", "%", "_"):
        text = text.replace(mark, "\\" + mark)
    return f"%{text}%"
