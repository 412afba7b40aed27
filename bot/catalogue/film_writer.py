"""Writing the records of one file into the database: who each one is, what it changes, and a note of the change."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from bot.catalogue import film_rows, fulltext, stand_ins
from bot.catalogue.beneath import EditedFilms
from bot.catalogue.film import ID_SOURCES, Addition, Film
from bot.catalogue.following import merged_films
from bot.catalogue.identity import Candidate, Identity, fingerprint, holder_of, identify
from bot.catalogue.merge import merge
from bot.catalogue.new_films import NewFilms
from bot.catalogue.newcomers import Newcomers
from bot.catalogue.text import fold

Change = Literal["new", "updated", "unchanged"]

BATCH = 1000
"""How many new films are collected before they are written together."""

MOST_NAMESAKES = 50
"""Among how many films of one title and year a record's own is looked for; of more, such as those without a name, the
first ones stand for all."""

MOST_CHARACTERS = 8_000_000
"""How much review text is collected before it is written, however few films it is of."""


_PAYING = 8
"""How many films there may be for each that a file has brought, for asking of its next ones all at once."""

_NEW = Identity(None)


class FilmWriter:
    """Writes the records of one file, inside a transaction that the caller holds.

    New films are collected and written a batch at a time, or when a record comes that may be one of them. Call `finish`
    at the end of the file.
    """

    def __init__(self, connection: sqlite3.Connection, *, guild_id: int, load_id: int) -> None:
        self.reviews_new = 0
        self._connection = connection
        self._guild_id = guild_id
        self._load_id = load_id
        self._last_film = _highest(connection, "films")
        self._last_review = _highest(connection, "reviews")
        self._last_change = _highest(connection, "film_changes")
        self._last_id = self._last_film
        self._new = NewFilms(guild_id, load_id)
        self._alone = True
        self._newcomers: Newcomers | None = None
        self._updates: dict[int, int] = {}
        self._merged = merged_films(connection, guild_id=guild_id)
        self._edited = EditedFilms(connection, guild_id=guild_id)

    def write(self, film: Film) -> tuple[Change, str | None]:
        """Write one record; return what it did to the catalogue, and a warning where its identity was in doubt."""
        key = fold(film.title)
        identity = self._identify(film, key)
        if identity.film_id is None:
            self._insert(film, key, in_doubt=identity.doubt is not None)
            return "new", identity.doubt
        # A merged film's own record keeps to it, or the kept film would change its name with every load.
        film_id = self._merged.named.get((identity.film_id, key, film.year), identity.film_id)
        change = self._update(film_id, film)
        if not film.ids:
            self._remember(film, key, film_id)
        return change, identity.doubt

    def pause(self) -> None:
        """Write what is collected and its full-text index, so that the transaction can end; `go_on` in the next one."""
        self._flush()
        fulltext.add_since(self._connection, film_id=self._last_film, review_id=self._last_review)

    def go_on(self) -> None:
        """Take note of what others have written since `pause`; they have put it into the full-text index themselves."""
        self._last_film = self._last_id = _highest(self._connection, "films")
        self._last_review = _highest(self._connection, "reviews")
        self._alone, self._newcomers = False, None
        self._merged = merged_films(self._connection, guild_id=self._guild_id)
        self._edited = EditedFilms(self._connection, guild_id=self._guild_id)

    def add(self, addition: Addition) -> tuple[Change | None, str | None]:
        """Write what is said of a film that is named by ids; return None for the change where there is no such film."""
        if self._new.know(addition.ids):
            self._flush()
        film_id = holder_of(addition.ids, self._holders(addition.ids))
        if film_id is None or self._is_undone(film_id):
            return (None, None) if addition.film is None else self.write(addition.film)
        old = self._recorded(film_id)
        said: dict[str, Any] = {"aliases": (), **addition.facts, "ids": addition.ids, "reviews": ()}
        own = {fold(old.title), fold(old.original_title or "")}
        said["aliases"] = tuple(alias for alias in said["aliases"] if fold(alias.name) not in own)
        return self._update(film_id, replace(old, **said)), None

    def finish(self) -> int:
        """Write what is still collected and the full-text index.

        Return how many records counted as updates left their film, in the end, as the file found it.
        """
        self.pause()
        stand_ins.follow_stand_ins(self._connection, guild_id=self._guild_id, load_id=self._load_id)
        return sum(count for film_id, count in self._updates.items() if count > 1 and self._came_back(film_id))

    def _identify(self, film: Film, key: str) -> Identity:
        if not film.ids:
            self._flush_if_known(film, key)
            row = self._connection.execute(
                "SELECT film_id FROM record_identities WHERE guild_id = ? AND fingerprint = ?",
                (self._guild_id, fingerprint(film, key)),
            ).fetchone()
            if row is not None:
                return Identity(row[0])
        # The new films that are not written yet have been met too.
        if self._newcomers is not None and self._newcomers.meet(film.ids, key, film.year) and not self._edited:
            return _NEW
        self._flush_if_known(film, key)
        return identify(film, self._holders(film.ids), self._namesakes(key, film.year))

    def _remember(self, film: Film, key: str, film_id: int) -> None:
        """Keep which film a record without ids was taken for, so that the same record is always the same film."""
        self._connection.execute(
            "INSERT INTO record_identities (guild_id, fingerprint, film_id, load_id) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (guild_id, fingerprint) DO NOTHING",
            (self._guild_id, fingerprint(film, key), film_id, self._load_id),
        )

    def _holders(self, ids: Mapping[str, str]) -> list[Candidate]:
        found: list[Candidate] = []
        for source in ID_SOURCES:
            if value := ids.get(source):
                row = self._connection.execute(
                    "SELECT film_id FROM film_ids WHERE guild_id = ? AND source = ? AND value = ?",
                    (self._guild_id, source, value),
                ).fetchone()
                if row is not None:
                    found.append(self._candidate(row[0]))
                elif (edited := self._edited.holder(source, value)) is not None:
                    candidate = self._candidate(edited)
                    found.append(replace(candidate, ids={**candidate.ids, source: value}))
        return found

    def _namesakes(self, key: str, year: int | None) -> list[Candidate]:
        rows = self._connection.execute(
            "SELECT id FROM films WHERE guild_id = ? AND title_key = ? AND year IS ? ORDER BY id LIMIT ?",
            (self._guild_id, key, year, MOST_NAMESAKES),
        ).fetchall()
        found = list(dict.fromkeys([*(film_id for (film_id,) in rows), *self._edited.named(key, year)]))
        return [self._candidate(film_id) for film_id in found if self._merged.into.get(film_id) not in found]

    def _candidate(self, film_id: int) -> Candidate:
        directors = self._connection.execute(
            "SELECT name FROM credits WHERE film_id = ? AND role = 'director' ORDER BY position", (film_id,)
        )
        ids = self._connection.execute("SELECT source, value FROM film_ids WHERE film_id = ?", (film_id,))
        return Candidate(film_id, tuple(name for (name,) in directors), dict(ids.fetchall()))

    def _insert(self, film: Film, key: str, *, in_doubt: bool) -> None:
        known_by = None if film.ids else fingerprint(film, key)
        if in_doubt:  # else nobody holds any of its ids
            film = self._without_foreign_ids(None, film)
        self._last_id += 1
        self._new.add(self._last_id, film, key, known_by)
        if self._new.count >= BATCH or self._new.characters > MOST_CHARACTERS:
            self._flush()
            # Gathering all names pays where a file brings many films beside those that are there.
            if self._alone and self._newcomers is None and self._last_id - self._last_film > self._last_film // _PAYING:
                self._newcomers = Newcomers(self._connection, self._guild_id)

    def _update(self, film_id: int, record: Film) -> Change:
        old = self._recorded(film_id)
        added = self._add_reviews(film_id, record)
        record = self._without_foreign_ids(film_id, record)
        if self._bring_back(film_id):
            self._note(film_id, "new")
            self._replace(film_id, old, record)  # the old facts were undone
            return "new"
        new = merge(old, record)
        if new == old:
            if added:
                self._note(film_id, "reviews")
            return "unchanged"
        self._note(film_id, "updated", old)
        self._replace(film_id, old, new)
        self._updates[film_id] = self._updates.get(film_id, 0) + 1
        return "updated"

    def _replace(self, film_id: int, old: Film, new: Film) -> None:
        if self._newcomers is not None:
            self._newcomers.meet(new.ids, fold(new.title), new.year)
        if film_id in self._edited:
            old, new = self._edited.write(film_id, new)
        else:
            film_rows.replace_facts(self._connection, self._guild_id, film_id, new)
        if film_id <= self._last_film:  # a film of this file is indexed at its end
            fulltext.replace_synopsis(self._connection, film_id, old.synopsis, new.synopsis)

    def _recorded(self, film_id: int) -> Film:
        """Return a film as its records have it, whatever an admin has set by hand."""
        film = film_rows.read_film(self._connection, film_id)
        assert film is not None
        return self._edited.as_recorded(film_id, film)

    def _is_undone(self, film_id: int) -> bool:
        """Tell whether a film is one that an undo hid because members had touched it."""
        hidden = "SELECT 1 FROM films WHERE id = ? AND retired_by_undo = 1"
        return self._connection.execute(hidden, (film_id,)).fetchone() is not None

    def _bring_back(self, film_id: int) -> bool:
        """Show a film again that an undo hid because members had touched it; tell whether it was one."""
        changed = self._connection.execute(
            "UPDATE films SET retired_at = NULL, retired_by_undo = 0 WHERE id = ? AND retired_by_undo = 1", (film_id,)
        )
        return changed.rowcount > 0

    def _without_foreign_ids(self, film_id: int | None, record: Film) -> Film:
        """Return the record without ids that another film of the same scope holds."""
        foreign = {
            source
            for source, value in record.ids.items()
            if self._edited.holder(source, value) not in {None, film_id}
            or self._connection.execute(
                "SELECT 1 FROM film_ids WHERE guild_id = ? AND source = ? AND value = ? AND film_id IS NOT ?",
                (self._guild_id, source, value, film_id),
            ).fetchone()
        }
        if not foreign:
            return record
        return replace(record, ids={source: value for source, value in record.ids.items() if source not in foreign})

    def _add_reviews(self, film_id: int, record: Film) -> int:
        if not record.reviews:
            return 0
        kept = self._merged.into.get(film_id, film_id)
        rows = film_rows.review_rows(kept, self._load_id, record.reviews)
        added = self._connection.executemany(film_rows.INSERT_REVIEW, rows).rowcount
        self.reviews_new += added
        return added

    def _note(self, film_id: int, kind: str, before: Film | None = None) -> None:
        """Note a change; the record before it is kept once a file, since undo goes back to the first."""
        if before is not None and self._is_noted(film_id):
            before = None
        self._connection.execute(
            "INSERT INTO film_changes (film_id, load_id, kind, before) VALUES (?, ?, ?, ?)",
            (film_id, self._load_id, kind, None if before is None else film_rows.film_as_json(before)),
        )

    def _is_noted(self, film_id: int) -> bool:
        """Tell whether this file has already made or updated the film."""
        row = self._connection.execute(
            "SELECT 1 FROM film_changes WHERE load_id = ? AND film_id = ? AND seq > ? AND kind <> 'reviews'",
            (self._load_id, film_id, self._last_change),
        ).fetchone()
        return row is not None

    def _came_back(self, film_id: int) -> bool:
        """Tell whether a film updated more than once is now what this file found, and if so forget the updates."""
        which = (self._load_id, film_id, self._last_change)
        row = self._connection.execute(
            "SELECT before FROM film_changes WHERE load_id = ? AND film_id = ? AND seq > ? AND before IS NOT NULL",
            which,
        ).fetchone()
        if row is None or row[0] != film_rows.film_as_json(self._recorded(film_id)):
            return False
        # The reviews that came with the records stay, and with them a note that this load changed the film.
        self._connection.execute(
            "UPDATE film_changes SET kind = 'reviews', before = NULL "
            "WHERE load_id = ? AND film_id = ? AND seq > ? AND kind = 'updated' "
            "AND EXISTS (SELECT 1 FROM reviews WHERE reviews.load_id = film_changes.load_id "
            "AND reviews.film_id = film_changes.film_id)",
            which,
        )
        self._connection.execute(
            "DELETE FROM film_changes WHERE load_id = ? AND film_id = ? AND seq > ? AND kind = 'updated'", which
        )
        return True

    def _flush_if_known(self, film: Film, key: str) -> None:
        if self._new.know(film.ids, key, film.year):
            self._flush()

    def _flush(self) -> None:
        self.reviews_new += self._new.write(self._connection)
        self._new = NewFilms(self._guild_id, self._load_id)


def _highest(connection: sqlite3.Connection, table: Literal["films", "reviews", "film_changes"]) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return row[0] if row else 0
