"""Taking a server's own film out of sight and bringing it back, with all that was said of it."""

import sqlite3
from dataclasses import dataclass

from bot.catalogue import places
from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change, State
from bot.catalogue.film import label
from bot.catalogue.text import fold
from bot.connection import now
from bot.errors import UserError

_READ = "SELECT guild_id, title, year, retired_at FROM films WHERE id = ? AND guild_id IN (0, ?)"
_MERGED = "SELECT 1 FROM film_merges WHERE film_id = ? AND guild_id = ?"
_RETIRED = """
    SELECT id, title, year FROM films
    WHERE guild_id = :guild AND retired_at IS NOT NULL AND retired_by_undo = 0
      AND NOT EXISTS (SELECT 1 FROM film_merges WHERE film_id = films.id AND film_merges.guild_id = :guild)
    ORDER BY instr(names, :typed) = 0, retired_at DESC, id DESC LIMIT :limit
"""


class RetireError(UserError):
    """A film cannot be taken out of sight, or brought back; the text says why."""


@dataclass(frozen=True, slots=True)
class Retired:
    """A film that was taken out of sight."""

    id: int
    title: str
    year: int | None


def retired(connection: sqlite3.Connection, typed: str, *, guild_id: int, limit: int) -> list[Retired]:
    """Return a server's films that were taken out of sight by hand, those that hold what is typed and the latest first.

    Those that are part of another film, or of a load that was undone, come back with the merge or the load.
    """
    values = {"guild": guild_id, "typed": fold(typed), "limit": limit}
    return [Retired(*row) for row in connection.execute(_RETIRED, values)]


def state(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> State | None:
    """Return whether a film is out of sight; None where it is gone."""
    row = connection.execute(_READ, (film_id, guild_id)).fetchone()
    return None if row is None else {"retired": row[3] is not None}


def put(
    connection: sqlite3.Connection,
    film_id: int,
    wanted: State,
    *,
    guild_id: int,
    member_id: int,
    undoes: int | None = None,
) -> str:
    """Take a film out of sight or bring it back, inside a transaction that the caller holds; return its label.

    Raises:
        RetireError: it is gone, shared, part of another film, or as is wished already.
    """
    row = connection.execute(_READ, (film_id, guild_id)).fetchone()
    if row is None:
        raise RetireError("That film is no longer in the catalogue.")
    owner, title, year, retired_at = row
    name = label(title, year)
    if owner != guild_id:
        raise RetireError(f"{name} is shared by all servers, so only whoever runs this bot can take it out.")
    if connection.execute(_MERGED, (film_id, guild_id)).fetchone():
        raise RetireError(f"{name} is part of another film. Take that merge back first.")
    if (retired_at is not None) == wanted["retired"]:
        raise RetireError(f"{name} is {'out of sight' if wanted['retired'] else 'in the catalogue'} already.")
    if wanted["retired"]:
        places.hide(connection, film_id, guild_id=guild_id)
    connection.execute(
        "UPDATE films SET retired_at = ?, retired_by_undo = 0 WHERE id = ?",
        (now() if wanted["retired"] else None, film_id),
    )
    if not wanted["retired"]:
        places.show(connection, film_id, guild_id=guild_id)
    places.look_again(connection, film_id)
    change = Change("retire", name, {"retired": not wanted["retired"]}, wanted, film_id)
    audit.note(connection, change, guild_id=guild_id, done_by=member_id, undoes=undoes)
    return name
