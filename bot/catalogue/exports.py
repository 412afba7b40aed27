"""The catalogue as JSON Lines that load back to the same catalogue."""

import json
import sqlite3
from typing import BinaryIO

from bot.catalogue.film_rows import read_whole_film
from bot.catalogue.record import film_to_mapping


def export_films(connection: sqlite3.Connection, stream: BinaryIO, *, guild_id: int) -> int:
    """Write the films of one scope that are not retired, one a line in order of id, and return how many they are."""
    count = 0
    connection.execute("BEGIN")  # one state of the data, whatever is loaded meanwhile
    try:
        ids = connection.execute(
            "SELECT id FROM films WHERE guild_id = ? AND retired_at IS NULL ORDER BY id", (guild_id,)
        )
        for (film_id,) in ids:
            film = read_whole_film(connection, film_id)
            assert film is not None
            stream.write(json.dumps(film_to_mapping(film), ensure_ascii=False).encode() + b"\n")
            count += 1
    finally:
        connection.execute("ROLLBACK")
    return count
