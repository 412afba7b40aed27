"""The films as a server sees them: the shared ones and its own, its own in place of a shared one it also holds."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

from bot.catalogue import film_rows
from bot.catalogue.following import follow
from bot.catalogue.searching import browsing
from bot.catalogue.stored import FacetKind, FilmFilter, FilmPage, FilmSummary, StoredFilm
from bot.connection import now
from bot.database import Database

LOOKUPS_KEPT = 50
"""How many of a server's latest look-ups are remembered."""


class FilmStore:
    """Reads films for one server at a time; `guild_id` 0 sees only the shared ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, film_id: int, *, guild_id: int) -> StoredFilm | None:
        """Return a film, or the one it was merged into; None where it is gone, retired or another server's."""
        return await self._database.read(partial(_get, film_id=film_id, guild_id=guild_id))

    async def summaries(self, film_ids: Sequence[int], *, guild_id: int) -> tuple[FilmSummary, ...]:
        """Return the summaries of films in the order given, without those out of the server's sight."""
        return await self._database.read(partial(_summaries, film_ids=film_ids, guild_id=guild_id))

    async def browse(self, wanted: FilmFilter, *, guild_id: int, limit: int, offset: int) -> FilmPage:
        """Return one page of the films that fit, the best known first."""

        def work(connection: sqlite3.Connection) -> FilmPage:
            ids = browsing.page(connection, wanted, guild_id=guild_id, limit=limit, offset=offset)
            total = browsing.count(connection, wanted, guild_id=guild_id)
            return FilmPage(_summaries(connection, ids, guild_id), total)

        return await self._database.read(work)

    async def random(self, wanted: FilmFilter, *, guild_id: int) -> StoredFilm | None:
        """Return any one of the films that fit, each as likely as another, or None where none does."""

        def work(connection: sqlite3.Connection) -> StoredFilm | None:
            film_id = browsing.any_one(connection, wanted, guild_id=guild_id)
            return None if film_id is None else _get(connection, film_id, guild_id)

        return await self._database.read(work)

    async def facets(self, kind: FacetKind, typed: str, *, guild_id: int, limit: int = 25) -> tuple[str, ...]:
        """Return the names of a kind that hold what is typed, the commonest first."""
        return await self._database.read(
            partial(browsing.facets, kind=kind, typed=typed, guild_id=guild_id, limit=limit)
        )

    async def count(self, *, guild_id: int) -> int:
        """Return how many films a server sees."""
        return await self._database.read(partial(browsing.count, wanted=FilmFilter(), guild_id=guild_id))

    async def note_lookup(self, film_id: int, *, guild_id: int) -> None:
        """Note that a server's member looked at a film, unless it is another server's; the oldest are forgotten."""
        await self._database.write(partial(_note_lookup, film_id=film_id, guild_id=guild_id))

    async def recent_lookups(self, *, guild_id: int, limit: int = 25) -> tuple[FilmSummary, ...]:
        """Return the films last looked at in a server, the latest first."""

        def work(connection: sqlite3.Connection) -> tuple[FilmSummary, ...]:
            rows = connection.execute(
                "SELECT film_id FROM lookups WHERE guild_id = ? ORDER BY looked_up_at DESC, film_id LIMIT ?",
                (guild_id, limit),
            )
            return _summaries(connection, [film_id for (film_id,) in rows], guild_id)

        return await self._database.read(work)


def _get(connection: sqlite3.Connection, film_id: int, guild_id: int) -> StoredFilm | None:
    film_id = follow(connection, film_id, guild_id=guild_id)
    row = connection.execute(
        "SELECT guild_id, (SELECT count(*) FROM reviews WHERE film_id = films.id AND reviews.guild_id IN (0, ?)) "
        "FROM films WHERE id = ? AND guild_id IN (0, ?) AND retired_at IS NULL",
        (guild_id, film_id, guild_id),
    ).fetchone()
    if row is None:
        return None
    film = film_rows.read_film(connection, film_id)
    assert film is not None
    return StoredFilm(film_id, row[0], film, row[1])


def _summaries(connection: sqlite3.Connection, film_ids: Sequence[int], guild_id: int) -> tuple[FilmSummary, ...]:
    found: list[FilmSummary] = []
    for film_id in film_ids:
        row = connection.execute(
            "SELECT id, title, year, score, runtime_minutes FROM films "
            "WHERE id = ? AND guild_id IN (0, ?) AND retired_at IS NULL",
            (film_id, guild_id),
        ).fetchone()
        if row is not None:
            found.append(_summary(connection, *row))
    return tuple(found)


def _summary(
    connection: sqlite3.Connection,
    film_id: int,
    title: str,
    year: int | None,
    score: float | None,
    runtime_minutes: int | None,
) -> FilmSummary:
    def names(statement: str) -> tuple[str, ...]:
        rows: list[Any] = connection.execute(statement, (film_id,)).fetchall()
        return tuple(name for (name,) in rows)

    return FilmSummary(
        film_id,
        title,
        year,
        directors=names("SELECT name FROM credits WHERE film_id = ? AND role = 'director' ORDER BY position"),
        score=score,
        runtime_minutes=runtime_minutes,
        countries=names("SELECT name FROM countries WHERE film_id = ? ORDER BY position"),
        genres=names("SELECT name FROM genres WHERE film_id = ? ORDER BY position"),
    )


def _note_lookup(connection: sqlite3.Connection, film_id: int, guild_id: int) -> None:
    connection.execute(
        "INSERT INTO lookups (guild_id, film_id, looked_up_at) SELECT ?, id, ? FROM films "
        "WHERE id = ? AND guild_id IN (0, ?) "
        "ON CONFLICT (guild_id, film_id) DO UPDATE SET looked_up_at = excluded.looked_up_at",
        (guild_id, now(), film_id, guild_id),
    )
    connection.execute(
        "DELETE FROM lookups WHERE guild_id = ? AND film_id NOT IN "
        "(SELECT film_id FROM lookups WHERE guild_id = ? ORDER BY looked_up_at DESC, film_id LIMIT ?)",
        (guild_id, guild_id, LOOKUPS_KEPT),
    )
