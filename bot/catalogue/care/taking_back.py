"""Taking back a change from the audit list, if nothing later builds on it; taking it back is a change of its own."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.catalogue.care import audit, editing, merging, retiring, twins
from bot.catalogue.care.audited import Entry, Kind, State
from bot.catalogue.following import follow
from bot.club import aliases
from bot.club.chosen import CALLED
from bot.club.settings import put_setting, setting_state
from bot.errors import UserError

_MERGE = "SELECT id FROM film_merges WHERE guild_id = ? AND film_id = ? AND into_id = ?"
_KINDS: Mapping[Kind, str] = {
    "edit": "edit",
    "alias": "change of an alias",
    "retire": "retiring or restoring",
    "merge": "merge",
    "different": "decision",
    "setting": "change",
    "load": "load",
}


class TakeBackError(UserError):
    """A change cannot be taken back, or not yet; the text says why."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """How things of one kind stand now (None where they are gone), and how they are brought into a state."""

    now: Callable[[sqlite3.Connection, Entry, int], State | None]
    put: Callable[[sqlite3.Connection, Entry, int, int], object]


def take_back(connection: sqlite3.Connection, entry_id: int, *, guild_id: int, member_id: int) -> Entry:
    """Take back a change of a server's list, inside a transaction that the caller holds.

    Return the entry of that, which can be taken back as well.

    Raises:
        TakeBackError: it is not in the list, was taken back already, or a later change builds on it.
        UserError: what was changed says why it cannot be brought back.
    """
    entry = audit.entry(connection, entry_id, guild_id=guild_id)
    if entry is None:
        raise TakeBackError("That change is not in this server’s list.")
    if entry.kind not in _SUBJECTS:
        raise TakeBackError("A load that was taken back comes back by loading its files again.")
    if entry.undone:
        raise TakeBackError("That change was taken back already.")
    subject = _SUBJECTS[entry.kind]
    state = subject.now(connection, entry, guild_id)
    if state is None:
        raise TakeBackError(f"{entry.about} is no longer in the catalogue, so there is nothing to take back.")
    if not _same(state, entry.after):
        later = audit.later(connection, entry, guild_id=guild_id)
        if later is not None:
            raise TakeBackError(f"Take back the later {_KINDS[later.kind]} of {_about(later)} first.")
        if _same(state, entry.before):
            raise TakeBackError("There is nothing to take back: it is as it was before that change.")
        raise TakeBackError("That has changed since in another way, such as by a load, so it cannot be taken back.")
    subject.put(connection, entry, guild_id, member_id)
    return audit.taking_back(connection, entry.id, guild_id=guild_id)


def _about(entry: Entry) -> str:
    """Return what an entry is about, in words; a setting that is no longer offered is named as it is kept."""
    return f"“{CALLED.get(entry.about, entry.about)}”" if entry.kind == "setting" else entry.about


def _same(state: State, other: State) -> bool:
    """Tell whether two states are one, whoever set the fields."""
    return state.get("fields", state) == other.get("fields", other)


def _edit_now(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> State | None:
    return editing.state(connection, entry.film_id or 0, entry.after["fields"], guild_id=guild_id)


def _edit_put(connection: sqlite3.Connection, entry: Entry, guild_id: int, member_id: int) -> object:
    return editing.put(
        connection,
        entry.film_id or 0,
        entry.before,
        guild_id=guild_id,
        edited_by=member_id,
        undoes=entry.id,
        leaving=entry.after.get("places", ()),
    )


def _alias_now(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> State | None:
    film_id = follow(connection, entry.film_id or 0, guild_id=guild_id)
    return aliases.state(connection, film_id, entry.after["name"], guild_id=guild_id)


def _alias_put(connection: sqlite3.Connection, entry: Entry, guild_id: int, member_id: int) -> None:
    film_id = follow(connection, entry.film_id or 0, guild_id=guild_id)
    aliases.put(connection, film_id, entry.before, guild_id=guild_id, member_id=member_id, undoes=entry.id)


def _retire_now(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> State | None:
    return retiring.state(connection, entry.film_id or 0, guild_id=guild_id)


def _retire_put(connection: sqlite3.Connection, entry: Entry, guild_id: int, member_id: int) -> object:
    return retiring.put(
        connection, entry.film_id or 0, entry.before, guild_id=guild_id, member_id=member_id, undoes=entry.id
    )


def _merge_of(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> int | None:
    row = connection.execute(_MERGE, (guild_id, entry.film_id, entry.other_id)).fetchone()
    return None if row is None else row[0]


def _merge_now(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> State:
    return {"merged": _merge_of(connection, entry, guild_id) is not None}


def _merge_put(connection: sqlite3.Connection, entry: Entry, guild_id: int, member_id: int) -> object:
    merge_id = _merge_of(connection, entry, guild_id)
    if merge_id is not None:
        return merging.unmerge(connection, merge_id, guild_id=guild_id, unmerged_by=member_id)
    film_id, into_id = entry.film_id or 0, entry.other_id or 0
    return merging.merge(connection, film_id, into_id, guild_id=guild_id, merged_by=member_id, undoes=entry.id)


def _different_now(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> State | None:
    return twins.state(connection, (entry.film_id or 0, entry.other_id or 0), guild_id=guild_id)


def _different_put(connection: sqlite3.Connection, entry: Entry, guild_id: int, member_id: int) -> None:
    pair = entry.film_id or 0, entry.other_id or 0
    twins.put(connection, pair, entry.before, guild_id=guild_id, member_id=member_id, undoes=entry.id)


def _setting_now(connection: sqlite3.Connection, entry: Entry, guild_id: int) -> State:
    return setting_state(connection, entry.about, guild_id=guild_id)


def _setting_put(connection: sqlite3.Connection, entry: Entry, guild_id: int, member_id: int) -> None:
    put_setting(connection, entry.about, entry.before, guild_id=guild_id, member_id=member_id, undoes=entry.id)


_SUBJECTS: Mapping[Kind, _Subject] = {
    "edit": _Subject(_edit_now, _edit_put),
    "alias": _Subject(_alias_now, _alias_put),
    "retire": _Subject(_retire_now, _retire_put),
    "merge": _Subject(_merge_now, _merge_put),
    "different": _Subject(_different_now, _different_put),
    "setting": _Subject(_setting_now, _setting_put),
}
"""How each kind of change is looked at and brought back; a load has an undoing of its own."""
