"""Merging two records of one film, and taking that back: what members did follows the film that is kept.

The merged film is retired, and its names and free outside ids are lent to the kept one; what its id or an old label
leads to is the kept film from then on. A server may also say that one of its own films is a shared one: its members'
rows move, and in that server alone its own film stands in the shared one's place.
"""

import sqlite3
from dataclasses import dataclass, replace

from bot.catalogue import film_rows
from bot.catalogue.care import audit
from bot.catalogue.care.audited import Change
from bot.catalogue.care.editing import edited_after
from bot.catalogue.care.moved_rows import MovedRow, count_rows, move_rows, move_rows_back, read_journal, write_journal
from bot.catalogue.film import Alias, Film, label
from bot.catalogue.text import fold
from bot.connection import now
from bot.errors import UserError

MERGED = "merged"
"""The source of aliases that a merged film lent the kept one."""

_GONE = "That film is no longer in the catalogue."
_PLACE = """
    SELECT guild_id FROM films WHERE id = :film AND guild_id IN (0, :guild) AND retired_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM film_merges WHERE film_merges.guild_id = :guild AND film_merges.film_id = films.id
    )
"""
_HALF_UNDONE = "SELECT 1 FROM loads WHERE guild_id = ? AND undoing = 1"
_INSERT = """
    INSERT INTO film_merges (guild_id, film_id, into_id, load_id, last_load, merged_by, merged_at)
    SELECT ?, ?, ?, ?, coalesce(max(id), 0), ?, ? FROM loads RETURNING id
"""
_READ = """
    SELECT film_merges.id, film_merges.guild_id, film_id, into_id, gone.title, gone.year, kept.title, kept.year,
           merged_by, merged_at, last_load, gone.guild_id
    FROM film_merges JOIN films AS gone ON gone.id = film_id JOIN films AS kept ON kept.id = into_id
    WHERE film_merges.guild_id = :guild AND load_id IS NULL
"""
_ONE = f"{_READ} AND film_merges.id = :merge"
_LATEST = f"{_READ} ORDER BY film_merges.id DESC LIMIT :limit"
_LATER = f"""
    {_READ} AND film_merges.id > :merge AND (film_id IN (:film, :into) OR into_id IN (:film, :into))
    ORDER BY film_merges.id DESC LIMIT 1
"""
_AFTER_LOAD = f"""
    {_READ} AND last_load >= :load AND EXISTS (
        SELECT 1 FROM film_changes
        WHERE film_changes.load_id = :load AND film_changes.film_id IN (film_merges.film_id, into_id)
    )
    ORDER BY film_merges.id DESC LIMIT 1
"""


class MergeError(UserError):
    """Two films cannot be merged, or a merge cannot be taken back."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge in force: the film that was merged, the one kept, who did it (None the owner) and when."""

    id: int
    guild_id: int
    film_id: int
    into_id: int
    title: str
    year: int | None
    kept_title: str
    kept_year: int | None
    merged_by: int | None
    merged_at: str
    last_load: int
    film_guild_id: int

    @property
    def stands_in(self) -> bool:
        """Whether a server's own film stands in for a shared one, which other servers see as before."""
        return self.film_guild_id != self.guild_id


def what_moves(connection: sqlite3.Connection, film_id: int, into_id: int, *, guild_id: int) -> dict[str, int]:
    """Return how many rows of each table `merge` would move or let wait.

    Raises:
        MergeError: the two cannot be merged; the text says why.
    """
    return count_rows(connection, film_id, guild_id=_only(connection, film_id, into_id, guild_id))


def merge(
    connection: sqlite3.Connection,
    film_id: int,
    into_id: int,
    *,
    guild_id: int,
    merged_by: int | None,
    undoes: int | None = None,
) -> int:
    """Merge the film `film_id` into `into_id`, inside a transaction that the caller holds; return the merge's id.

    `undoes` is the entry of the audit that is taken back by it.

    Raises:
        MergeError: one is gone, they are one already, or they are not this scope's to merge.
    """
    only = _only(connection, film_id, into_id, guild_id)
    if connection.execute(_HALF_UNDONE, (guild_id,)).fetchone():
        raise MergeError("A load is being taken back right now. Please try again in a moment.")
    values = (guild_id, film_id, into_id, None, merged_by, now())
    [(merge_id,)] = connection.execute(_INSERT, values).fetchall()
    lent = _lend(connection, film_id, into_id, guild_id=guild_id, away=only is None)
    moved = move_rows(connection, film_id, into_id, guild_id=only)
    write_journal(connection, merge_id, [*lent, *moved])
    if only is None:
        connection.execute("UPDATE films SET retired_at = ? WHERE id = ?", (now(), film_id))
    _note(connection, film_id, into_id)
    made = Merge(*connection.execute(_ONE, {"guild": guild_id, "merge": merge_id}).fetchone())
    _note_for_audit(connection, made, done_by=merged_by, merged=True, undoes=undoes)
    return merge_id


def unmerge(connection: sqlite3.Connection, merge_id: int, *, guild_id: int, unmerged_by: int | None = None) -> Merge:
    """Take a merge back, inside a transaction that the caller holds; return what it was.

    `unmerged_by` is a Discord user, or None for the owner at the command line.

    What was said of the kept film since stays with it.

    Raises:
        MergeError: there is none (any more), or a later merge or edit has to be taken back first.
    """
    row = connection.execute(_ONE, {"guild": guild_id, "merge": merge_id}).fetchone()
    if row is None:
        raise MergeError(f"There is no merge {merge_id}; if there was one, it was taken back already.")
    taken = Merge(*row)
    values = {"guild": guild_id, "merge": merge_id, "film": taken.film_id, "into": taken.into_id}
    if later := connection.execute(_LATER, values).fetchone():
        last = Merge(*later)
        raise MergeError(f"Take back the later merge of {last.title} into {last.kept_title} first.")
    noted = audit.of_merge(connection, taken.film_id, taken.into_id, guild_id=guild_id)
    if edited := edited_after(connection, (taken.film_id, taken.into_id), noted):
        raise MergeError(f"Take back the later edit of the names or ids of {label(*edited)} first.")
    rows = read_journal(connection, merge_id)
    connection.execute("DELETE FROM film_merges WHERE id = ?", (merge_id,))
    move_rows_back(connection, (row for row in rows if row.table not in _LENT), taken.film_id, taken.into_id)
    _give_back(connection, taken, [row for row in rows if row.table in _LENT])
    if not taken.stands_in:
        connection.execute("UPDATE films SET retired_at = NULL WHERE id = ?", (taken.film_id,))
    _note(connection, taken.film_id, taken.into_id)
    _note_for_audit(connection, taken, done_by=unmerged_by, merged=False, undoes=noted)
    return taken


def merges(connection: sqlite3.Connection, *, guild_id: int, limit: int) -> list[Merge]:
    """Return the merges in force that someone asked for in a scope, the latest first."""
    rows = connection.execute(_LATEST, {"guild": guild_id, "limit": limit})
    return [Merge(*row) for row in rows]


def merge_after(connection: sqlite3.Connection, load_id: int, *, guild_id: int) -> Merge | None:
    """Return a merge in force of a film that an earlier load changed, which has to be taken back before the load."""
    row = connection.execute(_AFTER_LOAD, {"guild": guild_id, "load": load_id}).fetchone()
    return None if row is None else Merge(*row)


def _only(connection: sqlite3.Connection, film_id: int, into_id: int, guild_id: int) -> int | None:
    """Return the one server whose rows move, or None where all do, after a look at whose films they are."""
    if film_id == into_id:
        raise MergeError("These two are one film already.")
    places = [connection.execute(_PLACE, {"film": each, "guild": guild_id}).fetchone() for each in (film_id, into_id)]
    if None in places:
        raise MergeError(_GONE)
    (gone,), (kept,) = places
    if guild_id not in {gone, kept}:
        raise MergeError("Both films are shared by all servers, so only whoever runs this bot can merge them.")
    if kept != guild_id:
        raise MergeError(
            "The film to keep is shared by all servers, so only whoever runs this bot can merge into it. "
            "A film of this server’s own can stand in for a shared one: name that one as the film to keep."
        )
    return None if gone == guild_id else guild_id


_LENT = frozenset({"aliases", "film_ids"})


def _lend(connection: sqlite3.Connection, film_id: int, into_id: int, *, guild_id: int, away: bool) -> list[MovedRow]:
    """Give the kept film the other's names, and its outside ids where it has none of that source; say which.

    `away` says that the other loses those ids; a shared film that is only stood in for keeps them.
    """
    gone, kept = film_rows.read_film(connection, film_id), film_rows.read_film(connection, into_id)
    assert gone is not None
    assert kept is not None
    names = _new_names(gone, kept)
    ids = {source: value for source, value in gone.ids.items() if source not in kept.ids}
    if away:
        _remove_ids(connection, film_id, ids)
    else:
        ids = {source: value for source, value in ids.items() if not _is_held(connection, guild_id, source, value)}
    aliases = (*kept.aliases, *(Alias(name, MERGED) for name in names))
    film_rows.replace_facts(connection, guild_id, into_id, replace(kept, aliases=aliases, ids={**kept.ids, **ids}))
    return [
        *(MovedRow("aliases", (name,), guild_id, None) for name in names),
        *(MovedRow("film_ids", (source, value), guild_id, None) for source, value in ids.items()),
    ]


def _new_names(gone: Film, kept: Film) -> list[str]:
    """Return the names of one film by which the other cannot be found yet."""
    held = {fold(name) for name in _names(kept)}
    return list({fold(name): name for name in reversed(_names(gone)) if fold(name) not in held}.values())[::-1]


def _names(film: Film) -> list[str]:
    return [film.title, *filter(None, (film.original_title,)), *(alias.name for alias in film.aliases)]


def _give_back(connection: sqlite3.Connection, taken: Merge, lent: list[MovedRow]) -> None:
    """Undo `_lend`, also in the records that later loads keep for their own undoing."""
    names = {row.key[0] for row in lent if row.table == "aliases"}
    ids = {row.key[0]: row.key[1] for row in lent if row.table == "film_ids"}
    kept = film_rows.read_film(connection, taken.into_id)
    assert kept is not None
    film_rows.replace_facts(connection, taken.guild_id, taken.into_id, _without(kept, names, ids))
    if not taken.stands_in:
        film_rows.insert_ids(connection, taken.guild_id, taken.film_id, ids)
    for seq, film_id, before in connection.execute(
        "SELECT seq, film_id, before FROM film_changes "
        "WHERE film_id IN (?, ?) AND load_id > ? AND before IS NOT NULL ORDER BY seq",
        (taken.film_id, taken.into_id, taken.last_load),
    ).fetchall():
        film = film_rows.film_from_json(before)
        if film_id == taken.into_id:
            film = _without(film, names, ids)
        elif not taken.stands_in:
            film = replace(film, ids={**film.ids, **ids})
        connection.execute("UPDATE film_changes SET before = ? WHERE seq = ?", (film_rows.film_as_json(film), seq))


def _without(film: Film, names: set[str], ids: dict[str, str]) -> Film:
    return replace(
        film,
        aliases=tuple(alias for alias in film.aliases if alias.source != MERGED or alias.name not in names),
        ids={source: value for source, value in film.ids.items() if ids.get(source) != value},
    )


def _remove_ids(connection: sqlite3.Connection, film_id: int, ids: dict[str, str]) -> None:
    connection.executemany(
        "DELETE FROM film_ids WHERE film_id = ? AND source = ?", [(film_id, source) for source in ids]
    )


def _is_held(connection: sqlite3.Connection, guild_id: int, source: str, value: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM film_ids WHERE guild_id = ? AND source = ? AND value = ?", (guild_id, source, value)
    )
    return row.fetchone() is not None


def _note(connection: sqlite3.Connection, *film_ids: int) -> None:
    """Let the title index look at films anew."""
    connection.executemany(
        "INSERT INTO film_changes (film_id, kind) VALUES (?, 'alias')", [(each,) for each in film_ids]
    )


def _note_for_audit(
    connection: sqlite3.Connection, merge: Merge, *, done_by: int | None, merged: bool, undoes: int | None
) -> None:
    about = f"{label(merge.title, merge.year)} → {label(merge.kept_title, merge.kept_year)}"
    change = Change("merge", about, {"merged": not merged}, {"merged": merged}, merge.film_id, merge.into_id)
    audit.note(connection, change, guild_id=merge.guild_id, done_by=done_by, undoes=undoes)
