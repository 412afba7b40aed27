"""Making a server's own copy of a shared film, which then stands in for it there and can be changed.

The copy is a load of one film, so its reviews, the index, what members did, and taking it back are as with any load.
"""

import sqlite3

from bot.catalogue import places
from bot.catalogue.film import label
from bot.catalogue.film_rows import read_whole_film
from bot.catalogue.following import follow
from bot.catalogue.loading.film_writer import FilmWriter
from bot.catalogue.loading.loads import FileCounts, begin_load, note_file
from bot.errors import UserError

FORMAT = "copy"
"""What the list of loads calls the format of such a load."""

_READ = "SELECT guild_id, retired_at, title, year FROM films WHERE id = ? AND guild_id IN (0, ?)"
_MADE = "SELECT film_id FROM film_changes WHERE load_id = ? ORDER BY seq LIMIT 1"


def copy_film(connection: sqlite3.Connection, film_id: int, *, guild_id: int, member_id: int) -> int:
    """Copy a shared film for a server, inside a transaction that the caller holds; return the copy's id.

    Where the server has its own already, that is returned.

    Raises:
        UserError: the film is no longer in the catalogue, or the server's copy of it was taken out of sight.
    """
    seen_id = follow(connection, film_id, guild_id=guild_id)
    row = connection.execute(_READ, (seen_id, guild_id)).fetchone()
    if row is None or row[1] is not None:
        raise UserError("That film is no longer in the catalogue.")
    if row[0] == guild_id:
        return seen_id
    film = read_whole_film(connection, seen_id)
    assert film is not None
    load_id = begin_load(connection, guild_id=guild_id, loaded_by=member_id)
    writer = FilmWriter(connection, guild_id=guild_id, load_id=load_id)
    change, _ = writer.write(film, copying=True)
    writer.finish()
    new, updated = int(change == "new"), int(change in {"copied", "updated"})
    name = f"own copy of {label(film.title, film.year)}"
    note_file(connection, load_id, FileCounts(name, FORMAT, new, updated, 1 - new - updated, writer.reviews_new, 0))
    made = connection.execute(_MADE, (load_id,)).fetchone()
    if made is None or connection.execute(_READ, (made[0], guild_id)).fetchone()[1] is not None:
        raise UserError(
            f"This server has a copy of {label(film.title, film.year)} that was taken out of sight. Bring it back with "
            "/catalogue restore."
        )
    places.stand(connection, made[0], seen_id, guild_id=guild_id)
    return made[0]
