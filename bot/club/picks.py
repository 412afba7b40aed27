"""What a server's members typed and then picked, and the aliases its admins make of that.

Only a pick from the choices counts, never an autocomplete: there the film was chosen before it was typed. Picks and
aliases belong to one server and are seen by no other.
"""

import sqlite3
from dataclasses import dataclass
from functools import partial

from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change
from bot.catalogue.film import label
from bot.catalogue.text import collapse, fold
from bot.connection import now
from bot.database import Database

LONGEST_TYPED = 100
"""The longest text kept, in characters; a longer one is a paste, not a name."""

FREQUENT = 2
"""From how many picks on a pair is worth an admin's look."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that members typed for a film: how often, by how many of them, and as last typed."""

    film_id: int
    typed: str
    times: int
    members: int


class PickStore:
    """Keeps picks and what became of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, typed: str, film_id: int, *, guild_id: int, member_id: int) -> None:
        """Note that a member typed a text and picked a film from the choices; too long a text is left out."""
        name = collapse(typed)
        if name and len(name) <= LONGEST_TYPED:
            await self._database.write(
                partial(_note, name=name, film_id=film_id, guild_id=guild_id, member_id=member_id)
            )

    async def suggestions(self, *, guild_id: int, limit: int = 25) -> tuple[Suggestion, ...]:
        """Return the frequent pairs that nobody has decided on, by how many members made them."""
        return await self._database.read(partial(_suggestions, guild_id=guild_id, limit=limit))

    async def decide(self, suggestion: Suggestion, *, accepted: bool, guild_id: int, member_id: int) -> bool:
        """Make a pair an alias in this server, or say that it is none; return False where that was decided before."""
        return await self._database.write(
            partial(decide, suggestion=suggestion, accepted=accepted, guild_id=guild_id, member_id=member_id)
        )


def _note(connection: sqlite3.Connection, name: str, film_id: int, guild_id: int, member_id: int) -> None:
    connection.execute(
        "INSERT INTO picks (guild_id, folded, film_id, member_id, typed, times, picked_at) "
        "SELECT ?, ?, id, ?, ?, 1, ? FROM films WHERE id = ? AND guild_id IN (0, ?) "
        "ON CONFLICT (guild_id, folded, film_id, member_id) DO UPDATE "
        "SET typed = excluded.typed, times = times + 1, picked_at = excluded.picked_at",
        (guild_id, fold(name), member_id, name, now(), film_id, guild_id),
    )


def _suggestions(connection: sqlite3.Connection, guild_id: int, limit: int) -> tuple[Suggestion, ...]:
    rows = connection.execute(
        "SELECT film_id, max(typed), sum(times), count(*) FROM picks "
        "JOIN films ON films.id = film_id AND retired_at IS NULL "
        "WHERE picks.guild_id = ? AND NOT EXISTS ("
        "  SELECT 1 FROM learned_aliases AS decided WHERE decided.guild_id = picks.guild_id "
        "  AND decided.folded = picks.folded AND decided.film_id = picks.film_id"
        ") GROUP BY folded, film_id HAVING sum(times) >= ? "
        "ORDER BY count(*) DESC, sum(times) DESC, folded, film_id LIMIT ?",
        (guild_id, FREQUENT, limit),
    )
    return tuple(Suggestion(*row) for row in rows)


def decide(
    connection: sqlite3.Connection, suggestion: Suggestion, *, accepted: bool, guild_id: int, member_id: int
) -> bool:
    """Make a pair an alias in a server, or say that it is none, and note it; False where that was decided before."""
    row = connection.execute(
        "INSERT INTO learned_aliases (guild_id, folded, film_id, name, accepted, decided_by, decided_at) "
        "SELECT ?, ?, id, ?, ?, ?, ? FROM films WHERE id = ? AND guild_id IN (0, ?) "
        "ON CONFLICT (guild_id, folded, film_id) DO NOTHING RETURNING film_id, "
        "(SELECT title FROM films WHERE id = film_id), (SELECT year FROM films WHERE id = film_id)",
        (
            guild_id,
            fold(suggestion.typed),
            suggestion.typed,
            int(accepted),
            member_id,
            now(),
            suggestion.film_id,
            guild_id,
        ),
    ).fetchone()
    if row is None:
        return False
    film_id, title, year = row
    if accepted:
        connection.execute("INSERT INTO film_changes (film_id, kind) VALUES (?, 'alias')", (film_id,))
    undecided, decided = ({"name": suggestion.typed, "accepted": value} for value in (None, accepted))
    change = Change("alias", label(title, year), undecided, decided, film_id)
    audit.note(connection, change, guild_id=guild_id, done_by=member_id)
    return True
