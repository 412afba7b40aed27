"""Names that a server's admins gave films: accepted from what members type, or added by hand; no other server's."""

import sqlite3
from dataclasses import dataclass
from functools import partial

from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change, State
from bot.catalogue.film import label
from bot.catalogue.film_rows import read_film
from bot.catalogue.following import follow
from bot.catalogue.text import collapse, fold
from bot.connection import now
from bot.database import Database
from bot.errors import UserError

LONGEST = 100
"""The longest name, in characters."""

_FILM = "SELECT title, year FROM films WHERE id = ? AND guild_id IN (0, ?) AND retired_at IS NULL"
_STATE = "SELECT name, accepted FROM learned_aliases WHERE guild_id = ? AND folded = ? AND film_id = ?"
_UPSERT = """
    INSERT INTO learned_aliases (guild_id, folded, film_id, name, accepted, decided_by, decided_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (guild_id, folded, film_id) DO UPDATE SET name = excluded.name, accepted = excluded.accepted,
        decided_by = excluded.decided_by, decided_at = excluded.decided_at
"""
_DELETE = "DELETE FROM learned_aliases WHERE guild_id = ? AND folded = ? AND film_id = ?"
_ACCEPTED = """
    SELECT film_id, name, title, year, decided_by, decided_at FROM learned_aliases
    JOIN films ON films.id = film_id AND retired_at IS NULL
    WHERE learned_aliases.guild_id = :guild AND accepted = 1
    ORDER BY folded, film_id LIMIT :limit OFFSET :offset
"""
_HOLDING = """
    SELECT film_id, name, title, year, decided_by, decided_at FROM learned_aliases
    JOIN films ON films.id = film_id AND retired_at IS NULL
    WHERE learned_aliases.guild_id = :guild AND accepted = 1
    ORDER BY instr(folded, :folded) = 0, folded, film_id LIMIT :limit
"""
_COUNT = """
    SELECT count(*) FROM learned_aliases JOIN films ON films.id = film_id AND retired_at IS NULL
    WHERE learned_aliases.guild_id = ? AND accepted = 1
"""


class AliasError(UserError):
    """A name cannot be given or taken back; the text says why."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that finds a film in one server: who accepted it (0 one who is forgotten) and when."""

    film_id: int
    name: str
    title: str
    year: int | None
    decided_by: int
    decided_at: str


class AliasStore:
    """Adds, lists and takes back the names of one server at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, film_id: int, name: str, *, guild_id: int, member_id: int) -> str:
        """Let a film be found by a name; return the name as it is kept.

        Raises:
            AliasError: it is no name, too long, finds the film already, or the film is gone.
        """
        return await self._database.write(
            partial(_add, film_id=film_id, name=name, guild_id=guild_id, member_id=member_id)
        )

    async def remove(self, film_id: int, name: str, *, guild_id: int, member_id: int) -> None:
        """Take a name back, which is then not suggested again.

        Raises:
            AliasError: the film has no such name here.
        """
        await self._database.write(partial(_remove, film_id=film_id, name=name, guild_id=guild_id, member_id=member_id))

    async def page(self, *, guild_id: int, limit: int, offset: int) -> tuple[tuple[Alias, ...], int]:
        """Return one page of the names that find a film in sight, in order, and how many there are."""

        def work(connection: sqlite3.Connection) -> tuple[tuple[Alias, ...], int]:
            rows = connection.execute(_ACCEPTED, {"guild": guild_id, "limit": limit, "offset": offset})
            return tuple(Alias(*row) for row in rows), connection.execute(_COUNT, (guild_id,)).fetchone()[0]

        return await self._database.read(work)

    async def like(self, typed: str, *, guild_id: int, limit: int) -> tuple[Alias, ...]:
        """Return names, those first that hold what is typed."""

        def work(connection: sqlite3.Connection) -> tuple[Alias, ...]:
            values = {"guild": guild_id, "folded": fold(typed), "limit": limit}
            return tuple(Alias(*row) for row in connection.execute(_HOLDING, values))

        return await self._database.read(work)


def state(connection: sqlite3.Connection, film_id: int, name: str, *, guild_id: int) -> State:
    """Return whether a film is found by a name; `accepted` is None where nothing was decided."""
    row = connection.execute(_STATE, (guild_id, fold(name), film_id)).fetchone()
    return {"name": collapse(name), "accepted": None} if row is None else {"name": row[0], "accepted": bool(row[1])}


def put(
    connection: sqlite3.Connection,
    film_id: int,
    wanted: State,
    *,
    guild_id: int,
    member_id: int,
    undoes: int | None = None,
) -> None:
    """Bring a name of a film into a state that `state` returned, and note it.

    Raises:
        AliasError: the film is gone.
    """
    film = connection.execute(_FILM, (film_id, guild_id)).fetchone()
    if film is None:
        raise AliasError("That film is no longer in the catalogue.")
    name, accepted = wanted["name"], wanted["accepted"]
    before = state(connection, film_id, name, guild_id=guild_id)
    key = (guild_id, fold(name), film_id)
    if accepted is None:
        connection.execute(_DELETE, key)
    else:
        connection.execute(_UPSERT, (*key, name, int(accepted), member_id, now()))
    connection.execute("INSERT INTO film_changes (film_id, kind) VALUES (?, 'alias')", (film_id,))
    change = Change("alias", label(*film), before, wanted, film_id)
    audit.note(connection, change, guild_id=guild_id, done_by=member_id, undoes=undoes)


def _add(connection: sqlite3.Connection, film_id: int, name: str, guild_id: int, member_id: int) -> str:
    name = collapse(name)
    if not fold(name):
        raise AliasError("A name needs at least one letter or digit.")
    if len(name) > LONGEST:
        raise AliasError(f"That is too long for a name: it has {len(name)} characters, and {LONGEST} are kept.")
    film_id = follow(connection, film_id, guild_id=guild_id)
    film = read_film(connection, film_id)
    if film is None or connection.execute(_FILM, (film_id, guild_id)).fetchone() is None:
        raise AliasError("That film is no longer in the catalogue.")
    own = [film.title, film.original_title or "", *(alias.name for alias in film.aliases)]
    if fold(name) in map(fold, own) or state(connection, film_id, name, guild_id=guild_id)["accepted"]:
        raise AliasError(f"{label(film.title, film.year)} is found by that name already.")
    put(connection, film_id, {"name": name, "accepted": True}, guild_id=guild_id, member_id=member_id)
    return name


def _remove(connection: sqlite3.Connection, film_id: int, name: str, guild_id: int, member_id: int) -> None:
    present = state(connection, film_id, name, guild_id=guild_id)
    if not present["accepted"]:
        raise AliasError("That film is not found by such a name here, or no longer.")
    wanted = {"name": present["name"], "accepted": False}
    put(connection, film_id, wanted, guild_id=guild_id, member_id=member_id)
