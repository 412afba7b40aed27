"""Which film is meant by the id of one that was merged into another, or that has a server's own film in its place."""

import sqlite3
from dataclasses import dataclass

from bot.catalogue.identity import same_directors
from bot.catalogue.visibility import STANDS

_MERGED_INTO = """
    SELECT into_id FROM film_merges WHERE film_id = :film AND guild_id IN (0, :guild) ORDER BY guild_id DESC LIMIT 1
"""
_SAME_ID = f"""
    SELECT own.id FROM film_ids AS shared
    JOIN film_ids AS theirs USING (source, value) JOIN films AS own ON own.id = theirs.film_id
    WHERE shared.film_id = :film AND shared.guild_id = 0 AND theirs.guild_id = :guild AND {STANDS}
    ORDER BY own.id LIMIT 1
"""  # noqa: S608 - a condition written in this project
_SAME_NAME = f"""
    SELECT own.id FROM films AS shared
    JOIN films AS own ON own.guild_id = :guild AND own.title_key = shared.title_key AND own.year IS shared.year
    WHERE shared.id = :film AND shared.guild_id = 0 AND {STANDS} ORDER BY own.id
"""  # noqa: S608 - a condition written in this project
SAME_REVIEW = """
    (SELECT coalesce((
        SELECT twin.id FROM reviews AS old JOIN film_merges USING (film_id)
        JOIN reviews AS twin ON twin.film_id = film_merges.into_id AND twin.digest = old.digest
        WHERE old.id = :review AND film_merges.guild_id IN (0, :guild)
    ), :review))
"""
"""The id of the review `:review`, or of its copy at the film that its own was merged into for the server `:guild`."""

_IN_SIGHT = "SELECT 1 FROM films WHERE id = ? AND retired_at IS NULL"
_DIRECTORS = "SELECT name FROM credits WHERE film_id = ? AND role = 'director' ORDER BY position"
_IN_FORCE = """
    SELECT film_merges.film_id, into_id, gone.title_key, gone.year FROM film_merges
    JOIN films AS gone ON gone.id = film_merges.film_id AND gone.guild_id = film_merges.guild_id
    WHERE film_merges.guild_id = ? AND load_id IS NULL
"""
_NAME = "SELECT title_key, year FROM films WHERE id = ?"


def follow(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> int:
    """Return the film that a server sees under the id of `film_id`: itself, or the one it has become part of."""
    end, seen = film_id, {film_id}
    while (following := _next(connection, end, guild_id)) is not None and following not in seen:
        end = following
        seen.add(end)
    if end == film_id or connection.execute(_IN_SIGHT, (end,)).fetchone() is None:
        return film_id
    return end


def standing_in(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> int | None:
    """Return the server's own film that stands in for a shared one: of one outside id, else of one title and year.

    A namesake by another director hides the shared film from the server's lists, but is not the same film.
    """
    values = {"film": film_id, "guild": guild_id}
    if row := connection.execute(_SAME_ID, values).fetchone():
        return row[0]
    namesakes = connection.execute(_SAME_NAME, values).fetchall()
    if not namesakes:
        return None
    directors = _directors(connection, film_id)
    return next((own for (own,) in namesakes if same_directors(directors, _directors(connection, own))), None)


@dataclass(frozen=True, slots=True)
class MergedFilms:
    """The merges among the films of one scope, as a load has to know them.

    `into` leads from each merged film to the one kept in the end; `named` finds the merged film by the kept one's id
    and its own folded title and year, where the kept film is called otherwise.
    """

    into: dict[int, int]
    named: dict[tuple[int, str, int | None], int]


def merged_films(connection: sqlite3.Connection, *, guild_id: int) -> MergedFilms:
    """Return the merges in force among the films of one scope."""
    rows = connection.execute(_IN_FORCE, (guild_id,)).fetchall()
    steps = {film_id: into_id for film_id, into_id, _, _ in rows}
    into: dict[int, int] = {}
    named: dict[tuple[int, str, int | None], int] = {}
    for film_id, into_id, title_key, year in rows:
        kept = into_id
        while kept in steps:
            kept = steps[kept]
        into[film_id] = kept
        if connection.execute(_NAME, (kept,)).fetchone() != (title_key, year):
            named[kept, title_key, year] = film_id
    return MergedFilms(into, named)


def _next(connection: sqlite3.Connection, film_id: int, guild_id: int) -> int | None:
    row = connection.execute(_MERGED_INTO, {"film": film_id, "guild": guild_id}).fetchone()
    if row is not None:
        return row[0]
    return standing_in(connection, film_id, guild_id=guild_id) if guild_id else None


def _directors(connection: sqlite3.Connection, film_id: int) -> tuple[str, ...]:
    return tuple(name for (name,) in connection.execute(_DIRECTORS, (film_id,)))
