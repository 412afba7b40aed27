"""Which film is meant by the id of one that was merged into another, or that has a server's own film in its place."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.film_rows import read_film
from bot.catalogue.loading.identity import Candidate, identify
from bot.catalogue.visibility import SAME_IDS, STANDS, UNHELD

_MERGED_INTO = """
    SELECT into_id FROM film_merges WHERE film_id = :film AND guild_id IN (0, :guild) ORDER BY guild_id DESC LIMIT 1
"""
_OF_SAME_ID = f"""
    SELECT own.id FROM films JOIN film_ids AS shared ON shared.film_id = films.id
    JOIN film_ids AS found USING (source, value) JOIN films AS own ON own.id = found.film_id
    WHERE films.id = :film AND films.guild_id = 0 AND found.guild_id = :guild AND {STANDS} AND {SAME_IDS}
    ORDER BY own.id LIMIT 1
"""  # noqa: S608 - conditions written in this project
_NAMED_SO = f"""
    SELECT own.id FROM films
    JOIN films AS own ON own.guild_id = :guild AND own.title_key = films.title_key AND own.year IS films.year
    WHERE films.id = :film AND films.guild_id = 0 AND {STANDS} AND {UNHELD} ORDER BY own.id
"""  # noqa: S608 - conditions written in this project
_SHARED_NAMESAKES = """
    SELECT films.id FROM films JOIN films AS one USING (guild_id, title_key)
    WHERE one.id = :film AND films.year IS one.year AND (films.retired_at IS NULL OR films.id = :film) ORDER BY films.id
"""
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
_IDS = "SELECT source, value FROM film_ids WHERE film_id = ?"
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
    """Return the server's own film that stands in for a shared one, which a record of it would be taken for."""
    values = {"film": film_id, "guild": guild_id}
    if row := connection.execute(_OF_SAME_ID, values).fetchone():
        return row[0]
    named = connection.execute(_NAMED_SO, values).fetchall()
    if not named:
        return None
    namesakes = [candidate(connection, each) for (each,) in connection.execute(_SHARED_NAMESAKES, values)]
    return next((own for (own,) in named if _is(connection, own, film_id, namesakes)), None)


def candidate(connection: sqlite3.Connection, film_id: int) -> Candidate:
    """Return a film as a record's identity is decided among them."""
    directors = tuple(name for (name,) in connection.execute(_DIRECTORS, (film_id,)))
    return Candidate(film_id, directors, dict(connection.execute(_IDS, (film_id,)).fetchall()))


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


def _is(connection: sqlite3.Connection, own_id: int, shared_id: int, namesakes: Sequence[Candidate]) -> bool:
    own = read_film(connection, own_id)
    assert own is not None
    return identify(own, [], namesakes).film_id == shared_id
