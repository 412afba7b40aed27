"""Notes of what one file changes, in the journal that undo reads backwards and the title index follows."""

import sqlite3

from bot.catalogue.film import Film
from bot.catalogue.film_rows import film_as_json

_INSERT = "INSERT INTO film_changes (film_id, load_id, kind, before) VALUES (?, ?, ?, ?)"
_IS_NOTED = """
    SELECT 1 FROM film_changes WHERE load_id = :load AND film_id = :film AND seq > :since AND kind <> 'reviews'
"""
_BEFORE = """
    SELECT before FROM film_changes
    WHERE load_id = :load AND film_id = :film AND seq > :since AND before IS NOT NULL
"""
_KEEP_REVIEWS = """
    UPDATE film_changes SET kind = 'reviews', before = NULL
    WHERE load_id = :load AND film_id = :film AND seq > :since AND kind = 'updated' AND EXISTS (
        SELECT 1 FROM reviews WHERE reviews.load_id = film_changes.load_id AND reviews.film_id = film_changes.film_id
    )
"""
_FORGET = """
    DELETE FROM film_changes WHERE load_id = :load AND film_id = :film AND seq > :since AND kind = 'updated'
"""


class ChangeNotes:
    """What a file of a load has changed since this was made."""

    def __init__(self, connection: sqlite3.Connection, load_id: int) -> None:
        self._connection = connection
        self._load_id = load_id
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'film_changes'").fetchone()
        self._since = row[0] if row else 0
        self._updates: dict[int, int] = {}

    def note(self, film_id: int, kind: str) -> None:
        """Note that a film is new, or got reviews."""
        self._connection.execute(_INSERT, (film_id, self._load_id, kind, None))

    def note_update(self, film_id: int, before: Film) -> None:
        """Note an update; the record before it is kept once a file, since undo goes back to the first."""
        is_noted = self._connection.execute(_IS_NOTED, self._which(film_id)).fetchone() is not None
        text = None if is_noted else film_as_json(before)
        self._connection.execute(_INSERT, (film_id, self._load_id, "updated", text))
        self._updates[film_id] = self._updates.get(film_id, 0) + 1

    def updated_again(self) -> dict[int, int]:
        """Return the films that were updated more than once, and how often."""
        return {film_id: count for film_id, count in self._updates.items() if count > 1}

    def forget_if_back(self, film_id: int, now: Film) -> bool:
        """Tell whether an updated film is now what this file found, and if so forget the updates."""
        which = self._which(film_id)
        row = self._connection.execute(_BEFORE, which).fetchone()
        if row is None or row[0] != film_as_json(now):
            return False
        # The reviews that came with the records stay, and with them a note that this load changed the film.
        self._connection.execute(_KEEP_REVIEWS, which)
        self._connection.execute(_FORGET, which)
        return True

    def _which(self, film_id: int) -> dict[str, int]:
        return {"load": self._load_id, "film": film_id, "since": self._since}
