"""Writing the records of one file into the database: who each one is, what it changes, and a note of the change."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.catalogue import film_rows
from bot.catalogue.film import Addition, Film
from bot.catalogue.loading import stand_ins
from bot.catalogue.loading.change_notes import ChangeNotes
from bot.catalogue.loading.identity import Candidate, Identity, fingerprint, holder_of, identify, without_year
from bot.catalogue.loading.known_films import KnownFilms
from bot.catalogue.loading.new_films import NewFilms
from bot.catalogue.loading.newcomers import Newcomers
from bot.catalogue.merge import merge
from bot.catalogue.searching import fulltext
from bot.catalogue.text import fold

Change = Literal["new", "copied", "updated", "unchanged"]
"""What a record does: `copied` is a shared film of which its server gets a copy of its own, with the record over it."""

BATCH = 1000
"""How many new films are collected before they are written together."""

MOST_CHARACTERS = 8_000_000
"""How much review text is collected before it is written, however few films it is of."""


_PAYING = 8
"""How many films there may be for each that a file has brought, for asking of its next ones all at once."""

_FACTS_LENGTH = 2_000
"""As how many characters of reviews the facts of a film count that is copied."""


class FilmWriter:
    """Writes the records of one file, inside a transaction that the caller holds.

    New films are collected and written a batch at a time, or when a record comes that may be one of them. A server's
    record of a film that all share is written over a copy of that film, or not at all where it says nothing more. Call
    `finish` at the end of the file.
    """

    def __init__(self, connection: sqlite3.Connection, *, guild_id: int, load_id: int) -> None:
        self.reviews_new = 0
        self.characters_copied = 0
        """How much text the shared films have that were copied: their reviews, and their facts counted like one."""
        self._connection = connection
        self._guild_id = guild_id
        self._load_id = load_id
        self._last_film = _highest(connection, "films")
        self._last_review = _highest(connection, "reviews")
        self._notes = ChangeNotes(connection, load_id)
        self._last_id = self._last_film
        self._new = NewFilms(guild_id, load_id)
        self._alone = True
        self._newcomers: Newcomers | None = None
        self._known = KnownFilms(connection, guild_id)

    def write(self, film: Film, *, copying: bool = False) -> tuple[Change, str | None]:
        """Write one record; return what it did to the catalogue, and a warning where its identity was in doubt.

        A shared film that the record says nothing new of is copied all the same where it is `copying`.
        """
        key = fold(film.title)
        identity = self._identify(film, key)
        if identity.film_id is None:
            if identity.is_said:
                return "unchanged", None
            self._insert(film, film, in_doubt=identity.doubt is not None)
            return "new", identity.doubt
        if identity.shared_id is not None:
            return self._write_shared(identity.film_id, identity.shared_id, film, key, copying=copying), None
        # A merged film's own record keeps to it, or the kept film would change its name with every load.
        film_id = self._known.merged.named.get((identity.film_id, key, film.year), identity.film_id)
        change = self._update(film_id, film)
        if not film.ids:
            self._known.remember(fingerprint(film, key), film_id, load_id=self._load_id)
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
        self._known = KnownFilms(self._connection, self._guild_id)

    def add(self, addition: Addition) -> tuple[Change | None, str | None]:
        """Write what is said of a film that is named by ids; return None for the change where there is no such film."""
        if self._new.know(addition.ids):
            self._flush()
        film_id, is_shared = holder_of(addition.ids, self._known.holders(addition.ids)), False
        if film_id is None and self._guild_id:
            shared = self._shared(self._known.shared_holders(addition.ids))
            film_id = holder_of(addition.ids, self._known.as_seen(shared))
            is_shared = any(film_id == each.film_id for each in shared)
        if film_id is None or self._is_undone(film_id):
            return (None, None) if addition.film is None else self.write(addition.film)
        old = self._recorded(film_id)
        said: dict[str, Any] = {"aliases": (), **addition.facts, "ids": addition.ids, "reviews": ()}
        own = {fold(old.title), fold(old.original_title or "")}
        said["aliases"] = tuple(alias for alias in said["aliases"] if fold(alias.name) not in own)
        record = replace(old, **said)
        return self._join(film_id, record) if is_shared else self._update(film_id, record), None

    def finish(self) -> int:
        """Write what is still collected and the full-text index.

        Return how many records counted as updates left their film, in the end, as the file found it.
        """
        self.pause()
        stand_ins.follow_stand_ins(self._connection, guild_id=self._guild_id, load_id=self._load_id)
        again = self._notes.updated_again().items()
        return sum(count for film_id, count in again if self._notes.forget_if_back(film_id, self._recorded(film_id)))

    def _identify(self, film: Film, key: str) -> Identity:
        if not film.ids:
            self._flush_if_known(film, key)
            if (remembered := self._known.remembered(fingerprint(film, key))) is not None:
                film_id, is_shared = remembered
                if not is_shared:
                    return Identity(film_id)
                [shared] = self._shared([self._known.candidate(film_id)])
                return Identity(self._known.as_seen([shared])[0].film_id, shared_id=film_id)
        # The new films that are not written yet have been met too.
        if self._newcomers is not None and self._newcomers.meet(film.ids, key, film.year) and not self._known.edited:
            return self._identify_stranger(film, key, [], [])
        self._flush_if_known(film, key)
        holders, namesakes = self._known.holders(film.ids), self._known.namesakes(key, film.year)
        identity = identify(film, holders, namesakes)
        return identity if identity.film_id is not None else self._identify_stranger(film, key, holders, namesakes)

    def _identify_stranger(
        self, film: Film, key: str, holders: Sequence[Candidate], namesakes: Sequence[Candidate]
    ) -> Identity:
        """Identify a record that is for sure none of the films of its scope; those that it may be are given."""
        if self._guild_id:
            held = self._shared(self._known.shared_holders(film.ids))
            unheld = not (holders or held)  # else names do not count
            named = self._shared(self._known.shared_namesakes(key, film.year)) if unheld else []
            held_seen, named_seen = self._known.as_seen(held), self._known.as_seen(named)
            by_name = {each.film_id: each for each in (*named_seen, *namesakes)}
            identity = identify(film, [*holders, *held_seen], list(by_name.values()))
            meant = {
                seen.film_id: each.film_id
                for each, seen in zip((*named, *held), (*named_seen, *held_seen), strict=True)
            }
            if identity.film_id is not None:
                return replace(identity, shared_id=meant[identity.film_id])
            if identity.among and meant.keys() >= set(identity.among):
                # Compared are the shared films, which the server's own loads do not change.
                said = (self._known.sees(each) and self._says(meant[each], film) for each in identity.among)
                identity = replace(identity, is_said=all(said))
        else:
            identity = identify(film, holders, namesakes)
        if identity.doubt is None and film.year is None and not film.ids:
            if self._new.know_title(key):
                self._flush()
            return without_year(film, self._known.titled(key))
        return identity

    def _shared(self, found: list[Candidate]) -> list[Candidate]:
        """Return shared films that were found, after what may come to stand in for them is written."""
        if any(self._new.know(each.ids, *self._known.name(each.film_id)) for each in found):
            self._flush()
        return found

    def _insert(self, film: Film, record: Film, *, in_doubt: bool, copy_of: int | None = None) -> None:
        known_by = None if record.ids else fingerprint(record, fold(record.title))
        if in_doubt:  # else nobody holds any of its ids
            film = self._known.without_foreign_ids(None, film)
        self._last_id += 1
        self._new.add(self._last_id, film, fold(film.title), known_by, copy_of)
        if self._new.count >= BATCH or self._new.characters > MOST_CHARACTERS:
            self._flush()
            # Gathering all names pays where a file brings many films beside those that are there.
            if self._alone and self._newcomers is None and self._last_id - self._last_film > self._last_film // _PAYING:
                self._newcomers = Newcomers(self._connection, self._guild_id)

    def _write_shared(self, film_id: int, shared_id: int, film: Film, key: str, *, copying: bool) -> Change:
        """Write a record of a shared film, for which one of the server's own may stand in already."""
        if film_id == shared_id:
            change = self._join(shared_id, film, copying=copying)
        elif film.ids:  # by which it is found the next time
            change = self._update(film_id, film)
        else:
            old = self._recorded(film_id)
            change = self._update(film_id, replace(film, title=old.title, year=old.year))
        if change != "copied" and not film.ids:
            self._known.remember(fingerprint(film, key), shared_id, load_id=self._load_id)
        return change

    def _join(self, shared_id: int, record: Film, *, copying: bool = False) -> Change:
        """Write a record over a copy of the shared film that it is of, unless it says nothing more."""
        shared = self._recorded(shared_id)
        film = merge(shared, record)
        if (
            film == shared
            and not copying
            and self._known.has_reviews(shared_id, record)
            and self._known.sees(shared_id)
        ):
            return "unchanged"
        film = replace(film, reviews=record.reviews)
        if self._newcomers is not None:
            self._newcomers.meet(film.ids, fold(film.title), film.year)
        self.characters_copied += self._known.reviews_length(shared_id) + _FACTS_LENGTH
        self._insert(film, record, in_doubt=True, copy_of=shared_id)
        return "copied"

    def _says(self, shared_id: int, record: Film) -> bool:
        """Tell whether a shared film says all that a record of its name does."""
        shared = self._recorded(shared_id)
        record = replace(record, title=shared.title)
        return merge(shared, record) == shared and self._known.has_reviews(shared_id, record)

    def _update(self, film_id: int, record: Film) -> Change:
        old = self._recorded(film_id)
        if self._is_undone(film_id):
            return self._bring_back(film_id, old, record)
        added = self._add_reviews(film_id, record)
        record = self._known.without_foreign_ids(film_id, record)
        new = merge(old, record)
        if new == old:
            if added:
                self._notes.note(film_id, "reviews")
            return "unchanged"
        self._notes.note_update(film_id, old)
        self._replace(film_id, old, new)
        return "updated"

    def _replace(self, film_id: int, old: Film, new: Film) -> None:
        if self._newcomers is not None:
            self._newcomers.meet(new.ids, fold(new.title), new.year)
        if film_id in self._known.edited:
            old, new = self._known.edited.write(film_id, new)
        else:
            film_rows.replace_facts(self._connection, self._guild_id, film_id, new)
        if film_id <= self._last_film:  # a film of this file is indexed at its end
            fulltext.replace_synopsis(self._connection, film_id, old.synopsis, new.synopsis)

    def _recorded(self, film_id: int) -> Film:
        """Return a film as its records have it, whatever an admin has set by hand."""
        film = film_rows.read_film(self._connection, film_id)
        assert film is not None
        return self._known.edited.as_recorded(film_id, film)

    def _is_undone(self, film_id: int) -> bool:
        """Tell whether a film is one that an undo hid because members had touched it."""
        hidden = "SELECT 1 FROM films WHERE id = ? AND retired_by_undo = 1"
        return self._connection.execute(hidden, (film_id,)).fetchone() is not None

    def _bring_back(self, film_id: int, old: Film, record: Film) -> Change:
        """Show a film again that an undo hid because members had touched it; the facts of then were undone."""
        shared_id = self._identify_stranger(record, fold(record.title), [], []).shared_id
        show = "UPDATE films SET retired_at = NULL, retired_by_undo = 0 WHERE id = ?"
        self._connection.execute(show, (film_id,))
        self._notes.note(film_id, "new")
        film = record
        if shared_id is not None:
            film = merge(self._recorded(shared_id), record)
            copies = [(film_id, shared_id)]
            stand_ins.copy_shared(self._connection, copies, guild_id=self._guild_id, load_id=self._load_id)
        self._add_reviews(film_id, record)
        self._replace(film_id, old, self._known.without_foreign_ids(film_id, film))
        return "new" if shared_id is None else "copied"

    def _add_reviews(self, film_id: int, record: Film) -> int:
        if not record.reviews:
            return 0
        kept = self._known.merged.into.get(film_id, film_id)
        rows = film_rows.review_rows(kept, self._load_id, record.reviews)
        added = self._connection.executemany(film_rows.INSERT_REVIEW, rows).rowcount
        self.reviews_new += added
        return added

    def _flush_if_known(self, film: Film, key: str) -> None:
        if self._new.know(film.ids, key, film.year):
            self._flush()

    def _flush(self) -> None:
        self.reviews_new += self._new.write(self._connection)
        self._new = NewFilms(self._guild_id, self._load_id)


def _highest(connection: sqlite3.Connection, table: Literal["films", "reviews"]) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return row[0] if row else 0
