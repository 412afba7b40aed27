"""Setting fields of a server's own film by hand, and taking that back field by field.

What is set stays over what later loads say, until the edit is taken back: then the records' latest word is seen again.
The film stays the same film, and where it stood in for a shared one it goes on doing so under a new name.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.catalogue import film_rows, places
from bot.catalogue.care import audit, beneath
from bot.catalogue.care.audited import Change, State
from bot.catalogue.film import Film, label
from bot.catalogue.record import film_from_mapping, film_to_mapping
from bot.catalogue.searching import fulltext
from bot.errors import UserError

_SCOPE = "SELECT guild_id FROM films WHERE id = ? AND guild_id IN (0, ?)"
_UPSERT = """
    INSERT INTO film_edits (film_id, field, beneath, entry_id) VALUES (?, ?, ?, ?)
    ON CONFLICT (film_id, field) DO UPDATE SET entry_id = excluded.entry_id
"""
_DELETE = "DELETE FROM film_edits WHERE film_id = ? AND field = ?"
_HOLDER = """
    SELECT title, year FROM film_ids JOIN films ON films.id = film_id
    WHERE film_ids.guild_id = :guild AND source = :source AND value = :value AND film_id <> :film
    UNION ALL
    SELECT title, year FROM film_edits JOIN films ON films.id = film_id
    WHERE films.guild_id = :guild AND field = 'ids' AND json_extract(beneath, '$.' || :source) = :value
      AND film_id <> :film
    LIMIT 1
"""
_LATER = """
    SELECT title, year FROM film_edits JOIN films ON films.id = film_id
    WHERE film_id IN (?, ?) AND field IN ('aliases', 'ids') AND entry_id > ? LIMIT 1
"""


class EditError(UserError):
    """A film cannot be edited so; the text says why."""


def edit(
    connection: sqlite3.Connection,
    film_id: int,
    fields: Mapping[str, Any],
    *,
    shown: Mapping[str, Any],
    guild_id: int,
    edited_by: int,
) -> int:
    """Set fields of a server's own film, inside a transaction that the caller holds; return the entry of the audit.

    Values are JSON as in a record that was read; `shown` are those that the editor saw in their place.

    Raises:
        EditError: the film is shared or gone, nothing changes, someone else was faster, or an id is another film's.
    """
    before = state(connection, film_id, fields, guild_id=guild_id)
    if before is None:
        raise EditError("That film is no longer in the catalogue.")
    changed = {name: value for name, value in fields.items() if value != before["fields"][name]}
    if not changed:
        raise EditError("Nothing was changed: that is how it is written already.")
    if any(before["fields"][name] != shown[name] for name in changed):
        raise EditError("Someone else has changed that meanwhile. Look at the film anew, then edit it.")
    wanted = {"fields": changed, "own": sorted(changed)}
    return put(connection, film_id, wanted, guild_id=guild_id, edited_by=edited_by)


def state(connection: sqlite3.Connection, film_id: int, names: Iterable[str], *, guild_id: int) -> State | None:
    """Return the values that fields of a film have, and which of them were set by hand; None where the film is gone."""
    if connection.execute(_SCOPE, (film_id, guild_id)).fetchone() is None:
        return None
    film = film_rows.read_film(connection, film_id)
    assert film is not None
    mapping, edited = film_to_mapping(film), beneath.beneath(connection, film_id)
    fields = sorted(names)
    return {"fields": {name: mapping[name] for name in fields}, "own": [name for name in fields if name in edited]}


def put(
    connection: sqlite3.Connection,
    film_id: int,
    wanted: State,
    *,
    guild_id: int,
    edited_by: int,
    undoes: int | None = None,
    leaving: Sequence[int] = (),
) -> int:
    """Bring fields of a film into a state that `state` returned, and note it; return the entry of the audit.

    A field that is not to stand by hand shows what the records say now. `leaving` are merges that the change which is
    taken back has made.

    Raises:
        EditError: the film is shared, or an id is another film's by now.
    """
    if connection.execute(_SCOPE, (film_id, guild_id)).fetchone() != (guild_id,):
        raise EditError("That film is shared by all servers. Make this server’s own copy of it first.")
    seen = film_rows.read_film(connection, film_id)
    before = state(connection, film_id, wanted["fields"], guild_id=guild_id)
    assert seen is not None
    assert before is not None
    left = places.leave(connection, leaving, guild_id=guild_id)
    stood = [place for place in places.places_of(connection, film_id, guild_id=guild_id) if place not in left]
    hidden = beneath.beneath(connection, film_id)
    values = {
        name: value if name in wanted["own"] else hidden.get(name, value) for name, value in wanted["fields"].items()
    }
    new = film_from_mapping({**film_to_mapping(seen), **values})[0]
    _refuse_taken_ids(connection, film_id, new, guild_id)
    _write(connection, film_id, seen, new, guild_id)
    taken = places.keep(connection, film_id, stood, guild_id=guild_id)
    after = {"fields": values, "own": sorted(wanted["own"])} | ({"places": taken} if taken else {})
    change = Change("edit", label(seen.title, seen.year), before, after, film_id)
    entry_id = audit.note(connection, change, guild_id=guild_id, done_by=edited_by, undoes=undoes)
    _keep_beneath(connection, film_id, wanted, film_to_mapping(seen), entry_id)
    return entry_id


def edited_after(
    connection: sqlite3.Connection, film_ids: tuple[int, int], entry_id: int | None
) -> tuple[str, int | None] | None:
    """Return the title and year of the first of two films whose aliases or ids were set by hand after an entry."""
    return connection.execute(_LATER, (*film_ids, entry_id or 0)).fetchone()


def _write(connection: sqlite3.Connection, film_id: int, seen: Film, new: Film, guild_id: int) -> None:
    """Write a film's new facts, for full text and the title index too."""
    film_rows.replace_facts(connection, guild_id, film_id, new)
    fulltext.replace_synopsis(connection, film_id, seen.synopsis, new.synopsis)
    places.look_again(connection, film_id)


def _keep_beneath(
    connection: sqlite3.Connection, film_id: int, wanted: State, mapping: Mapping[str, Any], entry_id: int
) -> None:
    for name in wanted["fields"]:
        if name in wanted["own"]:
            connection.execute(_UPSERT, (film_id, name, beneath.as_json(mapping[name]), entry_id))
        else:
            connection.execute(_DELETE, (film_id, name))


def _refuse_taken_ids(connection: sqlite3.Connection, film_id: int, film: Film, guild_id: int) -> None:
    for source, value in film.ids.items():
        values = {"guild": guild_id, "source": source, "value": value, "film": film_id}
        if row := connection.execute(_HOLDER, values).fetchone():
            raise EditError(f"The {source} id {value} is that of {label(*row)}. If the two are one film, merge them.")
